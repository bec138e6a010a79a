"""How far a season is: which team-days stay as they are, what was searched, which stops were missed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from geo.actions.coverage.cover import Covered, Recorded, cover_recorded, recorded_of
from geo.actions.hand.hand_orders import orders_of
from geo.actions.prepared.assess import Season
from geo.actions.prepared.on_foot import plots_on_foot
from geo.actions.prepared.prepare import Prepared
from geo.model.team import TeamDayState
from geo.records.outcomes import missed, read_outcomes, read_yards_of
from geo.records.plans import PlanRecord
from geo.records.store import Store
from geo.route.problem import Underway, searchers
from geo.search.effort import season_span


@dataclass(frozen=True)
class SoFar:
    """A season up to a day.

    base: the plan that is followed; recorded: tracks, visits and findings of this season; said: OUTCOMES of
    it, the last word on each stop; kept: rows of base.team_days that stay, of which `ahead` are still to
    come; unrecorded: number of past team-days that nothing on record speaks of; lost: team-days lost to rain
    before anybody set out: they stay without their route; yard_of: house cluster of each stop told of.
    """

    base: PlanRecord
    recorded: Recorded
    said: Any
    kept: Any
    ahead: Any
    unrecorded: int
    lost: frozenset[str] = frozenset()
    yard_of: dict[str, str] = field(default_factory=dict)


def so_far(
    store: Store, base: PlanRecord, season: Season, opens: date, *, staying: Collection[str] = ()
) -> SoFar:
    """Sort the team-days of the plan that is followed: what is done, handed out or locked stays.

    Days lost to rain stay too; nobody goes there on them.

    Parameters
    ----------
    staying : team-days that stay as they are planned, whatever their state
    """
    first, last = season_span(season.windows)
    recorded, said = recorded_of(store, season), read_outcomes(store)
    said = said[said["said_on"].dt.date.between(first, last)]
    days = base.team_days
    out = _went_out(base, recorded, said)
    begun = days["state"] != TeamDayState.PLANNED.value
    past = days["date"] < pd.Timestamp(opens)
    lost = days["team_day_id"].isin(orders_of(base.changes).lost)
    stays = begun | days["locked"] | (past & out) | lost | days["team_day_id"].isin(staying)
    handed_out = days["state"].isin([TeamDayState.HANDED_OUT.value, TeamDayState.OUT.value])
    ahead = (handed_out | (stays & ~begun & ~past)) & ~lost
    used = days["team_day_id"].isin(base.routes["team_day_id"])
    unrecorded = int((past & used & ~stays).sum())
    never_out = frozenset(days.loc[lost & ~begun, "team_day_id"])
    return SoFar(
        base, recorded, said, days[stays], days[ahead], unrecorded, never_out, read_yards_of(store)
    )  # fmt: skip


def underway(prepared: Prepared, season: Season, far: SoFar, opens: date) -> tuple[Underway, Covered]:
    """Tell the planner what was searched so far, what stays, and what was missed.

    What teams still out have sent already counts as planned, not as searched, so that it counts once.
    """
    covered = cover_recorded(prepared, season, _without(far.recorded, far))
    seen = covered.coverage[covered.coverage["visited"]]
    kept, orders = _stops_ahead(far), orders_of(far.base.changes)
    team_size = {team.team_id: searchers(team, prepared.settings) for team in prepared.teams.itertuples()}
    state = Underway(
        opens=opens,
        expected=plots_on_foot(prepared, season, far.recorded, covered),
        looked=seen[["cell_id", "window_id"]].assign(looks=seen["visits"].clip(lower=1)),
        kept=pd.DataFrame(
            {
                "cell_id": kept["cell_id"],
                "window_id": kept["window_id"],
                "walkers": kept["team_id"].map(team_size).fillna(prepared.settings.plan.least_team),
                "passes": kept["passes"],
            }
        )[kept["passes"] > 0],
        first=_missed(prepared, far, seen, opens),
        pins=orders.pins,
        forbidden=orders.forbidden,
    )
    return state, covered


def still_required(required: Any, prepared: Prepared, far: SoFar, covered: Covered) -> Any:
    """Keep the required stops that nobody entered yet, and that stand in no route that stays.

    A lead is entered where its cell was visited on its day or later, or a stop for it was done.
    """
    ahead = _stops_ahead(far)
    seen = covered.coverage[covered.coverage["visited"]].groupby("cell_id")["last_visit"].max()
    reported = prepared.leads.set_index("lead_id")["reported_on"]
    last = seen.reindex(required["cell_id"]).to_numpy()
    since = reported.reindex(required["lead_id"]).to_numpy()
    entered = ~np.isnat(last) & (np.isnat(since) | (last >= since))
    done = far.said.loc[far.said["outcome"] == "done", "stop_id"]
    stops = far.base.stops[far.base.stops["stop_id"].isin(done)]
    settled = {lead for leads in stops["lead_id"] for lead in str(leads).split(";")}
    planned = required["cell_id"].isin(ahead.loc[ahead["passes"] > 0, "cell_id"])
    return required[~(entered | planned | required["lead_id"].isin(settled))].reset_index(drop=True)


def yards_left(yards: Any, prepared: Prepared, far: SoFar) -> Any:
    """YARDS with those entered on visits, and those of routes that stay, counted as checked."""
    told = far.recorded.surveys.visits
    visits = told.loc[told["state"].isin(["submitted", "confirmed"]), "visit_id"]
    rows = far.recorded.surveys.yards
    entered = rows[rows["visit_id"].isin(visits)].groupby("yard_id")["entered"].sum()
    ahead = _stops_ahead(far)
    ahead = ahead[ahead["yard_id"] != ""]
    planned = (ahead["service_min"] / prepared.settings.detection.yard_min).round()
    coming = planned.groupby(ahead["yard_id"]).sum()
    checked = yards["checked"].to_numpy(float)
    for count in (entered, coming):
        checked = checked + count.reindex(yards["yard_id"]).fillna(0.0).to_numpy(float)
    return yards.assign(checked=np.minimum(checked, yards["yards"]).astype(np.int64))


def _went_out(base: PlanRecord, recorded: Recorded, said: Any) -> Any:
    """Whether anything on record says that a team-day was worked: (team-days,)."""
    days, routes = base.team_days, base.routes
    stops_said = base.stops.loc[base.stops["stop_id"].isin(said["stop_id"]), "route_id"]
    visits = recorded.surveys.visits
    named = {*recorded.tracks["assignment_id"], *visits["assignment_id"], *stops_said}
    by_route = days["team_day_id"].isin(routes.loc[routes["route_id"].isin(named), "team_day_id"])
    walked = zip(recorded.tracks["team_id"], recorded.tracks["walked_on"], strict=True)
    visited = zip(visits["team_id"], visits["visited_on"], strict=True)
    known = {key for key in (*walked, *visited) if key[0]}
    on_day = [key in known for key in zip(days["team_id"], days["date"], strict=True)]
    return by_route | np.array(on_day, dtype=bool)


def _without(recorded: Recorded, far: SoFar) -> Recorded:
    """Leave out the tracks of team-days still to come: their stops count as planned."""
    routes, tracks = far.base.routes, recorded.tracks
    names = routes.loc[routes["team_day_id"].isin(far.ahead["team_day_id"]), "route_id"]
    days = set(zip(far.ahead["team_id"], far.ahead["date"], strict=True))
    on_day = [key in days for key in zip(tracks["team_id"], tracks["walked_on"], strict=True)]
    its = tracks["assignment_id"].isin(names) | (np.array(on_day, bool) & (tracks["assignment_id"] == ""))
    return replace(recorded, tracks=tracks[~its].reset_index(drop=True))


def _stops_ahead(far: SoFar) -> Any:
    """Find the stops of the team-days that stay and are still to come, with team and window."""
    routes = far.base.routes
    routes = routes[routes["team_day_id"].isin(far.ahead["team_day_id"])]
    of_route = routes.set_index("route_id")[["team_id", "window_id"]]
    stops = pd.DataFrame(far.base.stops.drop(columns="geometry"))
    return stops[stops["route_id"].isin(of_route.index)].join(of_route, on="route_id")


def _missed(prepared: Prepared, far: SoFar, seen: Any, opens: date) -> Any:
    """Find the stops whose last word is that they were not reached, the longest waiting first.

    A search after the last word settles it, and so does a route that stays and goes there.
    """
    said = far.said.assign(yard_id=[far.yard_of.get(name, "") for name in far.said["stop_id"]])
    last_visit = seen.groupby("cell_id")["last_visit"].max()
    ahead = _stops_ahead(far)
    planned = set(zip(ahead["cell_id"], ahead["yard_id"], strict=True))
    names = dict(zip(prepared.villages["village_id"], prepared.villages["name"], strict=True))
    village = prepared.cells.set_index("cell_id")["village_id"].map(names)
    last_word = said.groupby(["cell_id", "yard_id"])["said_on"].max()
    rows = []
    for yard, words in said.groupby("yard_id", sort=True):
        for row in missed(words.drop(columns="yard_id"), today=opens).itertuples():
            key = (row.cell_id, yard)
            searched = not yard and last_visit.get(row.cell_id, pd.Timestamp.min) > last_word[key]
            if key not in planned and row.cell_id in village.index and not searched:
                rows.append((*key, row.cell_id, village[row.cell_id], row.reason, max(row.age_days, 0)))
    columns = ["cell_id", "yard_id", "cell", "village", "reason", "age_d"]
    table = pd.DataFrame(rows, columns=columns)
    return table.sort_values(["age_d", "cell_id"], ascending=[False, True], ignore_index=True)
