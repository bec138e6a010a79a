"""Keep what tracks have shown, and measure anew only the cells that a new track or visit touches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.records.freed import hand_back
from geo.search.looks import find_looks, segments_of
from geo.search.seen import BLOCK, SHARES, Ground, see
from geo.search.sight import reach_m
from geo.settings import Settings
from geo.sources.derived import derived_key, digest_of, keep, kept

LinesOf = Callable[[list[str]], Any]
"""Reads the lines of tracks by id: GeoDataFrame with track_id, in the working CRS."""

SAID = ("sha256", "walked_on", "mode", "walkers", "spacing_m", "sight_m", "swath_m", "confirmed")
"""What a track's part in coverage hangs on; its line is that of its sha256."""

_BOUNDS = ("left_m", "bottom_m", "right_m", "top_m")


def seen_so_far(
    derived: Path, walked: Any, declared: Any, ground: Ground, settings: Settings, *, lines_of: LinesOf
) -> pd.DataFrame:
    """Say what tracks and visits have shown, as `geo.search.seen.see` does, from what was kept.

    Lines are read for what has changed and for what lies near it; if nothing has changed, for nothing.

    Parameters
    ----------
    derived : folder of kept tables
    walked : tracks by `geo.search.coverage.told`; a geometry is not needed
    declared : declared cells
    ground, settings : where, when
    lines_of : reads lines
    """
    folder = derived / f"coverage-{_key(ground, settings)}"
    said = _said(walked, settings)
    declared = declared.assign(visited_on=declared["visited_on"].astype("datetime64[us]"))
    found = kept(folder)
    if found is None:
        whole = with_lines(walked, lines_of)
        seen, known = see(whole, declared, ground, settings), _with_bounds(said, whole)
        del whole
        hand_back()
        _keep(folder, seen, known, declared)
        return seen
    seen, before, claimed = (found[0][name] for name in ("seen", "tracks", "declared"))
    changed = _differing(before[["track_id", "reach_m", *SAID]], said, ["track_id", *SAID])
    cells_changed = _differing(claimed, declared, list(declared.columns))["cell_id"]
    if not len(changed) and not len(cells_changed):
        return seen
    news = lines_of(sorted(set(changed["track_id"]) & set(walked["track_id"])))
    known = _with_bounds(said, news, before)
    near = _near(changed, news, before, ground)
    touched = np.flatnonzero(near | ground.cells["cell_id"].isin(cells_changed).to_numpy())
    seen = _replace(seen, touched, walked, known, declared, ground, settings, lines_of)
    _keep(folder, seen, known, declared)
    return seen


def boxes_of(
    derived: Path, walked: Any, ground: Ground, settings: Settings, *, lines_of: LinesOf
) -> NDArray[np.float64]:
    """Return the box of every track, as kept or from its line: (tracks, 4) left, bottom, right, top in m."""
    found = kept(derived / f"coverage-{_key(ground, settings)}", only="tracks")
    if found is not None:
        boxes = found[0]["tracks"].set_index("track_id").reindex(walked["track_id"])
        if boxes["sha256"].tolist() == walked["sha256"].tolist():
            return boxes[list(_BOUNDS)].to_numpy(float)
    return shapely.bounds(with_lines(walked, lines_of).geometry.to_numpy())


def _replace(
    seen: pd.DataFrame,
    touched: NDArray[np.int64],
    walked: Any,
    known: pd.DataFrame,
    declared: Any,
    ground: Ground,
    settings: Settings,
    lines_of: LinesOf,
) -> pd.DataFrame:
    """Measure the touched cells anew, with every track that comes near them; the rest stands."""
    cells = ground.cells.iloc[touched]
    part = replace(ground, cells=cells)
    near = known["track_id"][_meets(known, cells, ground.cell_size_m)]
    beside = walked[walked["track_id"].isin(near)]
    fresh = see(with_lines(beside, lines_of), declared, part, settings)
    fresh["cell"] = touched[fresh["cell"].to_numpy()]
    rest = seen[~seen["cell"].isin(touched)]
    return pd.concat([rest, fresh]).sort_values(["cell", "window"], ignore_index=True)


