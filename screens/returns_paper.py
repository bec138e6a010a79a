"""A day on paper without any file: day, team, ground by route, area or village, and what came of it."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import pandas as pd
import streamlit as st

from geo.actions.views.look import SiteView
from geo.actions.visits.fill_in import Filled
from geo.actions.visits.to_fill_in import DayChoices
from screens.returns_entry import ask_effort, ask_yards, finish
from screens.returns_said import quiet
from screens.returns_site import choices, teams_of, village_names
from screens.shell import text, today

_KEY: Final = "paper"


def show(view: SiteView) -> None:
    """Draw the part of the screen."""
    quiet(text("returns-paper-about"))
    left, middle, right = st.columns(3, gap="small")
    on = left.date_input(
        text("returns-ask-day"), today(), format="YYYY-MM-DD", key=f"{_KEY} day", max_value=today()
    )
    teams = teams_of(view)
    team = str(middle.selectbox(text("screens-team"), teams, key=f"{_KEY} team"))
    _, named = choices()
    when = on if isinstance(on, date) else today()
    stops = _stops(named, team, when)
    names = village_names(view)
    likely = [village for village in dict.fromkeys(stops["village_id"]) if village in names]
    order = [*likely, *(village for village in names if village not in likely)]
    village = str(
        right.selectbox(
            text("screens-column-village"), order, format_func=lambda one: names[one], key=f"{_KEY} village"
        )
    )
    cells, area = _ground(named, stops, village)
    members = view.teams.loc[view.teams["team_id"].astype(str) == team, "members"]
    effort = ask_effort(f"{_KEY} {team}", {"persons": int(members.iloc[0]) if len(members) else 0})
    yards = ask_yards(f"{_KEY} {village}", named.yards[named.yards["village_id"] == village], {})
    note = st.text_input(text("returns-note"), key=f"{_KEY} note", max_chars=500)
    entries: dict[str, Any] = {"visited_on": when, "team_id": team, "village_id": village, "area": area}
    entries |= effort | {"source": "paper", "note": note}
    filled = Filled(entries, cells=cells, yards=yards or None)
    finish(_KEY, filled)


def _stops(named: DayChoices, team: str, when: date) -> Any:
    """Take the stops of the team's route of that day, in their order."""
    table = named.stops
    own = table[
        (table["team_id"].astype(str) == team) & (pd.to_datetime(table["date"]) == pd.Timestamp(when))
    ]
    return own.sort_values("order")


def _ground(named: DayChoices, stops: Any, village: str) -> tuple[list[str], str]:
    """Ask which ground was gone over: names of cells, and the areas as one text."""
    here = stops[stops["village_id"] == village]
    areas = named.areas[named.areas["village_id"] == village]
    cells = named.cells.loc[named.cells["village_id"] == village, "cell_id"].tolist()
    ways = [
        way for way, fits in (("stops", len(here)), ("areas", len(areas)), ("village", len(cells))) if fits
    ]
    way = st.radio(
        text("returns-paper-ground"), ways, horizontal=True, key=f"{_KEY} way {village}",
        format_func=lambda name: text(f"returns-paper-{name}", cells=len(cells)),
    )  # fmt: skip
    if way == "stops":
        orders = dict(zip(here["order"].astype(int), here["cell_id"], strict=True))
        chosen = st.multiselect(
            text("returns-paper-stops"), list(orders), default=list(orders), key=f"{_KEY} stops {village}",
            format_func=lambda order: text("returns-paper-stop", order=order), placeholder="",
        )  # fmt: skip
        return [str(orders[order]) for order in chosen], ""
    if way == "areas":
        by_id = dict(zip(areas["area_id"], areas["name"], strict=True))
        chosen = st.multiselect(
            text("returns-paper-areas"), list(by_id), key=f"{_KEY} areas {village}",
            format_func=lambda name: by_id[name], placeholder="",
        )  # fmt: skip
        if not chosen:
            quiet(text("returns-paper-no-area"))
        held = named.cells[named.cells["area_id"].isin(chosen)]
        return held["cell_id"].tolist(), text("screens-comma").join(by_id[name] for name in chosen)
    return cells, ""
