"""Build the ground of a site from its files, or take it back from derived/ where no file has changed."""

from __future__ import annotations

import logging
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from time import perf_counter
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from geo.errors import InputError
from geo.ground.boundaries import repair
from geo.ground.crs import lonlat_points, working_crs
from geo.ground.grid import cut_cells
from geo.ground.terrain import distance_m, forest_edge, make_terrain, seam_distance, streams
from geo.model import schema
from geo.model.land import Access, LandCover, PixelGrid, Roads, Terrain
from geo.model.notes import Note, OnProgress
from geo.model.tables import check
from geo.route.trailheads import access as reach_cells
from geo.route.trailheads import choose_trailheads, reach_from_bases
from geo.settings import Settings
from geo.sources.derived import derived_key, keep, kept, sha256_of
from geo.sources.landcover import read_cover
from geo.sources.osm import read_roads
from geo.sources.rasters import burn_lines, burn_polygons, plain_grid, read_dem
from geo.sources.sheets import read_bases
from geo.sources.site import InputRow, SiteFile
from geo.sources.vectors import read_lines_polygons, read_villages

log = logging.getLogger(__name__)

GROUND_ROLES = ("villages", "dem", "landcover", "water", "roads", "bases")
"""Inputs that change the ground; the others are evidence and are read each time."""


@dataclass(frozen=True)
class GroundOfSite:
    """The ground of one site in its working CRS, tables by the names of the schema; key: of what made it."""

    key: str
    crs: str
    villages: Any
    cells: Any
    terrain: Terrain
    roads: Roads | None
    bases: Any
    trailheads: Any
    access: Access
    notes: tuple[Note, ...]


def input_row(site: SiteFile, role: str) -> InputRow | None:
    """Return the input of a role, or None; a role is given once."""
    return next((row for row in site.input if row.role == role), None)


def input_path(site_dir: Path, row: InputRow) -> Path:
    """Path of a file as taken in.

    Raises
    ------
    InputError : the file has gone, or its name leads out of the site folder
    """
    folder = (site_dir / "inputs").resolve()
    path = (folder / row.file).resolve()
    if not path.is_relative_to(folder):
        raise InputError("error-input-outside", file=row.file, place=str(site_dir))
    if not path.is_file():
        raise InputError(
            "error-input-gone", file=row.file, place=str(folder), role=Note(f"word-role-{row.role}")
        )
    return path


def ground_of(site_dir: Path, site: SiteFile, settings: Settings, on_progress: OnProgress) -> GroundOfSite:
    """Return the ground of a site: kept since the last time, or built and kept.

    Raises
    ------
    InputError : a file is wrong; nothing is kept
    """
    rows = [row for role in GROUND_ROLES if (row := input_row(site, role)) is not None]
    hashes = {row.role: [sha256_of(input_path(site_dir, row)), row.datum, row.name_field] for row in rows}
    parts: dict[str, Any] = {
        "inputs": hashes,
        "crs": site.site.crs,
        "bases": [base.model_dump() for base in site.base],
    }
    parts |= {"grid": asdict(settings.grid), "travel": asdict(settings.travel)}
    parts |= {"flat_at_m": settings.season.mean_at_m}
    key = derived_key(parts)
    folder = site_dir / "derived" / f"ground-{key}"
    found = kept(folder)
    if found is not None:
        return _unpacked(key, *found)
    started = perf_counter()
    made = _build(key, site_dir, site, settings, on_progress)
    log.info("ground of %d cells built in %.1f s", len(made.cells), perf_counter() - started)
    keep(folder, **_packed(made))
    return made


