"""Write the sheet of a team's day as PDF, A4: map, stops, enlarged maps of the pieces, paper visit record."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import shapely

from geo.exports.packs.frame import Frame, frame_around
from geo.exports.packs.furniture import legend_strip
from geo.exports.packs.gpx import hazard_words
from geo.exports.packs.paper import Paper, pdf_of, require_type, wrapped
from geo.exports.packs.plate import draw_plate
from geo.exports.packs.record import record_pages
from geo.exports.packs.task import Task, title_of
from geo.words import Language, t

_LEFT: Final = 12.0
_RIGHT: Final = 200.0
_WIDTH: Final = _RIGHT - _LEFT
_MAP_BOTTOM: Final = 278.0
_PANEL_MM: Final = (90.0, 76.0)
_PANELS: Final = 6
_DETAIL_SCALE: Final = 15_000
"""A smaller scale would not show lines 20 m apart."""


def plan_pdf(task: Task, language: Language) -> bytes:
    """Return the sheet of a day as PDF.

    Raises
    ------
    InputError : no type on this computer has Chinese characters
    """
    require_type([title_of(task, language), task.site, *task.stops["name"], *task.base["name"]])
    pages = [_map_page(task, language), _stops_page(task, language)]
    pages += _detail_pages(task, language)
    pages += record_pages(task, language)
    for number, page in enumerate(pages, start=1):
        foot = t("pack-foot", language, plan=task.plan_hash[:16], page=number, pages=len(pages))
        page.text(_RIGHT, 292.5, foot, size=6.5, ha="right")
        page.text(_LEFT, 292.5, title_of(task, language), size=6.5)
    return pdf_of(pages)


def _map_page(task: Task, language: Language) -> Paper:
    page = Paper()
    page.text(_LEFT, 15, title_of(task, language), size=16, bold=True)
    page.text(_RIGHT, 15, f"{task.site} · {task.window}", size=9, ha="right")
    y = 21.5
    for key, words in head_of(task, language):
        page.text(_LEFT, y, key, size=9, bold=True)
        y = page.block(_LEFT + 20, y, words, width=_WIDTH - 20, size=9, most=2)
    size = (_WIDTH - 3, _MAP_BOTTOM - y - 2)
    draw_plate(page.axes(_LEFT + 3, y + 2, *size), task, overview(task, size), language, detail=False)
    _legend(page, _MAP_BOTTOM + 4.5, language)
    return page


def overview(task: Task, size_mm: tuple[float, float]) -> Frame:
    """Frame of the whole way."""
    shapes = [*task.legs.geometry, *task.stops.geometry, *task.base.geometry]
    bounds = tuple(float(side) for side in shapely.total_bounds(np.array(shapes, dtype=object)))
    return frame_around(bounds, width_mm=size_mm[0], height_mm=size_mm[1], margin_mm=9)  # type: ignore[arg-type]


def head_of(task: Task, language: Language) -> list[tuple[str, str]]:
    """Return what a leader reads first, each with what it is called."""
    base = task.base.to_crs("EPSG:4326").geometry.iloc[0]
    where = {"base": str(task.base["name"].iloc[0]), "lat": f"{base.y:.5f}", "lon": f"{base.x:.5f}"}
    ways = {
        "drive": f"{task.drive_m / 1000:.0f}",
        "walk": f"{task.walk_m / 1000:.1f}",
        "climb": round(task.climb_m),
    }
    crew: dict[str, Any] = {
        "members": task.members,
        "car": "yes" if task.car else "no",
        "stops": len(task.stops),
    }
    times = {"back": task.clock(task.back_min), "due": task.clock(task.due_min)}
    return [
        (t("pack-head-meet", language), t("pack-head-meet-is", language, leave=task.clock(0), **where)),
        (t("pack-head-crew", language), t("pack-head-crew-is", language, **crew, **ways)),
        (t("pack-head-back", language), t("pack-head-back-is", language, **times)),
        (t("pack-head-report", language), check_in_words(task, language)),
    ]


def check_in_words(task: Task, language: Language) -> str:
    """When the team reports, and what follows if it does not."""
    times = [task.clock(minutes) for minutes in (*task.check_ins, task.back_min)]
    return t("pack-check-in", language, times=times, due=task.clock(task.due_min))


_LEGEND: Final = (
    ("★", "base"), ("P1", "car"), ("1", "plain"), ("2", "required"), ("3", "reserve"), ("4", "yard"),
    ("!", "hazard"),
)  # fmt: skip


def _legend(page: Paper, y: float, language: Language) -> None:
    """Explain signs and lines under the map."""
    axes = page.axes(_LEFT, y - 4, _WIDTH, 9)
    legend_strip(axes, _WIDTH, 9.0, _LEGEND, language)


def _stops_page(task: Task, language: Language) -> Paper:
    page = Paper()
    page.text(_LEFT, 15, t("pack-stops-title", language), size=14, bold=True)
    page.text(_RIGHT, 15, title_of(task, language), size=9, ha="right")
    y = _stops_table(page, 20.0, task, language)
    y = _words(page, y + 5, task, language)
    _signatures(page, max(y + 3, 262.0), language)
    return page


_COLUMNS: Final = (
    ("number", 9.0), ("name", 50.0), ("arrive", 13.0), ("minutes", 11.0), ("how", 33.0), ("parking", 12.0),
    ("turn", 16.0), ("result", 44.0),
)  # fmt: skip
"""Columns of the table of stops, and their widths in millimetres."""


def _stops_table(page: Paper, y: float, task: Task, language: Language) -> float:
    row_mm = float(np.clip(205.0 / (len(task.stops) + 1), 4.6, 11.0))
    size = 9.0 if row_mm > 8 else 8.0 if row_mm > 5.5 else 7.0
    at = _LEFT
    page.box(_LEFT, y, _WIDTH, row_mm, fill="#e4e4e4", line=0)
    for name, width in _COLUMNS:
        page.text(at + 1, y + row_mm * 0.68, t(f"pack-column-{name}", language), size=size, bold=True)
        at += width
    for stop in task.stops.itertuples():
        y += row_mm
        at = _LEFT
        page.rule(_LEFT, y, _RIGHT, y, width=0.3)
        for name, width in _COLUMNS:
            text = _cell(task, stop, name, language)
            line = wrapped(text, width=width - 1.5, size=size, most=1)[0]
            page.text(at + 1, y + row_mm * 0.68, line, size=size, bold=name == "number")
            at += width
    bottom = y + row_mm
    page.box(_LEFT, 20.0, _WIDTH, bottom - 20.0, line=0.8)
    at = _LEFT
    for _, width in _COLUMNS[:-1]:
        at += width
        page.rule(at, 20.0, at, bottom, width=0.3)
    return bottom


def _cell(task: Task, stop: Any, name: str, language: Language) -> str:
    kind = stop.kind if stop.kind in {"required", "yard"} else "plain"
    mark = t(f"pack-mark-{kind}", language)
    walked = {"passes": int(stop.passes), "abreast": int(stop.abreast), "spacing": round(stop.spacing_m)}
    texts = {
        "number": str(stop.order),
        "name": f"{mark}{stop.name}" + ("" if stop.village in stop.name else f" · {stop.village}"),
        "arrive": task.clock(stop.arrive_min),
        "minutes": f"{round(stop.service_min)}",
        "how": t("pack-how", language, **walked, yards=int(stop.yards)),
        "parking": f"P{stop.car}" if stop.car else "",
        "turn": task.clock(stop.turn_back_min),
        "result": t("pack-result", language),
    }
    return texts[name]


def _words(page: Paper, y: float, task: Task, language: Language) -> float:
    """Write what to look at, what to beware of, what to do with a find."""
    hazards = hazards_in_words(task, language)
    said = [
        ("look", t(f"pack-look-{task.look}", language)),
        (
            "hazards",
            t("pack-word-list", language, list=hazards) if hazards else t("pack-hazards-none", language),
        ),
        ("safety", t("pack-safety", language)),
        ("found", t("pack-found", language)),
        ("posts", t("pack-word-list", language, list=posts_of(task, language))),
    ]
    for key, words in said:
        page.text(_LEFT, y, t(f"pack-words-{key}", language), size=8.5, bold=True)
        y = page.block(_LEFT + 20, y, words, width=_WIDTH - 20, size=8.5, most=3) + 0.6
    return y


def hazards_in_words(task: Task, language: Language) -> list[str]:
    """Hazards near the way, each once."""
    said = [
        t("pack-hazard-is", language, kind=hazard_words(row.kind, language), note=row.note or "none")
        for row in task.hazards.itertuples()
    ]
    return list(dict.fromkeys(said))


def posts_of(task: Task, language: Language) -> list[str]:
    """Whom to call: the post on duty, and the posts that answer for the ground; never a person."""
    posts = [
        t("pack-post-of", language, village=row.village, posts=row.posts)
        for row in task.visited.itertuples()
        if row.posts
    ]
    return [t("pack-post-on-duty", language), *posts]


def _signatures(page: Paper, y: float, language: Language) -> None:
    for k, key in enumerate(("leader", "given", "returned")):
        x = _LEFT + k * _WIDTH / 3
        page.text(x, y, t(f"pack-sign-{key}", language), size=8.5)
        page.rule(x + 22, y + 0.5, x + _WIDTH / 3 - 4, y + 0.5)
        page.text(x, y + 9, t("pack-sign-day", language), size=8.5)
        page.rule(x + 22, y + 9.5, x + _WIDTH / 3 - 4, y + 9.5)


def _detail_pages(task: Task, language: Language) -> list[Paper]:
    """Draw stops that lie together, in order, each group on a panel as large as it can be."""
    groups = grouped(task)
    pages = []
    for start in range(0, len(groups), _PANELS):
        page = Paper()
        page.text(_LEFT, 15, t("pack-details-title", language), size=14, bold=True)
        page.text(_RIGHT, 15, title_of(task, language), size=9, ha="right")
        own = groups[start : start + _PANELS]
        # Few groups on a page have more room each; what fits a small panel fits a large one.
        across = 1 if len(own) <= 2 else 2
        down = -(-len(own) // across)
        size = (_WIDTH - 5, 250.0 / down - 12) if across == 1 else (_PANEL_MM[0], 264.0 / max(down, 2) - 12)
        for k, orders in enumerate(own):
            x = _LEFT + 4 + (k % across) * (_PANEL_MM[0] + 7)
            y = 26 + (k // across) * (size[1] + 12)
            _panel(page, (x, y), size, task, orders, language)
        pages.append(page)
    return pages


def _panel(
    page: Paper, at: tuple[float, float], size: tuple[float, float], task: Task, orders: list[int],
    language: Language,
) -> None:  # fmt: skip
    names = list(dict.fromkeys(task.stops.loc[task.stops["order"].isin(orders), "name"]))
    title = t("pack-panel", language, stops=spans(orders), names=names)
    line = wrapped(title, width=size[0], size=8.5, most=1)[0]
    page.text(at[0], at[1] - 3.6, line, size=8.5, bold=True)
    frame = _panel_frame(_with_pieces(task, orders), size)
    if frame.scale > _DETAIL_SCALE:
        frame = _panel_frame(_ground_of(task, orders), size)
    draw_plate(page.axes(*at, *size), task, frame, language, detail=True)


def grouped(task: Task) -> list[list[int]]:
    """Group stops that fit on one panel of a scale that shows sweep lines, in the order of the route."""
    groups: list[list[int]] = []
    for order in task.stops["order"]:
        together = [*groups[-1], int(order)] if groups else []
        if groups and _panel_frame(_ground_of(task, together), _PANEL_MM).scale <= _DETAIL_SCALE:
            groups[-1] = together
        else:
            groups.append([int(order)])
    return groups


def _ground_of(task: Task, orders: list[int]) -> Any:
    """Bounds of what is searched at these stops."""
    searched = (task.legs["mode"] == "search") & task.legs["to_stop"].isin(orders)
    stops = task.stops.geometry[task.stops["order"].isin(orders)]
    return shapely.total_bounds(np.array([*task.legs.geometry[searched], *stops], dtype=object))


def _with_pieces(task: Task, orders: list[int]) -> Any:
    """Bounds of what is searched at these stops with the pieces they lie in."""
    stops = task.stops.geometry[task.stops["order"].isin(orders)].to_numpy()
    pieces = task.pieces.geometry.to_numpy()
    held = pieces[[bool(shapely.intersects(piece, stops).any()) for piece in pieces]]
    ground = shapely.box(*_ground_of(task, orders))
    return shapely.total_bounds(np.array([ground, *held], dtype=object))


def _panel_frame(bounds: Any, size_mm: tuple[float, float]) -> Frame:
    least = 60.0  # m, so that a single line does not fill the panel
    middle, half = (bounds[:2] + bounds[2:]) / 2, np.maximum((bounds[2:] - bounds[:2]) / 2, least)
    box = np.concatenate([middle - half, middle + half])
    return frame_around(tuple(box.tolist()), width_mm=size_mm[0], height_mm=size_mm[1], margin_mm=8)


def spans(orders: list[int]) -> str:
    """Write numbers that follow each other as a span.

    >>> spans([1, 2, 3, 5])
    '1–3, 5'
    """
    runs: list[list[int]] = []
    for order in sorted(orders):
        if runs and order == runs[-1][-1] + 1:
            runs[-1].append(order)
        else:
            runs.append([order])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
