"""Choose where cars are left, and time how every cell is reached from there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.errors import InputError
from geo.ground.nearby import joined_walks
from geo.ground.roads import drivable_reach, drive_times, nearest_node, parts
from geo.ground.travel import WalkField, open_pixels, pace, seconds_along, walk
from geo.model import schema
from geo.model.land import Access, Roads, Terrain
from geo.model.notes import Note
from geo.model.tables import check
from geo.settings import Settings
from geo.units import SECONDS_PER_HOUR, UNREACHABLE_S, kmh_to_seconds_per_metre, whole_seconds

NO_STOPPING = ("motorway", "motorway_link")


def base_nodes(
    roads: Roads, bases: Any, settings: Settings, *, file: str = "site.toml"
) -> tuple[NDArray[np.int64], NDArray[np.float64], list[Note]]:
    """Find the road node at which each base joins the roads.

    Of the nodes within `travel.base_near_m` the one on the largest connected piece of road is taken, else the
    nearest of all: a car park that leads nowhere in the file is no way out of a base.

    Returns
    -------
    node_ids : int64 (bases,)
    distance_m : (bases,) straight distance from base to node
    notes : bases further than `travel.base_near_m` from any drivable road

    Raises
    ------
    InputError : a base without drivable road within `travel.base_reach_m`
    """
    travel = settings.travel
    x, y = bases.geometry.x.to_numpy(), bases.geometry.y.to_numpy()
    node_ids, distance_m = nearest_node(roads, x, y, drivable_only=True)
    drivable = roads.nodes[roads.nodes["drivable"]]
    size = parts(roads, drivable["node_id"])
    notes = []
    for row, name in enumerate(bases["name"]):
        if distance_m[row] > travel.base_reach_m:
            raise InputError("error-base-off-road", file=file, place=name, km=travel.base_reach_m / 1000)
        if distance_m[row] > travel.base_near_m:
            notes.append(Note("travel-base-far", {"place": name, "metres": round(distance_m[row])}))
            continue
        away = np.hypot(drivable["x"] - x[row], drivable["y"] - y[row]).to_numpy()
        best = np.lexsort((away, -np.where(away <= travel.base_near_m, size, -1)))[0]
        node_ids[row], distance_m[row] = drivable["node_id"].iloc[best], away[best]
    return node_ids, distance_m, notes


def reach_from_bases(
    roads: Roads, bases: Any, settings: Settings, *, file: str = "site.toml"
) -> tuple[Roads, list[Note]]:
    """Make walked only what no car can reach from any base; say which bases lie far from the road.

    Raises
    ------
    InputError : a base without drivable road within `travel.base_reach_m`
    """
    node_ids, _, notes = base_nodes(roads, bases, settings, file=file)
    reached = drivable_reach(roads, node_ids)
    lost = int(roads.nodes["drivable"].sum() - reached.nodes["drivable"].sum())
    if lost:
        notes.append(Note("travel-roads-cut-off", {"nodes": lost}))
    return reached, notes


def choose_trailheads(roads: Roads | None, villages: Any, terrain: Terrain, settings: Settings) -> Any:
    """List the places where a car can be left; `access` keeps those that serve a cell.

    With roads: drivable nodes on the grid, off motorways, one in every square of
    `travel.trailhead_spacing_m`, crossings and dead ends first. Without: a point inside each village. No car
    is left where nobody could walk away.

    Returns
    -------
    TRAILHEADS
    """
    if roads is None:
        found = _village_points(villages, terrain, settings)
    else:
        found = _road_points(roads, terrain, settings)
    return _numbered(found)


def _numbered(found: pd.DataFrame) -> Any:
    found = found.reset_index(drop=True)
    return check(found.assign(trailhead_id=np.arange(len(found))), schema.TRAILHEADS)


def _road_points(roads: Roads, terrain: Terrain, settings: Settings) -> pd.DataFrame:
    nodes, edges = roads.nodes[roads.nodes["drivable"]], _stopping(roads)
    nodes = nodes[nodes["node_id"].isin(edges["from_node"]) | nodes["node_id"].isin(edges["to_node"])]
    left, bottom, right, top = terrain.grid.bounds
    inside = nodes["x"].between(left, right) & nodes["y"].between(bottom, top)
    nodes = nodes.loc[inside, ["node_id", "x", "y"]]
    open_ground = np.isfinite(pace(terrain, settings))
    nodes = nodes[open_ground[terrain.grid.row_column(nodes["x"], nodes["y"])]]
    # A node between two pieces of one road is passed through; ends and crossings are where cars are left.
    neighbours = edges.groupby("from_node")["to_node"].nunique().reindex(nodes["node_id"]).to_numpy()
    spacing_m = settings.travel.trailhead_spacing_m
    nodes = nodes.assign(
        through=neighbours == 2, column=nodes["x"] // spacing_m, row=nodes["y"] // spacing_m
    ).sort_values(["through", "node_id"])
    kept = nodes.drop_duplicates(["row", "column"]).sort_values("node_id")
    return kept[["node_id", "x", "y"]]


def _stopping(roads: Roads) -> Any:
    """Drivable pieces of road beside which a car may be left."""
    edges = roads.edges
    return edges[edges["drive_s"].notna() & ~edges["highway"].isin(NO_STOPPING)]


def _village_points(villages: Any, terrain: Terrain, settings: Settings) -> pd.DataFrame:
    points = shapely.point_on_surface(villages.geometry.to_numpy())
    x, y = shapely.get_x(points), shapely.get_y(points)
    there = terrain.grid.centre(*open_pixels(terrain, x, y, settings))
    moved = ~np.isfinite(pace(terrain, settings))[terrain.grid.row_column(x, y)]
    x, y = np.where(moved, there[0], x), np.where(moved, there[1], y)
    return pd.DataFrame({"node_id": -1, "x": x, "y": y})


def _round_field(trailheads: Any, terrain: Terrain, settings: Settings) -> WalkField:
    """Give every pixel the trailhead from which the walk out and back by one way takes least."""
    pixels = terrain.grid.row_column(trailheads["x"], trailheads["y"])
    return walk(terrain, *pixels, direction="round", settings=settings)


@dataclass(frozen=True)
class Reached:
    """How every cell is reached: rows of the arrays follow CELLS.

    trailheads TRAILHEADS that serve a cell, numbered anew; access; remote_h float64 (cells,), walking hours
    from the nearest drivable road, or without roads from the nearest trailhead, NaN where nobody can walk to;
    notes what must be told.
    """

    trailheads: Any
    access: Access
    remote_h: NDArray[np.float64]
    notes: tuple[Note, ...]


def access(
    cells: Any,
    bases: Any,
    trailheads: Any,
    roads: Roads | None,
    terrain: Terrain,
    settings: Settings,
    *,
    file: str = "site.toml",
) -> Reached:
    """Time how every cell is reached: by car, on foot from the car, on foot from a base, from near cells.

    Parameters
    ----------
    cells : CELLS (remote_h is not read)
    bases, trailheads : BASES, TRAILHEADS
    roads : drivable where a base reaches (`reach_from_bases`); None where no roads are given
    file : where the bases stand, named in errors

    Raises
    ------
    InputError : a base without drivable road within `travel.base_reach_m`
    """
    rows, columns = terrain.grid.row_column(cells["x"], cells["y"])
    served = _round_field(trailheads, terrain, settings).source[rows, columns]
    kept = _numbered(trailheads.iloc[np.unique(served[served >= 0])])
    # Once more with those kept: where two are equally near, whoever draws the ways must meet the same choice.
    field = _round_field(kept, terrain, settings)
    out_s, back_s = seconds_along(terrain, field, rows, columns, settings)
    drive_s = _drive(bases, kept, roads, settings, file=file)
    foot_out_s, foot_back_s = _foot(cells, bases, terrain, settings)
    start, to, seconds = joined_walks(terrain, cells["x"], cells["y"], settings)
    found = Access(
        trailhead=field.source[rows, columns],
        out_s=_int32(out_s),
        back_s=_int32(back_s),
        drive_s=drive_s,
        foot_out_s=foot_out_s,
        foot_back_s=foot_back_s,
        walk_start=start,
        walk_to=to,
        walk_s=seconds.astype(np.int32),
    )
    notes = []
    if lost := int((served < 0).sum()):
        notes.append(Note("travel-cells-unreachable", {"cells": lost, "all": len(cells)}))
    # Remoteness of a site without roads is walked from all of the villages, used or not.
    remote_h = _remoteness(cells, trailheads, roads, terrain, settings)
    return Reached(kept, found, remote_h, tuple(notes))


def _int32(seconds: NDArray[np.float64]) -> NDArray[np.int32]:
    return whole_seconds(seconds).astype(np.int32)


def _drive(
    bases: Any, trailheads: Any, roads: Roads | None, settings: Settings, *, file: str
) -> NDArray[np.int32]:
    """Seconds by car between bases and trailheads, bases first."""
    x = np.concatenate([bases.geometry.x, trailheads["x"]])
    y = np.concatenate([bases.geometry.y, trailheads["y"]])
    if roads is None:
        return _int32(straight_drive_s(np.hypot(x[:, None] - x, y[:, None] - y), settings))
    nodes, away_m, _ = base_nodes(roads, bases, settings, file=file)  # its notes: reach_from_bases
    stands = np.concatenate([nodes, trailheads["node_id"].to_numpy(np.int64)])
    off_road = np.zeros(len(x), np.int64)
    off_road[: len(bases)] = whole_seconds(away_m * kmh_to_seconds_per_metre(settings.travel.track_kmh))
    seconds = drive_times(roads, stands, stands) + off_road[:, None] + off_road
    np.fill_diagonal(seconds, 0)
    return np.minimum(seconds, UNREACHABLE_S).astype(np.int32)


def straight_drive_s(distance_m: Any, settings: Settings) -> Any:
    """Seconds by car over a straight distance where no roads are given: a detour at a slow speed."""
    per_m = kmh_to_seconds_per_metre(settings.travel.no_road_kmh)
    return distance_m * settings.travel.no_road_detour * per_m


def _foot(
    cells: Any, bases: Any, terrain: Terrain, settings: Settings
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Seconds on foot from every base to every cell and back, each by its own quickest way."""
    grid = terrain.grid
    rows, columns = grid.row_column(cells["x"], cells["y"])
    left, bottom, right, top = grid.bounds
    out, back = np.full((2, len(bases), len(cells)), UNREACHABLE_S, np.int32)
    for base, point in enumerate(bases.geometry):
        if not (left <= point.x <= right and bottom <= point.y <= top):
            continue  # a base in the next valley: nothing is known of the ground between
        row, column = open_pixels(terrain, [point.x], [point.y], settings)
        field = walk(terrain, row, column, direction="out", settings=settings)
        out[base] = _int32(seconds_along(terrain, field, rows, columns, settings)[0])
        field = walk(terrain, row, column, direction="back", settings=settings)
        back[base] = _int32(seconds_along(terrain, field, rows, columns, settings)[1])
    return out, back


def _remoteness(
    cells: Any, trailheads: Any, roads: Roads | None, terrain: Terrain, settings: Settings
) -> NDArray[np.float64]:
    grid = terrain.grid
    if roads is None:
        points = trailheads[["x", "y"]].to_numpy(float)
    else:
        lines = _stopping(roads).geometry.to_numpy()
        points = shapely.get_coordinates(shapely.segmentize(lines, grid.pixel_m))
    left, bottom, right, top = grid.bounds
    inside = (points >= [left, bottom]).all(axis=1) & (points <= [right, top]).all(axis=1)
    field = walk(terrain, *grid.row_column(*points[inside].T), direction="out", settings=settings)
    hours = field.seconds[grid.row_column(cells["x"], cells["y"])].astype(float) / SECONDS_PER_HOUR
    return np.where(np.isfinite(hours), hours, np.nan)
