"""Find dead corners: ground of villages called done that lies beyond sight of every track."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from geo.model.land import Terrain
from geo.model.schema import DEAD_CORNERS
from geo.model.tables import check, empty
from geo.search.seen import Ground
from geo.search.unseen import Piece, unseen_pieces
from geo.settings import Settings


@dataclass(frozen=True)
class Planned:
    """What was planned and ruled: by cell_id.

    outcome: cells with a stop in the adopted plan, with the reason its last outcome gives (empty: none);
    restricted: cells that a person's decision restricts.
    """

    outcome: dict[str, str]
    restricted: frozenset[str]


UnseenOf = Callable[[Any, Ground, Terrain, Settings], list[Piece]]
"""Finds the unseen pieces of one village: tracks, the village's ground, terrain, settings."""

NOTHING_PLANNED = Planned({}, frozenset())


def dead_corners(
    tracks: Any,
    *,
    done: list[str],
    ground: Ground,
    terrain: Terrain,
    risk: Any,
    settings: Settings,
    planned: Planned = NOTHING_PLANNED,
    unseen_of: UnseenOf = unseen_pieces,
) -> Any:
    """List unseen ground of villages called done, riskiest first (methods 5).

    Ground is unseen beyond the range of detection of every track, by the largest range of the sowing classes
    on the day; connected pieces without water and built-up ground count from 500 m2 and 12 m of width.

    Parameters
    ----------
    tracks : TRACKS in the working CRS as told by `geo.search.coverage.told`, as `unseen_of` takes them
    done : villages called done
    ground : villages, cells, crop dates
    terrain : land cover, to leave out water and built-up ground, and slope
    risk : RISK, for the plots expected in what nobody saw
    settings : settings
    planned : what was planned, what came of it, and what is restricted
    unseen_of : who finds the unseen pieces of a village, as `geo.search.unseen.unseen_pieces` does

    Returns
    -------
    DEAD_CORNERS in the working CRS
    """
    seams = _seams(ground.villages)
    found = {name: unseen_of(tracks, _of_village(ground, name), terrain, settings) for name in done}
    pieces = [piece for listed in found.values() for piece in listed]
    if not pieces:
        return empty(DEAD_CORNERS, str(ground.villages.crs))
    of_done = ground.cells["village_id"].isin(done).to_numpy()
    cells = ground.cells.loc[of_done, "cell_id"]
    ground_m2 = dict(zip(cells, ground.cells.loc[of_done, "searchable_m2"], strict=True))
    expected = risk.set_index("cell_id")["expected_plots"].reindex(cells)
    plots = dict(zip(cells, expected, strict=True))
    outlines = np.array([piece.outline for piece in pieces])
    told = [_reason(piece, planned) for piece in pieces]
    table = gpd.GeoDataFrame(
        {
            "village_id": [name for name, listed in found.items() for _ in listed],
            "area_m2": [piece.area_m2 for piece in pieces],
            "width_m": [piece.width_m for piece in pieces],
            "expected_left": [_plots_in(piece, plots, ground_m2) for piece in pieces],
            "reason": [reason for reason, _ in told],
            "outcome": [outcome for _, outcome in told],
            "on_seam": shapely.dwithin(outlines, seams, settings.detection.corner_seam_m),
        },
        geometry=outlines,
        crs=ground.villages.crs,
    )
    table = table.sort_values(["expected_left", "area_m2"], ascending=False, kind="stable", ignore_index=True)
    number = table.groupby("village_id").cumcount() + 1
    table["corner_id"] = table["village_id"] + "_" + number.astype(str)
    return check(table[[*DEAD_CORNERS.names, "geometry"]], DEAD_CORNERS)


def villages_done(by_village: Any, settings: Settings, *, signed: frozenset[str] = frozenset()) -> list[str]:
    """Villages called done: signed off, or with a survey rate of .95, paper counted as it is reported."""
    rate = by_village["survey_rate"] + by_village["declared_rate"].fillna(0.0)
    # A hair less, so that 19 of 20 cells are .95.
    called = (rate >= settings.detection.village_done_share - 1e-9) | by_village["village_id"].isin(signed)
    return list(by_village.loc[called, "village_id"])


def _seams(villages: Any) -> Any:
    """Borders of the townships, or of the site where it is one: on either side nobody feels responsible."""
    towns = villages.dissolve("township") if villages["township"].nunique() > 1 else villages.dissolve()
    return shapely.union_all(shapely.boundary(towns.geometry.to_numpy()))


def _of_village(ground: Ground, village_id: str) -> Ground:
    villages = ground.villages[ground.villages["village_id"] == village_id]
    cells = ground.cells[ground.cells["village_id"] == village_id]
    return Ground(villages, cells, ground.cell_size_m, ground.windows, ground.crop_year)


def _plots_in(piece: Piece, plots: dict[str, float], ground_m2: dict[str, float]) -> float:
    """Sum the plots expected in a piece: nobody saw it, so that all of them are left."""
    m2 = np.array([ground_m2[cell] for cell in piece.pixels], float)
    share = np.array(list(piece.pixels.values())) * piece.pixel_m2 / m2
    return float((np.array([plots[cell] for cell in piece.pixels], float) * np.minimum(share, 1.0)).sum())


def _reason(piece: Piece, planned: Planned) -> tuple[str, str]:
    """Say why nobody saw most of it, and the outcome at its largest planned cell."""
    total = sum(piece.pixels.values())
    ruled = sum(count for cell, count in piece.pixels.items() if cell in planned.restricted)
    if ruled > total / 2 or piece.restricted_share > 0.5:
        return "restricted", ""
    if piece.steep_share > 0.5:
        return "steep", ""
    if piece.gap:
        return "gps_gap", ""
    stops = {cell: count for cell, count in piece.pixels.items() if cell in planned.outcome}
    if sum(stops.values()) > total / 2:
        return "not_reached", planned.outcome[max(stops, key=lambda cell: stops[cell])]
    return "never_planned", ""
