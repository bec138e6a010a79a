"""Write a look as QGIS reads it: the elements of a layer's style, for GeoPackage and project alike."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring  # written only, never parsed

from geo.exports.looks import Look, Rule, Symbol
from geo.exports.values import xml_text

VERSION: Final = "3.22.16"
_GEOMETRY: Final = {"point": "0", "line": "1", "polygon": "2"}
_KINDS: Final = {"point": "marker", "line": "line", "polygon": "fill"}
_ANGLES: Final = {"/": (45,), "\\": (135,), "x": (45, 135), "-": (0,)}
_HATCH_MM: Final = 2.0
_HATCH_WIDTH_MM: Final = 0.2
_FONTS: Final = "Microsoft YaHei"


def style_qml(look: Look, fields: dict[str, str]) -> str:
    """Return a QML document; fields: what each column is called, in the order of the table."""
    root = Element("qgis", {"version": VERSION, "styleCategories": "Symbology|Labeling|Fields"})
    root.extend(style_elements(look, fields))
    return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" + tostring(root, encoding="unicode")


def raster_qml(rules: Sequence[tuple[float, str, str]], opacity: float) -> str:
    """Return a QML document of a raster with one band.

    Parameters
    ----------
    rules : of each class, low to high: its upper edge, colour "#rrggbb", label
    opacity : 0 to 1
    """
    root = Element("qgis", {"version": VERSION, "styleCategories": "AllStyleCategories"})
    pipe = SubElement(root, "pipe")
    renderer = SubElement(pipe, "rasterrenderer", {
        "type": "singlebandpseudocolor", "band": "1", "opacity": f"{opacity:g}", "alphaBand": "-1",
    })  # fmt: skip
    shader = SubElement(SubElement(renderer, "rastershader"), "colorrampshader", {
        "colorRampType": "DISCRETE", "classificationMode": "1", "clip": "0",
    })  # fmt: skip
    for upper, colour, label in rules:
        edge = "inf" if math.isinf(upper) else f"{upper:.9g}"
        SubElement(shader, "item", {"value": edge, "color": colour, "alpha": "255", "label": xml_text(label)})
    SubElement(root, "blendMode").text = "0"
    return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" + tostring(root, encoding="unicode")


def style_elements(look: Look, fields: dict[str, str]) -> list[Element]:
    """Return the elements of a style as they stand in a QML document or in a project's layer."""
    out = [_renderer(look)]
    if look.name_of:
        out.append(_labels(look))
    aliases = Element("aliases")
    for index, (field, called) in enumerate(fields.items(), start=1):  # 0 is the key
        SubElement(aliases, "alias", {"index": str(index), "field": field, "name": xml_text(called)})
    out.append(aliases)
    geometry = Element("layerGeometryType")
    geometry.text = _GEOMETRY[look.shape]
    return [*out, geometry]


def _renderer(look: Look) -> Element:
    kind = "singleSymbol" if not look.column else "graduatedSymbol" if look.ranged else "categorizedSymbol"
    renderer = Element("renderer-v2", {"type": kind, "symbollevels": "0", "enableorderby": "0",
                                       "forceraster": "0"})  # fmt: skip
    # QGIS takes the first range that holds a value: one on an edge belongs to the class above.
    ordered = look.rules[::-1] if look.ranged else look.rules
    if look.column:
        renderer.set("attr", look.column)
        if look.ranged:
            renderer.set("graduatedMethod", "GraduatedColor")
        rules = SubElement(renderer, "ranges" if look.ranged else "categories")
        for number, rule in enumerate(ordered):
            rules.append(_rule(rule, number, ranged=look.ranged))
    symbols = SubElement(renderer, "symbols")
    for number, rule in enumerate(ordered):
        symbols.append(_symbol(look.shape, rule.symbol, str(number)))
    return renderer


def _rule(rule: Rule, number: int, *, ranged: bool) -> Element:
    shown = {"symbol": str(number), "label": xml_text(rule.label), "render": "true"}
    if ranged:
        return Element("range", {"lower": f"{rule.low:.15g}", "upper": f"{rule.high:.15g}", **shown})
    kind = "long" if isinstance(rule.value, int) else "string"
    return Element("category", {"value": xml_text(str(rule.value)), "type": kind, **shown})


