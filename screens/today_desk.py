"""Parts of the day share this: what was read, who may do what, how a thing is done, undone and told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final, TypeVar

import pandas as pd
import streamlit as st

from geo.actions.day.day_sheet import DaySheet
from geo.actions.hand.hand_version import Changed
from geo.actions.hand.undo import undo
from geo.actions.site import people
from geo.actions.site.site_names import SiteNames, village_of
from geo.errors import TachaError
from geo.model.notes import Note
from geo.records.roles import Action, Actor, Role
from screens.links import link
from screens.shell import day as day_words
from screens.shell import html, plain, said, site_dir, text, today

_TOLD: Final = "today told"
T = TypeVar("T")


@dataclass(frozen=True)
class Desk:
    """What a part of the screen works on.

    calendar: team-days of the plan in force, see `days.read_calendar`.
    """

    folder: Path
    person: Actor
    names: SiteNames
    calendar: Any
    sheet: DaySheet

    def may(self, action: Action) -> bool:
        """Whether to offer what touches the whole day."""
        return people.may(self.person, action)

    def may_tell(self, team_id: str, cell_id: str) -> bool:
        """Whether to offer to say what became of a stop."""
        own = self.person.role == Role.SURVEYOR
        township = "" if own else self.names.townships.get(village_of(cell_id), "")
        return people.may(self.person, Action.ADD_VISIT, team_id=team_id, township=township)

    def team_day(self, team_day_id: str) -> str:
        """Name a team-day as people do: team and day."""
        row = self.calendar[self.calendar["team_day_id"] == team_day_id]
        if not len(row):
            return team_day_id
        return f"{row['team_id'].iloc[0]} {day_words(row['date'].iloc[0])}"


@dataclass(frozen=True)
class Told:
    """What the last action did: done or a fault, in sentences; the plan to undo, the cell to go on with."""

    kind: str
    sentences: list[str]
    plan_id: str = ""
    cell_id: str = ""


def now() -> datetime:
    """Moment by the clock of this machine, on the day that the screens are set to."""
    return datetime.combine(today(), datetime.now().astimezone().timetz())


def short_cell(cell_id: str) -> str:
    """Name a cell within its village.

    >>> short_cell("530_1_2")
    '1_2'
    """
    return "_".join(str(cell_id).rsplit("_", 2)[1:])


def clock(moment: Any) -> str:
    """Write a moment as people read it from a watch."""
    return "–" if pd.isna(moment) else f"{moment:%H:%M}"


def done(
    do: Callable[[], T],
    told: Callable[[T], list[str]],
    *,
    undoes: Callable[[T], str] | None = None,
    cell_id: str = "",
) -> None:
    """Do something, keep what is to be told of it, and draw the screen anew.

    Parameters
    ----------
    told : sentences about what `do` returned
    undoes : gives the plan that can be undone; None where nothing can
    cell_id : where a finding is to be registered next
    """
    with st.spinner(text("today-working")):
        try:
            result = do()
        except TachaError as error:
            kept = Told("fault", [said(error)])
        else:
            kept = Told("done", told(result), undoes(result) if undoes else "", cell_id)
    st.session_state[_TOLD] = kept
    st.rerun()


def show_told(person: Actor) -> None:
    """Show what the last action did, until the next one; a change of the plan can be undone."""
    if _TOLD not in st.session_state:
        return
    told: Told = st.session_state[_TOLD]
    draw = st.error if told.kind == "fault" else st.success
    with st.container(key="today_told"):
        draw("  \n".join(plain(sentence) for sentence in told.sentences))
        if told.cell_id:
            html([f"<p>{link(text('today-register'), 'map', cell=told.cell_id, register='1')}</p>"])
        offered = told.plan_id and people.may(person, Action.ADOPT)
        if offered and st.button(text("today-undo"), key="today_undo"):
            done(
                lambda: undo(site_dir(), told.plan_id, actor=person),
                lambda _: [text("today-undone")],
            )


def priced(desk: Desk, changed: Changed) -> list[str]:
    """Tell what a change costs: routes before and after, expected finds of the season before and after."""
    lines = []
    for name, figures in changed.routes.items():
        told = [_figures(desk, figures[when]) for when in ("before", "after")]
        lines.append(text("today-price-route", team_day=desk.team_day(name), before=told[0], after=told[1]))
    lines.append(season_price(desk, float(changed.summary["expected_finds"])))
    first = [Note(item["key"], item["args"]) for item in changed.summary.get("first", [])]
    return [*lines, *(text(note.key, **note.args) for note in [*changed.notes, *first])]


def season_price(desk: Desk, after: float) -> str:
    """Tell expected finds of the season before and after; in percent where no records stand behind them."""
    before = desk.sheet.expected_finds
    share = (after - before) / before if before else 0.0
    key = "today-price-season" if desk.names.known else "today-price-share"
    return text(key, before=f"{before:.2f}", after=f"{after:.2f}", share=f"{share:+.1%}")


def made(changed: Changed) -> str:
    """Plan that a change made, for undoing it."""
    return str(changed.summary["plan_id"])


def _figures(desk: Desk, route: dict[str, Any] | None) -> str:
    if route is None:
        return text("today-no-route")
    key = "today-figures" if desk.names.known else "today-figures-plain"
    finds = f"{route['expected_finds']:.2f}"
    return text(key, stops=route["stops"], minutes=route["duration_min"], finds=finds)
