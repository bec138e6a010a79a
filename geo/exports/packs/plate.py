"""Draw one map to scale: ground, contours, roads, way, pieces, sweep lines, stops."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from geo.exports.packs.frame import Frame, inside, lines_in
from geo.exports.packs.furniture import draw_graticule, draw_north, draw_scale_bar
from geo.exports.packs.ink import (
    BADGE_MM,
    DRIVE,
    WALK,
    WHITE,
    draw_badge,
    draw_leader,
    draw_lines,
    draw_triangles,
    write_haloed,
)
from geo.exports.packs.labels import placed
from geo.exports.packs.paper import INK, families, printable, width_mm
from geo.exports.packs.relief import Relief, relief_of
from geo.exports.packs.task import Task
from geo.words import Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_CONTOURS: Final = (10, 20, 50, 100, 200, 500)
_LEAST_APART_MM: Final = 2.2  # contours, on average over the ground that a plate shows
_ARROW_MM: Final = 32.0
_PARKING_APART_MM: Final = 6.0
_FULL_ROADS: Final = 25_000  # scale to which roads are drawn at full width
_PATHS_TO: Final = 60_000


def draw_plate(axes: Axes, task: Task, frame: Frame, language: Language, *, detail: bool) -> None:
    """Draw a plate.

    Parameters
    ----------
    detail : every parking place, houses by name, arrows on sweep lines; else what the whole way needs
    """
    left, bottom, right, top = frame.bounds
    axes.set(xlim=(left, right), ylim=(bottom, top), xticks=[], yticks=[])
    axes.set_facecolor(WHITE)
    relief = relief_of(task.terrain, frame.bounds)
    if relief is not None:
        _ground(axes, relief, frame)
    _villages(axes, task, frame)
    _roads(axes, task, frame)
    draw_graticule(axes, task, frame)
    _hazards(axes, task, frame)
    _pieces(axes, task, frame, detail=detail)
    _way(axes, task, frame, detail=detail)
    taken = _signs(axes, task, frame, _corners(frame), detail=detail)
    _names(axes, task, frame, taken, detail=detail)
    draw_scale_bar(axes, frame, language)
    draw_north(axes, task, frame, language)


def _ground(axes: Axes, relief: Relief, frame: Frame) -> None:
    left, bottom, right, top = relief.bounds
    axes.imshow(
        relief.picture, extent=(left, right, bottom, top), interpolation="none", aspect="auto", zorder=0
    )
    axes.set(xlim=(frame.bounds[0], frame.bounds[2]), ylim=(frame.bounds[1], frame.bounds[3]))
    low, high = float(relief.elevation_m.min()), float(relief.elevation_m.max())
    rows, columns = relief.elevation_m.shape
    pixel_x, pixel_y = (right - left) / columns, (top - bottom) / rows
    down, across = np.gradient(relief.elevation_m, pixel_y, pixel_x)
    steepness = float(np.hypot(down, across).mean())
    least = steepness * _LEAST_APART_MM * frame.scale / 1000
    step = next((step for step in _CONTOURS if step >= least), _CONTOURS[-1])
    levels = np.arange(math.ceil(low / step) * step, high, step)
    if not len(levels):
        return
    x = left + pixel_x * (np.arange(columns) + 0.5)
    y = top - pixel_y * (np.arange(rows) + 0.5)
    main = levels % (5 * step) == 0
    for chosen, width in ((levels[~main], 0.25), (levels[main], 0.6)):
        if not len(chosen):
            continue
        lines = axes.contour(
            x, y, relief.elevation_m, levels=chosen, colors="#6b5b4b", linewidths=width, zorder=1
        )
        if width > 0.5:
            labels = axes.clabel(lines, fontsize=5, inline=True, fmt="%d")
            for label in labels:
                label.set_fontfamily(families())


def _villages(axes: Axes, task: Task, frame: Frame) -> None:
    borders = shapely.boundary(inside(task.villages, frame).geometry.to_numpy())
    draw_lines(axes, frame, borders, colour=INK, width=0.7, dashes=(8, 2, 1, 2), zorder=2)


def _roads(axes: Axes, task: Task, frame: Frame) -> None:
    if task.roads is None:
        return
    roads = inside(task.roads, frame)
    lines, drivable = roads.geometry.to_numpy(), roads["drivable"].to_numpy()
    # The streets of a village would be a blot on a small scale.
    width = min(1.0, _FULL_ROADS / frame.scale)
    if frame.scale <= _PATHS_TO:
        draw_lines(axes, frame, lines[~drivable], colour="#6b5b4b", width=0.5, dashes=(5, 3), zorder=2.4)
    draw_lines(axes, frame, lines[drivable], colour="#4a4a4a", width=0.6 + width, zorder=2.5)
    draw_lines(axes, frame, lines[drivable], colour=WHITE, width=0.9 * width, zorder=2.6)


def _hazards(axes: Axes, task: Task, frame: Frame) -> None:
    shapes = inside(task.hazards, frame).geometry.to_numpy()
    grounds = shapes[shapely.get_dimensions(shapes) == 2]
    outlines = np.concatenate([shapely.boundary(grounds), shapes[shapely.get_dimensions(shapes) == 1]])
    draw_lines(axes, frame, outlines, colour="#7a3e00", width=1.4, dashes=(3, 1.2), zorder=3)


def _pieces(axes: Axes, task: Task, frame: Frame, *, detail: bool) -> None:
    from matplotlib.patches import Polygon  # noqa: PLC0415  drawn pages only

    pieces = inside(task.pieces, frame)
    for shape in shapely.get_parts(pieces.geometry.to_numpy()):
        ring = shapely.get_coordinates(shape.exterior)
        axes.add_artist(
            Polygon(
                ring, closed=True, facecolor="#ffffff59", edgecolor=INK, linewidth=0.9 if detail else 0.6,
                zorder=3.2,
            )
        )  # fmt: skip


def _way(axes: Axes, task: Task, frame: Frame, *, detail: bool) -> None:
    legs = inside(task.legs, frame)
    lines, mode = legs.geometry.to_numpy(), legs["mode"].to_numpy(str)
    looks = {
        "drive": (DRIVE, 2.0, (3.5, 1.5)), "search": (WALK, 0.7 if detail else 0.35, ()),
        "walk": (WALK, 1.5, ()),
    }  # fmt: skip
    # A road driven out and back is one line, or its dashes would fill each other's gaps.
    drawn = {name: np.array([shapely.union_all(lines[mode == name])], dtype=object) for name in looks}
    for name in ("drive", "walk"):
        draw_lines(axes, frame, drawn[name], colour=WHITE, width=looks[name][1] + 1.6, zorder=3.8)
    for order, (name, (colour, width, dashes)) in enumerate(looks.items()):
        merged = shapely.line_merge(drawn[name])
        draw_lines(axes, frame, merged, colour=colour, width=width, dashes=dashes, zorder=4 + order / 10)
    for name in looks if detail else ("drive", "walk"):
        size_mm = 0.7 if name == "search" else 1.0
        _arrows(axes, lines[mode == name], frame, looks[name][0], size_mm=size_mm)


def _arrows(axes: Axes, lines: Any, frame: Frame, colour: str, *, size_mm: float) -> None:
    """Say which way lines are gone, on their right: out and back do not hide each other."""
    heads = [head for line in lines_in(lines, frame) for head in _heads(frame.to_mm(line), size_mm)]
    if heads:
        draw_triangles(axes, frame.to_m(np.array(heads)), colour=colour, zorder=4.6)


def _heads(line_mm: Any, size_mm: float) -> list[Any]:
    """Corners of arrow heads beside a line, in millimetres, one every `_ARROW_MM`."""
    steps = np.hypot(*np.diff(line_mm, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    if along[-1] < _ARROW_MM / 4:
        return []
    count = max(1, round(along[-1] / _ARROW_MM))
    heads = []
    for at in along[-1] * (np.arange(count) + 0.5) / count:
        near = [max(at - 0.8, 0.0), min(at + 0.8, along[-1])]
        x, y = np.interp(near, along, line_mm[:, 0]), np.interp(near, along, line_mm[:, 1])
        turn = math.atan2(y[1] - y[0], x[1] - x[0])
        ahead = np.array([math.cos(turn), math.sin(turn)])
        aside = np.array([ahead[1], -ahead[0]])
        middle = np.array([x.mean(), y.mean()]) + 1.3 * aside
        back = middle - size_mm * 0.5 * ahead
        heads.append([middle + size_mm * ahead, back + 0.8 * size_mm * aside, back - 0.8 * size_mm * aside])
    return heads


def _names(axes: Axes, task: Task, frame: Frame, taken: Any, *, detail: bool) -> None:
    """Write names of villages and houses where signs leave room for them."""
    places = inside(task.places, frame)
    places = places if detail else places[places["village"]]
    sizes = np.where(places["village"], 7.5, 6.0)
    texts = [printable(name) for name in places["name"]]
    # A name is as wide as three signs or more: its middle keeps off them by half of that.
    radii = np.array([width_mm(text, size) / 3 for text, size in zip(texts, sizes, strict=True)])
    points = frame.to_mm(np.array([[at.x, at.y] for at in places.geometry]).reshape(-1, 2))
    stand = placed(points, radii, width=frame.width_mm, height=frame.height_mm, taken=taken)
    kinds = places["village"].to_numpy(bool)
    for text, size, village, place in zip(texts, sizes, kinds, stand, strict=True):
        x, y = frame.to_m([place])[0]
        ink = "#222222" if village else "#444444"
        write_haloed(axes, x, y, text, size=float(size), colour=ink, zorder=4.8)


def _corners(frame: Frame) -> Any:
    """Room that scale bar and north take; x, y and radius in millimetres."""
    bar = [(x, 3.0, 3.5) for x in np.arange(3.0, 0.22 * frame.width_mm + 18, 4.0)]
    north = [(frame.width_mm - 6.0, frame.height_mm - y, 3.0) for y in (3.5, 8.0, 12.0)]
    return np.array([*bar, *north])


def _signs(axes: Axes, task: Task, frame: Frame, taken: Any, *, detail: bool) -> Any:
    """Put numbers of stops, parking places, the meeting point and hazards so that none hides another.

    Returns
    -------
    room that is taken now, (n, 3): x, y and radius in millimetres
    """
    base = inside(task.base, frame)
    cars, hazards = inside(task.cars, frame), inside(task.hazards, frame)
    stops = inside(task.stops, frame)
    if not detail:
        cars = _apart(cars, stops, frame)
    signs: list[tuple[Any, str, str]] = [(place, "★", "base") for place in base.geometry]
    signs += [(stop.geometry, str(stop.order), stop.kind) for stop in stops.itertuples()]
    signs += [(car.geometry, f"P{car.number}", "car") for car in cars.itertuples()]
    signs += [(place, "!", "hazard") for place in hazards.geometry.representative_point()]
    if not signs:
        return taken
    points = frame.to_mm(np.array([[place.x, place.y] for place, _, _ in signs]))
    radii = np.array([BADGE_MM * (0.84 if kind == "car" else 1.0) for _, _, kind in signs])
    at = placed(
        points, radii, width=frame.width_mm, height=frame.height_mm, first=3.2 if detail else 0.0, taken=taken
    )
    for (_, text, kind), point, place in zip(signs, points, at, strict=True):
        if np.hypot(*(place - point)) > 0.5:
            draw_leader(axes, frame, point, place)
        draw_badge(axes, frame, place, text, kind)
    return np.vstack([taken, np.column_stack([at, radii])])


def _apart(cars: Any, stops: Any, frame: Frame) -> Any:
    """Keep parking places from which one walks a way that is seen here; the others stand at their stop."""
    away = {
        car.number: max(
            (car.geometry.distance(stop.geometry) for stop in stops.itertuples() if stop.car == car.number),
            default=0.0,
        )
        for car in cars.itertuples()
    }
    return cars[cars["number"].map(away) * 1000 / frame.scale > _PARKING_APART_MM]
