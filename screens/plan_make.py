"""Make a plan: the reserve and its price, visits ordered from above, progress, drafts side by side."""

from __future__ import annotations

import json
from typing import Any, Final

import pandas as pd
import streamlit as st

from geo.actions.jobs import last_done
from geo.actions.season.plans import list_plans, open_plan
from geo.actions.site.arrange import set_floors
from geo.actions.views.look import SiteView
from geo.model.team import TeamDayState
from geo.records.jobs import Job
from geo.records.roles import Action
from geo.route.reserve import ReservePoint, read_between
from geo.trial.kept import curve_of
from layers.style import escape
from screens import work
from screens.account import actor, may
from screens.overview import has_records
from screens.plan_curve import curve_svg
from screens.shell import day, html, one_sentence, percent, remember, site_dir, text, today
from screens.tables import show_table

_PLANS_SHOWN: Final = 8
_CURVE_PX: Final = 420
_DRAFTING: Final = "plan drafting"
_FLOORS_PRICE: Final = "route-floors-price"


def show_make(view: SiteView) -> None:
    if work.under_way("plan"):
        return
    _look_at_draft()
    if view.plan is None:
        st.info(text("screens-plan-none"))
    if may(Action.PLAN):
        reserve = _reserve(view)
        _floors(view)
        _buttons(view, reserve)
    _plans(view)


def _reserve(view: SiteView) -> float:
    """Ask for the reserve, and say what it brings and costs."""
    first = _summary(view).get("reserve", view.settings.plan.reserve_share)
    chosen = st.slider(
        text("plan-reserve"), 0, 100, round(100 * first), 5, format="%d%%", key="reserve",
        help=None,
    )  # fmt: skip
    with one_sentence():
        job = last_done(site_dir(), "trade-off")
    if job is None:
        html([f'<p class="tacha-quiet">{escape(text("plan-reserve-what"))}</p>'])
    else:
        _curve(job, chosen / 100, records=has_records(view))
    if not work.under_way("trade-off") and not work.others_under_way("trade-off"):
        label = "plan-curve-again" if job else "plan-curve"
        if st.button(text(label), key="trade_off"):
            work.begin("trade-off")
    return chosen / 100


def _curve(job: Job, reserve: float, *, records: bool) -> None:
    points = curve_of(job.result)
    at = read_between(points, reserve)
    told = text(
        "plan-reserve-at" if records else "plan-reserve-at-classes",
        reserve=percent(reserve),
        finds=f"{at.expected_finds:.1f}",
        share=percent(at.expected_finds / max(point.expected_finds for point in points)),
        visited=percent(at.visited_share),
    )
    html([f'<p class="tacha-say">{escape(told)}</p>'])
    words = {name: text(f"plan-curve-{name}") for name in ("finds", "visited", "reserve")}
    st.image(curve_svg(points, at, words), width=_CURVE_PX)
    _points(points, words, records=records)
    made = day(job.heartbeat_at, year=True) if job.heartbeat_at is not None else ""
    html([f'<p class="tacha-quiet">{escape(text("plan-curve-how", points=len(points), day=made))}</p>'])


def _points(points: list[ReservePoint], words: dict[str, str], *, records: bool) -> None:
    """Give the points themselves, for who does not read a chart."""
    most = max(point.expected_finds for point in points)
    table = pd.DataFrame(
        {
            words["reserve"]: [percent(point.reserve) for point in points],
            text("screens-expected-finds"): [f"{point.expected_finds:.1f}" for point in points],
            text("plan-curve-of-most"): [percent(point.expected_finds / most) for point in points],
            words["visited"]: [percent(point.visited_share) for point in points],
        }
    )
    show_table(table if records else table.drop(columns=text("screens-expected-finds")))


