"""计划 Plan: what the days buy, making a plan with progress, and the routes that came out."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from geo.actions.look import SiteView
from geo.model.notes import Note
from geo.records.jobs import Job, read_job, request_cancel, start_job
from geo.records.plans import adopt
from geo.records.store import Store
from layers.style import escape
from screens.overview import has_records
from screens.shell import cards, day, html, open_view, percent, site_dir, text, today

_OPEN = ("waiting", "running")


def show() -> None:
    view = open_view()
    st.header(text("screens-plan-title", site=view.site.site.name))
    _windows(view)
    _make(view)
    if view.plan is None:
        st.info(text("screens-plan-none"))
        return
    _outcome(view)
    _routes(view)


def _windows(view: SiteView) -> None:
    planned = {} if view.plan is None else view.plan.team_days["window_id"].value_counts().to_dict()
    rows = []
    for window in view.windows.itertuples():
        passed = (
            "past"
            if window.closes.date() < today()
            else "open"
            if window.opens.date() <= today()
            else "ahead"
        )
        rows.append(
            {
                text("screens-window"): window.name,
                text("screens-window-opens"): day(window.opens, year=True),
                text("screens-window-closes"): day(window.closes, year=True),
                text("screens-window-state"): text(f"screens-window-{passed}"),
                text("screens-team-days"): planned.get(window.window_id),
            }
        )
    st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")


def _make(view: SiteView) -> None:
    job_id = st.session_state.get("plan_job", "")
    if job_id:
        _progress(job_id)
        return
    label = "screens-plan-again" if view.plan is not None else "screens-plan-make"
    if st.button(text(label), type="primary", key="make_plan"):
        st.session_state["plan_job"] = start_planning(site_dir())
        st.rerun()


def start_planning(folder: Path) -> str:
    """Start planning as a process of its own, which outlives the browser, and return its job."""
    with Store.open(folder) as store:
        job_id = start_job(store, "plan")
    command = [sys.executable, "-m", "geo.cli", "plan", str(folder), "--job", job_id]
    subprocess.Popen(  # noqa: S603  our own module and a folder that the server was started with
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=Path(__file__).parent.parent,
        start_new_session=True,
    )
    return job_id


@st.fragment(run_every=1.0)
def _progress(job_id: str) -> None:
    with Store.open(site_dir()) as store:
        job = read_job(store, job_id)
    if job.state in _OPEN:
        share = job.done / job.total if job.total else 0.0
        st.progress(min(1.0, share), text=text(job.what) if job.what else text("screens-plan-waiting"))
        if st.button(text("screens-plan-cancel"), key="cancel_plan", disabled=job.cancel):
            with Store.open(site_dir()) as store:
                request_cancel(store, job_id)
        return
    st.session_state["plan_job"] = ""
    st.session_state["plan_told"] = _ending(job)
    st.rerun()


def _ending(job: Job) -> tuple[str, str]:
    if job.state == "done":
        return "success", text("screens-plan-done")
    if job.state == "cancelled":
        return "info", text("screens-plan-cancelled")
    key, args = job.error
    return "error", text(key, **args)


def _outcome(view: SiteView) -> None:
    told = st.session_state.pop("plan_told", None)
    if told:
        {"success": st.success, "info": st.info, "error": st.error}[told[0]](told[1])
    plan, routes, stops = view.plan.plan, view.plan.routes, view.plan.stops
    summary = json.loads(plan["summary"])
    finds = f"{plan['expected_finds']:.1f}" if has_records(view) else "–"
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
    _notes("screens-plan-left-out", summary.get("left_out", []))
    _notes("screens-assumed", summary.get("assumed", []))


def _state(plan: dict[str, Any]) -> None:
    told = text(
        "screens-plan-state",
        plan=plan["plan_id"],
        day=day(plan["made_at"], year=True),
        state=text(f"screens-plan-state-{plan['state']}"),
    )
    html([f'<p class="tacha-quiet">{escape(told)}</p>'])
    if plan["state"] == "draft" and st.button(text("screens-plan-adopt"), key="adopt_plan"):
        with Store.open(site_dir()) as store:
            adopt(store, plan["plan_id"])
        st.rerun()


def _notes(title: str, notes: list[Any]) -> None:
    if not notes:
        return
    said = [text(note["key"], **note.get("args", {})) for note in notes]
    with st.expander(text(title, count=len(said))):
        html(['<ul class="tacha-list">', *(f"<li>{escape(line)}</li>" for line in said), "</ul>"])


def _routes(view: SiteView) -> None:
    st.subheader(text("screens-plan-routes"))
    routes = view.plan.routes
    left, right = st.columns(2)
    team = left.selectbox(
        text("screens-team"),
        ["", *sorted(routes["team_id"].unique())],
        format_func=lambda name: name or text("screens-all-teams"),
        key="plan_team",
    )
    names = dict(zip(view.windows["window_id"], view.windows["name"], strict=True))
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
            text("screens-length-km"): (shown["length_m"] / 1000).round(1),
            text("screens-walk-km"): (shown["walk_m"] / 1000).round(1),
            text("screens-climb-m"): shown["climb_m"].round(0).astype("int64"),
            text("screens-hours"): (shown["duration_min"] / 60).round(1),
        }
    )
    if has_records(view):
        table[text("screens-expected-finds")] = shown["expected_finds"].round(2)
    st.dataframe(table, hide_index=True, width="stretch")


def note_text(note: Note) -> str:
    """Put a note into the language of the session."""
    return text(note.key, **note.args)
