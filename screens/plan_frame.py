"""The frame of a season: its windows, one stage seen that pins them, and the teams with their days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

import pandas as pd
import streamlit as st

from geo.actions.site.arrange import see_stage, set_team, set_windows
from geo.actions.views.look import SiteView
from geo.model.season import Stage
from geo.records.roles import Action
from geo.settings import DEFAULTS
from layers.style import escape
from screens.account import actor, may
from screens.shell import day, html, one_sentence, plain, site_dir, text, today, window_name
from screens.tables import show_table

_NEW: Final = ""
_NEW_DAYS: Final = 20
_MOST_HOURS: Final = 16.0


def show_frame(view: SiteView) -> None:
    told = st.session_state.pop("frame_told", "")
    if told:
        st.success(told)
    _windows(view)
    if may(Action.PLAN):
        _edit_windows(view)
    if may(Action.ADD_OBSERVED):
        _observe(view)
    _teams(view)
    if may(Action.PLAN):
        _edit_team(view)


def _windows(view: SiteView) -> None:
    st.subheader(text("screens-plan-windows"), anchor=False)
    suggested = "plan-windows-given" if view.site.window else "plan-windows-suggested"
    html([f'<p class="tacha-quiet">{escape(text(suggested))}</p>'])
    days = _days_by(view, "window_id")
    rows = [
        {
            text("screens-window"): window_name(window.name),
            text("screens-window-opens"): day(window.opens, year=True),
            text("screens-window-closes"): day(window.closes, year=True),
            text("screens-window-state"): text(f"screens-window-{_state(window)}"),
            text("plan-column-days"): days.get(window.window_id, 0),
        }
        for window in view.windows.itertuples()
    ]
    show_table(pd.DataFrame(rows))


def _state(window: Any) -> str:
    if window.closes.date() < today():
        return "past"
    return "open" if window.opens.date() <= today() else "ahead"


def _days_by(view: SiteView, column: str) -> dict[str, int]:
    """Team-days of the plan that is shown, counted."""
    if view.plan is None:
        return {}
    counts = view.plan.team_days[column].value_counts()
    return {str(name): int(number) for name, number in counts.items()}


def _edit_windows(view: SiteView) -> None:
    with st.expander(text("plan-windows-edit")):
        table = view.windows
        names = dict(zip(table["window_id"], map(window_name, table["name"]), strict=True))
        chosen = st.selectbox(
            text("plan-window-which"), [*names, _NEW], key="edit_window",
            format_func=lambda name: names[name] if name else text("plan-window-new"),
        )  # fmt: skip
        rows = [
            {"id": row.window_id, "name": row.name, "opens": row.opens.date(), "closes": row.closes.date()}
            for row in table.itertuples(index=False)
        ]
        row = next((row for row in rows if row["id"] == chosen), None) or _next(rows)
        with st.form(f"window {chosen}", border=False):
            name = st.text_input(text("plan-window-name"), window_name(row["name"]), max_chars=40)
            left, right = st.columns(2)
            opens = left.date_input(text("screens-window-opens"), row["opens"], format="YYYY-MM-DD")
            closes = right.date_input(text("screens-window-closes"), row["closes"], format="YYYY-MM-DD")
            saves = st.form_submit_button(text("plan-save"), type="primary", key="save_window")
        if saves:
            named = row["name"] if name == window_name(row["name"]) else name.strip() or row["id"]
            changed = {**row, "name": named, "opens": opens, "closes": closes}
            _keep(
                [changed if one["id"] == row["id"] else one for one in rows] if chosen else [*rows, changed]
            )
        left, right = st.columns(2)
        if chosen and len(rows) > 1 and left.button(text("plan-window-remove"), key="remove_window"):
            _keep([one for one in rows if one["id"] != chosen])
        if view.site.window and right.button(text("plan-windows-suggest"), key="suggest_windows"):
            _keep([])


def _next(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Propose a window after the last one."""
    known = {row["id"] for row in rows}
    number = next(n for n in range(1, len(rows) + 2) if f"w{n}" not in known)
    opens: date = max(row["closes"] for row in rows) + timedelta(days=1)
    name = text("plan-window-number", number=len(rows) + 1)
    return {"id": f"w{number}", "name": name, "opens": opens, "closes": opens + timedelta(days=_NEW_DAYS - 1)}


def _keep(rows: list[dict[str, Any]]) -> None:
    with one_sentence():
        set_windows(site_dir(), rows, actor=actor())
    _told("plan-windows-kept")


def _told(key: str, **args: object) -> None:
    st.session_state["frame_told"] = plain(text(key, **args))
    st.rerun()


