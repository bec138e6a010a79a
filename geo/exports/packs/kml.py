"""Write a team's day as KML with its styles inside, for Ovital and Google Earth."""

from __future__ import annotations

from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring  # written only, never parsed

import numpy as np
import shapely

from geo.exports.packs.gpx import hazard_words, meeting_words, stop_words
from geo.exports.packs.task import Task, title_of
from geo.exports.values import xml_text
from geo.ground.crs import to_lonlat
from geo.words import Language, t

NAMESPACE: Final = "http://www.opengis.net/kml/2.2"
_DECIMALS: Final = 6

_LINES: Final = {"drive": ("ff805020", 3.0), "walk": ("ff1f45d1", 3.5), "search": ("ff1f45d1", 1.5)}
_AREAS: Final = {"piece": ("ff3c3c3c", 1.5, "331f45d1"), "hazard": ("ff003e7a", 2.0, "44003e7a")}
_POINTS: Final = {
    "base": "ffa05000", "car": "ff805020", "required": "ff0000c8", "plain": "ff1f45d1", "reserve": "ff508c3c",
    "yard": "ff3c5a78", "hazard": "ff003e7a",
}  # fmt: skip
"""Colours as KML has them: opacity, blue, green, red."""


def plan_kml(task: Task, language: Language) -> bytes:
    """Return places, way and pieces of a day as KML; nothing is asked of the internet, signs are drawn."""
    root = Element("kml", {"xmlns": NAMESPACE})
    document = SubElement(root, "Document")
    _text(document, "name", title_of(task, language))
    _text(document, "description", t("pack-gpx-about", language, site=task.site, plan=task.plan_hash[:12]))
    _styles(document)
    base = to_lonlat(task.base).iloc[0]
    folder = _folder(document, t("pack-folder-places", language))
    _mark(folder, base["name"], meeting_words(task, language), "base", base.geometry)
    for car in to_lonlat(task.cars).itertuples():
        _mark(folder, f"P{car.number:02d}", t("pack-parking", language), "car", car.geometry)
    folder = _folder(document, t("pack-folder-stops", language))
    for stop in to_lonlat(task.stops).itertuples():
        _mark(folder, f"{stop.order} {stop.name}", stop_words(task, stop, language), stop.kind, stop.geometry)
    folder = _folder(document, t("pack-folder-way", language))
    for leg in to_lonlat(task.legs[task.legs.length > 0]).itertuples():
        name = t("pack-leg", language, mode=leg.mode, stop=int(leg.to_stop))
        _mark(folder, name, "", leg.mode, leg.geometry)
    folder = _folder(document, t("pack-folder-pieces", language))
    for piece in to_lonlat(task.pieces).itertuples():
        _mark(folder, piece.name, "", "piece", piece.geometry)
    folder = _folder(document, t("pack-folder-hazards", language))
    for hazard in to_lonlat(task.hazards).itertuples():
        _mark(folder, hazard_words(hazard.kind, language), hazard.note, "hazard", hazard.geometry)
    indent(root, space=" ")
    return tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _styles(document: Element) -> None:
    for name, (colour, width) in _LINES.items():
        _line_style(SubElement(document, "Style", {"id": name}), colour, width)
    for name, (colour, width, fill) in _AREAS.items():
        style = SubElement(document, "Style", {"id": name})
        if name in _POINTS:
            _point_style(style, _POINTS[name])
        _line_style(style, colour, width)
        _text(SubElement(style, "PolyStyle"), "color", fill)
    for name, colour in _POINTS.items():
        if name not in _AREAS:
            _point_style(SubElement(document, "Style", {"id": name}), colour)


def _line_style(style: Element, colour: str, width: float) -> None:
    line = SubElement(style, "LineStyle")
    _text(line, "color", colour)
    _text(line, "width", width)


def _point_style(style: Element, colour: str) -> None:
    icon = SubElement(style, "IconStyle")
    _text(icon, "color", colour)
    _text(icon, "scale", 1.0)
    label = SubElement(style, "LabelStyle")
    _text(label, "scale", 0.9)


def _folder(parent: Element, name: str) -> Element:
    folder = SubElement(parent, "Folder")
    _text(folder, "name", name)
    return folder


def _mark(parent: Element, name: object, more: object, style: str, shape: Any) -> None:
    mark = SubElement(parent, "Placemark")
    _text(mark, "name", name)
    if more:
        _text(mark, "description", more)
    _text(mark, "styleUrl", f"#{style}")
    _shape(mark, shape)


def _shape(parent: Element, shape: Any) -> None:
    kind = shape.geom_type
    if kind.startswith("Multi") or kind == "GeometryCollection":
        parent = SubElement(parent, "MultiGeometry")
        for part in shapely.get_parts(shape):
            _shape(parent, part)
    elif kind == "Polygon":
        area = SubElement(parent, "Polygon")
        for tag, rings in (("outerBoundaryIs", [shape.exterior]), ("innerBoundaryIs", shape.interiors)):
            for ring in rings:
                border = SubElement(SubElement(area, tag), "LinearRing")
                _text(border, "coordinates", _coordinates(ring))
    else:
        line = SubElement(parent, "Point" if kind == "Point" else "LineString")
        if kind != "Point":
            _text(line, "tessellate", 1)
        _text(line, "coordinates", _coordinates(shape))


def _coordinates(shape: Any) -> str:
    places = np.round(shapely.get_coordinates(shape), _DECIMALS) + 0.0
    return " ".join(f"{lon:.{_DECIMALS}f},{lat:.{_DECIMALS}f}" for lon, lat in places)


def _text(parent: Element, tag: str, text: object) -> None:
    SubElement(parent, tag).text = xml_text(text)
