"""What the person asks the map to show; every choice stands in the address."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import pandas as pd
import streamlit as st

from geo.actions.views.look import SiteView
from layers.classes import Quantity
from layers.overlays import FIRST, OVERLAYS, Shown, chosen_routes, routes_in
from screens.map_parts import days_covered
from screens.shell import day, plain, remember, remembered, text, today, window_name

_ALL: Final = ""
_NONE: Final = "-"  # in the address: every layer switched off


def ask(view: SiteView, window_id: str) -> Shown:
    """Ask what the grid shows, which layers, whose routes of which day."""
    shown, layers, team, when = st.columns([5, 2, 2, 2], gap="small", vertical_alignment="bottom")
    with shown:
        quantity = _quantity(view)
    with layers:
        overlays = _overlays(view)
    with team:
        team_id = _team(view, window_id)
    with when:
        date = _day(view, Shown(window_id, team_id=team_id))
    return Shown(window_id, quantity, overlays, team_id=team_id, date=date)


def ask_more(view: SiteView, shown: Shown, kept_as: str) -> Shown:
    """Ask what only some quantities need: the other window of a comparison, the last day of coverage."""
    match shown.quantity:
        case Quantity.COMPARE:
            return replace(shown, other_id=_other(view, shown.window_id))
        case Quantity.COVERAGE:
            return replace(shown, until=_until(view, shown.window_id, kept_as))
        case _:
            return shown


def _quantity(view: SiteView) -> Quantity:
    offered = [item for item in Quantity if item is not Quantity.COMPARE or len(view.windows) > 1]
    kept = remembered("layer", [item.value for item in offered], Quantity.RISK.value)
    chosen = st.segmented_control(
        text("screens-map-shows"),
        offered,
        default=Quantity(kept),
        format_func=lambda item: text(f"layers-quantity-{item.value}"),
        key="quantity",
    )
    quantity = chosen or Quantity(kept)
    remember("layer", quantity.value)
    return quantity


def _overlays(view: SiteView) -> tuple[str, ...]:
    offered = [name for name in OVERLAYS if _holds(view, name)]
    kept = remembered("show", None, ",".join(name for name in FIRST if name in offered) or _NONE).split(",")
    names = [name for name in offered if name in kept]
    with st.popover(text("map-layers", count=len(names)), width="stretch"):
        chosen = st.pills(
            text("screens-map-layers"),
            offered,
            selection_mode="multi",
            default=names,
            format_func=lambda name: text(f"map-layer-{name}"),
            key="layers",
        )
    remember("show", ",".join(name for name in offered if name in chosen) or _NONE)
    return tuple(name for name in offered if name in chosen)


def _holds(view: SiteView, name: str) -> bool:
    """Whether a site has what a layer shows; what comes with the season is always offered."""
    match name:
        case "hazards":
            return bool(len(view.hazards))
        case "areas":
            return bool(view.areas.geometry.notna().any())
        case "pieces":
            return view.plan is not None and bool(len(view.plan.pieces))
        case _:
            return True


def _team(view: SiteView, window_id: str) -> str:
    teams = [_ALL, *sorted(routes_in(view, window_id)["team_id"].unique())]
    kept = remembered("team", teams, _ALL)
    chosen = st.selectbox(
        text("screens-team"),
        teams,
        index=teams.index(kept),
        format_func=lambda name: name or text("screens-all-teams"),
        key=f"team {window_id}",
    )
    remember("team", chosen)
    return str(chosen)


def _day(view: SiteView, shown: Shown) -> pd.Timestamp | None:
    days = sorted(chosen_routes(view, shown)["date"].unique())
    names = [_NONE, *(f"{pd.Timestamp(when):%Y-%m-%d}" for when in days)]
    kept = remembered("day", names, names[_next_day(days)])
    chosen = st.selectbox(
        text("screens-day-label"),
        names,
        index=names.index(kept),
        format_func=lambda name: text("screens-all-days") if name == _NONE else day(pd.Timestamp(name)),
        key=f"day {shown.window_id} {shown.team_id}",
    )
    remember("day", chosen)
    return None if chosen == _NONE else pd.Timestamp(chosen)


def _other(view: SiteView, window_id: str) -> str:
    """Ask for the window that the shown one is held against."""
    names = view.windows.set_index("window_id")["name"].drop(window_id)
    kept = remembered("with", list(names.index), str(names.index[0]))
    chosen = st.selectbox(
        text("map-compare-with"),
        list(names.index),
        index=list(names.index).index(kept),
        format_func=lambda name: plain(window_name(names[name])),
        key=f"with {window_id}",
    )
    remember("with", chosen)
    return str(chosen)


def _until(view: SiteView, window_id: str, kept_as: str) -> pd.Timestamp | None:
    """Ask up to which day coverage is shown; the last day is all of the window."""
    days = days_covered(view, window_id, kept_as)
    if len(days) < 2:
        return None
    names = [f"{when:%Y-%m-%d}" for when in days]
    kept = remembered("until", names, names[-1])
    chosen = st.select_slider(
        text("map-until"),
        names,
        value=kept,
        format_func=lambda name: day(pd.Timestamp(name)),
        key=f"until {window_id} {len(names)}",
    )
    remember("until", "" if chosen == names[-1] else str(chosen))
    return None if chosen == names[-1] else pd.Timestamp(chosen)


def _next_day(days: list[Any]) -> int:
    """Place in the list (after `all days`) of the next day with routes, else of the last."""
    ahead = [i for i, when in enumerate(days) if pd.Timestamp(when) >= pd.Timestamp(today())]
    return (ahead[0] + 1) if ahead else len(days)
