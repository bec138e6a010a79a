"""Write layers as KML 2.2 with their styles inside, for Ovital and Google Earth; KMZ carries its icons."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

import numpy as np
import shapely
from PIL import Image, ImageDraw

from geo.exports.geopackage import field_names
from geo.exports.layers import Layer
from geo.exports.looks import Look, Symbol
from geo.exports.shapes import on_earth
from geo.exports.values import plain_values, xml_text
from geo.exports.zips import bundle
from geo.words import Language, t

_PIXELS_PER_MM: Final = 4.0
_ICON: Final = 32
_EDGE: Final = 4
_ICON_SCALE_MM: Final = 6.0  # an icon of scale 1 is about so large on a screen
_PALE: Final = 0.25
"""Opacity of ground that a GIS hatches: KML knows no hatching."""
_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n'
)
_FOOT: Final = "</Document>\n</kml>\n"
# A balloon shows the description and nothing else: a name may hold what a browser would run.
_BALLOON: Final = "<BalloonStyle><text>$[description]</text></BalloonStyle>"


def kml(
    layers: Sequence[Layer], looks: Mapping[str, Look], title: str, language: Language, *, icons: bool = False
) -> str:
    """Return a KML document with a folder for each layer, in this order.

    Parameters
    ----------
    layers : in EPSG:4326; shapes are rounded as in every other format
    looks : how each looks, by its name
    title : of the document
    icons : point signs are files beside the document, as in a KMZ; else they are the program's own, coloured

    Raises
    ------
    InputError : a place that is not on the Earth
    """
    parts = [_HEAD, f"<name>{_said(title)}</name>\n"]
    for layer in layers:
        look = looks[layer.name]
        for number, rule in enumerate(look.rules):
            parts.append(_style(f"{layer.name}_{number}", rule.symbol, look.shape, icons=icons))
    for layer in layers:
        parts += _folder(layer, looks[layer.name], language)
    return "".join([*parts, _FOOT])


def kmz(layers: Sequence[Layer], looks: Mapping[str, Look], title: str, language: Language) -> bytes:
    """Return the same as KMZ, with the signs of points inside: nothing is asked of the internet."""
    files = {"doc.kml": kml(layers, looks, title, language, icons=True).encode("utf-8")}
    for layer in layers:
        look = looks[layer.name]
        if look.shape == "point":
            for number, rule in enumerate(look.rules):
                files[f"files/{layer.name}_{number}.png"] = _sign(rule.symbol)
    return bundle(files)


def _folder(layer: Layer, look: Look, language: Language) -> list[str]:
    called = field_names(layer, language)
    values = {name: plain_values(layer.frame[name]) for name in layer.properties}
    shapes = on_earth(layer.frame, layer.properties)
    shown, title = int(look.shown), _said(t(f"exports-layer-{layer.name}", language))
    out = [f"<Folder><name>{title}</name><visibility>{shown}</visibility>\n"]
    for row, shape in enumerate(shapes):
        known = {name: column[row] for name, column in values.items() if column[row] is not None}
        rule = look.rule_for(known.get(look.column))
        style = "" if rule is None else f"<styleUrl>#{layer.name}_{look.rules.index(rule)}</styleUrl>"
        name = known.get(look.name_of) or known.get("village") or known.get(layer.properties[0], "")
        about, fields = _told(known, called)
        out.append(
            f"<Placemark><name>{_said(_text(name))}</name><visibility>{shown}</visibility>{about}{style}"
            f"{fields}{_geometry(shape)}</Placemark>\n"
        )
    return [*out, "</Folder>\n"]


def _told(known: dict[str, Any], called: dict[str, str]) -> tuple[str, str]:
    """Return what is known as people read it, and as programs do."""
    # Programs show a description as HTML: what stands in it is made text twice.
    lines = [f"{html.escape(called[name])}: {html.escape(_text(value))}" for name, value in known.items()]
    fields = [
        f"<Data name={quoteattr(name)}><value>{_said(_text(value))}</value></Data>"
        for name, value in known.items()
    ]
    about = f"<description>{_said('<br/>'.join(lines))}</description>"
    return about, f"<ExtendedData>{''.join(fields)}</ExtendedData>"


def _style(name: str, symbol: Symbol, shape: str, *, icons: bool) -> str:
    if shape == "point":
        drawn = _point_style(symbol, f"files/{name}.png" if icons else "")
    else:
        drawn = _line_style(symbol) if shape == "line" else _ground_style(symbol)
    return f'<Style id="{name}">{drawn}{_BALLOON}</Style>\n'


def _line_style(symbol: Symbol) -> str:
    if not symbol.outline:
        return "<LineStyle><color>00ffffff</color></LineStyle>"
    width = f"<width>{symbol.width_mm * _PIXELS_PER_MM:.1f}</width>"
    return f"<LineStyle><color>{_abgr(symbol.outline)}</color>{width}</LineStyle>"


def _ground_style(symbol: Symbol) -> str:
    opacity = symbol.opacity if symbol.fill else _PALE if symbol.hatch else 0.0
    colour = _abgr(symbol.fill or symbol.outline, opacity)
    return f"{_line_style(symbol)}<PolyStyle><color>{colour}</color></PolyStyle>"


def _point_style(symbol: Symbol, file: str) -> str:
    """Style of a point: a sign of our own, or the program's own sign in the colour that tells it apart."""
    told_apart = symbol.outline if symbol.fill in {"", "#ffffff"} else symbol.fill
    colour = "" if file else f"<color>{_abgr(told_apart)}</color>"
    scale = f"<scale>{symbol.size_mm / _ICON_SCALE_MM:.2f}</scale>"
    icon = f"<Icon><href>{file}</href></Icon>" if file else ""
    return f"<IconStyle>{colour}{scale}{icon}</IconStyle><LabelStyle><scale>0.8</scale></LabelStyle>"


