"""Write what the leader alone carries: why each stop is on the route. It is never handed to the team."""

from __future__ import annotations

from typing import Any, Final

from geo.exports.packs.paper import Paper, pdf_of, require_type, wrapped
from geo.exports.packs.task import Task, title_of
from geo.words import Language, t

_LEFT: Final = 12.0
_WIDTH: Final = 188.0
_TOP: Final = 34.0
_BOTTOM: Final = 285.0
_SIZE: Final = 8.0
_LINE_MM: Final = 3.9
_COLUMNS: Final = (("number", 9.0), ("name", 46.0), ("finds", 22.0), ("why", 111.0))
"""Columns, and their widths in millimetres."""


def leader_pdf(task: Task, why: Any, language: Language) -> bytes:
    """Return the leader's sheet of a day as PDF.

    Parameters
    ----------
    why : order, expected_finds (of the stop, as shown), reasons (list of sentences): one row a stop

    Raises
    ------
    InputError : no type on this computer has Chinese characters
    """
    require_type([title_of(task, language), task.site, *task.stops["name"]])
    pages = [_head(task, language)]
    y = _TOP
    for row in why.itertuples():
        name = str(task.stops.set_index("order")["name"][row.order])
        lines = [line for reason in row.reasons for line in wrapped(f"· {reason}", width=109, size=_SIZE)]
        called = wrapped(name, width=44, size=_SIZE, most=3)
        height = max(len(lines), len(called), 1) * _LINE_MM + 2.2
        if y + height > _BOTTOM:
            pages.append(_head(task, language))
            y = _TOP
        _row(pages[-1], y, height, [[str(row.order)], called, [row.expected_finds], lines])
        y += height
    for number, page in enumerate(pages, start=1):
        foot = t("pack-foot", language, plan=task.plan_hash[:16], page=number, pages=len(pages))
        page.text(_LEFT + _WIDTH, 292.5, foot, size=6.5, ha="right")
    return pdf_of(pages)


def _head(task: Task, language: Language) -> Paper:
    page = Paper()
    page.text(_LEFT, 15, t("pack-leader-title", language), size=14, bold=True)
    page.text(_LEFT + _WIDTH, 15, title_of(task, language), size=9, ha="right")
    page.block(_LEFT, 20.5, t("pack-leader-note", language), width=_WIDTH, size=8.5, most=2)
    page.box(_LEFT, _TOP - 6, _WIDTH, 6, fill="#e4e4e4", line=0.5)
    at = _LEFT
    for name, width in _COLUMNS:
        page.text(at + 1, _TOP - 1.8, t(f"pack-leader-column-{name}", language), size=_SIZE, bold=True)
        at += width
    return page


def _row(page: Paper, y: float, height: float, cells: list[list[str]]) -> None:
    page.box(_LEFT, y, _WIDTH, height, line=0.3)
    at = _LEFT
    for (_, width), lines in zip(_COLUMNS, cells, strict=True):
        for k, line in enumerate(lines):
            page.text(at + 1, y + 3.4 + k * _LINE_MM, line, size=_SIZE)
        at += width
