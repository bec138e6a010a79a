"""The paper visit record: the columns of the sheet that `tacha add visits` reads, one visit a column."""

from __future__ import annotations

from typing import Final

from geo.exports.packs.paper import Paper, wrapped
from geo.exports.packs.task import Task, title_of
from geo.model.sheets import CHOICES, SHEETS
from geo.words import Language, t

_LEFT: Final = 12.0
_WIDTH: Final = 188.0
_NAMES_MM: Final = 40.0
_COLUMNS: Final = 5
_TOP: Final = 30.0
_ROW_MM: Final = 8.0


def record_pages(task: Task, language: Language) -> list[Paper]:
    """Draw pages on which a team writes its day down: a column for each village, empty ones for finds."""
    known = [
        {"date": f"{task.day:%Y-%m-%d}", "team": task.team, "township": row.township, "village": row.village}
        for row in task.visited.itertuples()
    ]
    # A find is a row of its own on the sheet, so every page keeps room for some.
    columns = [*known, *[{} for _ in range(-len(known) % _COLUMNS or _COLUMNS)]]
    return [
        _page(task, columns[start : start + _COLUMNS], language) for start in range(0, len(columns), _COLUMNS)
    ]


def _page(task: Task, columns: list[dict[str, str]], language: Language) -> Paper:
    page = Paper()
    page.text(_LEFT, 15, t("pack-record-title", language), size=14, bold=True)
    page.text(_LEFT + _WIDTH, 15, title_of(task, language), size=9, ha="right")
    page.block(_LEFT, 20.5, t("pack-record-how", language), width=_WIDTH, size=8, most=2)
    sheet = next(sheet for sheet in SHEETS if sheet.role == "visits")
    width = (_WIDTH - _NAMES_MM) / _COLUMNS
    y = _TOP
    for header in sheet.columns:
        name = header.chinese if language is Language.ZH else header.ours
        page.rule(_LEFT, y, _LEFT + _WIDTH, y, width=0.3)
        page.text(_LEFT + 1, y + 3.6, name, size=8, bold=True)
        if header.choices and language is Language.ZH:
            first: dict[str, str] = {}
            for word, value in CHOICES[header.choices].items():
                first.setdefault(value, word)
            told = wrapped(" / ".join(first.values()), width=_NAMES_MM - 2, size=5.5, most=1)[0]
            page.text(_LEFT + 1, y + 6.6, told, size=5.5)
        for k, column in enumerate(columns):
            text = wrapped(column.get(header.ours, ""), width=width - 1.5, size=8, most=1)[0]
            page.text(_LEFT + _NAMES_MM + k * width + 1, y + 5.2, text, size=8)
        y += _ROW_MM
    page.box(_LEFT, _TOP, _WIDTH, y - _TOP, line=0.8)
    for k in range(_COLUMNS):
        x = _LEFT + _NAMES_MM + k * width
        page.rule(x, _TOP, x, y, width=0.3)
    page.text(_LEFT, y + 9, t("pack-record-sign", language), size=8.5)
    return page
