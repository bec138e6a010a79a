"""Make a site ready for work: its ground from derived/ or its files, its evidence, its teams."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta, timezone, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from geo.actions.prepared.areas import areas_of
from geo.actions.prepared.evidence import evidence_of
from geo.actions.prepared.ground import ground_of, input_row
from geo.actions.prepared.past_effort import effort_by_cell, with_records
from geo.actions.prepared.recorded import join_records
from geo.errors import InputError
from geo.ground.crs import xy_to_lonlat
from geo.ground.datum import in_china
from geo.model import schema
from geo.model.land import Access, Roads, Terrain
from geo.model.notes import Note, OnProgress, silent
from geo.model.season import ObservedStage
from geo.model.tables import check
from geo.route.team_days import spread_days
from geo.settings import Settings
from geo.sources.site import SiteFile, read_site


@dataclass(frozen=True)
class Prepared:
    """A site ready for work; tables of the schema in the working CRS.

    history, leads: of the input files and the records; closed: SEASON_EFFORT of closed seasons, or None;
    ground_key: hash of what the ground was made from;
    windows: WINDOWS as given in site.toml, None where they follow from the season; given_days: team_id,
    window_id, days, date, or None; images_covered: share of each cell, (cells,); areas: AREAS, as
    cells name them.
    """

    site_dir: Path
    site: SiteFile
    settings: Settings
    ground_key: str
    crs: str
    time_zone: tzinfo
    villages: Any
    areas: Any
    cells: Any
    terrain: Terrain
    roads: Roads | None
    bases: Any
    trailheads: Any
    access: Access
    history: Any
    effort: Any
    closed: Any
    leads: Any
    images_covered: np.ndarray
    yards: Any
    climate: Any
    teams: Any
    given_days: pd.DataFrame | None
    windows: Any
    observed: list[ObservedStage]
    notes: tuple[Note, ...]


def prepare(site_dir: Path, *, on_progress: OnProgress = silent) -> Prepared:
    """Make a site ready for work.

    Raises
    ------
    InputError : site.toml or an input is wrong
    """
    site = read_site(site_dir)
    settings = site.all_settings()
    ground = ground_of(site_dir, site, settings, on_progress)
    areas, held, told = areas_of(site_dir, site, ground, settings)
    known = evidence_of(site_dir, site, ground, settings)
    time_zone = _time_zone(ground.villages)
    searched, said = effort_by_cell(site_dir, site, ground, time_zone, settings)
    joined = join_records(site_dir, site, history=known.history, leads=known.leads)
    return Prepared(
        site_dir=site_dir,
        site=site,
        settings=settings,
        ground_key=ground.key,
        crs=ground.crs,
        time_zone=time_zone,
        villages=ground.villages,
        areas=areas,
        cells=ground.cells.assign(area_id=held).astype({"area_id": "str"}),
        terrain=ground.terrain,
        roads=ground.roads,
        bases=ground.bases,
        trailheads=ground.trailheads,
        access=ground.access,
        history=joined.history,
        effort=known.effort,
        closed=with_records(searched, joined.closed),
        leads=joined.leads,
        images_covered=known.images_covered,
        yards=known.yards,
        climate=known.climate,
        teams=known.teams,
        given_days=known.given_days,
        windows=_windows(site),
        observed=joined.observed,
        notes=(*ground.notes, *told, *known.notes, *said),
    )


def season_days(
    prepared: Prepared, windows: Any, *, split: Mapping[str, Mapping[str, int]] | None = None
) -> Any:
    """Spread the teams over the days of the windows -> TEAM_DAYS; split: as `spread_days`.

    Raises
    ------
    InputError : a team, window or day that does not fit; it names the file that gave it
    """
    row = input_row(prepared.site, "teams")
    try:
        return spread_days(
            prepared.teams, windows, given=prepared.given_days, settings=prepared.settings, split=split
        )
    except InputError as fault:
        file = "site.toml" if row is None else row.file
        raise InputError("error-team-days", file=file, fault=Note(fault.key, fault.args_)) from fault


def _windows(site: SiteFile) -> Any:
    if not site.window:
        return None
    rows = [
        {"window_id": row.id, "name": row.name or row.id, "opens": row.opens, "closes": row.closes}
        for row in site.window
    ]
    table = pd.DataFrame(rows).sort_values(["opens", "window_id"], ignore_index=True)
    return check(table, schema.WINDOWS, where="site.toml")


def _time_zone(villages: Any) -> tzinfo:
    """Beijing time in China; elsewhere the zone of the meridian, for want of their borders."""
    left, bottom, right, top = villages.total_bounds
    lon, lat = xy_to_lonlat((left + right) / 2, (bottom + top) / 2, str(villages.crs))
    if bool(np.all(in_china(lon, lat))):
        return ZoneInfo("Asia/Shanghai")
    return timezone(timedelta(hours=round(float(np.ravel(lon)[0]) / 15)))
