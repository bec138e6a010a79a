"""Back the records up, put a backup in their place, check their log."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from geo.model.notes import Note
from geo.records import audit, backup
from geo.records.held_to_log import differing_rows
from geo.records.log_search import found_in_log
from geo.records.roles import ALONE, Action, Actor, require
from geo.records.store import Store


def back_up(site_dir: Path, file: Path, *, actor: Actor = ALONE) -> str:
    """Write all records into one file and return the head of their log, to be kept apart from it.

    Raises
    ------
    RecordError : the file is there already, or the actor may not
    """
    with Store.open(site_dir) as store:
        return str(backup.backup(store, file, actor=actor))


def put_back(site_dir: Path, file: Path, *, actor: Actor = ALONE) -> tuple[str, list[str]]:
    """Put a backup in the place of a site's records; return the head of its log, and what is kept beside.

    Raises
    ------
    RecordError : no backup, a damaged one, or the actor may not
    """
    before = _names(site_dir)
    head = str(backup.restore(file, site_dir, actor=actor))
    kept = _names(site_dir) - before
    return head, sorted(name for name in kept if ".before-" in name or ".damaged-" in name)


def read_log(site_dir: Path, words: str = "", *, most: int, actor: Actor = ALONE) -> tuple[str, Any]:
    """Return the log's head, and its newest rows that hold all of some words.

    Parameters
    ----------
    words : separated by spaces; none: every row
    most : rows

    Returns
    -------
    head; table seq, at, user_id, action, subject, before, after, the newest first

    Raises
    ------
    RecordError : the actor may not
    """
    with Store.open(site_dir) as store:
        require(store, actor, Action.READ_LOG)
        return str(audit.head(store)), found_in_log(store, words.split(), most=most)


def verify_log(site_dir: Path, head: str | None = None, *, actor: Actor = ALONE) -> tuple[str, list[Note]]:
    """Return the log's head now, and what was tampered with, in the log or in the records it tells of.

    Parameters
    ----------
    head : printed earlier; without it a cut tail cannot be seen

    Raises
    ------
    RecordError : the actor may not
    """
    with Store.open(site_dir) as store:
        require(store, actor, Action.READ_LOG)
        return str(audit.head(store)), [*audit.verify(store, head), *differing_rows(store)]


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()
