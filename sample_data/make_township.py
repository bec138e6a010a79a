"""Make the sample township from one seed: `python -m sample_data.make_township [FOLDER]`."""

from __future__ import annotations

import hashlib
import os
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
import shapely
from numpy.typing import NDArray
from rasterio.transform import from_origin
from scipy import ndimage

from sample_data import office, season
from sample_data.cover import LandCover, cover_land
from sample_data.finds import LAST_YEAR, Growing, grow
from sample_data.ground import COLUMNS, CRS, LEFT_M, PIXEL_M, ROWS, TOP_M, Ground, make_ground, xy
from sample_data.lines import river_polygon, stream_lines, write_geojson, write_osm
from sample_data.network import DRIVABLE, Network, lay_network
from sample_data.villages import NAMES, TOWNSHIP, Villages, divide, outlines

SEED = 2026
FOLDER = Path(__file__).parent / "township"
AROUND_M = 1_200.0
"""Ground beyond the township that the elevation model and the streams cover."""
_STREAM_M2 = 6e5
_ROLES = {
    "villages": "villages.gpkg",
    "dem": "dem.tif",
    "roads": "roads.osm",
    "landcover": "landcover.gpkg",
    "water": "water.geojson",
    "history": "history.csv",
    "effort": "effort.csv",
    "leads": "leads.csv",
    "images": "images.geojson",
    "yards": "yards.csv",
    "areas": "areas.csv",
    "hazards": "hazards.geojson",
}


@dataclass(frozen=True)
class Township:
    """The invented township whole, before it is written down."""

    ground: Ground
    villages: Villages
    network: Network
    cover: LandCover
    growing: Growing
    walks: list[season.Trip]


def dice(part: str) -> np.random.Generator:
    """Dice of one part, so that a change in one leaves the others as they are."""
    return np.random.default_rng([SEED, *part.encode()])


def invent() -> Township:
    """Invent land, people's ways, and what grows where."""
    ground = make_ground(dice("ground"))
    villages = divide(ground, dice("villages"))
    network = lay_network(ground, villages, dice("network"))
    cover = cover_land(ground, villages, network, dice("cover"))
    drivable, ways = network.mask((ROWS, COLUMNS), DRIVABLE), network.mask((ROWS, COLUMNS))
    homes = np.zeros((ROWS, COLUMNS), bool)
    for spot in villages.settlements:
        homes[spot.row, spot.column] = True
    growing = grow(
        ground, villages.label, cover.codes, drivable=drivable, ways=ways, homes=homes, rng=dice("finds")
    )
    walks = season.trips(ground, growing, drivable=drivable, ways=ways, rng=dice("trips"))
    return Township(ground, villages, network, cover, growing, walks)


def write(township: Township, folder: Path) -> None:
    """Write every file of the sample."""
    inputs, now = folder / "inputs", folder / f"season-{LAST_YEAR}"
    inputs.mkdir(parents=True, exist_ok=True)
    now.mkdir(parents=True, exist_ok=True)
    write_land(township, inputs)
    write_sheets(township, inputs)
    season.write_tracks(now / "tracks", township.walks, township.ground, township.cover.codes, dice("tracks"))
    found = season.seen(township.walks, township.growing, township.cover.codes)
    office.write_findings(now / "findings.csv", found, township.villages, dice("findings"))
    drivable = township.network.mask((ROWS, COLUMNS), DRIVABLE)
    bases = office.base_places(township.villages, drivable)
    office.write_csv(inputs / "bases.csv", ["名称", "经度", "纬度"], bases)
    (folder / "site.toml").write_bytes(site_toml(inputs, bases).encode())


def write_land(township: Township, inputs: Path) -> None:
    """Villages, elevation, roads, land cover, water, hazards, imaged ground."""
    # GeoPackage notes the time of writing: without this the same township has other bytes every time.
    os.environ["OGR_CURRENT_DATE"] = f"{LAST_YEAR}-05-01T00:00:00.000Z"
    for name, frame in (("villages", township.villages.polygons), ("landcover", township.cover.polygons)):
        (inputs / f"{name}.gpkg").unlink(missing_ok=True)
        frame.to_file(inputs / f"{name}.gpkg", driver="GPKG", layer=name)
    _write_dem(inputs / "dem.tif", township)
    write_osm(inputs / "roads.osm", township.network, township.ground)
    _write_water(inputs / "water.geojson", township)
    _write_hazards(inputs / "hazards.geojson", township.ground)
    _write_images(inputs / "images.geojson", township)


def write_sheets(township: Township, inputs: Path) -> None:
    """Write the sheets of the office."""
    growing, villages = township.growing, township.villages
    office.write_history(inputs / "history.csv", growing, villages, dice("history"))
    office.write_effort(inputs / "effort.csv", growing)
    office.write_leads(inputs / "leads.csv", growing, township.ground, township.cover.codes, dice("leads"))
    office.write_people(inputs, villages, dice("people"))


def _write_dem(path: Path, township: Township) -> None:
    rows, columns = _around(township.ground)
    z = township.ground.elevation_m[rows, columns].astype(np.float32)
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=z.shape[1],
        height=z.shape[0],
        count=1,
        dtype="float32",
        crs=CRS,
        transform=from_origin(
            LEFT_M + columns.start * PIXEL_M, TOP_M - rows.start * PIXEL_M, PIXEL_M, PIXEL_M
        ),
        nodata=-32768.0,
        compress="deflate",
        predictor=3,
        zlevel=9,
        tiled=True,
    ) as sink:
        sink.write(np.round(z, 1), 1)


