"""What is done with a whole day: handed out, planned anew, called off for rain or a closed road."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any, Final

import pandas as pd
import streamlit as st

from geo.actions.day import hand_out
from geo.actions.hand.hand_version import Changed
from geo.actions.hand.rain import lose_day
from geo.actions.season.plan import PlanResult
from geo.actions.season.replan import replan
from geo.records.outcomes import REASONS
from geo.records.roles import Action
from screens.shell import day as day_words
from screens.shell import text, today
from screens.today_desk import Desk, done, priced, season_price
from screens.today_packs import packs

_CLOSED_DAYS: Final = 14  # offered as the last day of a stop
_AHEAD: Final = 3  # days with work after a stop that are planned anew at first
_DROPPED: Final = "season-days-unrecorded"
_STATES: Final = ("planned", "handed_out")


def whole_day(desk: Desk) -> None:
    """Draw what a lead may do with the day; others see nothing here."""
    teams = desk.sheet.teams
    if not len(teams):
        return
    with st.container(horizontal=True, key="today_whole"):
        if desk.may(Action.HAND_OUT):
            _onward(desk, teams[teams["stops"] > 0])
        packs(desk)
        if desk.may(Action.CHANGE_BY_HAND):
            free = teams[(teams["state"] == "planned") & ~teams["locked"]]
            if len(free) and desk.sheet.day >= today():
                _plan_anew(desk, len(free))
            if (teams["state"] != "back").any() and teams["stops"].any():
                _call_off(desk, teams)


def _onward(desk: Desk, going: Any) -> None:
    """Offer the next step of all teams at once: hand out, then set out."""
    counts = {state: int((going["state"] == state).sum()) for state in _STATES}
    day = desk.sheet.day
    if counts["planned"]:
        label = text("today-hand-out-all", teams=counts["planned"])
        if st.button(label, key="today_hand_out_all", type="primary"):
            done(
                partial(hand_out.hand_out, desk.folder, day=day, actor=desk.person),
                lambda names: _told("hand-out", desk, names),
            )
    elif counts["handed_out"] > 1 and day <= today():
        label = text("today-set-out-all", teams=counts["handed_out"])
        with st.popover(label, type="primary", key="today_set_out_several"):
            st.text(text("today-set-out-all-sure", teams=counts["handed_out"]))
            if st.button(text("today-set-out-yes"), key="today_set_out_all", type="primary"):
                done(
                    partial(hand_out.set_out, desk.folder, day=day, actor=desk.person),
                    lambda names: _told("out", desk, names),
                )


def _plan_anew(desk: Desk, free: int) -> None:
    with st.popover(text("today-replan"), key=f"today_replan {desk.sheet.plan_id}"):
        st.text(text("today-replan-sure", teams=free))
        if st.button(text("today-replan-yes"), key="today_replan_yes", type="primary"):
            day = desk.sheet.day
            done(
                partial(replan, desk.folder, day, until=day, adopted=True, actor=desk.person),
                partial(_planned, desk),
                undoes=lambda result: str(result.summary["plan_id"]),
            )


def _planned(desk: Desk, result: PlanResult) -> list[str]:
    """Tell what each route of the day was and is, and what the season expects."""
    before = desk.sheet.teams.set_index("team_day_id")
    after = pd.DataFrame(result.whole[0]).set_index("team_day_id")
    lines = []
    for name in before.index:
        was, now = before.loc[name], after.loc[name] if name in after.index else None
        figures = text("today-figures-plain", stops=int(was["stops"]), minutes=int(was["duration_min"]))
        then = text("today-no-route")
        if now is not None:
            then = text("today-figures-plain", stops=int(now["stops"]), minutes=int(now["duration_min"]))
        if figures != then:
            lines.append(text("today-price-route", team_day=desk.team_day(name), before=figures, after=then))
    dropped = [
        text(_DROPPED, **note["args"]) for note in result.summary["left_out"] if note["key"] == _DROPPED
    ]
    price = season_price(desk, float(result.summary["expected_finds"]))
    return [*(lines or [text("today-replan-same")]), price, *dropped]


def _call_off(desk: Desk, teams: Any) -> None:
    """Ask which teams do not go, why, how long, and which days take their stops over."""
    going = teams[(teams["stops"] > 0) & (teams["state"] != "back")]
    days = _later_days(desk)
    named = {day: day_words(day) for day in [desk.sheet.day, *days]}
    with st.popover(text("today-stop"), key=f"today_call_off {desk.sheet.plan_id}"):
        chosen = st.pills(
            text("today-stop-teams"),
            going["team_id"].tolist(),
            selection_mode="multi",
            default=going["team_id"].tolist(),
            key="today_stop_teams",
        )
        why = st.pills(
            text("today-stop-why"),
            REASONS,
            default="weather",
            format_func={reason: text("day-reason", reason=reason) for reason in REASONS}.__getitem__,
            key="today_stop_why",
        )
        closed = [desk.sheet.day, *[day for day in days if (day - desk.sheet.day).days < _CLOSED_DAYS]]
        last = st.selectbox(
            text("today-stop-last"), closed, format_func=named.__getitem__, key="today_stop_last"
        )
        after = [day for day in days if day > last]
        until = st.selectbox(
            text("today-stop-until"),
            after,
            index=min(_AHEAD, len(after)) - 1 if after else None,
            format_func=named.__getitem__,
            key=f"today_stop_until {last}",
        )
        st.text(text("today-stop-sure"))
        ready = bool(chosen) and why is not None
        if st.button(text("today-stop-yes"), key="today_stop_yes", type="primary", disabled=not ready):
            everyone = len(chosen) == len(going)
            done(
                partial(
                    lose_day, desk.folder, desk.sheet.day, [] if everyone else chosen,
                    last=last, until=until, why=str(why), actor=desk.person,
                ),
                partial(_lost, desk),
            )  # fmt: skip


def _lost(desk: Desk, changed: Changed) -> list[str]:
    named = text("today-and").join(desk.team_day(name) for name in changed.routes)
    return [text("today-stop-done", team_days=named), *priced(desk, changed)[len(changed.routes) :]]


def _later_days(desk: Desk) -> list[date]:
    days = desk.calendar.loc[desk.calendar["date"] > pd.Timestamp(desk.sheet.day), "date"]
    return sorted({day.date() for day in days})


def _told(verb: str, desk: Desk, names: list[str]) -> list[str]:
    named = text("today-and").join(desk.team_day(name) for name in names)
    return [text("day-changed", verb=verb, team_days=named) if named else text("day-changed-none")]
