"""Write a look as Styled Layer Descriptor (SLD 1.1, Symbology Encoding), for programs other than QGIS."""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring  # written only, never parsed

from geo.exports.looks import Look, Rule, Symbol
from geo.exports.values import xml_text

_SPACES: Final = {
    "xmlns": "http://www.opengis.net/sld",
    "xmlns:ogc": "http://www.opengis.net/ogc",
    "xmlns:se": "http://www.opengis.net/se",
    "version": "1.1.0",
}
_PIXELS: Final = 1 / 0.28  # of a millimetre, by the standard
_HATCHES: Final = {"/": "slash", "\\": "backslash", "x": "x", "-": "horline"}
_DASHES: Final = "6 4"
_MARKS: Final = {"diamond": "square"}  # SLD has no diamond: a square that is turned


def style_sld(look: Look, name: str) -> str:
    """Return an SLD document of a layer."""
    root = Element("StyledLayerDescriptor", _SPACES)
    layer = SubElement(root, "NamedLayer")
    SubElement(layer, "se:Name").text = name
    rules = SubElement(SubElement(layer, "UserStyle"), "se:FeatureTypeStyle")
    for rule in look.rules:
        one = SubElement(rules, "se:Rule")
        SubElement(one, "se:Name").text = xml_text(rule.label)
        if look.column:
            _filter(SubElement(one, "ogc:Filter"), look, rule)
        _DRAWN[look.shape](one, rule.symbol)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode")


def _filter(held: Element, look: Look, rule: Rule) -> None:
    if look.ranged:
        both = SubElement(held, "ogc:And")
        _compare(both, "PropertyIsGreaterThanOrEqualTo", look.column, f"{rule.low:.15g}")
        upper = "PropertyIsLessThanOrEqualTo" if rule is look.rules[-1] else "PropertyIsLessThan"
        _compare(both, upper, look.column, f"{rule.high:.15g}")
    else:
        _compare(held, "PropertyIsEqualTo", look.column, str(rule.value))


def _compare(held: Element, how: str, column: str, value: str) -> None:
    one = SubElement(held, f"ogc:{how}")
    SubElement(one, "ogc:PropertyName").text = column
    SubElement(one, "ogc:Literal").text = xml_text(value)


def _polygon(held: Element, symbol: Symbol) -> None:
    drawn = SubElement(held, "se:PolygonSymbolizer")
    if symbol.hatch:
        graphic = SubElement(SubElement(SubElement(drawn, "se:Fill"), "se:GraphicFill"), "se:Graphic")
        mark = SubElement(graphic, "se:Mark")
        SubElement(mark, "se:WellKnownName").text = _HATCHES[symbol.hatch]
        _stroke(mark, symbol.outline, 0.2)
        SubElement(graphic, "se:Size").text = "8"
    elif symbol.fill:
        _fill(drawn, symbol)
    if symbol.outline:
        _stroke(drawn, symbol.outline, symbol.width_mm, dashed=symbol.dashed)


def _line(held: Element, symbol: Symbol) -> None:
    _stroke(SubElement(held, "se:LineSymbolizer"), symbol.outline, symbol.width_mm, dashed=symbol.dashed)


def _point(held: Element, symbol: Symbol) -> None:
    graphic = SubElement(SubElement(held, "se:PointSymbolizer"), "se:Graphic")
    mark = SubElement(graphic, "se:Mark")
    SubElement(mark, "se:WellKnownName").text = _MARKS.get(symbol.marker, symbol.marker)
    _fill(mark, symbol)
    _stroke(mark, symbol.outline, symbol.width_mm)
    SubElement(graphic, "se:Size").text = f"{symbol.size_mm * _PIXELS:.0f}"
    if symbol.marker in _MARKS:
        SubElement(SubElement(graphic, "se:Rotation"), "ogc:Literal").text = "45"


def _fill(held: Element, symbol: Symbol) -> None:
    fill = SubElement(held, "se:Fill")
    _parameter(fill, "fill", symbol.fill)
    if symbol.opacity < 1:
        _parameter(fill, "fill-opacity", f"{symbol.opacity:g}")


def _stroke(held: Element, colour: str, width_mm: float, *, dashed: bool = False) -> None:
    stroke = SubElement(held, "se:Stroke")
    _parameter(stroke, "stroke", colour)
    _parameter(stroke, "stroke-width", f"{width_mm * _PIXELS:.1f}")
    if dashed:
        _parameter(stroke, "stroke-dasharray", _DASHES)


def _parameter(held: Element, name: str, value: str) -> None:
    SubElement(held, "se:SvgParameter", {"name": name}).text = value


_DRAWN: Final = {"polygon": _polygon, "line": _line, "point": _point}
