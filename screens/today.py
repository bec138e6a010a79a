"""今日 Today: who goes out, what each team does next, who is overdue, what became of every stop."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from geo.actions.day.day_sheet import DaySheet, calendar, day_sheet
from geo.actions.site.site_names import SiteNames, names_of, names_stamp
from geo.actions.site.stamp import stamp
from geo.model.team import TeamDayState
from geo.records.roles import Action, Actor, Role
from layers.style import escape
from screens.account import actor
from screens.links import link
from screens.shell import day as day_words
from screens.shell import html, one_sentence, plain, remember, site_dir, text, title, today, window_name
from screens.today_cards import cards, choose_team, jump
from screens.today_changes import changes
from screens.today_day import whole_day
from screens.today_desk import Desk, now, show_told
from screens.today_risen import risen
from screens.today_stops import stops

_EVERY_S = 60


def show() -> None:
    """Show the day that the address names, else today, else the next day with work."""
    person, folder = actor(), site_dir()
    with one_sentence():
        names = _names(str(folder), names_stamp(folder))
        team_days = _calendar(str(folder), stamp(folder))
    if team_days.empty:
        title(text("today-title"))
        st.info(plain(text("today-no-plan")))
        html([f"<p>{link(text('today-to-plan'), 'plan')}</p>"])
        return
    day = _choose_day(team_days)
    desk = _desk(folder, person, names, team_days, day)
    show_told(person)
    _head(desk)
    risen(desk)
    whole_day(desk)
    _teams(folder, person, names, team_days, day)
    _one_team(desk)


@st.fragment(run_every=_EVERY_S)
def _teams(folder: Path, person: Actor, names: SiteNames, team_days: Any, day: date) -> None:
    """Draw the teams' cards anew once a minute, so that who is overdue turns red without a tap."""
    cards(_desk(folder, person, names, team_days, day))


def _one_team(desk: Desk) -> None:
    team_day_id = choose_team(desk)
    if not team_day_id:
        return
    team = desk.sheet.teams.set_index("team_day_id").loc[team_day_id]
    hands = desk.may(Action.CHANGE_BY_HAND) and team["state"] == "planned"
    with st.container(key="today_one"):
        left, right = st.columns([6, 4], gap="medium") if hands else (st.container(), None)
    with left:
        stops(desk, team_day_id)
    if right is not None:
        with right:
            changes(desk, team_day_id)
    jump()


def _desk(folder: Path, person: Actor, names: SiteNames, team_days: Any, day: date) -> Desk:
    moment = now().replace(second=0, microsecond=0)
    own = person.team_id if person.role == Role.SURVEYOR else ""
    with one_sentence():
        sheet = _sheet(str(folder), stamp(folder), day, moment, person.scope, own, names)
    mine = team_days[team_days["team_id"] == own] if own else team_days
    return Desk(folder, person, names, mine, sheet)


@st.cache_resource(max_entries=16, show_spinner=False)
def _names(folder: str, stamp: str) -> SiteNames:  # noqa: ARG001  the stamp is part of the key
    return names_of(Path(folder))


@st.cache_resource(max_entries=16, show_spinner=False)
def _calendar(folder: str, stamp: str) -> Any:  # noqa: ARG001
    return calendar(Path(folder))


@st.cache_resource(max_entries=64, show_spinner=False)
def _sheet(
    folder: str,
    stamp: str,  # noqa: ARG001  part of the key, as the minute is
    day: date,
    moment: datetime,
    township: str,
    team_id: str,
    _names: SiteNames,
) -> DaySheet:
    return day_sheet(Path(folder), day, _names, now=moment, township=township, team_id=team_id)


def _choose_day(team_days: Any) -> date:
    """Ask for the day; the address names it unless it is the one that opens by itself."""
    counts = team_days[team_days["stops"] > 0].groupby("date").size()
    known = {f"{when:%Y-%m-%d}" for when in team_days["date"]}
    busy = {f"{when:%Y-%m-%d}" for when in counts.index}
    asked = st.query_params.get("day", "")
    usual = _usual(sorted(busy) or sorted(known))
    chosen = asked if asked in known else usual
    # A day without work is shown where somebody asks for it: it was called off, or is free.
    days = sorted(busy | {chosen, usual} | ({today().isoformat()} & known))
    place = days.index(chosen)
    labels = {name: _day_label(name, int(counts.get(pd.Timestamp(name), 0))) for name in days}
    with st.container(key="today_days", horizontal=True, vertical_alignment="bottom"):
        if st.button(text("today-before"), key="today_before", disabled=place == 0):
            _open(days[place - 1], usual)
        wanted = st.selectbox(
            text("screens-day-label"),
            days,
            index=place,
            format_func=labels.__getitem__,
            key=f"today_day {chosen}",
            label_visibility="collapsed",
        )
        if st.button(text("today-after"), key="today_after", disabled=place == len(days) - 1):
            _open(days[place + 1], usual)
    if chosen != usual and st.button(text("today-now"), key="today_now"):
        _open(usual, usual)
    if wanted != chosen:
        _open(wanted, usual)
    return date.fromisoformat(chosen)


def _usual(days: list[str]) -> str:
    """Today if teams go out, else the next day on which they do, else the last."""
    ahead = [name for name in days if name >= today().isoformat()]
    return ahead[0] if ahead else days[-1]


def _open(day: str, usual: str) -> None:
    remember("day", "" if day == usual else day)
    st.rerun()


def _day_label(name: str, teams: int) -> str:
    when = date.fromisoformat(name)
    parts = [day_words(when), text("today-weekday", day=when.isoweekday()), text("today-teams", teams=teams)]
    return " · ".join([text("today-today"), *parts] if when == today() else parts)


def _head(desk: Desk) -> None:
    """Say the day, the window, who goes out, and how many are out, back and overdue."""
    sheet, teams = desk.sheet, desk.sheet.teams
    going = teams[teams["stops"] > 0] if len(teams) else teams
    when = "today" if sheet.day == today() else "past" if sheet.day < today() else "ahead"
    told = text(
        "today-head",
        when=when,
        day=day_words(sheet.day),
        weekday=text("today-weekday", day=sheet.day.isoweekday()),
        window=window_name(sheet.window) or "none",
    )
    title(told)
    if not len(going):
        html([f'<p class="tacha-say">{escape(text("today-nobody"))}</p>'])
        return
    counts = {state.value: int((going["state"] == state.value).sum()) for state in TeamDayState}
    over = int((going["over_min"] > 0).sum())
    people_out = int(going["came"].sum())
    figures = text("today-figures-day", teams=len(going), people=people_out, when=when, **counts)
    alarm = (
        f' <span class="tacha-chip alarm">{escape(text("today-over-count", teams=over))}</span>'
        if over
        else ""
    )
    html([f'<p class="tacha-say">{escape(figures)}{alarm}</p>'])
