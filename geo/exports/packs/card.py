"""Draw a team's day as one picture for a phone: 1,080 pixels wide, because chats open pictures, not files."""

from __future__ import annotations

from io import BytesIO
from typing import Final

import shapely
from PIL import Image

from geo.exports.packs.paper import Paper, picture_of, require_type, wrapped
from geo.exports.packs.plate import draw_plate
from geo.exports.packs.sheet import head_of, overview
from geo.exports.packs.task import Task, title_of
from geo.words import Language, t

WIDTH_PX: Final = 1_080
_WIDTH_MM: Final = 108.0
_DPI: Final = WIDTH_PX / _WIDTH_MM * 25.4
_EDGE: Final = 4.0
_FLATTEST: Final = 0.85
_TALLEST: Final = 1.45
_ROW_MM: Final = 5.2
_COLOURS: Final = 256


def plan_card(task: Task, language: Language) -> bytes:
    """Return the card of a day as PNG.

    Raises
    ------
    InputError : no type on this computer has Chinese characters
    """
    require_type([title_of(task, language), task.site, *task.stops["name"], *task.base["name"]])
    width = _WIDTH_MM - 2 * _EDGE
    head = [(key, wrapped(words, width=width - 17, size=9, most=3)) for key, words in head_of(task, language)]
    head_mm = 20 + sum(4.6 * len(lines) for _, lines in head)
    half = -(-len(task.stops) // 2)
    size = _map_size(task, width - 3)
    foot = wrapped(t("pack-card-foot", language, plan=task.plan_hash[:12]), width=width, size=7)
    height = head_mm + size[1] + 9 + half * _ROW_MM + 3.4 * len(foot) + 2
    page = Paper((_WIDTH_MM, round(height)), dpi=_DPI)
    page.text(_EDGE, 9, title_of(task, language), size=13, bold=True)
    page.text(_EDGE, 14.5, f"{task.site} · {task.window}", size=8.5)
    y = 20.0
    for key, lines in head:
        page.text(_EDGE, y, key, size=9, bold=True)
        for line in lines:
            page.text(_EDGE + 17, y, line, size=9)
            y += 4.6
    draw_plate(page.axes(_EDGE + 3, y, *size), task, overview(task, size), language, detail=False)
    y += size[1] + 6
    for k, stop in enumerate(task.stops.itertuples()):
        x, row = _EDGE + (k // half) * (width / 2), y + (k % half) * _ROW_MM
        mark = t(f"pack-mark-{stop.kind if stop.kind in {'required', 'yard'} else 'plain'}", language)
        page.text(x, row, str(stop.order), size=8.5, bold=True)
        name = wrapped(f"{mark}{stop.name}", width=width / 2 - 18, size=8.5, most=1)[0]
        page.text(x + 6, row, name, size=8.5)
        page.text(x + width / 2 - 2, row, task.clock(stop.arrive_min), size=8.5, ha="right")
    for k, line in enumerate(foot):
        page.text(_EDGE, round(height) - 3 - 3.4 * (len(foot) - 1 - k), line, size=7)
    out = BytesIO()
    # So many colours: nobody sees a difference, and a chat sends it at once.
    few = picture_of(page).convert("RGB")
    few = few.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(out, "PNG")
    return out.getvalue()


def _map_size(task: Task, width_mm: float) -> tuple[float, float]:
    """Width and height of the map, as tall as the way asks for."""
    way = shapely.total_bounds(task.legs.geometry.to_numpy())
    ratio = (way[3] - way[1] + 1) / (way[2] - way[0] + 1)
    return width_mm, width_mm * min(max(ratio, _FLATTEST), _TALLEST)
