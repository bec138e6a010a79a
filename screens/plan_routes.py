"""Routes of a plan by team and window, and the stops of one team's day."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import streamlit as st

from geo.actions.views.look import SiteView
from layers.style import escape
from screens.links import link
from screens.overview import has_records
from screens.shell import day, html, remember, remembered, text, window_name
from screens.tables import show_table

_ALL: Final = ""
_ROW_PX: Final = 35


def show_routes(view: SiteView) -> None:
    if view.plan is None:
        return
    shown = _chosen(view)
    if not len(shown):
        st.info(text("plan-no-routes"))
        return
    _table(view, shown)
    _stops(view, shown)


def _chosen(view: SiteView) -> Any:
    """Ask for a team and a window; the answer stands in the address."""
    routes = view.plan.routes if view.plan is not None else pd.DataFrame()
    left, right = st.columns(2)
    teams = [_ALL, *sorted(routes["team_id"].unique())]
    team = left.selectbox(
        text("screens-team"),
        teams,
        index=teams.index(remembered("team", teams, _ALL)),
        format_func=lambda name: name or text("screens-all-teams"),
        key="plan_team",
    )
    remember("team", team)
    names = _names(view)
    window = right.selectbox(
        text("screens-window"),
        [_ALL, *names],
        format_func=lambda name: names.get(name) or text("screens-all-windows"),
        key="plan_window",
    )
    of_team = (routes["team_id"] == team) | (team == _ALL)
    return routes[of_team & ((routes["window_id"] == window) | (window == _ALL))]


def _table(view: SiteView, shown: Any) -> None:
    table = pd.DataFrame(
        {
            text("screens-day-label"): shown["date"].dt.strftime("%Y-%m-%d"),
            text("screens-team"): shown["team_id"],
            text("screens-window"): shown["window_id"].map(_names(view)),
            text("screens-pool"): [text(f"screens-pool-{pool}") for pool in shown["pool"]],
            text("screens-stops"): shown["stops"],
            text("screens-length-km"): shown["length_m"] / 1000,
            text("screens-walk-km"): shown["walk_m"] / 1000,
            text("screens-climb-m"): shown["climb_m"].round(0).astype("int64"),
            text("screens-hours"): shown["duration_min"] / 60,
        }
    )
    if has_records(view):
        table[text("screens-expected-finds")] = shown["expected_finds"]
    _shown(table)


def _stops(view: SiteView, shown: Any) -> None:
    """One day's stops, in order: what is looked for where, and when."""
    names = {
        row.route_id: text("plan-route", day=day(row.date), team=row.team_id, stops=int(row.stops))
        for row in shown.itertuples()
    }
    chosen = st.selectbox(
        text("plan-route-which"), list(names), format_func=lambda name: names[name], key="plan_route"
    )
    if view.plan is None or chosen not in names:
        return
    stops = view.plan.stops[view.plan.stops["route_id"] == chosen].sort_values("order")
    village = view.cells.set_index("cell_id")["village_id"]
    called = dict(zip(view.villages["village_id"], view.villages["name"], strict=True))
    table = pd.DataFrame(
        {
            text("plan-column-order"): stops["order"],
            text("screens-column-village"): stops["cell_id"].map(village).map(called),
            text("plan-column-what"): [_what(stop) for stop in stops.itertuples()],
            text("plan-column-arrive"): [_clock(stop.arrive_min) for stop in stops.itertuples()],
            text("plan-column-minutes"): stops["service_min"].round(0).astype("int64"),
            text("plan-column-turn-back"): [_clock(stop.turn_back_min) for stop in stops.itertuples()],
        }
    )
    _shown(table)
    html([f"<p>{link(text('plan-on-map'), 'map')}</p>"])
    html([f'<p class="tacha-quiet">{escape(text("plan-clock"))}</p>'])


def _what(stop: Any) -> str:
    kind = "yard" if stop.yard_id else "required" if stop.required else "reserve" if stop.reserve else "plain"
    return text("plan-stop", kind=kind, passes=int(stop.passes))


def _clock(minutes: float) -> str:
    """Time after leaving the base, in hours and minutes."""
    return f"{int(minutes) // 60}:{int(minutes) % 60:02d}"


def _names(view: SiteView) -> dict[str, str]:
    windows = view.windows if view.plan is None else view.plan.windows
    return dict(zip(windows["window_id"], map(window_name, windows["name"]), strict=True))


def _shown(table: pd.DataFrame) -> None:
    places = (("length-km", 1), ("walk-km", 1), ("hours", 1), ("expected-finds", 2))
    show_table(table, decimals={text(f"screens-{name}"): number for name, number in places})
