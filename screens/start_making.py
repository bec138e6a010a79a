"""Step five: what is known at a glance, then the site is made and planned, with progress, and opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import streamlit as st

from geo.actions.jobs import stop, watch
from geo.actions.site.boundary import TRACED
from geo.actions.site.draft import Draft, discard, folder_of, write_draft
from geo.actions.site.found import start_founding
from geo.errors import InputError, TachaError
from layers.style import escape
from screens.shell import html, plain, remember, said, text, title
from screens.start_known import known_boundary

_OPEN = ("waiting", "running")


def show(roof: Path, draft: Draft) -> bool:
    """Sum up what was said and offer to plan."""
    found = known_boundary(roof, draft)
    if found is None or not draft.teams or not draft.name:
        st.info(text("start-boundary-first"))
        return False
    known = sum(len(years) for years in draft.past.values())
    told = [
        text("start-sum-ground", name=draft.name, villages=len(found.villages),
             km2=f"{found.villages['area_km2'].sum():.0f}"),
        text("start-sum-bases", bases=len(draft.bases)),
        text("start-sum-teams", teams=len(draft.teams), members=draft.members, hours=f"{draft.hours:g}",
             days=len(draft.teams) * sum(draft.days.values())),
        text("start-sum-past", known=known, of=5 * len(found.villages)),
    ]  # fmt: skip
    if draft.files["villages"] == TRACED:
        told.append(text("assumed-villages-walked"))
    if not {"dem", "roads"} <= set(draft.files):
        told.append(text("start-more-missing"))
    html(['<ul class="tacha-list">', *(f"<li>{escape(line)}</li>" for line in told), "</ul>"])
    if st.button(text("start-plan"), type="primary", key="make_site", width="stretch"):
        try:
            start_founding(roof, draft)
        except InputError as fault:
            st.error(plain(said(fault)))
        else:
            st.rerun()
    return True


def watch_making(roof: Path, draft: Draft, enter: Callable[[str], None]) -> None:
    """Show how far the work is; when it is done the site opens."""
    title(text("start-making", name=draft.name))
    if st.session_state.pop("site made", ""):
        discard(roof, draft.draft_id)
        enter(draft.site)
    _progress(roof, draft)


@st.fragment(run_every=1.0)
def _progress(roof: Path, draft: Draft) -> None:
    folder = folder_of(roof, draft.draft_id)
    try:
        job = watch(folder, draft.job_id)
    except TachaError as fault:
        _failed(roof, draft, plain(said(fault)))
        return
    if job.state in _OPEN:
        share = job.done / job.total if job.total else 0.0
        st.progress(min(1.0, share), text=text(job.what) if job.what else text("screens-plan-waiting"))
        html([f'<p class="tacha-quiet">{escape(text("start-making-more"))}</p>'])
        if st.button(text("screens-plan-cancel"), key="cancel_making", disabled=job.cancel):
            stop(folder, draft.job_id)
    elif job.state == "done":
        st.session_state["site made"] = draft.site
        st.rerun()
    elif job.state == "cancelled":
        _failed(roof, draft, text("screens-plan-cancelled"))
    else:
        key, args = job.error
        _failed(roof, draft, plain(text(key, **args)))


def _failed(roof: Path, draft: Draft, words: str) -> None:
    """Say why no site came of it and lead back to what was said, or to the choice."""
    st.error(words)
    if st.button(text("start-back"), key="making_back"):
        if draft.sample:
            discard(roof, draft.draft_id)
            remember("draft", "")
        else:
            write_draft(roof, replace(draft, job_id=""))
        st.rerun()
