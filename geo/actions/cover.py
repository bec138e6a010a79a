"""Say what was covered, how well, and what is expected to be left."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.actions.assess import Season, assess
from geo.actions.prepare import Prepared, prepare
from geo.errors import InputError
from geo.ground.crs import to_working
from geo.model.notes import Note, OnProgress, assumptions, silent
from geo.records.store import Store
from geo.records.tracks import read_tracks
from geo.search.coverage import by_village, coverage


@dataclass(frozen=True)
class Covered:
    """Coverage of a site: COVERAGE and the table by village, with what was assumed."""

    coverage: Any
    by_village: Any
    notes: tuple[Note, ...]


def cover(site_dir: Path, *, window_id: str | None = None, on_progress: OnProgress = silent) -> Covered:
    """Compute coverage from the recorded tracks, for one window or the whole season.

    Raises
    ------
    InputError : no such window
    """
    prepared = prepare(site_dir, on_progress=on_progress)
    season = assess(prepared)
    known = list(season.windows["window_id"])
    if window_id is not None and window_id not in known:
        raise InputError("error-no-such-window", place=str(site_dir), name=window_id, known=", ".join(known))
    with Store.open(site_dir) as store:
        tracks = read_tracks(store)
    return cover_tracks(prepared, season, tracks, window_id=window_id)


def cover_tracks(prepared: Prepared, season: Season, tracks: Any, *, window_id: str | None = None) -> Covered:
    """Compute coverage of tracks (TRACKS in EPSG:4326) on prepared ground."""
    table, notes = coverage(
        to_working(tracks, prepared.crs),
        villages=prepared.villages,
        cells=prepared.cells,
        cell_size_m=prepared.settings.grid.cell_size_m,
        windows=season.windows,
        risk=season.risk,
        crop_year=season.crop_year,
        settings=prepared.settings,
    )
    if window_id is not None:
        table = table[table["window_id"] == window_id]
    said = assumptions((*prepared.notes, *season.notes, *notes))
    if len(tracks):
        # Until visits say who walked abreast, a track is the visit of one searcher.
        said.append(Note("assumed-one-searcher", {"tracks": len(tracks)}))
    villages = by_village(table, prepared.cells, prepared.villages, season.risk)
    villages = villages.merge(prepared.villages[["village_id", "name"]].drop_duplicates(), on="village_id")
    # Dead corners need visits that say which ground was called done.
    return Covered(table, villages.assign(dead_corners=None), tuple(said))
