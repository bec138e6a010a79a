"""Write the phone forms for visits and findings as XLSForms, for ODK Collect, Kobo and their kin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from geo.exports.zips import same_bytes
from geo.model.phone import FINDING_FORM, PHOTOS, POINT, VISIT_FORM, code_of
from geo.model.sheets import CHOICES
from geo.words import Language, t

_LANGUAGES: Final = {"中文 (zh)": Language.ZH, "English (en)": Language.EN}
_REFERENCE: Final = re.compile(r"\$(?=\{)")
_NOT_IN_SHEETS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_COLUMNS: Final = (
    "type", "name", "required", "default", "relevant", "constraint", "choice_filter", "appearance",
    "parameters",
)  # fmt: skip
_WHOLE: Final = ". >= 0 and . < 100000"


@dataclass(frozen=True)
class Named:
    """A choice of the site's own: what it is called, and what it belongs to (columns of the choice sheet).

    english: what it is called there, where that is something else.
    """

    name: str
    label: str
    of: tuple[tuple[str, str], ...] = ()
    english: str = ""


@dataclass(frozen=True)
class SiteChoices:
    """Choices that a site gives its forms.

    title: name of the site; version: changes when any of this does; teams, villages; areas, places: of a
    village; stops: of a team and a day.
    """

    title: str
    version: str
    teams: Sequence[Named]
    villages: Sequence[Named]
    areas: Sequence[Named]
    places: Sequence[Named]
    stops: Sequence[Named]


def visit_form(choices: SiteChoices) -> bytes:
    """Return the form for a visit (踏查记录): its questions are columns of the sheet of visits."""
    found = "${result} = 'found'"
    abreast = "${formation} = 'abreast'"
    questions = [
        _ask("date", "date", required="yes", default="today()"),
        _ask("select_one team", "team", required="yes"),
        _ask("select_one village", "village", required="yes"),
        *_where(choices.areas, _ask("select_one area", "area", choice_filter="village = ${village}")),
        *_where(
            choices.stops,
            _ask(
                "select_multiple stop", "stops",
                choice_filter="team = ${team} and day = format-date(${date}, '%Y-%m-%d')",
            ),
        ),
        _ask("integer", "persons", required="yes", constraint=". >= 1 and . <= 500"),
        _ask("decimal", "hours", required="yes", constraint=". > 0 and . <= 24"),
        _ask("integer", "vehicles", default="0", constraint=". >= 0 and . <= 500"),
        _ask("integer", "sorties", default="0", constraint=". >= 0 and . <= 500"),
        _ask("select_one formation", "formation"),
        _ask("integer", "walkers", required="yes", relevant=abreast, constraint=". >= 2 and . <= 60"),
        _ask("decimal", "spacing_m", required="yes", relevant=abreast, constraint=". > 0 and . <= 500"),
        _ask("decimal", "sight_m", constraint=". >= 0 and . <= 1000"),
        *_yards(choices),
        _ask("select_one result", "result", required="yes"),
        *(_ask(**{**row, "relevant": found}) for row in _found()),
        _ask("text", "not_entered"),
        _ask("text", "note", appearance="multiline"),
    ]  # fmt: skip
    lists = {
        "team": choices.teams, "village": choices.villages, "area": choices.areas, "stop": choices.stops,
        "place": choices.places,
    }  # fmt: skip
    fixed = ("formation", "result", "species", "stage")
    return _form(VISIT_FORM, questions, lists, fixed, choices, instance="concat(${date}, ' ', ${team})")


def finding_form(choices: SiteChoices) -> bytes:
    """Return the form for a finding (发现点): its questions are columns of the sheet of findings."""
    questions = [
        _ask("date", "date", required="yes", default="today()"),
        _ask("select_one village", "village"),
        *(_ask(**row) for row in _found()),
        _ask("select_one count_kind", "count_kind"),
    ]
    fixed = ("species", "stage", "count_kind")
    lists = {"village": choices.villages}
    return _form(FINDING_FORM, questions, lists, fixed, choices, instance="concat(${date}, ' ', ${species})")


def _found() -> list[dict[str, str]]:
    """Questions about plants that were found."""
    photo = {"type": "image", "parameters": "max-pixels=2048"}
    return [
        {"type": "geopoint", "name": POINT, "required": "yes"},
        {"type": "select_one species", "name": "species", "required": "yes"},
        {"type": "select_one stage", "name": "stage"},
        {"type": "integer", "name": "plants", "constraint": _WHOLE},
        {"type": "decimal", "name": "area_m2", "constraint": _WHOLE},
        *({**photo, "name": name} for name in PHOTOS),
    ]


def _yards(choices: SiteChoices) -> list[dict[str, str]]:
    chosen = "${place} != ''"
    return _where(
        choices.places,
        _ask("select_one place", "place", choice_filter="village = ${village}"),
        _ask("integer", "entered", relevant=chosen, constraint=_WHOLE),
        _ask("integer", "from_lane", relevant=chosen, constraint=_WHOLE),
    )


def _where(known: Sequence[Named], *rows: dict[str, str]) -> list[dict[str, str]]:
    """Ask only where the site has something to choose from: an empty list is no form."""
    return list(rows) if known else []


def _ask(type: str, name: str, **more: str) -> dict[str, str]:  # noqa: A002  the column's own name
    return {"type": type, "name": name, **more}


def _form(
    form_id: str, questions: list[dict[str, str]], lists: dict[str, Sequence[Named]], fixed: tuple[str, ...],
    choices: SiteChoices, *, instance: str,
) -> bytes:  # fmt: skip
    import openpyxl  # noqa: PLC0415  other commands need no workbook

    book = openpyxl.Workbook()
    survey = book.active
    survey.title = "survey"
    labels = [f"{part}::{name}" for part in ("label", "hint") for name in _LANGUAGES]
    _row(survey, [*_COLUMNS, *labels])
    for row in questions:
        key = row["name"].replace("_", "-")
        said = [
            t(f"form-{part}-{key}", language) for part in ("ask", "hint") for language in _LANGUAGES.values()
        ]
        _row(survey, [*(row.get(name, "") for name in _COLUMNS), *said])
    asked = {row["type"].split(" ")[1] for row in questions if " " in row["type"]}
    _choices(book.create_sheet("choices"), {k: v for k, v in lists.items() if k in asked}, fixed)
    settings = book.create_sheet("settings")
    title = f"{t(f'form-title-{form_id}'.replace('_', '-'), Language.ZH)} {choices.title}"
    about = {
        "form_title": _plain(title), "form_id": form_id, "version": choices.version,
        "default_language": next(iter(_LANGUAGES)), "instance_name": instance,
        # Two villages may each have an Upper Group: the filter tells them apart.
        "allow_choice_duplicates": "yes",
    }  # fmt: skip
    _row(settings, list(about))
    _row(settings, list(about.values()))
    written = BytesIO()
    book.save(written)
    return same_bytes(written.getvalue())


def _choices(page: Any, lists: dict[str, Sequence[Named]], fixed: tuple[str, ...]) -> None:
    filters = sorted({column for known in lists.values() for choice in known for column, _ in choice.of})
    _row(page, ["list_name", "name", *(f"label::{name}" for name in _LANGUAGES), *filters])
    for list_name, known in lists.items():
        for choice in known:
            of = dict(choice.of)
            labels = [_plain(choice.label), _plain(choice.english or choice.label)]
            _row(page, [list_name, code_of(choice.name), *labels, *(of.get(name, "") for name in filters)])
    for list_name in fixed:
        words: dict[str, str] = {}
        for word, value in CHOICES[list_name].items():
            words.setdefault(value, word)
        for value, word in words.items():
            _row(page, [list_name, value, word, value.replace("_", " "), *[""] * len(filters)])


def _plain(text: str) -> str:
    """Text of strangers in which no form looks for a question's name, and no sheet for a formula."""
    # A word joiner, which nobody sees, between the two signs that begin a reference.
    return _REFERENCE.sub("$\u2060", _NOT_IN_SHEETS.sub("", text)) or "-"


def _row(page: Any, values: Sequence[str]) -> None:
    row = page.max_row + 1 if page.max_row > 1 or page.cell(1, 1).value is not None else 1
    for column, value in enumerate(values, start=1):
        if value == "":
            continue
        cell = page.cell(row, column)
        cell.value = value
        # openpyxl takes what begins with = for a formula.
        cell.data_type = "s"
