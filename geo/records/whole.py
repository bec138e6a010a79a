"""Do several writes as one: all of them are kept, or none, or they are only tried."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection

from geo.records.actor import Actor
from geo.records.known import has_records
from geo.records.roles import Action, acting
from geo.records.store import Store


class _Inside(Store):
    """A store whose every transaction is a part of one that is open already."""

    def __init__(self, store: Store, connection: Connection) -> None:
        vars(self).update(vars(store))
        self._connection = connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Read what stands at this point of the whole."""
        yield self._connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Write a part; what fails undoes this part."""
        with self._connection.begin_nested():
            yield self._connection

    def close(self) -> None:
        """Leave the database open: it is not this one's."""


@contextmanager
def whole(
    store: Store, actor: Actor, action: Action, *, keep: bool = True, team_id: str = "", township: str = ""
) -> Iterator[Store]:
    """Give an actor who may do this a store in which everything that is written is one transaction.

    Parameters
    ----------
    keep : False undoes it all at the end: a preview that does exactly what the real thing does

    Raises
    ------
    Refused : he may not; it is logged, and nothing else is kept
    """
    with acting(store, actor, action, team_id=team_id, township=township) as connection:
        yield _Inside(store, connection)
        if not keep:
            connection.rollback()


@contextmanager
def records_of(site_dir: Path, *, keep: bool = True) -> Iterator[Store]:
    """Open a site's records for one whole; a preview of a site without records makes none.

    Raises
    ------
    RecordError : as `Store.open`
    """
    if keep or has_records(site_dir):
        with Store.open(site_dir) as store:
            yield store
        return
    with tempfile.TemporaryDirectory(prefix="tacha") as folder, Store.open(folder) as store:
        yield store
