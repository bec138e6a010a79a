"""Join what is on record to what the input files say: finds, leads, stages seen, closed seasons."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from geo.ground.crs import to_working
from geo.model.season import ObservedStage, Stage
from geo.records.known import Known, has_records, read_known
from geo.records.store import Store
from geo.sources.site import SiteFile


@dataclass(frozen=True)
class Joined:
    """HISTORY, LEADS and SEASON_EFFORT (None where no season is closed) in the working CRS; stages seen."""

    history: Any
    leads: Any
    closed: Any
    observed: list[ObservedStage]


def join_records(site_dir: Path, site: SiteFile, *, history: Any, leads: Any) -> Joined:
    """Join input files and records; of two rows of one name, or two stages of a day, the record counts.

    Finds and effort on record count from the season after theirs on: in their own season the looks and
    finds themselves do.

    Parameters
    ----------
    history, leads : as read from the input files, in the working CRS
    """
    observed = [ObservedStage(seen.stage, seen.date, seen.elevation_m) for seen in site.season.observed]
    known = _known(site_dir)
    if known is None:
        return Joined(history, leads, None, observed)
    crs, year = history.crs, site.season.year
    closed = known.closed[known.closed["season"] < year]
    return Joined(
        history=_over(history, to_working(known.history[known.history["season"] < year], crs), "history_id"),
        leads=_over(leads, to_working(known.leads, crs), "lead_id"),
        closed=to_working(closed, crs) if len(closed) else None,
        observed=_observed(observed, known.observed, year),
    )


def _known(site_dir: Path) -> Known | None:
    """Read what is on record; looking at a site makes no database."""
    if not has_records(site_dir):
        return None
    with Store.open(site_dir) as store:
        return read_known(store)


def _over(given: Any, recorded: Any, key: str) -> Any:
    """Rows of the files that the records do not speak of, then the records."""
    if not len(recorded):
        return given
    rest = given[~given[key].isin(recorded[key])]
    return pd.concat([rest, recorded], ignore_index=True) if len(rest) else recorded.reset_index(drop=True)


def _observed(given: list[ObservedStage], recorded: Any, year: int) -> list[ObservedStage]:
    seen = {(stage.seen_on, stage.elevation_m): stage for stage in given}
    for row in recorded.itertuples():
        day = row.seen_on.date()
        # Seen this season: a crop sown in autumn is looked at from the year before on.
        if day.year in {year - 1, year}:
            seen[day, row.elevation_m] = ObservedStage(Stage(row.stage), day, float(row.elevation_m))
    return list(seen.values())
