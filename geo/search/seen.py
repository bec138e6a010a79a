"""Measure what tracks have shown of every cell in every season window: all that does not hang on risk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.model.season import STAGES, CropYear, Stage
from geo.search.looks import Looks, find_looks, segments_of
from geo.search.phenology import season_day, stage_on
from geo.search.sight import NOWHERE_M, reach_m, sight_of_looks, spread_m, walkers_of
from geo.search.swept import Painted, paint
from geo.settings import DetectionSettings, Settings

SHARES = ("sight", "swept", "low", "high", "confirmed")
"""Shares of a cell: within Rd, W / 2, Rd of the low and the high band, Rd of confirmed visits."""

BLOCK = 64
"""Cells a side that are painted at a time: a county's year stays well under 1 GB."""


@dataclass(frozen=True)
class Ground:
    """Where and when tracks are held against: VILLAGES, CELLS, side of the squares, WINDOWS, crop dates.

    grain: how many times longer the sides of painted pixels are; 2 takes half the time, a share within .003.
    """

    villages: Any
    cells: Any
    cell_size_m: float
    windows: Any
    crop_year: CropYear
    grain: float = 1.0


def see(tracks: Any, declared: Any, ground: Ground, settings: Settings) -> pd.DataFrame:
    """Say what tracks and declared visits have shown of every cell in every window.

    A cell hangs on nothing but the tracks and visits that come near it: see the cells that changed, and the
    rest stands.

    Parameters
    ----------
    tracks : TRACKS in the working CRS as told by `tell_walkers` and `tell_flights`
    declared : cells named by visits, see `declared_cells`
    ground : cells (all, or some), windows, crop dates
    settings : settings

    Returns
    -------
    DataFrame ordered by cell and window. cell, window: rows in CELLS and WINDOWS; factor_0.. and claimed_0..:
    C of each sowing class walked and declared, repeats discounted; the shares of `SHARES`, and with
    ``_so_far`` those of the cell's windows up to this one; searcher_m; looks, last_day; declared
    """
    window, _ = window_of(tracks["walked_on"], ground.windows)
    pieces = [_walked(tracks.iloc[rows], window[rows], ground, part, settings)
              for rows, part in _blocks(tracks, ground, settings.detection)]  # fmt: skip
    walked = [look for look, _ in pieces]
    looks = pd.concat([*walked, _claimed(declared, ground, settings)], ignore_index=True)
    table = _by_row(looks, settings)
    shares = pd.concat([share for _, share in pieces] or [_no_shares()])
    table = table.join(shares, on=["cell", "window"])
    filled = [name for name in shares.columns if not name.endswith("_so_far")]
    later = [name for name in shares.columns if name.endswith("_so_far")]
    # A window with paper alone has seen nothing itself; so far it has seen what the windows before it had.
    table[later] = table.groupby("cell")[later].ffill()
    table[[*filled, *later]] = table[[*filled, *later]].fillna(0.0)
    kept = (table["sight"] > 0) | (table["searcher_m"] > 0) | table["declared"]
    return table[kept].reset_index(drop=True)


