"""Read roads and paths from OpenStreetMap files into plain nodes and edges with driving times."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import ParseError  # the type only; osmnx parses after the look at the prologue
from xml.sax import SAXException

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.errors import InputError
from geo.ground.crs import lonlat_points
from geo.model import schema
from geo.model.land import Roads
from geo.model.notes import Note
from geo.model.tables import check
from geo.settings import DEFAULTS, Settings
from geo.sources.opening import look_at, root_of, unpacked_bz2
from geo.sources.road_pieces import Chains, join_segments

_WAY_TAGS: Final = ["access", "highway", "junction", "maxspeed", "oneway", "tracktype"]
_CAR_ONLY: Final = {"motorway", "motorway_link", "trunk", "trunk_link"}
_NO_WAY: Final = {
    "", "abandoned", "bus_stop", "construction", "corridor", "demolished", "disused", "elevator", "planned",
    "platform", "proposed", "raceway", "razed", "rest_area", "services",
}  # fmt: skip
_ROUGH: Final = {"grade4", "grade5"}
_CLOSED: Final = {"no", "private"}
_LEAST_KMH: Final = 3.0  # a sign that says less is a slip of the pen


def read_roads(
    path: str | Path, *, crs: str, site: Any, settings: Settings = DEFAULTS
) -> tuple[Roads, list[Note]]:
    """Read roads and paths: everything but motorways is walked both ways, one-way streets bind cars only.

    Parameters
    ----------
    path : OSM XML (.osm, .osm.bz2) or GraphML as osmnx writes it; WGS84
    crs : working CRS
    site : polygon of the site in the working CRS

    Returns
    -------
    Roads with NODES (numbered from 0) and EDGES in the working CRS; drivable pieces are at most about
    `settings.travel.trailhead_spacing_m` long, so that a car can be left anywhere. Notes.

    Raises
    ------
    InputError : not such a file, damaged, entities in it, no ways, roads elsewhere than the site
    """
    file, kind = look_at(path, ("osm", "bz2", "graphml"), settings=settings)
    graph = _graph(file, kind, settings)
    nodes, segments = _segments(graph, settings, name=file.name)
    x, y = lonlat_points(nodes["lon"].to_numpy(), nodes["lat"].to_numpy(), crs)
    _refuse_elsewhere(np.asarray(x), np.asarray(y), site, settings, name=file.name)
    chains = join_segments(np.column_stack([x, y]), segments, spacing_m=settings.travel.trailhead_spacing_m)
    roads = _tables(chains, crs)
    drivable = int(roads.edges["drive_s"].notna().sum())
    notes = [
        Note("source-roads-read", {"file": file.name, "nodes": len(roads.nodes), "pieces": len(roads.edges)})
    ]
    if not drivable:
        notes.append(Note("source-roads-no-car", {"file": file.name}))
    return roads, notes


def _graph(file: Path, kind: str, settings: Settings) -> Any:
    """Parse with osmnx, whose settings are put back afterwards."""
    osmnx = _osmnx()
    with _one_sentence(file.name), _useful_tags():
        if kind == "graphml":
            graph = osmnx.load_graphml(file)
            return osmnx.project_graph(graph, to_latlong=True)
        if kind == "osm":
            return osmnx.graph_from_xml(file, retain_all=True, simplify=False)
        with unpacked_bz2(file, suffix=".osm", settings=settings) as unpacked:
            if root_of(unpacked, name=file.name) != "osm":
                raise InputError("source-roads-format", file=file.name)
            return osmnx.graph_from_xml(unpacked, retain_all=True, simplify=False)


def _osmnx() -> Any:
    """Import osmnx when roads are read: a site that is prepared does not wait for it."""
    import osmnx  # noqa: PLC0415

    return osmnx


@contextmanager
def _one_sentence(name: str) -> Iterator[None]:
    """Turn whatever the parsers say of a broken file into ours."""
    from networkx import NetworkXException  # noqa: PLC0415

    errors = _osmnx()._errors  # noqa: SLF001  osmnx exports its errors nowhere else
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except InputError:
        raise
    except errors.InsufficientResponseError as fault:
        raise InputError("source-roads-none", file=name) from fault
    except (ParseError, SAXException, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError,
            NetworkXException) as fault:  # fmt: skip
        raise InputError("source-unreadable", file=name, reason="OSM") from fault


@contextmanager
def _useful_tags() -> Iterator[None]:
    settings = _osmnx().settings
    before = settings.useful_tags_way, settings.useful_tags_node
    settings.useful_tags_way, settings.useful_tags_node = _WAY_TAGS, []
    try:
        yield
    finally:
        settings.useful_tags_way, settings.useful_tags_node = before


def _segments(graph: Any, settings: Settings, *, name: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """List nodes (lon, lat) and straight segments: from and to as node rows, highway, speeds both ways.

    A segment stands once, whichever way osmnx holds it; kmh is NaN where no car goes that way.
    """
    row_of = {node: row for row, node in enumerate(graph.nodes)}
    lon = [float(graph.nodes[node]["x"]) for node in row_of]
    lat = [float(graph.nodes[node]["y"]) for node in row_of]
    rows: list[tuple] = []
    for u, v, tags in graph.edges(data=True):
        a, b, highway = row_of[u], row_of[v], _first(tags.get("highway"))
        one_way = tags.get("oneway") is True
        # osmnx holds a two-way segment twice.
        if highway in _NO_WAY or not (one_way or a < b or (a == b and tags.get("reversed") is not True)):
            continue
        about = (highway, *(_first(tags.get(tag)) for tag in ("access", "tracktype", "maxspeed")), one_way)
        bends = list(tags["geometry"].coords)[1:-1] if "geometry" in tags else []
        stations = [a, *range(len(lon), len(lon) + len(bends)), b]
        lon += [bend[0] for bend in bends]
        lat += [bend[1] for bend in bends]
        rows += [(c, d, *about) for c, d in pairwise(stations) if c != d]
    if not rows:
        raise InputError("source-roads-none", file=name)
    columns = ["from", "to", "highway", "access", "tracktype", "maxspeed", "oneway"]
    ways = pd.DataFrame(rows, columns=columns)
    ways["kmh"] = _speeds(ways, settings)
    ways["kmh_back"] = ways["kmh"].where(~ways["oneway"])
    ways["walk"] = ~ways["highway"].isin(_CAR_ONLY)
    return pd.DataFrame({"lon": lon, "lat": lat}), ways


def _first(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    return "" if value is None else str(value)


def _speeds(ways: pd.DataFrame, settings: Settings) -> NDArray[np.float64]:
    """Car speed of every way in km/h, NaN where no car goes; osmnx fills in what OSM does not say."""
    from networkx import MultiDiGraph  # noqa: PLC0415

    travel = settings.travel
    kinds = ways[["highway", "maxspeed"]].drop_duplicates().reset_index(drop=True)
    # osmnx works on graphs: one edge for each kind of way says the same as all of them.
    small = MultiDiGraph(crs="EPSG:4326")
    small.add_node(0, x=0.0, y=0.0)
    small.add_node(1, x=0.0, y=0.0)
    for row in kinds.itertuples():
        small.add_edge(0, 1, key=row.Index, highway=row.highway, maxspeed=row.maxspeed or None)
    speeds = {**travel.rural_kmh, "track": travel.track_kmh}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        small = _osmnx().routing.add_edge_speeds(small, hwy_speeds=speeds, fallback=travel.track_kmh)
    kinds["kmh"] = [float(small.edges[0, 1, row]["speed_kph"]) for row in kinds.index]
    kmh = ways.merge(kinds, on=["highway", "maxspeed"], how="left")["kmh"].to_numpy(dtype=float)
    track = (ways["highway"] == "track").to_numpy()
    kmh = np.where(track, np.minimum(kmh, travel.track_kmh), np.maximum(kmh, _LEAST_KMH))
    drivable = ways["highway"].isin(travel.rural_kmh).to_numpy() | (
        track & ~ways["tracktype"].isin(_ROUGH).to_numpy()
    )
    return np.where(drivable & ~ways["access"].isin(_CLOSED).to_numpy(), kmh, np.nan)


def _refuse_elsewhere(x: Any, y: Any, site: Any, settings: Settings, *, name: str) -> None:
    left, bottom, right, top = site.buffer(settings.grid.margin_m).bounds
    if not ((x >= left) & (x <= right) & (y >= bottom) & (y <= top)).any():
        raise InputError("source-roads-elsewhere", file=name)


def _tables(chains: Chains, crs: str) -> Roads:
    """Two rows a chain, one each way, without the way that nobody may take."""
    forth = pd.DataFrame(
        {
            "from_node": chains.start, "to_node": chains.end, "length_m": chains.length_m,
            "drive_s": chains.drive_s, "highway": chains.highway, "walk": chains.walk,
        }
    )  # fmt: skip
    back = forth.assign(from_node=chains.end, to_node=chains.start, drive_s=chains.drive_back_s)
    lines = np.concatenate([chains.lines, shapely.reverse(chains.lines)])
    edges = gpd.GeoDataFrame(pd.concat([forth, back], ignore_index=True), geometry=lines, crs=crs)
    edges = edges[edges["walk"] | edges["drive_s"].notna()].drop(columns="walk").reset_index(drop=True)
    edges["piece"] = edges.groupby(["from_node", "to_node"]).cumcount()
    drivable = np.zeros(len(chains.points), dtype=bool)
    by_car = edges[edges["drive_s"].notna()]
    drivable[by_car["from_node"]] = True
    drivable[by_car["to_node"]] = True
    nodes = pd.DataFrame(
        {
            "node_id": np.arange(len(chains.points)),
            "x": chains.points[:, 0],
            "y": chains.points[:, 1],
            "drivable": drivable,
        }
    )
    return Roads(check(nodes, schema.NODES), check(edges, schema.EDGES))
