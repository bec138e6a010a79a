"""Open the records of a site: the one door to them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from geo.errors import RecordError
from geo.records.address import FILE_NAME, Address, address_of, file_address
from geo.records.claim import claim
from geo.records.database import Database
from geo.records.disk import network_share
from geo.records.upgrade import upgrade
from geo.settings import DEFAULTS, RecordSettings

__all__ = ["FILE_NAME", "Store"]


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Store(Database):
    """The records of one site. Open it with `Store.open`, as a context manager if it is to be closed."""

    @classmethod
    def open(
        cls,
        site_dir: Path | str,
        url: str | None = None,
        *,
        now: Callable[[], datetime] = _utc_now,
        settings: RecordSettings = DEFAULTS.records,
    ) -> Self:
        """Open the records of a site folder; a missing database is made, an older one is brought up to date.

        Parameters
        ----------
        site_dir : the site folder
        url : of a county's PostgreSQL; see `address_of` for where else it may stand
        now : the clock
        settings : waiting times

        Raises
        ------
        RecordError : no such folder, a network share, a damaged or foreign file, a newer version's database,
            a server that does not answer or has no PostGIS, a schema that is another folder's
        """
        folder = Path(site_dir)
        if not folder.is_dir():
            raise RecordError("records-no-folder", file=str(folder))
        address = address_of(folder.resolve(), url)
        share = "" if address.on_server else network_share(folder)
        if share:
            raise RecordError("records-network-share", file=str(folder), kind=share)
        return cls._opened(address, now=now, settings=settings)

    @classmethod
    def of_file(cls, folder: Path, *, now: Callable[[], datetime], settings: RecordSettings) -> Self:
        """Open the database file of a folder, whatever server the folder's site is on: for backups.

        Raises
        ------
        RecordError : as `open`
        """
        path = folder.resolve() / FILE_NAME
        return cls._opened(file_address(path), now=now, settings=settings)

    @classmethod
    def _opened(cls, address: Address, *, now: Callable[[], datetime], settings: RecordSettings) -> Self:
        store = cls(address, now=now, settings=settings)
        try:
            claim(store)
            upgrade(store)
        except BaseException:
            store.close()
            raise
        return store

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
