"""Gather what is on record of a period: the one source of every figure in ledger and report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from geo.actions.coverage.corners import corners_of, kept_corners, read_planned
from geo.actions.coverage.cover import Covered, Recorded, cover_recorded, recorded_of
from geo.actions.coverage.results import Results, sum_up
from geo.actions.office.period import Period
from geo.actions.prepared.expect import Expected, expect
from geo.actions.prepared.prepare import Prepared, prepare
from geo.errors import InputError
from geo.ground.crs import to_working
from geo.ground.grid import cell_of_points
from geo.records import audit
from geo.records.actor import ALONE, WHOLE_SITE
from geo.records.audit import Head
from geo.records.findings import read_findings
from geo.records.outcomes import read_outcomes
from geo.records.places import read_places
from geo.records.plans import read_plans
from geo.records.revisits import read_revisits
from geo.records.roles import Action, Actor, require
from geo.records.sign_offs import read_sign_offs
from geo.records.store import Store
from geo.records.tracks import read_walks
from geo.records.visits import Visits, read_visits
from geo.search.corners import Planned
from geo.search.effort import season_span


@dataclass(frozen=True)
class OnFile:
    """What is on record of a period, in the whole site or one township.

    visits: visits of the period in every state, with what they name; tracks: TRACKS of the period without
    lines; findings: FINDINGS up to its last day in EPSG:4326, with `cell_id` and `area_id` ("" outside);
    revisits: REVISITS of these; leads: LEADS reported by then; places: FILED_PLACES; outcomes: last words
    said in the period.

    recorded: everything of the season, whose lines can be read;
    covered, found: coverage of the period, and its figures; seen_to_date, to_date: GROUND and figures of the
    season up to the last day, with its dead corners; outside: some tracks or visits belong to
    another season.

    head: of the log; logged_at: when its last row was written, None for an empty log; plan_id: of the plan in
    force, "" without one; signed_off: villages signed off by the last day; here: ids of the villages that
    count; asked_by: account.
    """

    prepared: Prepared
    season: Expected
    period: Period
    scope: str
    here: frozenset[str]
    visits: Visits
    tracks: Any
    findings: Any
    revisits: Any
    leads: Any
    places: Any
    outcomes: Any
    recorded: Recorded
    covered: Covered
    found: Results
    seen_to_date: Any
    to_date: Results
    outside: bool
    head: Head
    logged_at: datetime | None
    plan_id: str
    signed_off: frozenset[str]
    asked_by: str


def on_file(
    site_dir: Path, period: Period | None = None, *, scope: str = WHOLE_SITE, actor: Actor = ALONE
) -> OnFile:
    """Gather the records of a period.

    Parameters
    ----------
    period : None: from the first record of the site's season to the last one, or the season's windows where
        nothing is on record
    scope : "site", or the township whose villages count

    Raises
    ------
    InputError : no site in this folder, no such township
    RecordError : the actor may not report, or not on this scope
    """
    prepared = prepare(site_dir)
    season = expect(prepared)
    town = prepared.villages.drop_duplicates("village_id").set_index("village_id")["township"]
    # What lies outside every village belongs to the whole site.
    here = frozenset([*town.index, ""] if scope == WHOLE_SITE else town.index[town == scope])
    if not here:
        raise InputError("office-nowhere", township=scope, known=", ".join(sorted(set(town) - {""})))
    with Store.open(site_dir) as store:
        require(store, actor, Action.REPORT, township="" if scope == WHOLE_SITE else scope)
        everything = recorded_of(store, season)
        days = _days(everything)
        period = period or _season_of(season, days)
        covered, to_date, corners = _covered(prepared, season, store, everything, days, period)
        visits = _of(read_visits(store, opens=period.first, closes=period.last), here)
        tracks = _tracks(store, period, visits, scope)
        findings = _placed(prepared, _in(read_findings(store, closes=period.last), here))
        looks, places = read_revisits(store), _placed(prepared, read_places(store))
        outcomes = read_outcomes(store)
        signed = read_sign_offs(store, season=season.crop_year.year)
        signed = signed[signed["signed_on"] <= pd.Timestamp(period.last)]
        head, logged_at, plans = audit.head(store), audit.last_written(store), read_plans(store)
    plan_id = "".join(plans.loc[plans["state"] == "adopted", "plan_id"])
    so_far = sum_up(prepared, season, to_date, corners, scope=scope)
    village_of = prepared.cells.set_index("cell_id")["village_id"]
    leads = _in(prepared.leads, here)
    return OnFile(
        prepared=prepared, season=season, period=period, scope=scope, here=here, visits=visits, tracks=tracks,
        findings=findings,
        revisits=looks[looks["finding_id"].isin(findings["finding_id"])].reset_index(drop=True),
        leads=leads[~(leads["reported_on"] > pd.Timestamp(period.last))],
        places=places[places["cell_id"].map(village_of).fillna("").isin(here)],
        outcomes=outcomes[
            _within(outcomes["said_on"], period) & outcomes["cell_id"].map(village_of).isin(here)
        ],
        recorded=everything,
        covered=covered,
        found=so_far if covered is to_date else sum_up(prepared, season, covered, corners, scope=scope),
        seen_to_date=to_date.ground,
        to_date=so_far,
        outside=_any_outside(tracks, visits.visits, season_span(season.windows)),
        head=head, logged_at=logged_at, plan_id=plan_id,
        signed_off=here.intersection(signed["village_id"]),
        asked_by=actor.user_id,
    )  # fmt: skip


def _covered(
    prepared: Prepared,
    season: Expected,
    store: Store,
    everything: Recorded,
    days: tuple[date, date] | None,
    period: Period,
) -> tuple[Covered, Covered, Any]:
    """Cover the period, and the season up to its last day with its dead corners; measure nothing twice."""
    from_start = days is None or period.first <= days[0]
    to_end = days is None or period.last >= days[1]
    recorded = everything if to_end else recorded_of(store, season, closes=period.last)
    to_date = cover_recorded(prepared, season, recorded, kept=to_end)
    # All that is on record has been asked for before, on some screen; a part of it is measured anew.
    find = kept_corners if to_end else _corners_of
    corners = find(prepared, season, recorded, to_date, read_planned(store))
    if from_start:
        return to_date, to_date, corners
    of_period = recorded_of(store, season, opens=period.first, closes=period.last)
    return cover_recorded(prepared, season, of_period), to_date, corners


def _corners_of(
    prepared: Prepared, season: Expected, recorded: Recorded, covered: Covered, planned: Planned
) -> Any:
    return corners_of(prepared, season, recorded, covered, planned=planned)


def _days(recorded: Recorded) -> tuple[date, date] | None:
    """First and last day with a track, a visit or a finding."""
    days = pd.concat(
        [recorded.tracks["walked_on"], recorded.surveys.visits["visited_on"], recorded.findings["found_on"]]
    ).dropna()
    return None if days.empty else (days.min().date(), days.max().date())


def _season_of(season: Expected, days: tuple[date, date] | None) -> Period:
    """Return the windows of the season, and what was recorded before and after them."""
    opens, closes = season.windows["opens"].min().date(), season.windows["closes"].max().date()
    first, last = days or (opens, closes)
    return Period(min(first, opens), max(last, closes))


def _in(table: Any, here: frozenset[str]) -> Any:
    return table[table["village_id"].isin(here)].reset_index(drop=True)


def _any_outside(tracks: Any, visits: Any, span: tuple[date, date]) -> bool:
    days = pd.concat([tracks["walked_on"], visits["visited_on"]]).dropna().dt.date
    return bool((~days.between(*span)).any())


def _of(visits: Visits, here: frozenset[str]) -> Visits:
    kept = _in(visits.visits, here)
    parts = (
        part[part["visit_id"].isin(kept["visit_id"])] for part in (visits.cells, visits.tracks, visits.yards)
    )
    return Visits(kept, *parts)


def _tracks(store: Store, period: Period, visits: Visits, scope: str) -> Any:
    """Tracks of the period; of one township those that its visits stand on: a track names no township."""
    tracks = read_walks(store, opens=period.first, closes=period.last)
    return tracks if scope == WHOLE_SITE else tracks[tracks["track_id"].isin(visits.tracks["track_id"])]


def _placed(prepared: Prepared, table: Any) -> Any:
    """Add the cell and the responsibility area that hold a point, "" outside."""
    cells, at = prepared.cells, to_working(table, prepared.crs).geometry
    size_m = prepared.settings.grid.cell_size_m
    held = cell_of_points(prepared.villages, cells, at.x, at.y, size_m)
    area_of = cells.set_index("cell_id")["area_id"].reindex(held).fillna("").to_numpy(str)
    return table.assign(cell_id=held, area_id=area_of)


def _within(days: Any, period: Period) -> Any:
    return days.between(pd.Timestamp(period.first), pd.Timestamp(period.last))
