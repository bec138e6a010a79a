"""Shape tables into the layers that others read: which columns, in which order, under which name.

Every format is written from these layers, so that the same records say the same in all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import geopandas as gpd
import numpy as np
import shapely

from geo.errors import InputError
from geo.route.pieces import piece_name
from geo.words import Language, t

LONLAT: Final = "EPSG:4326"

VILLAGE_PROPERTIES: Final = ("village_id", "village", "township", "area_m2")
CELL_PROPERTIES: Final = (
    "cell_id", "village_id", "village", "area_m2", "elevation_m", "slope_deg", "remote_h", "expected_plots",
    "p",
)  # fmt: skip
ROUTE_PROPERTIES: Final = (
    "route_id", "team_id", "window_id", "date", "base", "length_m", "climb_m", "duration_min", "stops",
    "expected_finds",
)  # fmt: skip
STOP_PROPERTIES: Final = (
    "stop_id", "route_id", "order", "cell_id", "passes", "service_min", "arrive_min", "required",
    "expected_finds",
)  # fmt: skip
PIECE_PROPERTIES: Final = (
    "piece_id", "route_id", "number", "name", "name_en", "area_m2", "cells",
)  # fmt: skip
COVERAGE_PROPERTIES: Final = (
    "cell_id", "village_id", "village", "window_id", "state", "visited", "visits", "swept_m2", "area_m2",
    "coverage_factor", "seen_share", "pod", "pod_low", "pod_high", "expected_left", "last_visit",
)  # fmt: skip
GROUND_PROPERTIES: Final = (
    "village_id", "village", "state", "cells", "area_m2", "searchable_m2", "pod", "pod_low", "pod_high",
    "expected_left",
)  # fmt: skip
TRACK_PROPERTIES: Final = (
    "track_id", "walked_on", "started_at", "ended_at", "team_id", "route_id", "mode", "walkers", "spacing_m",
    "swath_m", "accuracy_m", "length_m", "sha256",
)  # fmt: skip
FINDING_PROPERTIES: Final = (
    "finding_id", "cell_id", "village", "found_on", "stage", "plants", "area_m2", "state", "eradicated_on",
    "revisit_due", "species", "count_kind", "method",
)  # fmt: skip
LEAD_PROPERTIES: Final = (
    "lead_id", "village", "reported_on", "kind", "strength", "error_m", "state", "note",
)  # fmt: skip


@dataclass(frozen=True)
class Layer:
    """Rows for others: an ASCII name, shapes in EPSG:4326 (None where there is none), columns in order.

    key: column that names a row alone, "" where none does.

    Raises
    ------
    InputError : shapes in another CRS
    """

    name: str
    frame: Any
    properties: tuple[str, ...]
    key: str = ""

    def __post_init__(self) -> None:
        if self.frame.crs != LONLAT:
            raise InputError("exports-wrong-crs", file=self.name, crs=str(self.frame.crs))


def villages_layer(villages: Any, *, area_m2: Any) -> Layer:
    """Village boundaries; `villages` VILLAGES in EPSG:4326, area_m2 (villages,) of the true ground."""
    frame = villages.assign(village=villages["name"], area_m2=np.asarray(area_m2, float))
    return Layer("villages", frame, VILLAGE_PROPERTIES, "village_id")


def cells_layer(cells: Any, polygons: Any, *, villages: Any, risk: Any, priority: Any, rank: Any) -> Layer:
    """Cells with their expected plots, one `priority_<window>` for each window, and the rank of their risk.

    Parameters
    ----------
    cells : CELLS
    polygons : GeoSeries in EPSG:4326, indexed like `cells`
    villages : VILLAGES, for the names
    risk : RISK, of the same cells
    priority : DataFrame with index cell_id and a column per window_id
    rank : (cells,) 1 to 5, the twentieth of the area with the most expected plots per area; 0 for none
    """
    windows = {name: f"priority_{name}" for name in priority.columns}
    frame = cells.merge(risk[["cell_id", "expected_plots", "p"]], on="cell_id", how="left", validate="1:1")
    frame = frame.merge(priority.rename(columns=windows), left_on="cell_id", right_index=True, how="left")
    frame = _with_village(frame, villages).assign(risk_rank=np.asarray(rank, int))
    properties = (*CELL_PROPERTIES, *windows.values(), "risk_rank")
    return Layer("cells", _shaped(frame, polygons), properties, "cell_id")


def routes_layer(routes: Any, *, bases: Any) -> Layer:
    """Routes as LineStrings along the way to go; `base` is the base's name (BASES)."""
    names = dict(zip(bases["base_id"], bases["name"], strict=True))
    named = routes.assign(base=[names.get(base, base) for base in routes["base_id"]])
    return Layer("routes", named.set_geometry(_one_line(routes.geometry)), ROUTE_PROPERTIES, "route_id")


