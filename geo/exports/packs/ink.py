"""Lines, signs and words as a plate draws them: each is told from the others without colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from geo.exports.packs.frame import Frame, lines_in
from geo.exports.packs.paper import INK, families

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WALK: Final = "#a3001e"
DRIVE: Final = "#0b2f6b"
WHITE: Final = "#ffffff"
BADGE_MM: Final = 2.5  # radius
_BADGES: Final = {
    "base": ("o", "#0b2f6b", WHITE), "car": ("s", WHITE, INK), "required": ("s", INK, WHITE),
    "reserve": ("o", "#d8d8d8", INK), "yard": ("p", WHITE, INK), "plain": ("o", WHITE, INK),
    "hazard": ("^", "#ffe08a", INK),
}  # fmt: skip
"""Shape, fill and type of a sign: each told from the others without colour."""


def draw_lines(
    axes: Axes,
    frame: Frame,
    shapes: Any,
    *,
    colour: str,
    width: float,
    zorder: float,
    dashes: tuple[float, ...] = (),
) -> None:
    """Draw the lines of shapes, `width` points wide, those of one call as one."""
    from matplotlib.patches import PathPatch  # noqa: PLC0415  drawn pages only
    from matplotlib.path import Path  # noqa: PLC0415

    lines = lines_in(np.asarray(shapes, dtype=object), frame)
    if not lines:
        return
    # One path for all of them: a thousand roads drawn one by one would take a second.
    corners = np.vstack(lines)
    codes = np.full(len(corners), Path.LINETO)
    codes[np.cumsum([0, *(len(line) for line in lines[:-1])])] = Path.MOVETO
    style: Any = (0, dashes) if dashes else "solid"
    # Not add_patch, which would look through every corner for limits that are set.
    axes.add_artist(
        PathPatch(
            Path(corners, codes), fill=False, edgecolor=colour, linewidth=width,
            linestyle=style, zorder=zorder, capstyle="butt" if dashes else "round", joinstyle="round",
        )
    )  # fmt: skip


def draw_triangles(axes: Axes, corners: Any, *, colour: str, zorder: float) -> None:
    """Fill triangles (n, 3, 2) in metres, with a white rim."""
    from matplotlib.patches import PathPatch  # noqa: PLC0415  drawn pages only
    from matplotlib.path import Path  # noqa: PLC0415

    closed = np.concatenate([corners, corners[:, :1]], axis=1).reshape(-1, 2)
    codes = np.tile([Path.MOVETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY], len(corners))
    axes.add_artist(
        PathPatch(Path(closed, codes), facecolor=colour, edgecolor=WHITE, linewidth=0.5, zorder=zorder)
    )


def draw_badge(axes: Axes, frame: Frame, place: Any, text: str, kind: str) -> None:
    """Draw a sign with its number or letter, its middle at a place in millimetres."""
    shape, fill, ink = _BADGES[kind]
    x, y = frame.to_m([place])[0]
    size = 10.5 if kind == "car" else 13.0
    axes.plot(
        x, y, marker=shape, markersize=size, markerfacecolor=fill, markeredgecolor=INK,
        markeredgewidth=0.9, linestyle="none", zorder=6,
    )  # fmt: skip
    axes.text(
        x, y, text, fontsize=6.0 if kind == "car" else 7.5, fontweight="bold", color=ink, ha="center",
        va="center_baseline", zorder=7, parse_math=False, fontfamily=families(),
    )  # fmt: skip


def draw_leader(axes: Axes, frame: Frame, point: Any, place: Any) -> None:
    """Join a sign to the point it belongs to; both in millimetres."""
    line = frame.to_m([point, place])
    axes.plot(*line.T, color=WHITE, linewidth=1.4, zorder=5)
    axes.plot(*line.T, color=INK, linewidth=0.6, zorder=5.1)
    axes.plot(*line[0], marker="o", markersize=2.2, color=INK, zorder=5.1)


def write_small(axes: Axes, x: float, y: float, text: str, *, ha: str) -> None:
    """Write small words over everything else."""
    axes.text(x, y, text, fontsize=6, ha=ha, va="bottom", zorder=9, parse_math=False, fontfamily=families())


def write_haloed(
    axes: Axes, x: float, y: float, text: str, *, size: float, colour: str, zorder: float, bold: bool = False
) -> None:
    """Write on the map with a white rim, so that it is read over lines."""
    from matplotlib.patheffects import withStroke  # noqa: PLC0415  drawn pages only

    axes.text(
        x, y, text, fontsize=size, color=colour, ha="center", va="center", zorder=zorder, clip_on=True,
        parse_math=False, fontfamily=families(), fontweight="bold" if bold else "normal",
        path_effects=[withStroke(linewidth=1.8, foreground=WHITE)],
    )  # fmt: skip
