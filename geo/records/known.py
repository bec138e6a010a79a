"""What the records add to the input files: finds of earlier seasons, leads, stages seen, closed seasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

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


def tracks_of_open_seasons(store: Store, opens: date, closes: date) -> int:
    """Count tracks outside these days, both included, but for those of years whose season is closed."""
    day, year = models.TRACKS.c.walked_on, models.SEASON_EFFORT.c.season
    with store.reading() as connection:
        outside = select(day, func.count()).where((day < opens) | (day > closes)).group_by(day)
        counts = connection.execute(outside).all()
        closed = set(connection.execute(select(year).distinct()).scalars())
    return sum(count for walked_on, count in counts if walked_on.year not in closed)
