"""Make a county as a site folder with a year on record, for `benchmarks.county_year` to open.

Run ``python -m benchmarks.county_site FOLDER [--tracks N] [--cell M]``. The county is 500 x 400 squares, 25
townships of 16 villages. Every track is a day's walk of 25 km with a fix each five metres; nine of ten stand
on a visit: most confirmed, some submitted or returned, a third of them abreast; some tracks are driven, some
flown. Twenty villages are reported done on paper, so that there are dead corners to look for.
"""

from __future__ import annotations

import argparse
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import rasterio
import shapely
from rasterio.transform import from_origin

from geo.actions.prepared.prepare import prepare
from geo.actions.site.create import NewSite, create_site
from geo.ground.crs import to_lonlat
from geo.model.schema import FINDINGS, LEADS, TRACKS
from geo.model.tables import check
from geo.records.actor import ALONE
from geo.records.findings import add_findings
from geo.records.leads import add_leads
from geo.records.store import Store
from geo.records.tracks import add_tracks
from geo.records.visits import confirm, save_visit, send_back, submit

CRS, LEFT_M, BOTTOM_M = "EPSG:4544", 450_000.0, 3_700_000.0
COLUMNS, ROWS = 500, 400
POINTS, STEP_M, NOISE_M = 5_000, 5.0, 3.0
FINDS, LEAD_COUNT, VILLAGES_A_SIDE, ON_PAPER = 5_000, 400, 20, 20
YEAR, FIRST_DAY = 2026, date(2026, 5, 10)
DAYS, BATCH = 62, 100


