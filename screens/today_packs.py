"""What the teams of a day carry: a field pack each, made beside the button that hands the day out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import streamlit as st

from geo.actions.packs.leader import pack_leaders
from geo.actions.packs.pack import pack_teams, packed_together
from geo.records.roles import Action, Role
from layers.style import escape
from screens.made_files import offer
from screens.shell import html, language, text
from screens.today_desk import Desk


def packs(desk: Desk) -> None:
    """Offer the packs to who hands the day out, and his own team's to a surveyor."""
    going = desk.sheet.teams[desk.sheet.teams["stops"] > 0]
    hands = desk.may(Action.HAND_OUT)
    if not len(going) or not (hands or desk.person.role == Role.SURVEYOR):
        return
    with st.popover(text("today-packs"), key="today_packs"):
        teams = going["team_id"].tolist()
        html([f'<p class="tacha-quiet">{escape(text("today-packs-what"))}</p>'])
        if len(teams) > 1:
            teams = st.pills(
                text("today-packs-teams"),
                teams,
                selection_mode="multi",
                default=teams,
                key="today_pack_teams",
            )
        leader = hands and st.toggle(text("today-packs-leader"), key="today_pack_leader")
        if leader:
            html([f'<p class="tacha-quiet">{escape(text("today-packs-leader-what"))}</p>'])
        if not teams:
            return
        day, spoken = desk.sheet.day, language().value
        offer(
            "packs",
            text("today-packs-make", teams=len(teams)),
            (day, tuple(teams), leader, desk.sheet.plan_id),
            lambda: _made(desk.folder, day, teams, leader=leader, spoken=spoken),
        )


def _made(folder: Path, day: date, teams: Sequence[str], *, leader: bool, spoken: str) -> tuple[str, bytes]:
    """Return one team's zip as it is, and those of several in one."""
    made = (pack_leaders if leader else pack_teams)(folder, day, teams, language=spoken)
    one = made[0] if len(made) == 1 else packed_together(made, day)
    return one.name, one.content
