"""Count what is on file of a period: every figure under the name that its recipe has in docs/figures.md."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from geo.actions.day.daily import COUNTED
from geo.actions.office.on_file import OnFile
from geo.actions.office.period import Period
from geo.records.places import RULED_OUT
from geo.settings import Settings

Figures = dict[str, Any]

_OPEN_LEADS: Final = ("new", "assigned")
_AREAS: Final = ("areas", "areas_with_track", "areas_declared")
_YARDS: Final = ("yards", "yards_entered", "yards_from_lane")
_NUMBERS: Final = ("findings", "findings_uncounted", "destroyed", "open_at_end")
_ESTIMATES: Final = ("pod", "pod_low", "pod_high", "expected_left")


def figures_of(filed: OnFile) -> Figures:
    """Count everything that a report says; rates are shares, areas m2, lengths m.

    declared_rate and declared_m2 are None where no visit was ever submitted: then nothing is signed here,
    and tracks count as surveyed though nobody has confirmed them.
    """
    return {
        **_went(filed),
        **_ground(filed),
        **_found(filed),
        **_looks(filed),
        **_leads(filed),
        **_not_reached(filed),
        **{name: filed.to_date.whole[name] for name in _ESTIMATES},
        "dead_corners": len(filed.to_date.corners),
        "dead_corner_m2": float(filed.to_date.corners["area_m2"].sum()),
    }


def counted_visits(filed: OnFile) -> Any:
    """VISITS that count for people and vehicles: submitted or confirmed, as in the daily lines."""
    visits = filed.visits.visits
    return visits[visits["state"].isin(COUNTED)]


def _went(filed: OnFile) -> Figures:
    """People and vehicles: a team once a day, however many villages it was in; visits without a team each."""
    visits = counted_visits(filed)
    team = visits["team_id"].where(visits["team_id"] != "", visits["visit_id"])
    most = visits.groupby([visits["visited_on"], team])[["persons", "vehicles", "sorties"]].max()
    return {
        "visits": len(visits),
        "visits_unsigned": int((visits["state"] == "submitted").sum()),
        "visits_returned": int((filed.visits.visits["state"] == "returned").sum()),
        "days_out": int(visits["visited_on"].nunique()),
        "team_days_out": len(most),
        **{str(name): int(number) for name, number in most.sum().items()},
        "tracks": len(filed.tracks),
        "track_m": float(filed.tracks["length_m"].sum()),
    }


def _ground(filed: OnFile) -> Figures:
    whole, cells = filed.found.whole, filed.prepared.cells
    cells = cells[cells["village_id"].isin(filed.here)]
    ground_m2 = float(cells["searchable_m2"].sum())
    declared = whole["declared_rate"]
    visited = villages_visited(filed)
    return {
        "searchable_m2": ground_m2,
        **{name: whole[name] for name in ("survey_rate", "declared_rate", "unconfirmed_rate")},
        "survey_rate_to_date": filed.to_date.whole["survey_rate"],
        "declared_rate_to_date": filed.to_date.whole["declared_rate"],
        "surveyed_m2": ground_m2 * whole["survey_rate"],
        "declared_m2": None if declared is None else ground_m2 * declared,
        "unconfirmed_m2": ground_m2 * whole["unconfirmed_rate"],
        **{name: int(whole.get(name) or 0) for name in (*_AREAS, *_YARDS)},
        "villages": len(filed.found.villages),
        "villages_visited": len(visited),
        "villages_signed_off": len(filed.signed_off),
        "full_coverage": tracks_prove_all(
            filed.covered.coverage, cells, filed.prepared.settings, signed=declared is not None
        ),
    }


def villages_visited(filed: OnFile) -> list[str]:
    """Ids of villages with surveyed or declared ground, or that a visit names which counts for the rates."""
    rows, visits = filed.found.villages, filed.visits.visits
    share = rows["survey_rate"] + rows["declared_rate"].astype(float).fillna(0.0)
    named = set(visits.loc[visits["state"] == "confirmed", "village_id"])
    return [str(name) for name in rows.loc[(share > 0) | rows["village_id"].isin(named), "village_id"]]


def tracks_prove_all(coverage: Any, cells: Any, settings: Settings, *, signed: bool) -> bool:
    """Tell whether confirmed tracks came within sight of practically all ground: 95 % of every cell.

    Parameters
    ----------
    coverage, cells : COVERAGE and CELLS of the place; cells without searchable ground do not count
    signed : visits are signed here; without signatures nothing is proved
    """
    ground = cells.loc[cells["searchable_m2"] > 0, "cell_id"]
    seen = coverage[coverage["confirmed"]].groupby("cell_id")["seen_share"].max().reindex(ground).fillna(0.0)
    return signed and len(ground) > 0 and bool((seen >= settings.detection.village_done_share).all())


def found_in(findings: Any, period: Period) -> Any:
    """Count findings of poppy, cannabis and what is to be identified; other plants are no finding.

    A finding is open at the end of the period unless it was destroyed by then and has not grown again. What
    is on record today tells: a count or a destruction entered later is counted, too.

    Returns
    -------
    DataFrame, a row for each finding that counts, to be summed up: findings, plants, plants_provisional,
    findings_uncounted, found_m2, destroyed, destroyed_plants, destroyed_m2, open_at_end
    """
    crop = pd.DataFrame(findings[findings["species"] != "other"].drop(columns="geometry"))
    first, last = pd.Timestamp(period.first), pd.Timestamp(period.last)
    found, destroyed = (crop[day].between(first, last) for day in ("found_on", "eradicated_on"))
    gone = (crop["eradicated_on"] <= last) & (crop["state"] != "reopened")
    plants, area_m2 = (crop[name].astype(float).fillna(0.0) for name in ("plants", "area_m2"))
    return pd.DataFrame(
        {
            "findings": found.astype(int),
            "plants": plants.where(found, 0.0),
            "plants_provisional": plants.where(found & (crop["count_kind"] == "provisional"), 0.0),
            "findings_uncounted": (found & crop["plants"].isna()).astype(int),
            "found_m2": area_m2.where(found, 0.0),
            "destroyed": destroyed.astype(int),
            "destroyed_plants": plants.where(destroyed, 0.0),
            "destroyed_m2": area_m2.where(destroyed, 0.0),
            "open_at_end": (~gone).astype(int),
        }
    )


def _found(filed: OnFile) -> Figures:
    sums = found_in(filed.findings, filed.period).sum()
    return {str(name): int(value) if name in _NUMBERS else float(value) for name, value in sums.items()}


def _looks(filed: OnFile) -> Figures:
    """Later looks: made in the period, and those that were due by its end and are not made."""
    looks = filed.revisits
    first, last = pd.Timestamp(filed.period.first), pd.Timestamp(filed.period.last)
    made = looks[looks["done_on"].between(first, last)]
    late = (looks["due_on"] <= last) & ~(looks["done_on"] <= last)
    return {
        "looks_made": len(made),
        "looks_regrowth": int((made["outcome"] == "regrowth").sum()),
        "looks_overdue": int(late.sum()),
    }


def _leads(filed: OnFile) -> Figures:
    """Leads reported, and settled by a filed place, in the period; open ones by what is on record today."""
    leads, places, first = filed.leads, filed.places, pd.Timestamp(filed.period.first)
    settled = places[
        (places["lead_id"] != "") & places["filed_on"].between(first, pd.Timestamp(filed.period.last))
    ]
    marks, rate = len(filed.to_date.marks), filed.to_date.match_rate
    return {
        "leads_reported": int((leads["reported_on"] >= first).sum()),
        "leads_confirmed": int((~settled["outcome"].isin(RULED_OUT)).sum()),
        "leads_ruled_out": int(settled["outcome"].isin(RULED_OUT).sum()),
        "leads_open": int(leads["state"].isin(_OPEN_LEADS).sum()),
        "marks": marks,
        "match_rate": None if pd.isna(rate) else float(rate),
    }


def _not_reached(filed: OnFile) -> Figures:
    lost = filed.outcomes[filed.outcomes["outcome"] == "not_reached"]
    reasons = {
        str(reason): int(stops) for reason, stops in lost["reason"].value_counts().sort_index().items()
    }
    return {"stops_not_reached": len(lost), "not_reached_by_reason": reasons}
