"""Long work on record: who runs it, how far it is, whether it is still alive."""

from __future__ import annotations

import json
import os
import threading
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from geo.errors import Cancelled, RecordError, TachaError
from geo.model.notes import Note, OnProgress
from geo.records import audit, models
from geo.records.actor import ALONE, Actor
from geo.records.processes import is_alive
from geo.records.store import Store

_OPEN = ("waiting", "running")


@dataclass(frozen=True)
class Job:
    """A job as it stands now: one row of JOBS, a dead one shown as failed.

    `result` holds what a finished job found out, as JSON, where it made nothing else; `error` the key and
    arguments of what went wrong, both empty otherwise.
    """

    job_id: str
    verb: str
    asked_by: str
    state: str
    done: int
    total: int
    what: str
    started_at: datetime | None
    heartbeat_at: datetime | None
    result: str
    cancel: bool
    pid: int | None

    @property
    def error(self) -> tuple[str, dict[str, object]]:
        """Key and arguments of the message that tells why it failed."""
        if self.state != "failed":
            return "", {}
        said = json.loads(self.result)
        return str(said["key"]), dict(said["args"])


def start_job(store: Store, verb: str, options: Sequence[str] = (), *, actor: Actor = ALONE) -> str:
    """Put a job on record, waiting for the process that will do it, and return its id.

    Parameters
    ----------
    verb, options : what is asked for, as the command line says it
    actor : who asks; the process does it as this account, whatever it is told otherwise
    """
    job_id = uuid.uuid4().hex[:12]
    row: dict[str, Any] = {"job_id": job_id, "verb": verb, "asked_by": actor.user_id, "state": "waiting"}
    row |= {"done": 0, "total": 0, "what": "", "started_at": None, "heartbeat_at": store.now()}
    row |= {"result": "", "cancel": False, "pid": None}
    with store.writing() as connection:
        connection.execute(insert(models.JOBS), row)
        told = {"verb": verb, "options": [*options]}
        audit.log(connection, actor, "start", f"jobs {job_id}", None, told)
    return job_id


def begin(store: Store, job_id: str, verb: str) -> str:
    """Make this process the one that does a waiting job, once, and return the account that asked for it.

    Raises
    ------
    RecordError : no such job waits: it is unknown, of another verb, or was begun already
    """
    jobs = models.JOBS.c
    with store.writing() as connection:
        waits = (jobs.job_id == job_id) & (jobs.verb == verb) & (jobs.state == "waiting")
        asked_by = connection.execute(select(jobs.asked_by).where(waits)).scalar()
        if asked_by is None:
            raise RecordError("records-no-job", job=job_id)
        values = {"state": "running", "started_at": store.now(), "heartbeat_at": store.now()}
        connection.execute(update(models.JOBS).where(waits).values(**values, pid=os.getpid()))
    return str(asked_by)


def beat(store: Store, job_id: str, done: int, total: int, what: str) -> None:
    """Say how far the job is; the first beat makes this process the one that runs it."""
    with store.writing() as connection:
        started = connection.execute(
            select(models.JOBS.c.started_at).where(models.JOBS.c.job_id == job_id)
        ).scalar()
        values = {"done": done, "total": total, "what": what, "state": "running"}
        values |= {"heartbeat_at": store.now(), "started_at": started or store.now(), "pid": os.getpid()}
        _change(connection, job_id, values)


def tell_result(store: Store, job_id: str, result: str) -> None:
    """Write down what a job found out, before it is closed; of one that is closed nothing changes."""
    with store.writing() as connection:
        _change(connection, job_id, {"result": result})


def finish(store: Store, job_id: str, *, actor: Actor = ALONE) -> None:
    """Close a job that is done; what it told stays as its result."""
    with store.writing() as connection:
        values = {"state": "done", "heartbeat_at": store.now()}
        _change(connection, job_id, values, logged="finish", actor=actor)


