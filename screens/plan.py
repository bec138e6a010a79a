"""计划 Plan: what the days buy, making a plan with progress, and the routes that came out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from geo.actions.jobs import start, stop, watch
from geo.actions.look import SiteView
from geo.actions.offer import Offer, offer
from geo.actions.stamp import stamp
from geo.errors import TachaError
from geo.records.jobs import Job
from geo.records.plans import PlanRecord, adopt
from geo.records.roles import Action
from geo.records.store import Store
from geo.words import say
from layers.style import escape
from screens.account import actor, may, open_view
from screens.overview import has_records
from screens.shell import (
    cards,
    day,
    html,
    language,
    one_sentence,
    percent,
    plain,
    site_dir,
    text,
    title,
    today,
    window_name,
)

_OPEN = ("waiting", "running")


def show() -> None:
    view = open_view()
    title(text("screens-plan-title", site=view.site.site.name))
    _days_buy()
    _make(view)
    if view.plan is None:
        st.info(text("screens-plan-none"))
        _windows(view)
        return
    _outcome(view.plan, has_records(view))
    _windows(view)
    _notes("screens-plan-left-out", _summary(view).get("left_out", []))
    _notes("screens-assumed", _summary(view).get("assumed", []))
    _routes(view.plan.routes, view)


def _summary(view: SiteView) -> dict[str, Any]:
    """Read what was said when the plan was made."""
    return {} if view.plan is None else dict(json.loads(view.plan.plan["summary"]))


def _days_buy() -> None:
    folder = site_dir()
    with one_sentence():
        given = _offer(str(folder), stamp(folder))
    told = text("screens-plan-offer", days=given.team_days, share=percent(given.share_at_most))
    html([f'<p class="tacha-say">{escape(told)}</p>'])


@st.cache_data(max_entries=4, show_spinner=False)
def _offer(folder: str, stamp: str) -> Offer:  # noqa: ARG001  the stamp is part of the key
    return offer(Path(folder))


def _windows(view: SiteView) -> None:
    st.subheader(text("screens-plan-windows"))
    planned = {window["id"]: window for window in _summary(view).get("windows", [])}
    rows = []
    for window in view.windows.itertuples():
        passed = (
            "past"
            if window.closes.date() < today()
            else "open"
            if window.opens.date() <= today()
            else "ahead"
        )
        of_plan = planned.get(window.window_id, {})
        rows.append(
            {
                text("screens-window"): window_name(window.name),
                text("screens-window-opens"): day(window.opens, year=True),
                text("screens-window-closes"): day(window.closes, year=True),
                text("screens-window-state"): text(f"screens-window-{passed}"),
                text("screens-team-days"): of_plan.get("team_days"),
                text("screens-stops"): of_plan.get("stops"),
                text("screens-expected-finds"): of_plan.get("expected_finds") if has_records(view) else None,
            }
        )
    table = pd.DataFrame(rows).dropna(axis="columns", how="all")
    one_decimal = {text("screens-expected-finds"): st.column_config.NumberColumn(format="%.1f")}
    st.dataframe(table, column_config=one_decimal, hide_index=True, width="stretch")


def _make(view: SiteView) -> None:
    # The address keeps the job, so that a tab opened again still shows it.
    job_id = st.session_state.get("plan_job") or st.query_params.get("job", "")
    if job_id:
        _progress(job_id)
        return
    told = st.session_state.pop("plan_told", None)
    if told:
        {"success": st.success, "info": st.info, "error": st.error}[told[0]](told[1])
    label = "screens-plan-again" if view.plan is not None else "screens-plan-make"
    if may(Action.PLAN) and st.button(text(label), type="primary", key="make_plan"):
        with one_sentence():
            job_id = start(site_dir(), "plan", ["--adopt"], actor=actor())
        st.session_state["plan_job"] = st.query_params["job"] = job_id
        st.rerun()


@st.fragment(run_every=1.0)
def _progress(job_id: str) -> None:
    try:
        job = watch(site_dir(), job_id)
    except TachaError as error:
        _end(("error", plain(say(error, language()))))
        return
    if job.state in _OPEN:
        share = job.done / job.total if job.total else 0.0
        st.progress(min(1.0, share), text=text(job.what) if job.what else text("screens-plan-waiting"))
        stops = may(Action.PLAN)
        if stops and st.button(text("screens-plan-cancel"), key="cancel_plan", disabled=job.cancel):
            stop(site_dir(), job_id, actor=actor())
        return
    _end(_ending(job))


def _end(told: tuple[str, str]) -> None:
    """Forget the job and tell, on the whole screen, how it ended."""
    st.session_state["plan_job"] = ""
    st.query_params.pop("job", None)
    st.session_state["plan_told"] = told
    st.rerun()


def _ending(job: Job) -> tuple[str, str]:
    if job.state == "done":
        return "success", text("screens-plan-done")
    if job.state == "cancelled":
        return "info", text("screens-plan-cancelled")
    key, args = job.error
    return "error", plain(text(key, **args))


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
    adopts = plan["state"] == "draft" and may(Action.ADOPT)
    if adopts and st.button(text("screens-plan-adopt"), key="adopt_plan"):
        with one_sentence(), Store.open(site_dir()) as store:
            adopt(store, plan["plan_id"], actor=actor())
        st.rerun()


def _notes(title: str, notes: list[Any]) -> None:
    if not notes:
        return
    said = [text(note["key"], **note.get("args", {})) for note in notes]
    with st.expander(text(title, count=len(said))):
        html(['<ul class="tacha-list">', *(f"<li>{escape(line)}</li>" for line in said), "</ul>"])


def _routes(routes: Any, view: SiteView) -> None:
    st.subheader(text("screens-plan-routes"))
    left, right = st.columns(2)
    team = left.selectbox(
        text("screens-team"),
        ["", *sorted(routes["team_id"].unique())],
        format_func=lambda name: name or text("screens-all-teams"),
        key="plan_team",
    )
    names = dict(zip(view.windows["window_id"], map(window_name, view.windows["name"]), strict=True))
    window = right.selectbox(
        text("screens-window"),
        ["", *names],
        format_func=lambda name: names.get(name) or text("screens-all-windows"),
        key="plan_window",
    )
    shown = routes[
        ((routes["team_id"] == team) | (team == "")) & ((routes["window_id"] == window) | (window == ""))
    ]
    table = pd.DataFrame(
        {
            text("screens-day-label"): shown["date"].dt.strftime("%Y-%m-%d"),
            text("screens-team"): shown["team_id"],
            text("screens-window"): shown["window_id"].map(names),
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
    number = st.column_config.NumberColumn
    formats = {
        text(f"screens-{name}"): number(format=f"%.{places}f")
        for name, places in (("length-km", 1), ("walk-km", 1), ("hours", 1), ("expected-finds", 2))
    }
    st.dataframe(table, column_config=formats, hide_index=True, width="stretch")
