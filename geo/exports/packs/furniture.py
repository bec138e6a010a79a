"""What every map carries beside the ground: scale, north, degrees, legend."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from geo.exports.packs.frame import Frame
from geo.exports.packs.ink import DRIVE, WALK, WHITE, draw_badge, draw_lines, write_haloed, write_small
from geo.exports.packs.paper import INK, families
from geo.exports.packs.task import Task
from geo.ground.crs import lonlat_points, xy_to_lonlat
from geo.words import Language, t

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_DEGREE_STEPS: Final = (5 / 3600, 10 / 3600, 15 / 3600, 30 / 3600, 1 / 60, 2 / 60, 5 / 60, 10 / 60, 0.5, 1.0)
_LEAST_LINES: Final = 3
_LEGEND_LINES: Final[tuple[tuple[str, str, float, tuple[float, ...]], ...]] = (
    ("drive", DRIVE, 2.0, (3.5, 1.5)), ("walk", WALK, 1.5, ()), ("search", WALK, 0.5, ()),
    ("piece", INK, 0.8, ()), ("border", INK, 0.7, (8, 2, 1, 2)), ("contour", "#6b5b4b", 0.6, ()),
)  # fmt: skip


def draw_graticule(axes: Axes, task: Task, frame: Frame) -> None:
    """Lines of longitude and latitude, named on the frame: that is what a phone shows."""
    left, bottom, right, top = frame.bounds
    crs = task.terrain.grid.crs
    corner_x, corner_y = np.meshgrid([left, right], [bottom, top])
    lon, lat = xy_to_lonlat(corner_x.ravel(), corner_y.ravel(), crs)
    for values, along, upright in ((lon, lat, True), (lat, lon, False)):
        span = float(values.max() - values.min())
        step = next(
            (step for step in reversed(_DEGREE_STEPS) if span / step >= _LEAST_LINES), _DEGREE_STEPS[0]
        )
        for number in range(
            math.ceil(values.min() / step - 1e-9), math.floor(values.max() / step + 1e-9) + 1
        ):
            run = np.linspace(along.min(), along.max(), 9)
            fixed = np.full(9, number * step)
            x, y = lonlat_points(fixed, run, crs) if upright else lonlat_points(run, fixed, crs)
            axes.plot(x, y, color="#33557a", linewidth=0.3, zorder=2.2)
            at = _on_frame(x, y, frame, upright=upright)
            if at is not None:
                _edge_name(axes, frame, at, degrees(number * step, step, east=upright), upright=upright)


def _on_frame(x: Any, y: Any, frame: Frame, *, upright: bool) -> float | None:
    """Where a line meets the upper or the left side of the frame, in metres along it."""
    left, bottom, right, top = frame.bounds
    at = float(np.interp(top, y, x)) if upright else float(np.interp(left, x, y))
    low, high = (left, right) if upright else (bottom, top)
    room = 0.06 * (high - low)
    return at if low + room < at < high - room else None


def _edge_name(axes: Axes, frame: Frame, at: float, name: str, *, upright: bool) -> None:
    left, _, _, top = frame.bounds
    mm = frame.scale / 1000
    place = (at, top + 0.7 * mm) if upright else (left - 0.7 * mm, at)
    rotation = (
        {"ha": "center", "va": "bottom"} if upright else {"ha": "right", "va": "center", "rotation": 90}
    )
    axes.text(*place, name, fontsize=6, clip_on=False, parse_math=False, fontfamily=families(), **rotation)


def degrees(value: float, step: float, *, east: bool) -> str:
    """Write degrees as phones and maps show them.

    >>> degrees(104.5875, 15 / 3600, east=True)
    '104°35′15″E'
    """
    seconds = round(abs(value) * 3600)
    sign = ("E" if value >= 0 else "W") if east else ("N" if value >= 0 else "S")
    whole = f"{seconds // 3600}°{seconds % 3600 // 60:02d}′"
    return f"{whole}{seconds % 60:02d}″{sign}" if step < 1 / 60 else f"{whole}{sign}"


def draw_scale_bar(axes: Axes, frame: Frame, language: Language) -> None:
    """Draw a bar of a round length, about a fifth of the plate, with the scale beside it."""
    wanted = frame.width_mm * 0.22 * frame.scale / 1000
    power = 10.0 ** math.floor(math.log10(wanted))
    length = max(step * power for step in (1, 2, 5) if step * power <= wanted)
    mm = frame.scale / 1000
    x, y = frame.bounds[0] + 3 * mm, frame.bounds[1] + 3.2 * mm
    wide, tall = length + 17 * mm, 6.6 * mm
    axes.fill(
        [x - 2 * mm, x - 2 * mm + wide, x - 2 * mm + wide, x - 2 * mm],
        [y - 2.4 * mm, y - 2.4 * mm, y - 2.4 * mm + tall, y - 2.4 * mm + tall],
        facecolor=WHITE,
        edgecolor=INK,
        linewidth=0.4,
        zorder=8,
    )
    for quarter in range(4):
        ends = [x + quarter * length / 4, x + (quarter + 1) * length / 4]
        axes.fill_between(
            ends,
            y,
            y + 1.2 * mm,
            facecolor=INK if quarter % 2 == 0 else WHITE,
            edgecolor=INK,
            linewidth=0.4,
            zorder=8.1,
        )
    for part in (0.0, 0.5, 1.0):
        metres = part * length
        shown = f"{metres / 1000:g}" if length >= 1000 else f"{metres:g}"
        write_small(axes, x + metres, y + 1.7 * mm, shown, ha="center")
    unit = t("pack-kilometres" if length >= 1000 else "pack-metres", language)
    write_small(axes, x + length + 2.2 * mm, y + 1.7 * mm, unit, ha="left")
    write_small(axes, x + length + 2.2 * mm, y - 1.2 * mm, f"1:{frame.scale:,}".replace(",", " "), ha="left")


def draw_north(axes: Axes, task: Task, frame: Frame, language: Language) -> None:
    """Arrow to true north, which the working CRS may not be up."""
    mm = frame.scale / 1000
    x, y = frame.bounds[2] - 6 * mm, frame.bounds[3] - 14 * mm
    lon, lat = xy_to_lonlat([x], [y], task.terrain.grid.crs)
    to_x, to_y = lonlat_points(lon, lat + 0.001, task.terrain.grid.crs)
    way = np.array([to_x[0] - x, to_y[0] - y])
    way = way / np.hypot(*way)
    side = np.array([-way[1], way[0]])
    at = np.array([x, y])
    arrow = np.array([at + 9 * mm * way, at + 2.2 * mm * side, at + 2 * mm * way, at - 2.2 * mm * side])
    axes.fill(*arrow.T, facecolor=INK, edgecolor=WHITE, linewidth=0.8, zorder=8)
    top = at + 10 * mm * way
    write_haloed(axes, top[0], top[1], t("pack-north", language), size=7.5, colour=INK, zorder=9, bold=True)


def legend_strip(
    axes: Axes, width_mm: float, height_mm: float, signs: Iterable[tuple[str, str]], language: Language
) -> None:
    """Explain signs and lines in one strip, `width_mm` by `height_mm`."""
    frame = Frame((0.0, 0.0, width_mm, height_mm), 1000, width_mm, height_mm)
    axes.set(xlim=(0, width_mm), ylim=(0, height_mm))
    axes.axis("off")
    x = 3.0
    for text, kind in signs:
        draw_badge(axes, frame, np.array([x, height_mm - 2.8]), text, kind)
        said = t(f"pack-legend-{kind}", language)
        write_small(axes, x + 3.4, height_mm - 3.9, said, ha="left")
        x += width_mm / 7.2
    x = 1.0
    for name, colour, width, dashes in _LEGEND_LINES:
        line = np.array([shapely.LineString([(x, 1.4), (x + 9, 1.4)])], dtype=object)
        draw_lines(axes, frame, line, colour=colour, width=width, dashes=dashes, zorder=4)
        write_small(axes, x + 10.5, 0.4, t(f"pack-legend-{name}", language), ha="left")
        x += width_mm / len(_LEGEND_LINES)
