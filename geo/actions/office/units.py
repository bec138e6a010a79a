"""Sum the figures of a period up by village, responsibility area or township."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import pandas as pd

from geo.actions.office.count import found_in
from geo.actions.office.on_file import OnFile

_RATES = ("survey_rate", "declared_rate", "unconfirmed_rate")
_ESTIMATES = ("pod", "pod_low", "pod_high", "expected_left")


class Unit(StrEnum):
    """What figures are summed up by."""

    VILLAGE = "village"
    TOWNSHIP = "township"
    AREA = "area"


def by_unit(filed: OnFile, unit: Unit) -> Any:
    """Return a row for each village, responsibility area or township.

    Returns
    -------
    DataFrame key, name, village and township (where the unit lies in one), searchable_m2, survey_rate,
    declared_rate, unconfirmed_rate, surveyed (of areas: track, declared, no), post (of areas), the figures of
    `found_in`; of the season up to the last day survey_rate_so_far, pod, pod_low, pod_high,
    expected_left; not of areas: areas, areas_with_track, areas_declared, yards, yards_entered, dead_corners
    """
    key = {Unit.VILLAGE: "village_id", Unit.TOWNSHIP: "township", Unit.AREA: "area_id"}[unit]
    found, so_far = (
        {Unit.VILLAGE: figures.villages, Unit.TOWNSHIP: figures.townships, Unit.AREA: figures.areas}[unit]
        for figures in (filed.found, filed.to_date)
    )
    table = pd.DataFrame({"key": found[key].to_numpy(), "name": _names(found, unit)})
    for name in ("village", "township", "surveyed", "post", *_RATES):
        if name in found:
            table[name] = found[name].to_numpy()
    estimates = so_far.set_index(key).reindex(found[key])
    table = table.assign(
        survey_rate_so_far=estimates["survey_rate"].to_numpy(),
        **{name: estimates[name].to_numpy() for name in _ESTIMATES},
    )
    ground = _placed_cells(filed, key).groupby(key)["searchable_m2"].sum()
    table["searchable_m2"] = ground.reindex(table["key"]).fillna(0.0).to_numpy()
    table = _with_findings(table, filed, key)
    return table if unit is Unit.AREA else _with_counts(table, filed, key)


def _names(found: Any, unit: Unit) -> Any:
    return found["township" if unit is Unit.TOWNSHIP else "name"].to_numpy()


def _town_of(filed: OnFile) -> Any:
    villages = filed.prepared.villages.drop_duplicates("village_id")
    return villages.set_index("village_id")["township"]


def _placed_cells(filed: OnFile, key: str) -> Any:
    cells = filed.prepared.cells
    return cells.assign(township=cells["village_id"].map(_town_of(filed)))[[key, "searchable_m2"]]


def _with_findings(table: Any, filed: OnFile, key: str) -> Any:
    findings = filed.findings
    findings = findings.assign(township=findings["village_id"].map(_town_of(filed)).fillna(""))
    rows = found_in(findings, filed.period)
    sums = rows.groupby(findings[key].reindex(rows.index)).sum().reindex(table["key"]).fillna(0)
    return table.assign(**{name: sums[name].astype(rows[name].dtype).to_numpy() for name in rows})


def _with_counts(table: Any, filed: OnFile, key: str) -> Any:
    """Areas, yards and dead corners of villages and townships."""
    town = _town_of(filed)
    areas = filed.found.areas.assign(township=filed.found.areas["village_id"].map(town))
    surveyed = areas["surveyed"]
    counts = {
        "areas": areas.groupby(key).size(),
        "areas_with_track": areas[surveyed == "track"].groupby(key).size(),
        "areas_declared": areas[surveyed == "declared"].groupby(key).size(),
    }
    rows = filed.found.villages.assign(township=filed.found.villages["village_id"].map(town))
    counts |= {name: rows.groupby(key)[name].sum() for name in ("yards", "yards_entered")}
    corners = filed.to_date.corners
    counts["dead_corners"] = corners.assign(township=corners["village_id"].map(town)).groupby(key).size()
    return table.assign(
        **{
            name: count.reindex(table["key"]).fillna(0).astype("int64").to_numpy()
            for name, count in counts.items()
        }
    )
