"""The tables of a report, as text: what of a unit was surveyed, what was found, what was really seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd

from geo.actions.office.count import Figures
from geo.actions.office.on_file import OnFile
from geo.actions.office.recipes import number_of
from geo.actions.office.sentences import mu
from geo.actions.office.units import Unit, by_unit
from geo.exports.paper import Table
from geo.model.notes import Note
from geo.words import Language, t

NONE: Final = "—"
_MOST_FINDINGS: Final = 30
_MOST_CORNERS: Final = 15
_COUNTS: Final = {"findings": "findings", "plants": "plants", "destroyed": "destroyed", "open": "open_at_end"}
"""Columns and the figures that they hold."""


def unit_table(filed: OnFile, figures: Figures, unit: Unit, language: Language) -> Table:
    """Official figures of every village, township or responsibility area, and of all together."""
    rows = by_unit(filed, unit)
    if unit is Unit.AREA:
        return _area_table(rows, figures, language)
    columns = {"ground": 1.8, "rate": 1.5, "declared": 1.3, "areas-done": 1.7}
    columns |= {"findings": 1.6, "plants": 1.4, "destroyed": 1.6, "open": 1.6}
    if not figures["areas"]:
        del columns["areas-done"]
    body = [
        _official(str(row.name or t("office-no-township", language)), row._asdict(), columns)
        for row in _named(rows)
    ]
    body.append(_official(t("office-sum", language), figures, columns))
    numbers = (
        "searchable_m2",
        "survey_rate",
        "declared_rate",
        "areas",
        "findings",
        "destroyed",
    )
    return Table(
        caption=t(f"office-table-{unit.value}", language),
        heads=_heads((unit.value, *columns), language),
        rows=body,
        widths=(2.2, *columns.values()),
        recipes=tuple(number_of(name) for name in numbers if name != "areas" or figures["areas"]),
    )


def _official(name: str, row: Figures, columns: dict[str, float]) -> tuple[str, ...]:
    values = {
        "ground": mu(row["searchable_m2"]),
        "rate": percent(row["survey_rate"]),
        "declared": percent(row["declared_rate"]),
        "areas-done": f"{row['areas_with_track'] + row['areas_declared']}/{row['areas']}"
        if row["areas"]
        else NONE,
        **{column: f"{row[figure]:.0f}" for column, figure in _COUNTS.items()},
    }
    if uncounted(row):
        values["plants"] = NONE
    return (name, *(values[column] for column in columns))


def uncounted(row: Figures) -> bool:
    """Tell whether something was found and none of it is counted yet: no plants is not the same as 0."""
    return 0 < int(row["findings"]) == int(row["findings_uncounted"])


def _area_table(rows: Any, figures: Figures, language: Language) -> Table:
    body = [
        (
            str(row.village), str(row.name), str(row.post) or NONE,
            t(f"office-surveyed-{row.surveyed}", language), percent(row.survey_rate),
            *(f"{getattr(row, figure):.0f}" for figure in ("findings", "destroyed", "open_at_end")),
        )
        for row in _named(rows)
    ]  # fmt: skip
    sums = (f"{figures[figure]:.0f}" for figure in ("findings", "destroyed", "open_at_end"))
    surveyed = f"{figures['areas_with_track'] + figures['areas_declared']}/{figures['areas']}"
    body.append((t("office-sum", language), "", "", surveyed, percent(figures["survey_rate"]), *sums))
    names = ("village", "area", "post", "surveyed", "rate", "findings", "destroyed", "open")
    return Table(
        caption=t("office-table-area", language),
        heads=_heads(names, language),
        rows=body,
        widths=(2.2, 1.8, 2.0, 1.5, 1.2, 1.1, 1.1, 1.1),
        left=3,
        recipes=tuple(number_of(name) for name in ("areas", "survey_rate", "findings", "destroyed")),
    )


def findings_table(filed: OnFile, language: Language) -> list[Table]:
    """List the findings of the period, the last of many; no table where nothing was found."""
    found = filed.findings[filed.findings["species"] != "other"]
    found = found[found["found_on"] >= pd.Timestamp(filed.period.first)]
    if not len(found):
        return []
    shown = found.tail(_MOST_FINDINGS)
    names = dict(zip(filed.prepared.villages["village_id"], filed.prepared.villages["name"], strict=True))
    key = "office-table-findings-cut" if len(shown) < len(found) else "office-table-findings"
    body = [
        (
            str(row.finding_id), f"{row.found_on:%Y-%m-%d}", str(names.get(row.village_id, NONE)),
            t(f"office-species-{row.species}", language),
            NONE if pd.isna(row.plants) else f"{row.plants:.0f}",
            NONE if pd.isna(row.area_m2) else mu(row.area_m2),
            handled(row, language),
        )
        for row in shown.itertuples()
    ]  # fmt: skip
    columns = ("id", "day", "village", "species", "plants", "mu", "handled")
    args = {"shown": str(len(shown)), "count": str(len(found))}
    if key == "office-table-findings":
        del args["count"]
    widths, recipes = (1.7, 2.1, 2.1, 1.2, 1.2, 1.7, 5.6), (number_of("findings"),)
    return [Table(t(key, language, **args), _heads(columns, language), body, widths, recipes=recipes)]


def handled(row: Any, language: Language) -> str:
    """Say where a finding stands: state, how and when it was destroyed."""
    state = Note(f"office-state-{row.state}")
    gone = "none" if pd.isna(row.eradicated_on) else f"{row.eradicated_on:%Y-%m-%d}"
    return t("office-handled", language, state=state, method=row.method or "none", day=gone)


def judged_table(filed: OnFile, figures: Figures, unit: Unit, language: Language) -> Table:
    """Official rate and chance of detection beside each other, of the season up to the last day."""
    if unit is Unit.AREA and not by_unit(filed, unit)["pod"].notna().any():
        unit = Unit.VILLAGE  # areas known by name only have no ground that could be seen
    rows = _estimated(by_unit(filed, unit), unit)
    so_far = {**figures, "survey_rate_so_far": figures["survey_rate_to_date"]}
    body = [
        _judged(str(row.name or t("office-no-township", language)), row._asdict(), unit)
        for row in _named(rows)
    ]
    body.append(_judged(t("office-sum", language), so_far, unit))
    columns = ["rate", "pod", "band", "left", *(["corners"] if unit is not Unit.AREA else [])]
    return Table(
        caption=t("office-table-judged", language),
        heads=_heads((unit.value, *columns), language),
        rows=body,
        widths=(2.4, 1.4, 1.6, 2.2, 1.6, *([1.2] if unit is not Unit.AREA else [])),
        recipes=tuple(number_of(name) for name in ("survey_rate", "pod", "expected_left", "dead_corners")),
    )


def _estimated(rows: Any, unit: Unit) -> Any:
    """Units with ground: an area known by name only has no estimate; what is left most comes first."""
    kept = rows[rows["pod"].notna()] if unit is Unit.AREA else rows
    return kept.sort_values("expected_left", ascending=False, kind="stable")


def _judged(name: str, row: Figures, unit: Unit) -> tuple[str, ...]:
    values = [
        name, percent(row["survey_rate_so_far"]), percent(row["pod"]),
        f"{percent(row['pod_low'])}–{percent(row['pod_high'])}", f"{row['expected_left']:.1f}",
    ]  # fmt: skip
    return tuple([*values, str(row["dead_corners"])] if unit is not Unit.AREA else values)


def corners_table(filed: OnFile, language: Language) -> list[Table]:
    """Dead corners, most expected plots first; no table without any."""
    corners = filed.to_date.corners.sort_values("expected_left", ascending=False, kind="stable")
    body = [
        (
            str(row.village), t(f"office-corner-{row.reason}", language), mu(row.area_m2),
            f"{row.expected_left:.2f}",
        )
        for row in corners.head(_MOST_CORNERS).itertuples()
    ]  # fmt: skip
    heads = _heads(("village", "reason", "mu", "left"), language)
    caption, recipes = t("office-table-corners", language), (number_of("dead_corners"),)
    return [Table(caption, heads, body, (2.0, 4.0, 1.5, 1.8), left=2, recipes=recipes)] if body else []


def percent(share: Any) -> str:
    """Write a share in percent, a dash where there is none."""
    return NONE if share is None or pd.isna(share) else f"{100 * share:.1f}%"


def _heads(names: Sequence[str], language: Language) -> tuple[str, ...]:
    return tuple(t(f"office-col-{name}", language) for name in names)


def _named(rows: Any) -> Any:
    return rows.itertuples(index=False)
