"""计划 Plan: what the days buy, what came of planning them, and the parts in which it is made and judged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import streamlit as st

from geo.actions.season.offer import Offer, offer
from geo.actions.season.plans import open_plan
from geo.actions.site.stamp import stamp
from geo.actions.views.look import SiteView
from geo.errors import RecordError
from geo.records.plans import PlanRecord, adopt
from geo.records.roles import Action
from geo.records.store import Store
from layers.style import escape
from screens.account import actor, may, open_view
from screens.overview import has_records
from screens.plan_frame import show_frame
from screens.plan_judge import show_judge
from screens.plan_left import show_left
from screens.plan_make import show_make
from screens.plan_routes import show_routes
from screens.shell import (
    cards,
    day,
    html,
    one_sentence,
    percent,
    remember,
    remembered,
    site_dir,
    text,
    title,
)

_PARTS: Final = {
    "make": show_make,
    "frame": show_frame,
    "routes": show_routes,
    "left": show_left,
    "judge": show_judge,
}
_WITHOUT_PLAN: Final = ("make", "frame", "judge")


def show() -> None:
    view = _chosen(open_view())
    title(text("screens-plan-title", site=view.site.site.name))
    given = _days_buy()
    if view.plan is not None:
        _outcome(view.plan, has_records(view))
        _outdated(view, given)
    parts = [name for name in _PARTS if view.plan is not None or name in _WITHOUT_PLAN]
    first = remembered("plan_part", parts, parts[0])
    chosen = st.segmented_control(
        text("plan-parts"),
        parts,
        default=first,
        format_func=lambda name: text(f"plan-part-{name}"),
        key="plan_part",
        width="stretch",
        label_visibility="collapsed",
    )
    part = str(chosen or first)
    remember("plan_part", part)
    _PARTS[part](view)


def _chosen(view: SiteView) -> SiteView:
    """Show the plan that the address names, else the one in force, else the newest."""
    wanted = remembered("plan", None, "")
    if not wanted or (view.plan is not None and view.plan.plan["plan_id"] == wanted):
        return view
    try:
        return open_plan(view, wanted)
    except RecordError:  # a link of another site, or of records before a restore
        remember("plan", "")
        return view


def _days_buy() -> Offer:
    folder = site_dir()
    with one_sentence():
        given = _offer(str(folder), stamp(folder))
    least, most = percent(given.share_at_least), percent(given.share_at_most)
    told = text("screens-plan-offer", days=given.team_days, least=least, most=most)
    html([f'<p class="tacha-say">{escape(told)}</p>'])
    return given


@st.cache_data(max_entries=4, show_spinner=False)
def _offer(folder: str, stamp: str) -> Offer:  # noqa: ARG001  the stamp is part of the key
    return offer(Path(folder))


def _outcome(record: PlanRecord, records: bool) -> None:  # noqa: FBT001  one of two ways to say a figure
    plan, routes, stops = record.plan, record.routes, record.stops
    summary = json.loads(plan["summary"])
    finds = f"{plan['expected_finds']:.1f}" if records else "–"
    cards(
        [
            (text("screens-plan-card-days"), str(len(routes)), text("screens-plan-card-days-more"), None),
            (
                text("screens-plan-card-share"),
                percent(summary.get("visited_share", float("nan"))),
                text("screens-plan-card-share-more", stops=len(stops)),
                summary.get("visited_share"),
            ),
            (text("screens-plan-card-finds"), finds, text("screens-plan-card-finds-more"), None),
            (
                text("screens-plan-card-required"),
                str(int(stops["required"].sum())),
                text("screens-plan-card-required-more", reserve=int(stops["reserve"].sum())),
                None,
            ),
        ]
    )
    _state(plan)


def _state(plan: dict[str, Any]) -> None:
    told = text(
        "screens-plan-state",
        plan=plan["plan_id"],
        day=day(plan["made_at"], year=True),
        state=text(f"screens-plan-state-{plan['state']}"),
    )
    html([f'<p class="tacha-quiet">{escape(told)}</p>'])
    adopts = plan["state"] != "adopted" and may(Action.ADOPT)
    if adopts and st.button(text("screens-plan-adopt"), key="adopt_plan"):
        with one_sentence(), Store.open(site_dir()) as store:
            adopt(store, plan["plan_id"], actor=actor())
        remember("plan", "")
        st.rerun()


def _outdated(view: SiteView, given: Offer) -> None:
    """Say that a plan was made for other windows or days than those that stand now."""
    if view.plan is None:
        return
    columns = ["window_id", "opens", "closes"]
    of_plan, now = (table[columns].reset_index(drop=True) for table in (view.plan.windows, view.windows))
    if not of_plan.equals(now) or len(view.plan.team_days) != given.team_days:
        st.warning(text("plan-outdated"))