def _sign(symbol: Symbol) -> bytes:
    """Draw a point's sign as PNG with a transparent ground."""
    image = Image.new("RGBA", (_ICON, _ICON), (0, 0, 0, 0))
    low, high, middle = _EDGE, _ICON - _EDGE, _ICON / 2
    edge = max(2, round(symbol.width_mm * _PIXELS_PER_MM))
    how: dict[str, Any] = {"fill": symbol.fill or None, "outline": symbol.outline or None, "width": edge}
    draw = ImageDraw.Draw(image)
    match symbol.marker:
        case "square":
            draw.rectangle((low, low, high, high), **how)
        case "triangle":
            draw.polygon([(middle, low), (high, high), (low, high)], **how)
        case "diamond":
            draw.polygon([(middle, low), (high, middle), (middle, high), (low, middle)], **how)
        case _:
            draw.ellipse((low, low, high, high), **how)
    written = BytesIO()
    image.save(written, format="PNG")
    return written.getvalue()


def _geometry(shape: Any) -> str:
    if shape is None:
        return ""
    parts = shapely.get_parts(shape)
    drawn = "".join(_part(part) for part in parts)
    return drawn if len(parts) == 1 else f"<MultiGeometry>{drawn}</MultiGeometry>"


def _part(part: Any) -> str:
    match shapely.get_type_id(part):
        case shapely.GeometryType.POINT:
            return f"<Point>{_places(part)}</Point>"
        case shapely.GeometryType.LINESTRING:
            return f"<LineString><tessellate>1</tessellate>{_places(part)}</LineString>"
    rings = [("outerBoundaryIs", part.exterior), *(("innerBoundaryIs", ring) for ring in part.interiors)]
    drawn = "".join(f"<{tag}><LinearRing>{_places(ring)}</LinearRing></{tag}>" for tag, ring in rings)
    return f"<Polygon><tessellate>1</tessellate>{drawn}</Polygon>"


def _places(shape: Any) -> str:
    pairs = np.asarray(shapely.get_coordinates(shape)).tolist()
    return "<coordinates>" + " ".join(f"{x:.6f},{y:.6f}" for x, y in pairs) + "</coordinates>"


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:.9g}" if isinstance(value, float) else str(value)


def _said(text: str) -> str:
    return escape(xml_text(text))


def _abgr(colour: str, opacity: float = 1.0) -> str:
    """Colour as KML has it: opacity, blue, green, red.

    >>> _abgr("#d1430b", 0.5)
    '800b43d1'
    """
    red, green, blue = colour[1:3], colour[3:5], colour[5:7]
    return f"{round(255 * opacity):02x}{blue}{green}{red}"
