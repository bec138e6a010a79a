"""The log: every write in its own transaction, chained by hash so that tampering shows."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, select

from geo.model.notes import Note
from geo.records import models
from geo.records.actor import Actor
from geo.records.database import instant
from geo.records.frames import insert_rows
from geo.records.store import Store

_NONE: Final = "0" * 64
_LONGEST_SHAPE: Final = 256
_SECRET: Final = frozenset({"password_hash", "token_hash"})

Row = Mapping[str, Any]


class Head(NamedTuple):
    """How many rows the log holds and the hash of the last one: printed on reports, sheets and backups."""

    rows: int
    digest: str

    def __str__(self) -> str:
        """Write it as it is printed and typed in again."""
        return f"{self.rows}:{self.digest}"


def log(
    connection: Connection,
    actor: Actor,
    action: str,
    subject: str,
    before: Row | None,
    after: Row | None,
) -> None:
    """Add one row to the log, in the transaction that does what it tells.

    Parameters
    ----------
    connection : of a writing transaction
    actor : who does it
    action : what is done ("add", "confirm", ...), or "refused"
    subject : table and row, such as "findings f1"
    before, after : the row before and after; None where there is none
    """
    log_rows(connection, actor, action, [(subject, before, after)])


def log_rows(
    connection: Connection,
    actor: Actor,
    action: str,
    changes: Iterable[tuple[str, Row | None, Row | None]],
) -> None:
    """Add one row to the log for each (subject, before, after), in order; see `log`."""
    count, previous = _head(connection)
    at = instant(connection)
    rows = []
    for subject, before, after in changes:
        count += 1
        row = {"seq": count, "at": at, "user_id": actor.user_id, "action": str(action), "subject": subject}
        row |= {"before": written(before), "after": written(after), "previous_hash": previous}
        previous = _hash(row)
        rows.append({**row, "hash": previous})
    insert_rows(connection, models.AUDIT, rows)


def log_added(
    connection: Connection, actor: Actor, table: str, key: tuple[str, ...], rows: list[dict[str, Any]]
) -> None:
    """Log rows that were added to a table, named by their key."""
    log_rows(connection, actor, "add", ((subject(table, row, key), None, row) for row in rows))


def subject(table: str, row: Row, key: tuple[str, ...]) -> str:
    """Name a row of a table in the log: "visit_cells v1 530_1_2"."""
    return " ".join([table.lower(), *(str(row[name]) for name in key)])


def head(store: Store) -> Head:
    """How many rows the log holds, and the hash of the last one (64 zeros for an empty log)."""
    with store.reading() as connection:
        return _head(connection)


def last_written(store: Store) -> datetime | None:
    """When the last row of the log was written; None for an empty log."""
    query = select(models.AUDIT.c.at).order_by(models.AUDIT.c.seq.desc()).limit(1)
    with store.reading() as connection:
        return connection.execute(query).scalar()


def verify(store: Store, head: str | tuple[int, str] | None = None) -> list[Note]:
    """Find what was tampered with in the log; an empty list is an unbroken log.

    Parameters
    ----------
    head : head printed earlier, "count:hash" or the pair: without it a cut tail cannot be seen

    Returns
    -------
    notes : each says which row is wrong and how
    """
    query = select(models.AUDIT).order_by(models.AUDIT.c.seq)
    found, previous, expected = [], _NONE, 0
    wanted = _parsed(head) if head is not None else None
    hash_then = None
    with store.reading() as connection:
        for row in map(dict, connection.execute(query).mappings()):
            expected += 1
            if row["seq"] != expected:
                found.append(Note("audit-row-missing", {"seq": expected}))
                expected = row["seq"]
            if row["hash"] != _hash(row):
                found.append(Note("audit-row-changed", {"seq": row["seq"]}))
            elif row["previous_hash"] != previous:
                found.append(Note("audit-chain-broken", {"seq": row["seq"]}))
            previous = row["hash"]
            if wanted is not None and row["seq"] == wanted.rows:
                hash_then = row["hash"]
    if wanted is None or wanted == (0, _NONE):
        return found
    if expected < wanted.rows:
        found.append(Note("audit-tail-cut", {"count": expected, "expected": wanted.rows}))
    elif hash_then != wanted.digest:
        found.append(Note("audit-head-differs", {"seq": wanted.rows}))
    return found


def _head(connection: Connection) -> Head:
    newest = select(models.AUDIT.c.seq, models.AUDIT.c.hash).order_by(models.AUDIT.c.seq.desc()).limit(1)
    row = connection.execute(newest).first()
    return Head(0, _NONE) if row is None else Head(row.seq, row.hash)


def _parsed(head: str | tuple[int, str]) -> Head:
    if not isinstance(head, str):
        return Head(*head)
    count, _, digest = head.strip().partition(":")
    # What cannot be read matches no row, and so is told as a difference.
    return Head(int(count) if count.isdecimal() else 0, digest.strip().lower())


def _hash(row: Mapping[str, Any]) -> str:
    fields = [row["previous_hash"], row["seq"], _plain(row["at"])]
    fields += [row[name] for name in ("user_id", "action", "subject", "before", "after")]
    text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()


def written(row: Row | None) -> str:
    """Write a row as the log holds it: without secrets, long shapes by their hash; "" for none."""
    if row is None:
        return ""
    plain = {name: _plain(value) for name, value in row.items() if name not in _SECRET}
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date():
            return value.isoformat()
        case bytes():
            # A long line stands in its table, which is never changed; the log holds it by its hash.
            if len(value) > _LONGEST_SHAPE:
                return "sha256:" + hashlib.sha256(value).hexdigest()
            return base64.b64encode(value).decode("ascii")
        case _:
            return value
