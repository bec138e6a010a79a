"""Draw the map that stands in a report: villages, what became of their ground, what was found; PNG."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

from geo.exports.charts import chinese_font

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.path import Path

_DPI: Final = 200
_WIDTH_IN, _TALLEST_IN = 6.2, 4.2
_MOST_NAMES: Final = 60
"""More names than this cover the map."""
_BAR_SHARE: Final = 0.25
_BELOW: Final[dict[str, Any]] = {"loc": "upper center", "bbox_to_anchor": (0.5, 0.0)}

GROUND: Final[dict[str, tuple[str, str]]] = {
    "surveyed": ("#5f9e6e", ""),
    "unsigned": ("#cfe3d3", "////"),
    "declared": ("#f3dfa0", "...."),
    "open": ("#ffffff", ""),
    "left_out": ("#cfcfcf", "xxxx"),
    "seen_0": ("#ffffff", ""),
    "seen_1": ("#fee838", ""),
    "seen_2": ("#bcaf6f", ""),
    "seen_3": ("#7d7c78", ""),
    "seen_4": ("#00224e", ""),
}
"""Fill and hatching, so that a black and white copy tells them apart."""
_POINTS: Final = {"open": ("^", "#b3001b"), "destroyed": ("o", "#16232b")}


def area_map(villages: Any, ground: Any, findings: Any, words: Mapping[str, str]) -> bytes:
    """Draw villages with their ground and findings, a legend, a scale bar and north.

    Parameters
    ----------
    villages : VILLAGES in the working CRS
    ground : alike (a key of `GROUND`) and shape, in the same CRS
    findings : kind ("open" or "destroyed") and point, in the same CRS
    words : what each kind of ground is called, "finding_open", "finding_destroyed", "north", "km"

    Returns
    -------
    a PNG; equal tables give equal bytes
    """
    # Imported where a map is drawn: every other command would wait for it.
    import matplotlib as mpl  # noqa: PLC0415
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415
    from matplotlib.patches import PathPatch  # noqa: PLC0415

    west, south, east, north = (float(side) for side in villages.total_bounds)
    tall = min(_TALLEST_IN, _WIDTH_IN * (north - south) / (east - west) + 1.0)
    font = chinese_font()
    with mpl.rc_context({"font.family": [font] if font else ["DejaVu Sans"], "hatch.linewidth": 0.4}):
        figure = Figure(figsize=(_WIDTH_IN, tall), dpi=_DPI)
        FigureCanvasAgg(figure)
        axes = figure.add_axes((0.01, 0.01, 0.98, 0.98))
        handles = [*_draw_ground(axes, ground, words)]
        axes.add_patch(PathPatch(_path(villages.geometry), fill=False, edgecolor="#1f2d36", linewidth=0.8))
        _name(axes, villages)
        handles += _draw_findings(axes, findings, words)
        side = max(east - west, north - south)
        axes.set_xlim(west - 0.02 * side, east + 0.02 * side)
        axes.set_ylim(south - 0.10 * side, north + 0.06 * side)
        axes.set_aspect("equal", adjustable="box", anchor="NW")
        axes.set_axis_off()
        _scale_bar(axes, west, south - 0.06 * side, side, words["km"])
        _north(axes, words["north"])
        # Beside a tall site there is room for one column; below a wide one for three.
        beside = tall == _TALLEST_IN
        place: dict[str, Any] = {"loc": "lower left", "bbox_to_anchor": (1.0, 0.0)} if beside else _BELOW
        axes.legend(handles=handles, fontsize=8, framealpha=0.9, ncols=1 if beside else 3, **place)
        drawn = BytesIO()
        # Cut to what is drawn: a narrow site leaves no empty paper beside it.
        figure.savefig(drawn, format="png", metadata={"Software": None}, bbox_inches="tight", pad_inches=0.05)
    return drawn.getvalue()


def _draw_ground(axes: Axes, ground: Any, words: Mapping[str, str]) -> list[Any]:
    from matplotlib.patches import Patch, PathPatch  # noqa: PLC0415

    handles = []
    for kind, (colour, hatch) in GROUND.items():
        part = ground[ground["alike"] == kind]
        if not len(part):
            continue
        axes.add_patch(
            PathPatch(_path(part.geometry), facecolor=colour, edgecolor="#7a8a80", hatch=hatch, linewidth=0.0)
        )
        handles.append(
            Patch(facecolor=colour, edgecolor="#5a666e", hatch=hatch, linewidth=0.5, label=words[kind])
        )
    return handles


def _path(shapes: Any) -> Path:
    """Join polygons into one path whose holes are left open."""
    from matplotlib.path import Path  # noqa: PLC0415

    parts = shapely.get_parts(shapely.orient_polygons(np.asarray(shapes, dtype=object)))
    rings = shapely.get_rings(parts)
    return Path.make_compound_path(*(Path(shapely.get_coordinates(ring), closed=True) for ring in rings))


def _draw_findings(axes: Axes, findings: Any, words: Mapping[str, str]) -> list[Any]:
    from matplotlib.lines import Line2D  # noqa: PLC0415

    handles = []
    for kind, (mark, colour) in _POINTS.items():
        at = shapely.get_coordinates(findings.loc[findings["kind"] == kind, "geometry"].to_numpy())
        if not len(at):
            continue
        look: Any = {"marker": mark, "markersize": 6, "markerfacecolor": colour, "markeredgecolor": "white"}
        axes.plot(at[:, 0], at[:, 1], linestyle="", markeredgewidth=0.6, zorder=6, **look)
        handles.append(Line2D([], [], linestyle="", label=words[f"finding_{kind}"], **look))
    return handles


def _name(axes: Axes, villages: Any) -> None:
    from matplotlib import patheffects  # noqa: PLC0415

    if len(villages) > _MOST_NAMES:
        return
    paper = [patheffects.withStroke(linewidth=2, foreground="white")]
    for name, shape in zip(villages["name"], villages.geometry, strict=True):
        at = shapely.point_on_surface(shape)
        axes.text(at.x, at.y, name, fontsize=7, ha="center", va="center", zorder=5, path_effects=paper)


def _scale_bar(axes: Axes, x: float, y: float, side_m: float, unit: str) -> None:
    """Draw a bar of a round length, in two halves, black and white."""
    most = _BAR_SHARE * side_m
    steps = np.outer(10.0 ** np.arange(1, 6), [1, 2, 5]).ravel()
    length = float(steps[steps <= most].max(initial=steps[0]))
    for part, colour in ((0, "black"), (1, "white")):
        axes.plot(
            [x + part * length / 2, x + (part + 1) * length / 2], [y, y], color=colour, linewidth=3,
            solid_capstyle="butt", zorder=7,
        )  # fmt: skip
    axes.plot([x, x + length], [y, y], color="black", linewidth=4.2, solid_capstyle="butt", zorder=6)
    for share in (0, 0.5, 1):
        text = f"{share * length / 1000:g}" + (f" {unit}" if share == 1 else "")
        axes.text(x + share * length, y + 0.012 * side_m, text, fontsize=7, ha="center", va="bottom")


def _north(axes: Axes, word: str) -> None:
    axes.annotate(
        word, xy=(0.965, 0.99), xytext=(0.965, 0.925), xycoords="axes fraction", fontsize=9, ha="center",
        va="center", arrowprops={"arrowstyle": "-|>", "color": "black", "linewidth": 1.2},
    )  # fmt: skip
