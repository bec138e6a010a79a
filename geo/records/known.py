"""What the records add to the input files: finds of earlier seasons, leads, stages seen, closed seasons."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.model import schema
from geo.records import models
from geo.records.address import address_of
from geo.records.frames import read_frame
from geo.records.store import Store
from geo.records.versions import read_current


@dataclass(frozen=True)
class Known:
    """Tables HISTORY, LEADS, OBSERVED, SEASON_EFFORT; shapes in EPSG:4326. The last word of a day counts."""

    history: Any
    leads: Any
    observed: Any
    closed: Any


def has_records(site_dir: Path) -> bool:
    """Tell whether a site has records, without making them."""
    address = address_of(site_dir.resolve(), None)
    return address.on_server or address.path.exists()


def read_known(store: Store) -> Known:
    """Read, in one transaction, all on record that bears on where and when to search."""
    with store.reading() as connection:
        observed = read_frame(
            connection, models.OBSERVED, schema.OBSERVED, where=[], order=["seen_on", "observed_id"]
        )
        return Known(
            history=read_current(connection, models.HISTORY, schema.HISTORY),
            leads=read_current(connection, models.LEADS, schema.LEADS),
            observed=observed.drop_duplicates(["seen_on", "elevation_m"], keep="last", ignore_index=True),
            closed=read_frame(
                connection, models.SEASON_EFFORT, schema.SEASON_EFFORT, where=[], order=["season", "cell_id"]
            ),
        )
