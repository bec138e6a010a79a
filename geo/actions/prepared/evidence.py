"""Read what is known of a site: earlier finds, past effort, leads, images, house clusters, teams."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from geo.actions.prepared.ground import GroundOfSite, input_path, input_row
from geo.ground.cellstats import cell_statistics
from geo.model import schema
from geo.model.notes import Note
from geo.model.tables import check, empty
from geo.settings import Settings
from geo.sources.derived import derived_key, digest_of, keep, kept
from geo.sources.past_effort import effort_form
from geo.sources.rasters import burn_polygons
from geo.sources.sheets import (
    read_climate,
    read_effort,
    read_history,
    read_images,
    read_leads,
    read_teams,
    read_yards,
)
from geo.sources.site import SiteFile


@dataclass(frozen=True)
class Evidence:
    """Tables of the schema in the working CRS, empty where nothing was given.

    images_covered: share of each cell that an image covered, (cells,); climate: month, temp_c, elevation_m
    or None; given_days: team_id, window_id, days, date or None.
    """

    history: Any
    effort: Any
    leads: Any
    images_covered: np.ndarray
    yards: Any
    climate: Any
    teams: Any
    given_days: pd.DataFrame | None
    notes: tuple[Note, ...]


READERS = {
    "history": (read_history, schema.HISTORY),
    "effort": (read_effort, schema.EFFORT),
    "leads": (read_leads, schema.LEADS),
    "yards": (read_yards, schema.YARDS),
    "images": (read_images, schema.IMAGES_SEEN),
}
"""Who reads the tables of places, and what each becomes."""


def site_table(site_dir: Path, site: SiteFile, role: str, villages: Any) -> tuple[Any, list[Note]]:
    """Read one table of places of a site; empty where none was given, or effort by cell."""
    reader, table = READERS[role]
    crs = str(villages.crs)
    row = input_row(site, role)
    if row is None or (role == "effort" and effort_form(input_path(site_dir, row)) != "sheet"):
        return empty(table, crs), []
    return reader(input_path(site_dir, row), villages=villages, crs=crs, datum=row.datum or None)


def evidence_of(site_dir: Path, site: SiteFile, ground: GroundOfSite, settings: Settings) -> Evidence:
    """Read every input that is not ground.

    Raises
    ------
    InputError : a file is wrong
    """
    read = {role: site_table(site_dir, site, role, ground.villages) for role in READERS}
    history, effort, leads, yards, images = (table for table, _ in read.values())
    notes = [note for _, said in read.values() for note in said]
    teams, given, said = site_teams(site_dir, site, ground.bases, settings)
    climate, more = site_climate(site_dir, site)
    covered = _images_covered(site_dir, images, ground, settings)
    return Evidence(
        history, effort, leads, covered, yards, climate, teams, given, (*notes, *said, *more)
    )  # fmt: skip


def site_climate(site_dir: Path, site: SiteFile) -> tuple[Any, list[Note]]:
    """Read the climate table; None where none was given."""
    row = input_row(site, "climate")
    return (None, []) if row is None else read_climate(input_path(site_dir, row))


def site_teams(
    site_dir: Path, site: SiteFile, bases: Any, settings: Settings
) -> tuple[Any, pd.DataFrame | None, list[Note]]:
    """Take teams from site.toml or the teams file; with neither, one team with a car is assumed."""
    first_base = str(bases["base_id"].iloc[0])
    row = input_row(site, "teams")
    if row is not None:
        return read_teams(input_path(site_dir, row), bases=bases)
    if site.team:
        table = pd.DataFrame([{**team.model_dump(include=set(schema.TEAMS.names)), "team_id": team.id,
                               "base_id": team.base or first_base, "vehicle": str(team.vehicle)}
                              for team in site.team])  # fmt: skip
        return check(table, schema.TEAMS, where="site.toml"), _days_of(site), []
    plan = settings.plan
    assumed = {
        "team_id": "1",
        "base_id": first_base,
        "members": plan.members,
        "vehicle": "car",
        "driver": False,
    }
    table = pd.DataFrame([{**assumed, "hours_per_day": plan.hours_per_day}])
    note = Note(
        "assumed-team", {"members": plan.members, "days": plan.days_per_window, "hours": plan.hours_per_day}
    )
    return check(table, schema.TEAMS), None, [note]


def _days_of(site: SiteFile) -> pd.DataFrame | None:
    """Days of the teams in site.toml, one row a team and window or date."""
    rows: list[dict[str, Any]] = []
    for team in site.team or []:
        blank = {"team_id": team.id, "window_id": "", "days": None, "date": None}
        if isinstance(team.days, dict):
            rows += [{**blank, "window_id": window, "days": days} for window, days in team.days.items()]
        elif team.days is not None:
            rows.append({**blank, "days": team.days})
        rows += [{**blank, "date": day} for day in team.dates or []]
    return pd.DataFrame(rows) if rows else None


def _images_covered(site_dir: Path, images: Any, ground: GroundOfSite, settings: Settings) -> np.ndarray:
    """Share of each cell that an image covered, (cells,): kept since the last time, or made and kept."""
    if not len(images):
        return np.zeros(len(ground.cells))
    key = derived_key(
        {
            "what": "images",
            "images": digest_of(images[["geometry"]]),
            "villages": digest_of(ground.villages[["village_id", "geometry"]]),
            "cells": digest_of(ground.cells[["village_id", "ix", "iy"]]),
            "grid": asdict(ground.terrain.grid),
            "cell_size_m": settings.grid.cell_size_m,
        }
    )
    folder = site_dir / "derived" / f"images-{key}"
    found = kept(folder)
    if found is not None:
        return np.asarray(found[1]["covered"])
    covered = _covered_by_images(images, ground, settings)
    keep(folder, tables={}, arrays={"covered": covered}, facts={})
    return covered


def _covered_by_images(images: Any, ground: GroundOfSite, settings: Settings) -> np.ndarray:
    cells, grid = ground.cells, ground.terrain.grid
    imaged = burn_polygons(list(images.geometry), [1] * len(images), grid, 0).astype(float)
    table = cell_statistics(
        ground.villages,
        grid,
        cell_size_m=settings.grid.cell_size_m,
        spread={},
        means={"imaged": imaged},
        classes=None,
    )
    ids = ground.villages["village_id"].to_numpy()[table["village"]]
    shares = pd.Series(
        table["imaged_mean"].to_numpy(), index=pd.MultiIndex.from_arrays([ids, table["ix"], table["iy"]])
    )
    wanted = pd.MultiIndex.from_frame(cells[["village_id", "ix", "iy"]])
    return shares.reindex(wanted).fillna(0.0).to_numpy()