def _floors(view: SiteView) -> None:
    """Visits ordered from above: a switch with its price."""
    now = view.settings.plan.floors
    wanted = st.toggle(text("plan-floors"), now, key=f"floors {now}")
    price = [note for note in _summary(view).get("left_out", []) if note["key"] == _FLOORS_PRICE]
    told = text(price[0]["key"], **price[0]["args"]) if price else text("plan-floors-what")
    html([f'<p class="tacha-quiet">{escape(told)}</p>'])
    if wanted != now:
        with one_sentence():
            set_floors(site_dir(), wanted, actor=actor())
        st.rerun()


def _buttons(view: SiteView, reserve: float) -> None:
    """Plan the whole season, or from today where days were handed out; as a draft, or at once in force."""
    options = ["--reserve", f"{reserve:.2f}"]
    if _begun(view):
        html([f'<p class="tacha-quiet">{escape(text("plan-begun", day=day(today(), year=True)))}</p>'])
        options += ["--from", today().isoformat()]
    adopts = may(Action.ADOPT)
    left, right, _ = st.columns([2, 2, 3])
    label = "screens-plan-again" if view.plan is not None else "screens-plan-make"
    if adopts and left.button(text(label), type="primary", key="make_plan", width="stretch"):
        remember("plan", "")
        work.begin("plan", [*options, "--adopt"])
    if right.button(text("plan-draft"), key="make_draft", width="stretch"):
        st.session_state[_DRAFTING] = True
        work.begin("plan", options)


def _look_at_draft() -> None:
    """Open the draft that was asked for and is made."""
    if st.session_state.pop(_DRAFTING, False):
        with one_sentence():
            plans = list_plans(site_dir())
        if len(plans) and plans["state"].iloc[0] == "draft":
            remember("plan", str(plans["plan_id"].iloc[0]))
            st.rerun()


def _begun(view: SiteView) -> bool:
    """Whether days of the plan in force were handed out or locked: a new plan must keep them."""
    with one_sentence():
        plans = list_plans(site_dir())
    names = plans.loc[plans["state"] == "adopted", "plan_id"]
    if not len(names):
        return False
    with one_sentence():
        record = open_plan(view, str(names.iloc[0])).plan
    if record is None:
        return False
    days = record.team_days
    return bool(((days["state"] != TeamDayState.PLANNED.value) | days["locked"]).any())


def _plans(view: SiteView) -> None:
    """Draft and plan in force side by side; one of them is looked at."""
    with one_sentence():
        plans = list_plans(site_dir()).head(_PLANS_SHOWN)
    if len(plans) < 2 or view.plan is None:
        return
    st.subheader(text("plan-plans"), anchor=False)
    now = str(view.plan.plan["plan_id"])
    names = dict(zip(plans["plan_id"], map(_label, plans.to_dict("records")), strict=True))
    choices = list(names) if now in names else [now, *names]
    chosen = st.selectbox(
        text("plan-look-at"), choices, index=choices.index(now), key=f"look at {now}",
        format_func=lambda name: names.get(name, name),
    )  # fmt: skip
    if chosen != now:
        remember("plan", str(chosen))
        st.rerun()
    table = pd.DataFrame(
        {
            text("plan-column-plan"): plans["plan_id"],
            text("plan-column-made"): [day(when, year=True) for when in plans["made_at"]],
            text("plan-column-state"): [text(f"screens-plan-state-{state}") for state in plans["state"]],
            text("screens-team-days"): plans["team_days"],
            text("screens-stops"): plans["stops"],
            text("plan-column-reserve"): [percent(share) for share in plans["reserve"]],
            text("plan-column-visited"): [percent(share) for share in plans["visited_share"]],
            text("plan-column-left-out"): plans["left_out"],
        }
    )
    if has_records(view):
        table.insert(5, text("screens-expected-finds"), plans["expected_finds"].round(1))
    show_table(table)


def _label(plan: dict[str, Any]) -> str:
    return text(
        "plan-label", plan=plan["plan_id"], day=day(plan["made_at"]),
        state=text(f"screens-plan-state-{plan['state']}"),
    )  # fmt: skip


def _summary(view: SiteView) -> dict[str, Any]:
    """Read what was said when the plan was made."""
    return {} if view.plan is None else dict(json.loads(view.plan.plan["summary"]))
