"""A site of two villages with a plan in force, made once; every test gets a copy of its folder."""

from datetime import date

import geopandas as gpd
import pandas as pd
import shapely
from shapely import LineString, MultiLineString

from geo.actions.prepared.prepare import prepare
from geo.actions.season.plan import plan
from geo.actions.site.create import NewSite, create_site
from geo.ground.crs import to_lonlat
from geo.model.schema import FINDINGS, TRACKS
from geo.model.tables import check
from geo.records.actor import ALONE
from geo.records.findings import add_findings
from geo.records.tracks import add_tracks

WEST, SOUTH, STEP = 104.60, 33.50, 0.01
YEAR = 2026


def make_site(folder):
    """Two villages of about 1 km2, flat and open, one assumed team; its plan is adopted."""
    squares = [shapely.box(WEST + STEP * n, SOUTH, WEST + STEP * (n + 1), SOUTH + STEP) for n in range(2)]
    villages = folder / "villages.geojson"
    gpd.GeoDataFrame({"name": ["甲村", "乙村"]}, geometry=squares, crs="EPSG:4326").to_file(villages)
    site = folder / "site"
    create_site(
        site, NewSite(villages=villages, files={}, name_field=None, season=YEAR, preset=None, datums={})
    )
    plan(site, adopted=True)
    return site


def walked(site, store, cell_ids, day, *, prepared=None, **given):
    """Record a track that crosses each of these cells four times on a day."""
    prepared = prepared or prepare(site)
    cells = prepared.cells.set_index("cell_id").loc[list(cell_ids)]
    lines = [
        shapely.segmentize(LineString([(x + dx, y - 110), (x + dx, y + 110)]), 50.0)
        for x, y in zip(cells["x"], cells["y"], strict=True)
        for dx in (-90, -30, 30, 90)
    ]
    row = {
        "track_id": f"k{day}", "walked_on": pd.Timestamp(day), "started_at": pd.NaT, "ended_at": pd.NaT,
        "team_id": "", "assignment_id": "", "walkers": 1, "spacing_m": None, "mode": "foot",
        "swath_m": None, "datum": "WGS84", "accuracy_m": None, "length_m": 880.0, "file": "walk.gpx",
        "sha256": f"k{day}{given}",
    } | given  # fmt: skip
    frame = gpd.GeoDataFrame([row], geometry=[MultiLineString(lines)], crs=prepared.crs)
    return add_tracks(store, to_lonlat(check(frame, TRACKS)))


def found(site, store, cell_id, day, *, prepared=None, **given):
    """Record a find of poppy in the middle of a cell."""
    prepared = prepared or prepare(site)
    cell = prepared.cells.set_index("cell_id").loc[cell_id]
    row = {
        "finding_id": f"f{cell_id}", "found_on": pd.Timestamp(day), "village_id": cell["village_id"],
        "stage": "flower", "plants": 40.0, "area_m2": 9.0, "method": "", "state": "reported",
        "eradicated_on": pd.NaT, "revisit_due": pd.NaT, "species": "poppy", "count_kind": "",
        "police_number": "", "lead_id": "", "visit_id": "",
    } | given  # fmt: skip
    frame = gpd.GeoDataFrame([row], geometry=gpd.points_from_xy([cell["x"]], [cell["y"]]), crs=prepared.crs)
    return add_findings(store, to_lonlat(check(frame, FINDINGS)), actor=ALONE)


def day(text):
    return date.fromisoformat(text)
