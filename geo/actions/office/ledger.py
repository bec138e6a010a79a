"""Make the ledger (台账) of a period: findings, visits, revisits and official figures as one workbook."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pandas as pd

from geo.actions.office import recipes
from geo.actions.office.count import figures_of
from geo.actions.office.entries import finding_rows, look_rows, visit_rows
from geo.actions.office.on_file import OnFile, on_file
from geo.actions.office.period import Period
from geo.actions.office.sentences import discovered
from geo.actions.office.source import source_foot, source_lines
from geo.actions.office.tables import uncounted
from geo.actions.office.units import Unit, by_unit
from geo.exports.workbook import Column, Kind, Sheet, sheet_csv, workbook
from geo.records.actor import ALONE, WHOLE_SITE, Actor
from geo.units import M2_PER_MU
from geo.words import Language, t

T, W, N, G, S, D = Kind.TEXT, Kind.WHOLE, Kind.NUMBER, Kind.DEGREES, Kind.SHARE, Kind.DAY

FINDINGS: Final = (
    ("number", 5, W), ("id", 10, T), ("day", 15, D), ("township", 9, T), ("village", 11, T), ("area", 8, T),
    ("lon", 11, G), ("lat", 10, G), ("species", 7, T), ("mu", 7, N), ("plants", 7, W), ("counted", 7, T),
    ("handled", 25, T), ("post", 10, T), ("signed", 9, T), ("look", 14, T),
)  # fmt: skip
VISITS: Final = (
    ("number", 5, W), ("id", 19, T), ("day", 15, D), ("township", 9, T), ("village", 11, T), ("area", 9, T),
    ("team", 8, T), ("source", 6, T), ("persons", 6, W), ("vehicles", 6, W), ("sorties", 6, W),
    ("km", 7, N), ("covered", 9, N), ("yards-done", 7, W), ("result", 11, T), ("not-entered", 11, T),
    ("signed", 9, T),
)  # fmt: skip
LOOKS: Final = (
    ("number", 5, W), ("id", 10, T), ("day", 15, D), ("destroyed-on", 15, D), ("township", 9, T),
    ("village", 11, T), ("area", 8, T), ("lon", 11, G), ("lat", 10, G), ("occasion", 11, T),
    ("opens", 15, D), ("due", 15, D), ("done", 15, D), ("outcome", 9, T), ("post", 10, T), ("signed", 8, T),
)  # fmt: skip
UNITS: Final = (
    ("ground", 11, N), ("rate", 9, S), ("declared", 9, S), ("waiting", 9, S), ("areas", 8, W),
    ("areas-done", 10, W), ("yards", 8, W), ("yards-done", 10, W), ("findings", 8, W), ("plants", 9, W),
    ("mu", 9, N), ("destroyed", 8, W), ("open", 8, W),
)  # fmt: skip
AREAS: Final = (
    ("township", 10, T), ("village", 11, T), ("area", 12, T), ("post", 14, T), ("surveyed", 9, T),
    ("ground", 11, N), ("rate", 9, S), ("declared", 9, S), ("findings", 8, W), ("plants", 9, W), ("mu", 9, N),
    ("destroyed", 8, W), ("open", 8, W),
)  # fmt: skip


def ledger(
    site_dir: Path,
    period: Period | None = None,
    *,
    scope: str = WHOLE_SITE,
    language: Language = Language.ZH,
    actor: Actor = ALONE,
) -> tuple[str, bytes]:
    """Make the ledger of a period; return the name of the file, and the workbook.

    From the records alone: the same records give the same bytes. Posts and teams stand in it, never a person.

    Parameters
    ----------
    period : None: the season so far
    scope : "site", or the township whose villages count

    Raises
    ------
    InputError : no site in this folder
    RecordError : the actor may not report, or not on this scope
    """
    filed = on_file(site_dir, period, scope=scope, actor=actor)
    sheets = [
        _findings(filed, language),
        _sheet(filed, "visits", VISITS, visit_rows(filed, language), language),
        _sheet(filed, "looks", LOOKS, look_rows(filed, language), language),
        _units(filed, Unit.VILLAGE, language),
    ]
    # A site without a list of areas, or whose file names no townships, has nothing to say in these.
    if len(filed.found.areas):
        sheets.append(_sheet(filed, "area", AREAS, _area_rows(filed, language), language))
    if (filed.found.townships["township"] != "").any():
        sheets.append(_units(filed, Unit.TOWNSHIP, language))
    sheets.append(_about(filed, language))
    return f"ledger_{filed.period.stem}.xlsx", workbook(sheets, source=source_foot(filed, language))


def ledger_csv(
    site_dir: Path,
    period: Period | None = None,
    *,
    scope: str = WHOLE_SITE,
    language: Language = Language.ZH,
    actor: Actor = ALONE,
) -> tuple[str, bytes]:
    """Make the first sheet of the ledger, that of the findings, as CSV; else as `ledger`."""
    filed = on_file(site_dir, period, scope=scope, actor=actor)
    return f"ledger_{filed.period.stem}.csv", sheet_csv(_findings(filed, language))


def _findings(filed: OnFile, language: Language) -> Sheet:
    """List the findings; where there are none, say on which ground there are none."""
    sheet = _sheet(filed, "findings", FINDINGS, finding_rows(filed, language), language)
    nothing = discovered(figures_of(filed))[0].note
    return replace(sheet, empty=t(nothing.key, language, **nothing.args))


def _units(filed: OnFile, unit: Unit, language: Language) -> Sheet:
    columns = ((unit.value, 14, T), *UNITS)
    return _sheet(filed, unit.value, columns, _unit_rows(filed, unit, language), language)


def _sheet(filed: OnFile, name: str, columns: Any, rows: Any, language: Language) -> Sheet:
    called = t(f"office-sheet-{name}", language)
    site = filed.prepared.site.site.name if filed.scope == WHOLE_SITE else filed.scope
    return Sheet(
        name=called,
        title=t("office-sheet-title", language, site=site, period=filed.period.name, sheet=called),
        columns=tuple(Column(t(f"office-col-{key}", language), width, kind) for key, width, kind in columns),
        rows=rows,
        empty=t(f"office-empty-{name}", language) if name in {"visits", "looks"} else "",
    )


def _unit_rows(filed: OnFile, unit: Unit, language: Language) -> list[tuple[Any, ...]]:
    """Official figures of villages or townships, and of all together."""
    nameless = t("office-no-township", language)
    rows = [
        (str(row.name or nameless), *_official(row._asdict()))
        for row in by_unit(filed, unit).itertuples(index=False)
    ]
    return [*rows, (t("office-sum", language), *_official(figures_of(filed)))]


def _official(row: dict[str, Any]) -> tuple[Any, ...]:
    return (
        row["searchable_m2"] / M2_PER_MU, row["survey_rate"], row["declared_rate"], row["unconfirmed_rate"],
        row["areas"], row["areas_with_track"] + row["areas_declared"], row["yards"], row["yards_entered"],
        *_found(row),
    )  # fmt: skip


def _found(row: dict[str, Any]) -> tuple[Any, ...]:
    plants = None if uncounted(row) else row["plants"]
    return (row["findings"], plants, row["found_m2"] / M2_PER_MU, row["destroyed"], row["open_at_end"])


def _area_rows(filed: OnFile, language: Language) -> list[tuple[Any, ...]]:
    return [
        (
            row.township, row.village, row.name, row.post, t(f"office-surveyed-{row.surveyed}", language),
            None if pd.isna(row.survey_rate) else row.searchable_m2 / M2_PER_MU,
            row.survey_rate, row.declared_rate, *_found(row._asdict()),
        )
        for row in by_unit(filed, Unit.AREA).itertuples(index=False)
    ]  # fmt: skip


def _about(filed: OnFile, language: Language) -> Sheet:
    """How each figure is counted, and where all of it comes from."""
    rows: list[tuple[Any, ...]] = [
        (recipes.number_of(name), t(f"office-figure-{name}", language), t(f"office-recipe-{name}", language))
        for name in recipes.OFFICIAL
    ]
    rows += [(None, "", t(note.key, language, **note.args)) for note in source_lines(filed, "ledger")]
    columns = (("number", 6, W), ("figure", 24, T), ("recipe", 110, T))
    return _sheet(filed, "about", columns, rows, language)