def main() -> None:
    """Make the county in a folder that is not there yet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--tracks", type=int, default=2_000)
    parser.add_argument("--cell", type=int, default=250, help="side of the squares, m")
    asked = parser.parse_args()
    make_county(asked.folder, tracks=asked.tracks, cell_m=asked.cell)


def make_county(folder: Path, *, tracks: int, cell_m: int) -> None:
    """Make the site, then fill its records through the same doors that people use."""
    dice = np.random.default_rng(11)
    size_m = np.array([COLUMNS, ROWS]) * float(cell_m)
    made_of = folder.with_name(f"{folder.name}-files")
    made_of.mkdir(parents=True)
    villages = _villages(made_of / "villages.gpkg", size_m, dice)
    _hills(made_of / "dem.tif", size_m, pixel_m=cell_m * 0.36)
    wanted = NewSite(villages=villages, files={"dem": made_of / "dem.tif"}, name_field="name", season=YEAR)
    create_site(folder, wanted)
    if cell_m != 250:
        with (folder / "site.toml").open("a", encoding="utf-8") as file:
            file.write(f"\n[settings.grid]\ncell_size_m = {cell_m}\n")
    prepared = prepare(folder)
    with Store.open(folder) as store:
        for start in range(0, tracks, BATCH):
            add_tracks(store, walks(start, min(BATCH, tracks - start), size_m))
        _visits(store, tracks)
        _paper(store, prepared.cells)
        add_findings(store, _finds(size_m, prepared.villages, dice), actor=ALONE)
        add_leads(store, _leads(size_m, prepared.villages, dice), actor=ALONE)


def walks(start: int, count: int, size_m: Any) -> Any:
    """Wandering walks as a phone records them: TRACKS in EPSG:4326, the same for the same numbers."""
    dice = np.random.default_rng([11, start])
    heading = np.cumsum(dice.normal(0, 0.25, (count, POINTS)), axis=1)
    begin = dice.uniform(0.1, 0.9, (count, 1, 2)) * size_m + [LEFT_M, BOTTOM_M]
    steps = STEP_M * np.stack([np.cos(heading), np.sin(heading)], axis=2)
    points = begin + np.cumsum(steps, axis=1) + dice.normal(0, NOISE_M, steps.shape)
    lines = shapely.linestrings(points.reshape(-1, 2), indices=np.repeat(np.arange(count), POINTS))
    number = np.arange(start, start + count)
    days = pd.to_datetime([FIRST_DAY + timedelta(days=int(day)) for day in number % DAYS])
    mode = np.select([number % 20 < 2, number % 20 == 2], ["car", "drone"], "foot")
    names = [f"t{row:05d}" for row in number]
    began = pd.to_datetime(days, utc=True)
    frame = pd.DataFrame(
        {"track_id": names, "walked_on": days, "started_at": began, "ended_at": began + pd.Timedelta(hours=7),
         "team_id": [f"team{row % 20}" for row in number], "assignment_id": "", "walkers": 1,
         "spacing_m": np.nan, "swath_m": np.nan, "mode": mode, "accuracy_m": 4.0, "datum": "WGS84",
         "length_m": shapely.length(lines), "file": "walk.gpx", "sha256": names}
    )  # fmt: skip
    return to_lonlat(check(gpd.GeoDataFrame(frame, geometry=lines, crs=CRS), TRACKS))


def _villages(file: Path, size_m: Any, dice: Any) -> Path:
    """Irregular villages, 16 to a township."""
    side = VILLAGES_A_SIDE
    spot = (
        np.stack(np.mgrid[0:side, 0:side], -1).reshape(-1, 2) + dice.uniform(0.2, 0.8, (side**2, 2))
    ) / side
    whole = shapely.box(0, 0, *size_m)
    shapes = shapely.get_parts(
        shapely.voronoi_polygons(shapely.multipoints(spot * size_m), extend_to=whole, ordered=True)
    )
    shapes = shapely.transform(
        shapely.intersection(shapes, whole), lambda at: at + np.array([LEFT_M, BOTTOM_M])
    )
    town = (spot * 5).astype(int)
    frame = {"name": [f"village{row}" for row in range(side**2)],
             "township": [f"town{x}{y}" for x, y in town]}  # fmt: skip
    gpd.GeoDataFrame(frame, geometry=shapes, crs=CRS).to_file(file)
    return file


def _hills(file: Path, size_m: Any, *, pixel_m: float) -> None:
    columns, rows = (int(side / pixel_m) + 60 for side in size_m)
    y, x = np.mgrid[0:rows, 0:columns] * pixel_m
    height_m = 1_500 + 300 * np.sin(x / 9_000) * np.cos(y / 7_000) + 120 * np.sin(x / 900 + y / 1_300)
    corner = from_origin(LEFT_M - 30 * pixel_m, BOTTOM_M + size_m[1] + 30 * pixel_m, pixel_m, pixel_m)
    with rasterio.open(file, "w", driver="GTiff", height=rows, width=columns, count=1, dtype="float32",
                       crs=CRS, transform=corner) as out:  # fmt: skip
        out.write(height_m.astype("float32"), 1)


def _visits(store: Store, tracks: int) -> None:
    for number in range(tracks):
        if number % 10 == 9:
            continue
        day = FIRST_DAY + timedelta(days=number % DAYS)
        told = {
            "visited_on": day,
            "team_id": f"team{number % 20}",
            "source": "track",
            "persons": 5,
            "hours": 7.0,
        }
        if number % 3 == 0:
            told |= {"formation": "abreast", "walkers": 5, "spacing_m": 20.0}
        if number % 11 == 0:
            told |= {"sight_m": 25.0}
        name = save_visit(store, told, (), [f"t{number:05d}"], actor=ALONE)
        submit(store, name, actor=ALONE)
        if number % 40 == 1:
            send_back(store, name, actor=ALONE, reason="the track is of another day")
        elif number % 6:
            confirm(store, name, actor=ALONE)


def _paper(store: Store, cells: Any) -> None:
    """Report some villages done on paper, cell by cell."""
    of_village = cells.groupby("village_id")["cell_id"]
    for village_id in sorted(of_village.groups)[:ON_PAPER]:
        told = {"visited_on": FIRST_DAY, "team_id": "team1", "source": "paper", "village_id": village_id,
                "persons": 20, "hours": 7.0, "declared_coverage": 0.4}  # fmt: skip
        name = save_visit(store, told, list(of_village.get_group(village_id)), (), actor=ALONE)
        submit(store, name, actor=ALONE)
        confirm(store, name, actor=ALONE)


def _scattered(count: int, size_m: Any, villages: Any, dice: Any) -> Any:
    """Places all over the county with the village of each."""
    at = dice.uniform([0, 0], size_m, (count, 2)) + np.array([LEFT_M, BOTTOM_M])
    points = gpd.GeoDataFrame(geometry=shapely.points(at), crs=CRS)
    held = points.sjoin(villages[["village_id", "geometry"]], how="left", predicate="within")
    return points.assign(village_id=held["village_id"].fillna("").to_numpy())


def _finds(size_m: Any, villages: Any, dice: Any) -> Any:
    frame = _scattered(FINDS, size_m, villages, dice)
    days = pd.to_datetime([FIRST_DAY + timedelta(days=int(day)) for day in dice.integers(0, DAYS, FINDS)])
    gone = np.arange(FINDS) % 8 > 0
    frame = frame.assign(
        finding_id=[f"f{row:05d}" for row in range(FINDS)], found_on=days, stage="flower",
        plants=dice.integers(1, 400, FINDS).astype(float), area_m2=9.0, method=np.where(gone, "pulled", ""),
        state=np.where(gone, "eradicated", "reported"), eradicated_on=pd.Series(days).where(gone),
        revisit_due=pd.NaT, species="poppy", count_kind="", police_number="", lead_id="", visit_id="",
    )  # fmt: skip
    return to_lonlat(check(frame, FINDINGS))


def _leads(size_m: Any, villages: Any, dice: Any) -> Any:
    frame = _scattered(LEAD_COUNT, size_m, villages, dice)
    kinds = np.array(["tip", "satellite", "drone", "sign"])
    frame = frame.assign(
        lead_id=[f"l{row:04d}" for row in range(LEAD_COUNT)], reported_on=pd.Timestamp(FIRST_DAY),
        kind=kinds[np.arange(LEAD_COUNT) % len(kinds)], strength=0.5, error_m=80.0, state="new", note="",
    )  # fmt: skip
    return to_lonlat(check(frame, LEADS))


if __name__ == "__main__":
    main()
