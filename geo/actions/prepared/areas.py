"""The responsibility areas of a site, and which cells they hold: read once, kept under derived/."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd

from geo.actions.prepared.ground import GroundOfSite, input_path, input_row, refuse_elsewhere
from geo.ground.areas import areas_of_cells
from geo.model import schema
from geo.model.notes import Note
from geo.model.tables import empty
from geo.settings import Settings
from geo.sources.areas import read_areas
from geo.sources.derived import derived_key, keep, kept, sha256_of
from geo.sources.site import InputRow, SiteFile


def areas_of(
    site_dir: Path, site: SiteFile, ground: GroundOfSite, settings: Settings
) -> tuple[Any, Any, list[Note]]:
    """Return AREAS, the area_id of each cell ((cells,), or "" for all of them), and what is to be said.

    Raises
    ------
    InputError : the file is wrong; nothing is kept
    """
    row = input_row(site, "areas")
    if row is None:
        return empty(schema.AREAS, ground.crs), "", []
    folder = site_dir / "derived" / f"areas-{_key(site_dir, row, ground, settings)}"
    found = kept(folder)
    if found is None:
        areas, notes = site_areas(site_dir, site, ground.villages, settings)
        held = areas_of_cells(areas, ground.villages, ground.cells, settings.grid.cell_size_m)
        tables = {"areas": areas, "by_cell": pd.DataFrame({"area_id": pd.Series(held, dtype="str")})}
        keep(folder, tables=tables, arrays={}, facts={"notes": [[note.key, note.args] for note in notes]})
    else:
        tables, _, facts = found
        notes = [Note(key, args) for key, args in facts["notes"]]
    by_cell = tables["by_cell"]["area_id"]
    return tables["areas"], by_cell.to_numpy(), [*notes, *_counted(tables["areas"], by_cell)]


def site_areas(site_dir: Path, site: SiteFile, villages: Any, settings: Settings) -> tuple[Any, list[Note]]:
    """Read the areas of a site; none where no file was given.

    Raises
    ------
    InputError : the file is wrong, or its ground is not this site's
    """
    row = input_row(site, "areas")
    crs = str(villages.crs)
    if row is None:
        return empty(schema.AREAS, crs), []
    areas, notes = read_areas(
        input_path(site_dir, row), villages=villages, crs=crs, datum=row.datum or None, settings=settings
    )
    drawn = areas[areas.geometry.notna()]
    refuse_elsewhere(drawn, drawn["name"], villages, file=row.file, settings=settings)
    return areas, notes


def _key(site_dir: Path, row: InputRow, ground: GroundOfSite, settings: Settings) -> str:
    """Hash the file, and the villages and cells that its areas are laid on."""
    laid_on = (ground.cells[["cell_id", "area_m2"]], ground.villages[["village_id", "name"]])
    parts: dict[str, Any] = {"file": sha256_of(input_path(site_dir, row)), "datum": row.datum}
    parts |= {"crs": ground.crs, "grid": asdict(settings.grid)}
    parts |= {"on": [int(pd.util.hash_pandas_object(table, index=False).sum()) for table in laid_on]}
    return derived_key(parts)


def _counted(areas: Any, by_cell: Any) -> list[Note]:
    """Say how much of the site the areas hold."""
    if not areas.geometry.notna().any():
        return []
    share = float((by_cell != "").mean())
    return [Note("areas-held", {"areas": len(areas), "percent": round(100 * share)})]
