"""Name every fault of every input of a site at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import shapely

from geo.actions.prepared.areas import site_areas
from geo.actions.prepared.assess import assess
from geo.actions.prepared.evidence import READERS, site_climate, site_table, site_teams
from geo.actions.prepared.ground import (
    site_bases,
    site_cover,
    site_elevation,
    site_roads,
    site_villages,
    widened,
)
from geo.actions.prepared.prepare import prepare, season_days
from geo.errors import InputError, TableError
from geo.sources.site import SiteFile, read_site


def check_site(site_dir: Path) -> list[InputError]:
    """Return what is wrong with a site, one error a fault; an empty list means that it can be planned.

    Raises
    ------
    InputError : site.toml itself cannot be read
    """
    site = read_site(site_dir)
    found: list[InputError] = []

    def attempt(work: Callable[[], Any]) -> Any:
        try:
            return work()
        except TableError as error:
            found.extend(TableError(str(error.args_["file"]), [fault]) for fault in error.faults)
        except InputError as error:
            found.append(error)
        return None

    _each_input(site_dir, site, attempt)
    if not found:
        # Faults that only show when the inputs meet.
        attempt(lambda: _meeting(site_dir))
    return found


def _meeting(site_dir: Path) -> None:
    prepared = prepare(site_dir)
    season_days(prepared, assess(prepared).windows)


def _each_input(site_dir: Path, site: SiteFile, attempt: Callable[[Callable[[], Any]], Any]) -> None:
    """Read every input by itself, so that one fault does not hide the next."""
    settings = site.all_settings()
    attempt(lambda: site_climate(site_dir, site))
    read = attempt(lambda: site_villages(site_dir, site))
    if read is None:
        return  # everything else is placed by the villages
    villages = read[0]
    crs, whole = str(villages.crs), shapely.union_all(villages.geometry.to_numpy())
    bounds = widened(whole.bounds, settings.grid.margin_m)
    for role in READERS:
        attempt(lambda role=role: site_table(site_dir, site, role, villages))  # type: ignore[misc]
    attempt(lambda: site_areas(site_dir, site, villages, settings))
    elevation = attempt(lambda: site_elevation(site_dir, site, crs, whole, bounds, settings))
    if elevation is not None:
        attempt(lambda: site_cover(site_dir, site, elevation[0]))
    bases = attempt(lambda: site_bases(site_dir, site, villages))
    if bases is not None:
        attempt(lambda: site_roads(site_dir, site, crs, whole, bases[0], settings))
        attempt(lambda: site_teams(site_dir, site, bases[0], settings))