def _observe(view: SiteView) -> None:
    """One stage seen on the ground pins the season, and with it the windows that it suggests."""
    with st.expander(text("plan-observe")):
        html([f'<p class="tacha-quiet">{escape(text("plan-observe-what"))}</p>'])
        names = dict(zip(view.villages["village_id"], view.villages["name"], strict=True))
        stages = [stage.value for stage in Stage if stage is not Stage.NONE]
        with st.form("observe", border=False):
            stage = st.selectbox(
                text("plan-observe-stage"), stages, format_func=lambda one: text(f"plan-stage-{one}")
            )
            village = st.selectbox(
                text("screens-column-village"), list(names), format_func=lambda name: names[name]
            )
            on = st.date_input(text("plan-observe-on"), today(), format="YYYY-MM-DD", max_value=today())
            saves = st.form_submit_button(text("plan-observe-save"), key="save_observed")
        if saves:
            with one_sentence():
                height = see_stage(site_dir(), stage, on=on, village_id=str(village), actor=actor())
            _told("plan-observed", stage=text(f"plan-stage-{stage}"), day=day(on), metres=f"{height:.0f}")


def _teams(view: SiteView) -> None:
    st.subheader(text("plan-teams"), anchor=False)
    days = _days_by(view, "team_id")
    bases = dict(zip(view.bases["base_id"], view.bases["name"], strict=True))
    given = {team.id: team for team in view.site.team or []}
    rows = [
        {
            text("screens-team"): team.team_id,
            text("plan-column-base"): bases.get(team.base_id, team.base_id),
            text("plan-column-members"): team.members,
            text("plan-column-vehicle"): text(f"plan-vehicle-{team.vehicle}"),
            text("plan-column-hours"): team.hours_per_day,
            text("plan-column-given"): _given(view, given.get(team.team_id)),
            text("plan-column-days"): days.get(team.team_id, 0),
        }
        for team in view.teams.itertuples()
    ]
    show_table(pd.DataFrame(rows))


def _given(view: SiteView, team: Any) -> str:
    """Days as they were given: for the season, by window, or by date."""
    if team is None:
        return "–"
    if isinstance(team.days, dict):
        names = dict(zip(view.windows["window_id"], map(window_name, view.windows["name"]), strict=True))
        return text("screens-comma").join(
            f"{names.get(window, window)} {days}" for window, days in team.days.items()
        )
    if team.dates:
        return text("plan-days-dates", days=len(team.dates))
    return "–" if team.days is None else text("plan-days-season", days=team.days)


def _edit_team(view: SiteView) -> None:
    if any(row.role == "teams" for row in view.site.input):
        html([f'<p class="tacha-quiet">{escape(text("plan-teams-file"))}</p>'])
        return
    with st.expander(text("plan-team-edit")):
        chosen = st.selectbox(text("plan-team-which"), list(view.teams["team_id"]), key="edit_team")
        team = view.teams.set_index("team_id").loc[chosen]
        given = next((one for one in view.site.team or [] if one.id == chosen), None)
        with st.form(f"team {chosen}", border=False):
            left, middle, right = st.columns(3)
            members = left.number_input(
                text("plan-column-members"), DEFAULTS.plan.least_team, 60, int(team["members"])
            )
            hours = middle.number_input(
                text("plan-column-hours"), 0.5, _MOST_HOURS, float(team["hours_per_day"]), 0.5
            )
            vehicle = right.selectbox(
                text("plan-column-vehicle"), ["car", "foot"], index=int(team["vehicle"] == "foot"),
                format_func=lambda one: text(f"plan-vehicle-{one}"),
            )  # fmt: skip
            days = _ask_days(view, given)
            saves = st.form_submit_button(text("plan-save"), type="primary", key="save_team")
        if saves:
            changes: dict[str, Any] = {"members": int(members), "hours_per_day": float(hours)}
            changes |= {"vehicle": vehicle} | ({} if days is None else {"days": days})
            with one_sentence():
                set_team(site_dir(), str(chosen), changes, actor=actor())
            _told("plan-team-kept", team=str(chosen))


def _ask_days(view: SiteView, given: Any) -> int | dict[str, int] | None:
    """Ask for days as they were given: a number for the season, or one a window; dates stay as they are."""
    if given is not None and given.dates:
        html([f'<p class="tacha-quiet">{escape(text("plan-days-by-date"))}</p>'])
        return None
    if given is not None and isinstance(given.days, dict):
        columns = st.columns(len(view.windows))
        return {
            str(window.window_id): int(
                column.number_input(
                    plain(text("plan-days-in", window=window_name(window.name))),
                    0,
                    366,
                    given.days.get(window.window_id, 0),
                    key=f"days {given.id} {window.window_id}",
                )
            )
            for column, window in zip(columns, view.windows.itertuples(), strict=True)
        }
    now = DEFAULTS.plan.days_per_window * len(view.windows)
    now = now if given is None or given.days is None else given.days
    return int(st.number_input(text("plan-days-whole"), 0, 366, now))