def window_of(days: Any, windows: Any) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Row in WINDOWS of each day, and whether it is the nearest one only."""
    day = days.to_numpy("datetime64[D]")[:, None]
    opens, closes = (windows[name].to_numpy("datetime64[D]")[None, :] for name in ("opens", "closes"))
    away = np.maximum(np.maximum(opens - day, day - closes), np.timedelta64(0, "D")).astype(np.int64)
    nearest = away.argmin(axis=1) if len(windows) else np.zeros(len(day), np.int64)
    return nearest.astype(np.int64), away.min(axis=1, initial=10**6) > 0


def _blocks(
    tracks: Any, ground: Ground, detection: DetectionSettings
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Rows of tracks and rows of cells that may meet, a block of the grid at a time."""
    if not len(tracks) or not len(ground.cells):
        return
    bounds, reach = shapely.bounds(tracks.geometry.to_numpy()), reach_m(tracks, detection)[:, None]
    low, high = bounds[:, :2] - reach, bounds[:, 2:] + reach
    corner = ground.cells[["ix", "iy"]].to_numpy(np.int64)
    for rows in pd.DataFrame(corner // BLOCK).groupby([0, 1]).indices.values():
        first = corner[rows].min(axis=0) * ground.cell_size_m
        last = (corner[rows].max(axis=0) + 1) * ground.cell_size_m
        near = np.flatnonzero(((high >= first) & (low <= last)).all(axis=1))
        if len(near):
            yield near, np.sort(rows)


def _walked(
    tracks: Any, window: NDArray[np.int64], ground: Ground, part: NDArray[np.int64], settings: Settings
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Take the looks of one block, by cell, day, debriefed sight, swath and confirmation; and its shares."""
    told = pd.DataFrame(
        {
            "day": tracks["walked_on"].to_numpy("datetime64[D]"),
            "sight_m": tracks["sight_m"].to_numpy(float),
            "swath_m": tracks["swath_m"].to_numpy(float),
            "confirmed": tracks["confirmed"].to_numpy(bool),
        }
    )
    # One number for all that a look can differ in, in order of days.
    kinds = told.drop_duplicates().sort_values(["day", "sight_m", "swath_m", "confirmed"], ignore_index=True)
    number = told.merge(kinds.assign(number=kinds.index), how="left")["number"].to_numpy(np.int64)
    segments = segments_of(tracks.geometry.to_numpy())
    line = segments.line
    block = Ground(ground.villages, ground.cells.iloc[part], ground.cell_size_m, ground.windows,
                   ground.crop_year)  # fmt: skip
    looks = find_looks(segments, block.cells, ground.cell_size_m, day=number[line], group=window[line],
                       reach_m=reach_m(tracks, settings.detection)[line])  # fmt: skip
    days = kinds["day"].to_numpy("datetime64[D]")
    stage, width_m, sight_m = sight_of_looks(
        looks,
        days,
        kinds["sight_m"].to_numpy(float),
        kinds["swath_m"].to_numpy(float),
        cells=block.cells,
        crop_year=block.crop_year,
        settings=settings,
    )
    confirmed = kinds["confirmed"].to_numpy(bool)[looks.day]
    painted = paint(
        segments, looks, villages=ground.villages, cells=block.cells, cell_size_m=ground.cell_size_m,
        radius_m=_radii_m(looks, width_m, sight_m, confirmed, settings.detection),
        walkers=walkers_of(tracks)[line], spread_m=spread_m(tracks)[line], grain=ground.grain,
    )  # fmt: skip
    frame = pd.DataFrame({"cell": part[looks.cell], "window": looks.group, "day": days[looks.day]})
    ground_m2 = block.cells["searchable_m2"].to_numpy(float)[looks.cell]
    # A flight that shows nothing of a cell is no look at it.
    length_m = np.where(sight_m > 0, painted.length_m, 0.0)
    per_m2 = np.divide(length_m, ground_m2, out=np.zeros_like(ground_m2), where=ground_m2 > 0)
    frame = frame.assign(
        searcher_m=length_m,
        looked=painted.touched | (length_m > 0),
        declared=False,
        **_by_class("stage", stage),
        **_by_class("factor", width_m * per_m2[:, None]),
        **_by_class("claimed", np.zeros_like(width_m)),
    )
    return frame, _shares(looks, painted, part, confirmed)


def _shares(looks: Looks, painted: Painted, part: NDArray[np.int64], confirmed: Any) -> pd.DataFrame:
    """Shares by cell and window; `confirmed` (looks,)."""
    first = looks.row_starts[:-1]
    rows = pd.MultiIndex.from_arrays([part[looks.cell[first]], looks.group[first]], names=["cell", "window"])
    every = np.logical_and.reduceat(confirmed, first) if len(first) else np.zeros(0, dtype=bool)
    columns: dict[str, NDArray[np.float64]] = {}
    for end, share in (("", painted.share), ("_so_far", painted.share_so_far)):
        columns |= {f"{name}{end}": values for name, values in zip(SHARES, share.T, strict=False)}
        mixed = share[:, 4] if share.shape[1] > 4 else np.zeros(len(share))
        columns[f"confirmed{end}"] = np.where(every, share[:, 0], mixed)
    return pd.DataFrame(columns, index=rows)


def _no_shares() -> pd.DataFrame:
    rows = pd.MultiIndex.from_arrays([np.zeros(0, np.int64)] * 2, names=["cell", "window"])
    return pd.DataFrame(
        {f"{name}{end}": np.zeros(0) for end in ("", "_so_far") for name in SHARES}, index=rows
    )


def _radii_m(
    looks: Looks,
    width_m: NDArray[np.float64],
    sight_m: NDArray[np.float64],
    confirmed: NDArray[np.bool_],
    detection: DetectionSettings,
) -> NDArray[np.float64]:
    """Radii of `SHARES`: (looks, 5), or 4 where nowhere confirmed looks meet others."""
    half_m = width_m.max(axis=1) / 2
    radii = [sight_m, half_m, detection.low_width * sight_m, detection.high_width * sight_m]
    wide = np.maximum(np.column_stack(radii), detection.least_half_width_m)
    wide[sight_m < 0] = NOWHERE_M
    if not len(confirmed):
        return wide
    first = looks.row_starts[:-1]
    some, every = (part.reduceat(confirmed, first) for part in (np.logical_or, np.logical_and))
    mixed = np.repeat(some & ~every, np.diff(looks.row_starts))
    # Painted apart only where they meet: elsewhere the share is that of all looks, or nothing.
    alone = np.where(confirmed & mixed, wide[:, 0], NOWHERE_M)
    return np.column_stack([wide, alone]) if mixed.any() else wide


def _claimed(declared: Any, ground: Ground, settings: Settings) -> pd.DataFrame:
    """Take the looks that confirmed visits declare: of a class that does not show, nothing."""
    row = pd.Index(ground.cells["cell_id"]).get_indexer(declared["cell_id"])
    declared = declared[row >= 0]
    row = row[row >= 0]
    window, _ = window_of(declared["visited_on"], ground.windows)
    day = declared["visited_on"].to_numpy("datetime64[D]")
    elevation_m = ground.cells["elevation_m"].to_numpy(float)[row]
    stage = stage_on(ground.crop_year, elevation_m, season_day(ground.crop_year, day), settings)
    shows = stage != STAGES.index(Stage.NONE)
    claimed = np.where(shows, declared["coverage"].to_numpy(float)[:, None], 0.0)
    return pd.DataFrame({"cell": row.astype(np.int64), "window": window, "day": day}).assign(
        searcher_m=0.0,
        looked=False,
        declared=True,
        **_by_class("stage", stage),
        **_by_class("factor", np.zeros_like(claimed)),
        **_by_class("claimed", claimed),
    )


def _by_row(looks: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """Sum looks up by cell and window; a later day in the same stage counts less."""
    classes = range(len(settings.season.class_days))
    looks = looks.sort_values(["cell", "window", "day"], ignore_index=True)
    counts = (looks["searcher_m"] > 0) | (looks[[f"claimed_{k}" for k in classes]] > 0).any(axis=1)
    seen = looks[counts]
    for k in classes:
        made = seen[f"factor_{k}"] + seen[f"claimed_{k}"]
        earlier = _earlier_looks(
            seen["cell"], seen[f"stage_{k}"], seen["day"], made, whole=settings.detection.visited_share
        )
        times = settings.detection.repeat**earlier
        for name in (f"factor_{k}", f"claimed_{k}"):
            looks.loc[seen.index, name] = seen[name] * times
    new_day = ~looks[looks["looked"]].duplicated(["cell", "window", "day"])
    looks["looks"] = new_day.reindex(looks.index, fill_value=False).astype(np.int64)
    summed = ["searcher_m", "looks", *(f"{name}_{k}" for name in ("factor", "claimed") for k in classes)]
    rows = looks.groupby(["cell", "window"], sort=True)
    table = rows[summed].sum()
    table["declared"] = rows["declared"].any()
    said = looks[looks["looked"] | looks["declared"]].groupby(["cell", "window"])["day"].max()
    table["last_day"] = said.reindex(table.index)
    return table.reset_index()


def _earlier_looks(cell: Any, stage: Any, day: Any, factor: Any, *, whole: float) -> NDArray[np.float64]:
    """How many earlier days saw the same cell in the same stage: (looks,).

    A day that saw less than makes a visit counts as far as it did: a track that brushed the border takes next
    to nothing from who comes after it.

    Parameters
    ----------
    factor : coverage factor of each look
    whole : coverage factor from which on a day counts as one
    """
    at = pd.DataFrame({"cell": cell, "stage": stage, "day": day, "factor": factor})
    by_day = at.groupby(["cell", "stage", "day"], sort=True)["factor"]
    days = np.minimum(by_day.sum() / whole, 1.0)
    before = days.groupby(level=["cell", "stage"]).cumsum() - days
    return before.to_numpy(float)[by_day.ngroup().to_numpy()]


def _by_class(name: str, values: NDArray) -> dict[str, NDArray]:
    return {f"{name}_{k}": values[:, k] for k in range(values.shape[1])}