def _near(changed: Any, lines: Any, before: pd.DataFrame, ground: Ground) -> NDArray[np.bool_]:
    """Which cells lie within reach of a changed track, before or after: (cells,)."""
    touched = np.zeros(len(ground.cells), dtype=bool)
    reach = changed.groupby("track_id")["reach_m"].max()
    segments = segments_of(lines.geometry.to_numpy())
    nothing = np.zeros_like(segments.line)
    far_m = reach.reindex(lines["track_id"]).to_numpy()[segments.line]
    if len(segments.line):
        looks = find_looks(segments, ground.cells, ground.cell_size_m, reach_m=far_m, day=nothing,
                           group=nothing)  # fmt: skip
        touched[looks.cell] = True
    # A track that is no longer there has left its box only.
    gone = before[before["track_id"].isin(changed["track_id"]) & ~before["track_id"].isin(lines["track_id"])]
    low = ground.cells[["ix", "iy"]].to_numpy(float) * ground.cell_size_m
    for row in gone.itertuples():
        inside = (low[:, 0] <= row.right_m + row.reach_m) & (low[:, 1] <= row.top_m + row.reach_m)
        high = low + ground.cell_size_m
        inside &= (high[:, 0] >= row.left_m - row.reach_m) & (high[:, 1] >= row.bottom_m - row.reach_m)
        touched |= inside
    return touched


def _said(walked: Any, settings: Settings) -> pd.DataFrame:
    plain = pd.DataFrame(walked)[["track_id", *SAID]].reset_index(drop=True)
    return plain.assign(
        walked_on=plain["walked_on"].astype("datetime64[us]"), reach_m=reach_m(walked, settings.detection)
    )


def _differing(before: pd.DataFrame, now: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Rows of either table that the other does not hold."""
    # Two visits may name one cell on one day: the second time is a row of its own.
    both = pd.concat(
        [table.assign(time=table.groupby(by, dropna=False).cumcount()) for table in (before, now)],
        ignore_index=True,
    )
    return both[~both.duplicated([*by, "time"], keep=False)]


def with_lines(walked: Any, lines_of: LinesOf) -> Any:
    """Put their lines beside tracks: GeoDataFrame in the working CRS."""
    lines = lines_of(list(walked["track_id"]))
    shapes = lines.set_index("track_id").geometry.reindex(walked["track_id"])
    return gpd.GeoDataFrame(pd.DataFrame(walked).assign(geometry=shapes.to_numpy()), crs=lines.crs)


def _with_bounds(said: pd.DataFrame, lines: Any, before: pd.DataFrame | None = None) -> pd.DataFrame:
    """Put the box of every track beside it: of those read now, and as kept for the others."""
    box = pd.DataFrame(shapely.bounds(lines.geometry.to_numpy()).reshape(-1, 4), columns=list(_BOUNDS))
    box.index = pd.Index(lines["track_id"])
    if before is not None:
        rest = before[~before["track_id"].isin(box.index)].set_index("track_id")[list(_BOUNDS)]
        box = pd.concat([rest, box])
    return said.join(box, on="track_id")


def _meets(known: pd.DataFrame, cells: Any, size_m: float) -> NDArray[np.bool_]:
    """Which tracks come near these cells, a block of the grid at a time: (tracks,)."""
    at = cells[["ix", "iy"]].reset_index(drop=True)
    of_block = at.groupby([at["ix"] // BLOCK, at["iy"] // BLOCK])
    corners = of_block.min().to_numpy(float) * size_m, (of_block.max().to_numpy(float) + 1) * size_m
    reach = known[["reach_m"]].to_numpy(float)
    low = known[["left_m", "bottom_m"]].to_numpy(float) - reach
    high = known[["right_m", "top_m"]].to_numpy(float) + reach
    near = np.zeros(len(known), dtype=bool)
    for first, last in zip(*corners, strict=True):
        near |= ((high >= first) & (low <= last)).all(axis=1)
    return near


def _keep(folder: Path, seen: pd.DataFrame, tracks: pd.DataFrame, declared: Any) -> None:
    tables = {"seen": seen, "tracks": tracks, "declared": declared.reset_index(drop=True)}
    keep(folder, tables=tables, arrays={}, facts={})


def _key(ground: Ground, settings: Settings) -> str:
    """Hash all but tracks and visits: cells and their ground, windows, crop dates, settings."""
    year = asdict(ground.crop_year)
    return derived_key(
        {
            "what": "coverage",
            "said": SAID,
            "shares": SHARES,
            "grain": ground.grain,
            "cells": digest_of(ground.cells),
            "villages": digest_of(ground.villages),
            "windows": digest_of(ground.windows),
            "crop_year": {name: np.asarray(value).tolist() for name, value in year.items()},
            "settings": [asdict(part) for part in (settings.grid, settings.season, settings.detection)],
        }
    )