def _symbol(shape: str, symbol: Symbol, name: str) -> Element:
    out = Element("symbol", {"type": _KINDS[shape], "name": name, "alpha": "1", "clip_to_extent": "1",
                             "force_rhr": "0"})  # fmt: skip
    if shape == "line":
        out.append(_line(symbol.outline, symbol.width_mm, dashed=symbol.dashed))
    elif shape == "point":
        out.append(_layer("SimpleMarker", {
            "name": symbol.marker, "color": _rgba(symbol.fill), "outline_color": _rgba(symbol.outline),
            "outline_width": f"{symbol.width_mm}", "outline_width_unit": "MM", "size": f"{symbol.size_mm}",
            "size_unit": "MM",
        }))  # fmt: skip
    else:
        for angle in _ANGLES.get(symbol.hatch, ()):
            out.append(_hatch(symbol.outline, angle, f"@{name}@{len(out)}"))
        out.append(_layer("SimpleFill", {
            "color": _rgba(symbol.fill, symbol.opacity), "style": "solid" if symbol.fill else "no",
            "outline_color": _rgba(symbol.outline), "outline_width": f"{symbol.width_mm}",
            "outline_width_unit": "MM",
            "outline_style": "no" if not symbol.outline else "dash" if symbol.dashed else "solid",
        }))  # fmt: skip
    return out


def _hatch(colour: str, angle: int, name: str) -> Element:
    layer = _layer("LinePatternFill", {
        "angle": f"{angle}", "distance": f"{_HATCH_MM}", "distance_unit": "MM", "color": _rgba(colour),
        "line_width": f"{_HATCH_WIDTH_MM}", "line_width_unit": "MM",
    })  # fmt: skip
    line = SubElement(layer, "symbol", {"type": "line", "name": name, "alpha": "1", "clip_to_extent": "1",
                                        "force_rhr": "0"})  # fmt: skip
    line.append(_line(colour, _HATCH_WIDTH_MM, dashed=False))
    return layer


def _line(colour: str, width_mm: float, *, dashed: bool) -> Element:
    return _layer("SimpleLine", {
        "line_color": _rgba(colour), "line_width": f"{width_mm}", "line_width_unit": "MM",
        "line_style": "dash" if dashed else "solid", "joinstyle": "round", "capstyle": "round",
    })  # fmt: skip


def _layer(kind: str, options: dict[str, str]) -> Element:
    """Make a symbol layer; QGIS before 3.26 reads `prop`, later ones `Option`."""
    layer = Element("layer", {"class": kind, "enabled": "1", "locked": "0", "pass": "0"})
    held = SubElement(layer, "Option", {"type": "Map"})
    for name, value in options.items():
        SubElement(held, "Option", {"type": "QString", "name": name, "value": value})
    for name, value in options.items():
        SubElement(layer, "prop", {"k": name, "v": value})
    return layer


def _labels(look: Look) -> Element:
    labeling = Element("labeling", {"type": "simple"})
    settings = SubElement(labeling, "settings", {"calloutType": "simple"})
    style = SubElement(settings, "text-style", {
        "fieldName": look.name_of, "fontFamily": _FONTS, "fontSize": "9", "fontSizeUnit": "Point",
        "textColor": "22,35,43,255", "isExpression": "0",
    })  # fmt: skip
    SubElement(style, "text-buffer", {"bufferDraw": "1", "bufferSize": "0.8", "bufferSizeUnits": "MM",
                                      "bufferColor": "255,255,255,255", "bufferOpacity": "1"})  # fmt: skip
    # 0 round a point, 1 over it or over the middle of the ground.
    SubElement(settings, "placement", {"placement": "0" if look.shape == "point" else "1"})
    SubElement(settings, "rendering", {"drawLabels": "1", "obstacle": "1"})
    return labeling


def _rgba(colour: str, opacity: float = 1.0) -> str:
    """Colour as QGIS writes it: "68,1,84,255"; nothing at all is transparent."""
    if not colour:
        return "0,0,0,0"
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"{red},{green},{blue},{round(255 * opacity)}"