def _around(ground: Ground) -> tuple[slice, slice]:
    edge = int(AROUND_M / PIXEL_M)
    rows = np.flatnonzero(ground.township.any(axis=1))
    columns = np.flatnonzero(ground.township.any(axis=0))
    return (
        slice(max(rows[0] - edge, 0), min(rows[-1] + edge + 1, ROWS)),
        slice(max(columns[0] - edge, 0), min(columns[-1] + edge + 1, COLUMNS)),
    )


def _near(ground: Ground) -> NDArray[np.bool_]:
    return ndimage.binary_dilation(ground.township, iterations=int(AROUND_M / PIXEL_M))


def _lake(ground: Ground) -> Any:
    return outlines(ground.lake.astype(np.int32), tolerance_m=12.0, finer=3)[0]


def _lake_name(township: Township) -> str:
    village = int(township.villages.label[township.ground.dam])
    return f"{NAMES[village - 1].removesuffix('村')}水库"


def _write_water(path: Path, township: Township) -> None:
    near = _near(township.ground)
    streams = stream_lines(township.ground, near, from_m2=_STREAM_M2)
    frame = shapely.union_all(township.villages.polygons.geometry.buffer(AROUND_M).values)
    shapes = [shapely.intersection(line, frame) for _, line in streams]
    said: list[dict[str, Any]] = [{"waterway": "river" if area > 1e8 else "stream"} for area, _ in streams]
    shapes += [shapely.intersection(river_polygon(township.ground), frame), _lake(township.ground)]
    said += [{"natural": "water", "name": "苍河"}, {"natural": "water", "name": _lake_name(township)}]
    write_geojson(path, shapes, said)


def _write_hazards(path: Path, ground: Ground) -> None:
    slope, _ = ground.slope_aspect()
    cliff = ndimage.uniform_filter(slope, 3) > 41.0
    cliff &= ground.township
    parts, count = ndimage.label(cliff)
    sizes = np.bincount(parts.ravel(), minlength=count + 1)
    sizes[0] = 0
    keep = np.isin(parts, sizes.argsort()[::-1][:12]) & (parts > 0)
    shapes = outlines(np.where(keep, parts, 0), tolerance_m=15.0, finer=2)
    dam = shapely.buffer(shapely.points(*xy(*ground.dam)), 40.0, quad_segs=4)
    said = [{"kind": "cliff", "note": "陡崖"}] * len(shapes)
    said += [{"kind": "reservoir", "note": "水库，水深"}, {"kind": "reservoir", "note": "坝体，禁止攀爬"}]
    write_geojson(path, [*shapes, _lake(ground), dam], said)


def _write_images(path: Path, township: Township) -> None:
    """Cover the ground of a satellite strip over the east, cut by clouds, and two drone flights."""
    site = shapely.union_all(township.villages.polygons.geometry.values)
    left, low, right, high = shapely.bounds(site)
    tilt = 0.12 * (high - low)
    middle = left + 0.52 * (right - left)
    strip = shapely.polygons([(middle + tilt, high), (right, high), (right, low), (middle - tilt, low)])
    rng = dice("images")
    clouds = [
        shapely.buffer(
            shapely.points(rng.uniform(middle, right), rng.uniform(low, high)), rng.uniform(500, 1_100)
        )
        for _ in range(4)
    ]
    seen = shapely.intersection(shapely.difference(strip, shapely.union_all(clouds)), site)
    flights = [
        shapely.box(x - 450, y - 300, x + 450, y + 300)
        for x, y in ((left + 3_000, low + 3_500), (left + 7_500, low + 5_800))
    ]
    said = [
        {"date": f"{LAST_YEAR}-06-{day:02d}", "source": kind}
        for day, kind in ((16, "卫星"), (21, "无人机"), (21, "无人机"))
    ]
    write_geojson(path, [seen, *flights], said)


def site_toml(inputs: Path, bases: list[list[str]]) -> str:
    """Return the site file: what is planned, from where, by whom, from which files."""
    lines = [
        "# Invented: no such township exists. 虚构示例，与任何真实乡镇无关。",
        "[site]",
        f'name = "{TOWNSHIP}（虚构示例）"',
        'kind = "township"',
        f'crs = "{CRS}"',
        "cell_size_m = 250.0",
        "",
        "[season]",
        f"year = {LAST_YEAR}",
        'preset = "south-gansu-mountains"',
    ]
    for name, lon, lat in bases:
        lines += ["", "[[base]]", f'name = "{name}"', f"lon = {lon}", f"lat = {lat}"]
    for team, base, members, vehicle, driver, hours, days in office.TEAM_ROWS:
        lines += ["", "[[team]]", f'id = "{team}"', f'base = "{base}"', f"members = {members}"]
        lines += [
            f'vehicle = "{"car" if vehicle == "车" else "foot"}"',
            f"driver = {str(driver == '是').lower()}",
        ]
        lines += [f"hours_per_day = {hours}", f"days = {days}"]
    for role, file in _ROLES.items():
        digest = hashlib.sha256((inputs / file).read_bytes()).hexdigest()
        lines += ["", "[[input]]", f'role = "{role}"', f'file = "{file}"', 'datum = "WGS84"']
        lines += [f'sha256 = "{digest}"', f"taken_at = {date(LAST_YEAR, 5, 1)}T08:00:00+08:00"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    write(invent(), target)
    files = [file for file in sorted(target.rglob("*")) if file.is_file()]
    for file in files:
        print(f"{file.stat().st_size:>9,}  {file.relative_to(target)}")
    print(f"{sum(file.stat().st_size for file in files):>9,}  bytes in all")
