"""Write a team's day as GPX 1.1 for handhelds and phones: places, then the route if asked, then the track."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring  # written only, never parsed

import numpy as np
import shapely

from geo.exports.packs.task import Task, short_name, title_of
from geo.exports.values import xml_text
from geo.ground.crs import xy_to_lonlat
from geo.words import Language, t

NAMESPACE: Final = "http://www.topografix.com/GPX/1/1"
_SCHEMA: Final = "http://www.topografix.com/GPX/1/1/gpx.xsd"
_INSTANCE: Final = "http://www.w3.org/2001/XMLSchema-instance"
_DECIMALS: Final = 6
_STEP_M: Final = 1.5
"""A bend of less than this is no news to anybody who walks; handhelds hold few points."""
MOST_ROUTE_POINTS: Final = 250


def plan_gpx(task: Task, language: Language, *, ascii_names: bool = False, route: bool = False) -> bytes:
    """Return places and way of a day as GPX 1.1: no times, WGS84, names of at most 15 signs.

    Parameters
    ----------
    ascii_names : names in ASCII only, for handhelds without Chinese type; words stay in the descriptions
    route : also the order of the places as `rte`
    """
    head = {
        "version": "1.1", "creator": "Tacha", "xmlns": NAMESPACE, "xmlns:xsi": _INSTANCE,
        "xsi:schemaLocation": f"{NAMESPACE} {_SCHEMA}",
    }  # fmt: skip
    root = Element("gpx", head)
    title = title_of(task, language)
    about = SubElement(root, "metadata")
    _text(about, "name", title)
    _text(about, "desc", t("pack-gpx-about", language, site=task.site, plan=task.plan_hash[:12]))
    places = list(_places(task, language, ascii_names=ascii_names))
    for at, name, more, sign in places:
        _place(root, "wpt", task, at, name, more, sign)
    way = f"TRACK {task.day:%m%d}" if ascii_names else f"{task.day:%m%d} {task.team}"
    if route:
        order = SubElement(root, "rte")
        _text(order, "name", short_name(way))
        for at, name, more, sign in places[: MOST_ROUTE_POINTS - 1]:
            if sign != _SIGNS["hazard"]:
                _place(order, "rtept", task, at, name, more, sign)
        _place(order, "rtept", task, *places[0])
    track = SubElement(root, "trk")
    _text(track, "name", short_name(way))
    _text(track, "desc", title)
    for line in simpler_lines(task.legs):
        segment = SubElement(track, "trkseg")
        for lon, lat, height in _with_heights(task, shapely.get_coordinates(line)):
            _place_of(segment, "trkpt", lon, lat, height)
    indent(root, space=" ")
    return tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


_SIGNS: Final = {"base": "Flag, Blue", "car": "Parking Area", "stop": "Flag, Red", "hazard": "Danger Area"}
"""Signs that handhelds know; others show their own."""


def simpler_lines(legs: Any) -> Any:
    """Lines of legs in the working CRS, without bends that nobody would notice; those of no length left out.

    Returns
    -------
    GeoSeries in the working CRS, in the order in which they are gone
    """
    lines = legs.geometry[legs.length > 0]
    return lines.simplify(_STEP_M)


def _places(task: Task, language: Language, *, ascii_names: bool) -> Iterable[tuple[Any, str, str, str]]:
    """Point in the working CRS, name, description and sign: base, parking places, stops, hazards."""
    base = task.base.iloc[0]
    yield (
        base.geometry,
        "BASE" if ascii_names else base["name"],
        meeting_words(task, language),
        _SIGNS["base"],
    )
    for car in task.cars.itertuples():
        orders = ", ".join(str(stop.order) for stop in task.stops.itertuples() if stop.car == car.number)
        more = t("pack-parking-more", language, stops=orders or "-")
        yield car.geometry, f"P{car.number:02d}", more, _SIGNS["car"]
    for stop in task.stops.itertuples():
        name = f"S{stop.order:02d}" if ascii_names else f"{stop.order:02d} {stop.name}"
        yield stop.geometry, name, stop_words(task, stop, language), _SIGNS["stop"]
    for number, hazard in enumerate(task.hazards.itertuples(), start=1):
        kind = hazard_words(hazard.kind, language)
        more = f"{kind} {hazard.note}".strip()
        name = f"H{number:02d}" if ascii_names else f"! {kind}"
        yield hazard.geometry.representative_point(), name, more, _SIGNS["hazard"]


def meeting_words(task: Task, language: Language) -> str:
    """When and where the team meets, and when it is back."""
    times = {"leave": task.clock(0), "back": task.clock(task.back_min), "due": task.clock(task.due_min)}
    return t("pack-meeting", language, base=str(task.base["name"].iloc[0]), **times)


def stop_words(task: Task, stop: Any, language: Language) -> str:
    """Say what is done at a stop: when, how often it is walked, by when to turn back."""
    times = {"arrive": task.clock(stop.arrive_min), "turn": task.clock(stop.turn_back_min)}
    how = {"minutes": round(stop.service_min), "passes": int(stop.passes), "abreast": int(stop.abreast)}
    where = {"order": int(stop.order), "name": stop.name, "village": stop.village, "kind": stop.kind}
    spacing = {"spacing": round(stop.spacing_m), "yards": int(stop.yards)}
    return t("pack-stop-more", language, **where, **times, **how, **spacing)


def hazard_words(kind: str, language: Language) -> str:
    """Word for a kind of hazard; one that is not known stays as it was written."""
    known = {"reservoir", "cliff", "snare", "no_signal", "fire_ban"}
    return t(f"pack-hazard-{kind.replace('_', '-')}", language) if kind in known else str(kind)


def _place(parent: Element, tag: str, task: Task, at: Any, name: str, more: str, sign: str) -> None:
    (lon, lat, height), *_ = _with_heights(task, np.array([[at.x, at.y]]))
    place = _place_of(parent, tag, lon, lat, height)
    _text(place, "name", short_name(name))
    _text(place, "desc", more)
    _text(place, "sym", sign)


def _place_of(parent: Element, tag: str, lon: float, lat: float, height: float | None) -> Element:
    place = SubElement(parent, tag, {"lat": f"{lat:.{_DECIMALS}f}", "lon": f"{lon:.{_DECIMALS}f}"})
    if height is not None:
        _text(place, "ele", f"{height:.0f}")
    return place


def _with_heights(task: Task, points: Any) -> list[tuple[float, float, float | None]]:
    """Longitude, latitude and elevation of (n, 2) points; None where no elevation is known."""
    x, y = points[:, 0], points[:, 1]
    lon, lat = xy_to_lonlat(x, y, task.terrain.grid.crs)
    at = task.terrain.grid.row_column(x, y)
    heights = [
        None if void else float(height)
        for height, void in zip(task.terrain.elevation_m[at], task.terrain.void[at], strict=True)
    ]
    return list(zip(lon.tolist(), lat.tolist(), heights, strict=True))


def _text(parent: Element, tag: str, text: object) -> None:
    SubElement(parent, tag).text = xml_text(text)