def fail(store: Store, job_id: str, error: TachaError, *, actor: Actor = ALONE) -> None:
    """Close a job that went wrong, or that a person stopped (`Cancelled`)."""
    state = "cancelled" if isinstance(error, Cancelled) else "failed"
    with store.writing() as connection:
        values = {"state": state, "result": _error_text(error.key, error.args_), "heartbeat_at": store.now()}
        _change(connection, job_id, values, logged="fail", actor=actor)


def request_cancel(store: Store, job_id: str, *, actor: Actor = ALONE) -> None:
    """Ask a job to stop; it does at its next step."""
    with store.writing() as connection:
        _change(connection, job_id, {"cancel": True}, logged="cancel", actor=actor)


def cancelled(store: Store, job_id: str) -> bool:
    """Tell whether a person asked the job to stop."""
    return read_job(store, job_id).cancel


def read_job(store: Store, job_id: str) -> Job:
    """Read a job; open work without a sign of life, or whose process is gone, is shown as failed.

    Raises
    ------
    RecordError : no such job
    """
    query = select(models.JOBS).where(models.JOBS.c.job_id == job_id)
    with store.reading() as connection:
        row = connection.execute(query).mappings().first()
    if row is None:
        raise RecordError("records-no-job", job=job_id)
    return Job(**{**row, **_death(store, row)})


def read_last_done(store: Store, verb: str) -> Job | None:
    """Read the job of a verb that was done last, None where there is none."""
    jobs = models.JOBS.c
    query = select(models.JOBS).where(jobs.verb == verb, jobs.state == "done")
    with store.reading() as connection:
        row = connection.execute(query.order_by(jobs.heartbeat_at.desc()).limit(1)).mappings().first()
    return None if row is None else Job(**row)


def progress(store: Store, job_id: str) -> OnProgress:
    """Make a callback that writes progress and stops the work when a person asked for it.

    It writes once a second at most, because every write waits for the disk.

    Raises
    ------
    Cancelled : from the callback, when the job was asked to stop
    """
    last: list[datetime] = []

    def on_progress(done: int, total: int, what: str) -> None:
        now = store.now()
        if last and done < total and (now - last[0]).total_seconds() < store.settings.beat_s:
            return
        last[:] = [now]
        if cancelled(store, job_id):
            raise Cancelled
        beat(store, job_id, done, total, what)

    return on_progress


@contextmanager
def kept_alive(store: Store, job_id: str) -> Iterator[None]:
    """Beat from a thread of its own while a long step reports no progress."""
    stop = threading.Event()

    def keep() -> None:
        while not stop.wait(store.settings.stale_job_s / 4):
            with store.writing() as connection:
                _change(connection, job_id, {"heartbeat_at": store.now()})

    thread = threading.Thread(target=keep, name=f"heartbeat {job_id}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _change(
    connection: Any, job_id: str, values: dict[str, Any], *, logged: str = "", actor: Actor = ALONE
) -> None:
    """Change an open job; a closed one stays as it is. A sign of life is not logged: it tells nothing."""
    jobs = models.JOBS
    found = connection.execute(select(jobs.c.state).where(jobs.c.job_id == job_id)).scalar()
    if found is None:
        raise RecordError("records-no-job", job=job_id)
    if found in _OPEN:
        connection.execute(update(jobs).where(jobs.c.job_id == job_id).values(values))
        if logged:
            audit.log(connection, actor, logged, f"jobs {job_id}", {"state": found}, values)


def _death(store: Store, row: Any) -> dict[str, str]:
    if row["state"] not in _OPEN:
        return {}
    silent_s = (store.now() - row["heartbeat_at"]).total_seconds()
    if row["pid"] is not None and not is_alive(row["pid"]):
        return {"state": "failed", "result": _error_text("records-job-dead", {})}
    if silent_s > store.settings.stale_job_s:
        text = _error_text("records-job-silent", {"seconds": round(silent_s)})
        return {"state": "failed", "result": text}
    return {}


def _plain(value: object) -> object:
    return asdict(value) if isinstance(value, Note) else str(value)


def _error_text(key: str, args: dict[str, object]) -> str:
    return json.dumps({"key": key, "args": args}, ensure_ascii=False, default=_plain)
