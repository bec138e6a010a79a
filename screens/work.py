"""Long work that a screen asks for: a button, live progress, a way to stop it, and how it ended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from geo.actions.jobs import start, stop, watch
from geo.errors import TachaError
from geo.records.jobs import Job
from geo.records.roles import Action
from screens.account import actor, may
from screens.shell import one_sentence, plain, said, site_dir, text

VERBS: Final = ("plan", "trade-off", "compare", "backtest")
_OPEN: Final = ("waiting", "running")


def under_way(verb: str) -> bool:
    """Show the work of a verb that this session follows, or how it ended; tell whether it goes on.

    The address keeps the job, so that a tab opened again still shows it.
    """
    job_id = st.session_state.get(_kept(verb)) or st.query_params.get(_name(verb), "")
    if job_id:
        _progress(verb, job_id)
        return True
    told = st.session_state.pop(f"{verb} told", None)
    if told:
        {"success": st.success, "info": st.info, "error": st.error}[told[0]](told[1])
    return False


def others_under_way(verb: str) -> bool:
    """Whether this session follows other work: one after the other, on an office's computer."""
    return any(
        st.session_state.get(_kept(other)) or st.query_params.get(_name(other))
        for other in VERBS
        if other != verb
    )


def begin(verb: str, options: Sequence[str] = ()) -> None:
    """Start the work as a process of its own, and follow it."""
    with one_sentence():
        job_id = start(site_dir(), verb, options, actor=actor())
    st.session_state[_kept(verb)] = st.query_params[_name(verb)] = job_id
    st.rerun()


@st.fragment(run_every=1.0)
def _progress(verb: str, job_id: str) -> None:
    try:
        job = watch(site_dir(), job_id)
    except TachaError as error:
        _end(verb, ("error", plain(said(error))))
        return
    if job.state in _OPEN:
        share = job.done / job.total if job.total else 0.0
        st.progress(min(1.0, share), text=text(job.what) if job.what else text("screens-plan-waiting"))
        stops = may(Action.PLAN)
        if stops and st.button(text("screens-plan-cancel"), key=f"cancel_{verb}", disabled=job.cancel):
            stop(site_dir(), job_id, actor=actor())
        return
    _end(verb, _ending(verb, job))


def _end(verb: str, told: tuple[str, str]) -> None:
    """Forget the job and tell, on the whole screen, how it ended."""
    st.session_state[_kept(verb)] = ""
    st.query_params.pop(_name(verb), None)
    st.session_state[f"{verb} told"] = told
    st.rerun()


def _ending(verb: str, job: Job) -> tuple[str, str]:
    if job.state == "done":
        return "success", text(f"work-done-{verb}")
    if job.state == "cancelled":
        return "info", text("screens-plan-cancelled")
    key, args = job.error
    return "error", plain(text(key, **args))


def _kept(verb: str) -> str:
    return f"{verb}_job"


def _name(verb: str) -> str:
    """Name of the job in the address."""
    return "job" if verb == "plan" else f"job-{verb}"
