"""Run long work as a process of its own, and let a screen watch and stop it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from geo.actions.site.people import local_actor
from geo.errors import RecordError, TachaError
from geo.model.notes import OnProgress
from geo.records import jobs
from geo.records.accounts import account_actor
from geo.records.actor import ALONE, Actor
from geo.records.jobs import Job
from geo.records.roles import Action, require
from geo.records.store import Store

_NEEDS: Final = {
    "plan": Action.PLAN,
    "--adopt": Action.ADOPT,
    "compare": Action.PLAN,
    "backtest": Action.PLAN,
    "trade-off": Action.PLAN,
}


def start(site_dir: Path, verb: str, options: Sequence[str] = (), *, actor: Actor = ALONE) -> str:
    """Start `tacha <verb>` on a site as a process of its own and return the id of its job.

    The process works as the account that asked, which stands in the job's row and not on its command line.

    Raises
    ------
    RecordError : the actor may not do what it does
    """
    with Store.open(site_dir) as store:
        for word in (verb, *options):
            if word in _NEEDS:
                require(store, actor, _NEEDS[word])
        job_id = jobs.start_job(store, verb, options, actor=actor)
    command = [sys.executable, "-m", "geo.cli", verb, str(site_dir), "--job", job_id, *options]
    # Its words go to the records, not to a terminal that may be closed before it ends.
    subprocess.Popen(  # noqa: S603  our own command line
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    return job_id


def watch(site_dir: Path, job_id: str) -> Job:
    """Return how far a job is."""
    with Store.open(site_dir) as store:
        return jobs.read_job(store, job_id)


def stop(site_dir: Path, job_id: str, *, actor: Actor = ALONE) -> None:
    """Ask a job to stop at its next step."""
    with Store.open(site_dir) as store:
        jobs.request_cancel(store, job_id, actor=actor)


def keep_result(site_dir: Path, job_id: str, result: str) -> None:
    """Keep what a running job found out: a screen reads it long after the tab was closed."""
    with Store.open(site_dir) as store:
        jobs.tell_result(store, job_id, result)


def last_done(site_dir: Path, verb: str) -> Job | None:
    """Return the job of a verb that was done last, with its result; None where there is none."""
    with Store.open(site_dir) as store:
        return jobs.read_last_done(store, verb)


def begin(site_dir: Path, job_id: str, verb: str) -> Actor:
    """Make this process the one that does a waiting job, and return as whom: the account that asked.

    Raises
    ------
    RecordError : no such job waits, or the account was shut since; then the job has failed
    """
    with Store.open(site_dir) as store:
        asked_by = jobs.begin(store, job_id, verb)
        if asked_by == ALONE.user_id:
            return local_actor(site_dir)
        actor = account_actor(store, asked_by)
        if actor is None:
            gone = RecordError("records-job-account", job=job_id, user=asked_by)
            jobs.fail(store, job_id, gone)
            raise gone
        return actor


@contextmanager
def working_on(site_dir: Path, job_id: str, *, actor: Actor) -> Iterator[OnProgress]:
    """Do the work of a job that `begin` took up: progress and the end go to the records.

    Raises
    ------
    Cancelled : a person stopped it
    """
    with Store.open(site_dir) as store, jobs.kept_alive(store, job_id):
        try:
            yield jobs.progress(store, job_id)
        except TachaError as error:
            jobs.fail(store, job_id, error, actor=actor)
            raise
        except Exception:
            jobs.fail(store, job_id, TachaError("error-job-broke"), actor=actor)
            raise
        jobs.finish(store, job_id, actor=actor)
