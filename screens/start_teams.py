"""Step three: how many teams, how strong, how long a day, how many days in each window, which season."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

import streamlit as st

from geo.actions.site.draft import Draft, write_draft
from geo.actions.site.found import REGIONS, WINDOWS
from geo.settings import DEFAULTS
from layers.style import escape
from screens.shell import html, text, today

_WINDOW_WORDS: Final = dict(zip(WINDOWS, ("seedling", "flower", "capsule"), strict=True))
_MOST_TEAMS: Final = 50
_MOST_DAYS: Final = 20
_TEAMS: Final = 2
_SEASON_OVER: Final = 10
"""From this month on a new site is for the next year's season."""


def show(roof: Path, draft: Draft) -> bool:
    """Draw the step; what stands in its fields is taken as said."""
    teams, members, hours = st.columns(3)
    number = teams.number_input(
        text("start-teams"), 1, _MOST_TEAMS, len(draft.teams) or _TEAMS, key="team_number"
    )
    people = members.number_input(
        text("start-members"), DEFAULTS.plan.least_team, 60, draft.members, key="team_members"
    )
    long = hours.number_input(text("start-hours"), 1.0, 16.0, float(draft.hours), 0.5, key="team_hours")
    html([f'<h4 class="tacha-head">{escape(text("start-days"))}</h4>'])
    days = {}
    for window, column in zip(WINDOWS, st.columns(3), strict=True):
        first = draft.days.get(window, DEFAULTS.plan.days_per_window)
        words = text(f"screens-window-{_WINDOW_WORDS[window]}")
        days[window] = int(column.number_input(words, 0, _MOST_DAYS, first, key=f"days {window}"))
    year, region = st.columns([1, 2])
    season = year.number_input(text("start-year"), 1950, 2100, draft.year, key="season_year")
    choices = ["", *REGIONS]
    preset = region.selectbox(
        text("start-region"),
        choices,
        index=choices.index(draft.preset),
        format_func=lambda one: text(f"start-region-{one or 'unknown'}"),
        key="region",
    )
    names = tuple(text("start-team", number=one + 1) for one in range(int(number)))
    said = replace(
        draft, teams=names, members=int(people), hours=float(long), days=days, year=int(season), preset=preset
    )
    if said != draft:
        write_draft(roof, said)
    total = len(names) * sum(days.values())
    html([f'<p class="tacha-say">{escape(text("start-days-total", days=total))}</p>'])
    return total > 0


def next_season() -> int:
    """Year of the season that a new site plans first."""
    now = today()
    return now.year + (now.month >= _SEASON_OVER)
