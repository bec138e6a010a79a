"""Keep what tracks have shown, and measure anew only the cells that a new track or visit touches."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.search.looks import find_looks, segments_of
from geo.search.seen import Ground, see
from geo.search.sight import reach_m
from geo.settings import Settings
from geo.sources.derived import derived_key, keep, kept

LinesOf = Callable[[list[str]], Any]
"""Reads the lines of tracks by id: GeoDataFrame with track_id, in the working CRS."""

_SAID = ("sha256", "walked_on", "walkers", "spacing_m", "sight_m", "confirmed")
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
    walked : tracks on foot by `geo.search.coverage.told`; a geometry is not needed
    declared : declared cells
    ground, settings : where, when
    lines_of : reads lines
    """
    folder = derived / f"coverage-{_key(ground, settings)}"
    said = _said(walked, settings)
    declared = declared.assign(visited_on=declared["visited_on"].astype("datetime64[us]"))
    found = kept(folder)
    if found is None:
        lines = lines_of(list(walked["track_id"]))
        seen = see(_with_lines(walked, lines), declared, ground, settings)
        _keep(folder, seen, _with_bounds(said, lines), declared)
        return seen
    seen, before, claimed = (found[0][name] for name in ("seen", "tracks", "declared"))
    changed = _differing(before[["track_id", "reach_m", *_SAID]], said, ["track_id", *_SAID])
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
    near = known["track_id"][_meets(known, _box_of(cells, ground.cell_size_m))]
    beside = walked[walked["track_id"].isin(near)]
    fresh = see(_with_lines(beside, lines_of(list(beside["track_id"]))), declared, part, settings)
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
    plain = pd.DataFrame(walked)[["track_id", *_SAID]].reset_index(drop=True)
    return plain.assign(
        walked_on=plain["walked_on"].astype("datetime64[us]"), reach_m=reach_m(walked, settings.detection)
    )


def _differing(before: pd.DataFrame, now: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Rows of either table that the other does not hold."""
    both = pd.concat([before, now], ignore_index=True)
    return both[~both.duplicated(by, keep=False)]


def _with_lines(walked: Any, lines: Any) -> Any:
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


def _box_of(cells: Any, size_m: float) -> tuple[float, float, float, float]:
    low, high = cells[["ix", "iy"]].min() * size_m, (cells[["ix", "iy"]].max() + 1) * size_m
    return low["ix"], low["iy"], high["ix"], high["iy"]


def _meets(known: pd.DataFrame, box: tuple[float, float, float, float]) -> Any:
    reach = known["reach_m"]
    return (
        (known["right_m"] + reach >= box[0])
        & (known["top_m"] + reach >= box[1])
        & (known["left_m"] - reach <= box[2])
        & (known["bottom_m"] - reach <= box[3])
    )


def _keep(folder: Path, seen: pd.DataFrame, tracks: pd.DataFrame, declared: Any) -> None:
    tables = {"seen": seen, "tracks": tracks, "declared": declared.reset_index(drop=True)}
    keep(folder, tables=tables, arrays={}, facts={})


def _key(ground: Ground, settings: Settings) -> str:
    """Hash all but tracks and visits: cells and their ground, windows, crop dates, settings."""
    year = asdict(ground.crop_year)
    shapes = hashlib.sha256(b"".join(shapely.to_wkb(ground.villages.geometry.to_numpy())))
    return derived_key(
        {
            "what": "coverage",
            "grain": ground.grain,
            "cells": int(pd.util.hash_pandas_object(ground.cells, index=False).sum()),
            "villages": shapes.hexdigest(),
            "windows": ground.windows.to_json(date_format="iso"),
            "crop_year": {name: np.asarray(value).tolist() for name, value in year.items()},
            "settings": [asdict(part) for part in (settings.grid, settings.season, settings.detection)],
        }
    )