def stops_layer(stops: Any) -> Layer:
    """Lay out stops as Points."""
    return Layer("stops", stops, STOP_PROPERTIES, "stop_id")


def pieces_layer(pieces: Any) -> Layer:
    """Pieces of routes as polygons, named in both languages."""
    notes = [piece_name(piece) for piece in pieces.itertuples()]
    said = {
        column: [t(note.key, language, **note.args) for note in notes]
        for column, language in (("name", Language.ZH), ("name_en", Language.EN))
    }
    return Layer("pieces", pieces.assign(**said), PIECE_PROPERTIES, "piece_id")


def coverage_layer(coverage: Any, cells: Any, polygons: Any, *, villages: Any) -> Layer:
    """One row for each cell and window in COVERAGE: never the cells that nobody touched.

    Parameters
    ----------
    coverage : COVERAGE
    cells : CELLS, at least those of `coverage`
    polygons : GeoSeries in EPSG:4326, indexed like `cells`
    villages : VILLAGES, for the names
    """
    ground = cells[["cell_id", "village_id", "area_m2"]].assign(shape=np.asarray(polygons, dtype=object))
    frame = coverage.merge(ground, on="cell_id", how="left", validate="m:1")
    frame = _with_village(frame, villages)
    shapes = gpd.GeoSeries(np.asarray(frame["shape"], dtype=object), crs=polygons.crs)
    return Layer("coverage", _shaped(frame.drop(columns="shape"), shapes), COVERAGE_PROPERTIES)


def ground_layer(ground: Any, *, villages: Any) -> Layer:
    """One row for each village and state of its ground; `ground` in EPSG:4326, with the sums."""
    return Layer("ground", _with_village(ground, villages), GROUND_PROPERTIES)


def tracks_layer(tracks: Any) -> Layer:
    """Tracks as they were walked or flown; `tracks` TRACKS in EPSG:4326."""
    shown = tracks.assign(route_id=tracks["assignment_id"])
    return Layer("tracks", shown, TRACK_PROPERTIES, "track_id")


def findings_layer(findings: Any, *, cell_ids: Any, villages: Any) -> Layer:
    """Lay out findings as Points.

    Parameters
    ----------
    findings : FINDINGS in EPSG:4326
    cell_ids : (findings,) cell that holds each, "" outside every cell: looked up when read, not on record
    villages : VILLAGES, for the names
    """
    frame = findings.assign(cell_id=np.asarray(cell_ids, dtype=object))
    return Layer("findings", _with_village(frame, villages), FINDING_PROPERTIES, "finding_id")


def leads_layer(leads: Any, *, villages: Any) -> Layer:
    """Leads as Points; one that is known only by its village has no shape."""
    return Layer("leads", _with_village(leads, villages), LEAD_PROPERTIES, "lead_id")


def _with_village(frame: Any, villages: Any) -> Any:
    names = dict(zip(villages["village_id"], villages["name"], strict=True))
    return frame.assign(village=[names.get(village, "") for village in frame["village_id"]])


def _shaped(frame: Any, polygons: Any) -> Any:
    return gpd.GeoDataFrame(frame, geometry=np.asarray(polygons, dtype=object), crs=polygons.crs)


def _one_line(lines: Any) -> list[Any]:
    """Lines in one piece each: the parts of a route follow one another."""
    broken = lines.geom_type == "MultiLineString"
    return [
        shapely.LineString(shapely.get_coordinates(line)) if parts else line
        for line, parts in zip(lines, broken, strict=True)
    ]
