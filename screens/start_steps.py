"""Five steps to one's own site: boundaries, bases, teams, past years, plan."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import streamlit as st

from geo.actions.site.draft import Draft, read_draft
from geo.errors import InputError
from layers.style import escape
from screens import start_bases, start_boundary, start_making, start_past, start_teams
from screens.shell import html, plain, remember, remembered, said, text, title

_Step = Callable[[Path, Draft], bool]
STEPS: Final[dict[str, _Step]] = {
    "boundary": start_boundary.show,
    "bases": start_bases.show,
    "teams": start_teams.show,
    "past": start_past.show,
}
_LAST: Final = "plan"


def show(roof: Path, draft_id: str, enter: Callable[[str], None]) -> None:
    """Show the step at which a draft is; `enter` opens the site that came of it."""
    try:
        draft = read_draft(roof, draft_id)
    except InputError as fault:
        st.error(plain(said(fault)))
        if st.button(text("start-back-to-choice"), key="leave_draft"):
            _leave()
        return
    if draft.job_id:
        start_making.watch_making(roof, draft, enter)
        return
    title(text("start-own"))
    names = [*STEPS, _LAST]
    step = remembered("step", names, names[0])
    place = names.index(step)
    _head(names, place)
    ready = start_making.show(roof, draft) if step == _LAST else STEPS[step](roof, draft)
    back, on = st.columns(2)
    words = text("start-back") if place else text("start-back-to-choice")
    if back.button(words, key="step_back", width="stretch"):
        if not place:
            _leave()
        _go(names[place - 1])
    if step != _LAST and on.button(
        text("start-next"), key="step_on", type="primary", width="stretch", disabled=not ready
    ):
        _go(names[place + 1])


def _head(names: list[str], place: int) -> None:
    """Name the five steps and say which one this is."""
    items = []
    for number, name in enumerate(names):
        kind = "now" if number == place else "done" if number < place else "ahead"
        now = ' aria-current="step"' if kind == "now" else ""
        words = escape(text(f"start-step-{name}"))
        items.append(f'<li class="{kind}"{now}><b>{number + 1}</b> {words}</li>')
    html(['<ol class="tacha-steps">', *items, "</ol>"])
    html([f'<p class="tacha-say">{escape(text(f"start-step-{names[place]}-more"))}</p>'])


def _go(step: str) -> None:
    remember("step", step)
    st.rerun()


def _leave() -> None:
    remember("draft", "")
    remember("step", "")
    st.rerun()