def _build(
    key: str, site_dir: Path, site: SiteFile, settings: Settings, on_progress: OnProgress
) -> GroundOfSite:
    on_progress(0, 6, "progress-villages")
    villages, notes = site_villages(site_dir, site)
    crs = str(villages.crs)
    whole = shapely.union_all(villages.geometry.to_numpy())
    bounds = widened(whole.bounds, settings.grid.margin_m)
    bases, said = site_bases(site_dir, site, villages)
    notes += said
    on_progress(1, 6, "progress-terrain")
    pixels, elevation, said = site_elevation(site_dir, site, crs, whole, bounds, settings)
    notes += said
    roads, said = site_roads(site_dir, site, crs, whole, bases, settings)
    notes += said
    cover, mapped, water, said = site_cover(site_dir, site, pixels)
    notes += said
    path = None if roads is None else burn_lines(list(roads.edges.geometry), pixels)
    terrain = make_terrain(pixels, elevation, cover, mapped, path, settings)
    on_progress(2, 6, "progress-cells")
    if not water.any() and elevation is not None:
        water = streams(terrain.elevation_m, pixels.pixel_m, settings)
        notes.append(Note("assumed-streams"))
    cells = cut_cells(
        villages,
        terrain,
        edge=forest_edge(terrain.cover, pixels.pixel_m, settings),
        water_m=distance_m(water, pixels.pixel_m) if water.any() else None,
        seam_m=seam_distance(villages, pixels),
        settings=settings,
    )
    on_progress(3, 6, "progress-walks")
    candidates = choose_trailheads(roads, villages, terrain, settings)
    reached = reach_cells(cells, bases, candidates, roads, terrain, settings)
    cells = check(cells.assign(remote_h=reached.remote_h), schema.CELLS)
    return GroundOfSite(
        key,
        crs,
        villages,
        cells,
        terrain,
        roads,
        bases,
        reached.trailheads,
        reached.access,
        (*notes, *reached.notes),
    )


def site_villages(site_dir: Path, site: SiteFile) -> tuple[Any, list[Note]]:
    """Read and repair the villages; they bring the working CRS."""
    row = input_row(site, "villages")
    if row is None:
        raise InputError("error-no-villages", file="site.toml", place=str(site_dir))
    raw, notes = read_villages(
        input_path(site_dir, row), name_field=row.name_field or None, datum=row.datum or None
    )
    crs = site.site.crs or working_crs(raw, file=row.file)
    villages, repairs = repair(raw, file=row.file, crs=crs)
    return villages, [*notes, *repairs]


def site_bases(site_dir: Path, site: SiteFile, villages: Any) -> tuple[Any, list[Note]]:
    """Take bases from site.toml and the bases file; with neither, the largest village's inner point."""
    crs = str(villages.crs)
    row = input_row(site, "bases")
    if row is not None:
        file = input_path(site_dir, row)
        table, notes = read_bases(file, villages=villages, crs=crs, datum=row.datum or None)
        refuse_elsewhere(table, table["name"], villages, file=row.file, settings=site.all_settings())
        return table, notes
    if site.base:
        names = [base.name for base in site.base]
        x, y = lonlat_points([base.lon for base in site.base], [base.lat for base in site.base], crs)
        table = _base_table(names, shapely.points(x, y), crs)
        refuse_elsewhere(table, table["name"], villages, file="site.toml", settings=site.all_settings())
        return table, []
    largest = villages.loc[villages.area.idxmax()]
    point = shapely.point_on_surface(largest.geometry)
    return _base_table([largest["name"]], [point], crs), [Note("assumed-base", {"village": largest["name"]})]


def refuse_elsewhere(shapes: Any, names: Any, villages: Any, *, file: str, settings: Settings) -> None:
    """Refuse shapes in the villages' CRS that lie too far from the site to belong to it.

    Raises
    ------
    InputError : the first shape farther away than `intake.elsewhere_m`
    """
    site = shapely.box(*villages.total_bounds)
    for name, away_m in zip(names, shapely.distance(shapes.geometry.to_numpy(), site), strict=True):
        # Far outside its zone a projection may give no coordinates at all.
        if not away_m <= settings.intake.elsewhere_m:
            km = f"{away_m / 1000:.0f}" if np.isfinite(away_m) else "> 1000"
            raise InputError("error-elsewhere", file=file, place=str(name), km=km)


def _base_table(names: list[str], points: Any, crs: str) -> Any:
    table = gpd.GeoDataFrame({"base_id": names, "name": names}, geometry=list(points), crs=crs)
    return check(table, schema.BASES, where="site.toml")


def site_elevation(
    site_dir: Path,
    site: SiteFile,
    crs: str,
    whole: Any,
    bounds: tuple[float, float, float, float],
    settings: Settings,
) -> tuple[PixelGrid, NDArray[np.float32] | None, list[Note]]:
    """Read the elevation model and with it the pixels; without one the ground is flat."""
    row = input_row(site, "dem")
    if row is None:
        return (
            plain_grid(crs, bounds, settings.grid.pixel_m),
            None,
            [Note("assumed-flat", {"elevation": round(settings.season.mean_at_m)})],
        )
    return read_dem(input_path(site_dir, row), crs=crs, site=whole, bounds=bounds, settings=settings)


def site_roads(
    site_dir: Path, site: SiteFile, crs: str, whole: Any, bases: Any, settings: Settings
) -> tuple[Roads | None, list[Note]]:
    """Read the roads; those that no base can drive to are walked only."""
    row = input_row(site, "roads")
    if row is None:
        return None, [Note("assumed-no-roads")]
    roads, notes = read_roads(input_path(site_dir, row), crs=crs, site=whole, settings=settings)
    reached, said = reach_from_bases(roads, bases, settings)
    return reached, [*notes, *said]


def site_cover(
    site_dir: Path, site: SiteFile, pixels: PixelGrid
) -> tuple[NDArray[np.uint8] | None, NDArray[np.bool_] | None, NDArray[np.bool_], list[Note]]:
    """Land cover codes, where they are known, and where water lies."""
    notes: list[Note] = []
    cover = mapped = None
    row = input_row(site, "landcover")
    if row is None:
        notes.append(Note("assumed-open"))
    else:
        cover, mapped, notes = read_cover(input_path(site_dir, row), pixels, datum=row.datum or None)
    water = np.zeros((pixels.rows, pixels.columns), bool) if cover is None else cover == LandCover.WATER
    row = input_row(site, "water")
    if row is not None:
        frame, said = read_lines_polygons(
            input_path(site_dir, row), role="water", crs=pixels.crs, datum=row.datum or None
        )
        notes += said
        areas = frame.geometry[frame.geom_type.str.contains("Polygon")]
        open_water = burn_polygons(list(areas), [1] * len(areas), pixels, 0).astype(bool)
        if cover is None:
            cover = np.full((pixels.rows, pixels.columns), int(LandCover.OPEN), np.uint8)
            mapped = np.zeros(cover.shape, bool)
        # A stream is waded, open water is not: lines count for the distance, areas are also a barrier.
        cover = np.where(open_water, np.uint8(LandCover.WATER), cover)
        water = water | open_water | burn_lines(list(frame.geometry.drop(areas.index)), pixels)
    return cover, mapped, water, notes


def widened(bounds: tuple[float, float, float, float], margin_m: float) -> tuple[float, float, float, float]:
    """Move every side of a box outwards."""
    left, bottom, right, top = bounds
    return left - margin_m, bottom - margin_m, right + margin_m, top + margin_m


def _packed(ground: GroundOfSite) -> dict[str, Any]:
    """Take a ground apart into tables, arrays and facts."""
    terrain = {
        f"terrain_{item.name}": getattr(ground.terrain, item.name)
        for item in fields(Terrain)
        if item.name != "grid"
    }
    reach = {f"access_{item.name}": getattr(ground.access, item.name) for item in fields(Access)}
    tables = {name: getattr(ground, name) for name in ("villages", "cells", "bases", "trailheads")}
    if ground.roads is not None:
        tables |= {"nodes": ground.roads.nodes, "edges": ground.roads.edges}
    facts = {
        "crs": ground.crs,
        "grid": asdict(ground.terrain.grid),
        "notes": [[note.key, note.args] for note in ground.notes],
    }
    return {"tables": tables, "arrays": {**terrain, **reach}, "facts": facts}


def _unpacked(
    key: str, tables: dict[str, Any], arrays: dict[str, NDArray], facts: dict[str, Any]
) -> GroundOfSite:
    def part(kind: str) -> dict[str, NDArray]:
        return {name.removeprefix(kind): array for name, array in arrays.items() if name.startswith(kind)}

    return GroundOfSite(
        key=key,
        crs=facts["crs"],
        villages=tables["villages"],
        cells=tables["cells"],
        terrain=Terrain(grid=PixelGrid(**facts["grid"]), **part("terrain_")),
        roads=Roads(tables["nodes"], tables["edges"]) if "nodes" in tables else None,
        bases=tables["bases"],
        trailheads=tables["trailheads"],
        access=Access(**part("access_")),
        notes=tuple(Note(key, args) for key, args in facts["notes"]),
    )
