"""Turn walked distance into the chance of having seen what was there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.model.notes import Note
from geo.model.schema import COVERAGE
from geo.model.season import STAGES, CropYear, Stage
from geo.model.tables import check, empty
from geo.search.detection import cover_shares, expected_by_class, sweep_width
from geo.search.looks import Looks, find_looks, segments_of
from geo.search.phenology import season_day, stage_on
from geo.search.swept import paint
from geo.settings import DetectionSettings, Settings


def coverage(
    tracks: Any,
    *,
    villages: Any,
    cells: Any,
    cell_size_m: float,
    windows: Any,
    risk: Any,
    crop_year: CropYear,
    settings: Settings,
) -> tuple[Any, list[Note]]:
    """Say what tracks have seen of every cell in every season window (methods 5, "From tracks").

    All tracks of a cell on one day are one look; later looks in the same stage count 0.7, 0.49, ... of
    their coverage factor. A track stands for its walkers only if their spacing is on file, else for one
    searcher. Car and drone tracks are no search. A day outside every window counts in the nearest one.

    Parameters
    ----------
    tracks : TRACKS in the working CRS
    villages, cells, windows, risk : VILLAGES, CELLS, WINDOWS, RISK
    cell_size_m : side of the squares
    crop_year : crop dates, for the sweep width of the day
    settings : settings

    Returns
    -------
    COVERAGE ordered by cell and window, with a row where a track came within sight of some of the cell; and
    what was left out or moved. Further columns season_pod, season_pod_low, season_pod_high: what all looks
    up to the end of the window have seen, from which expected_left follows: a lane walked again in a later
    window raises C, not s.
    """
    walked, notes = _on_foot(tracks)
    window, moved = _window_of(walked["walked_on"], windows)
    notes += [Note("search-tracks-nearest-window", {"tracks": moved})] if moved else []
    if not len(walked):
        return empty(COVERAGE), notes
    seen = _see(walked, window, villages, cells, cell_size_m, crop_year, settings)
    if not len(seen.looks.cell):
        return empty(COVERAGE), notes
    table = _rows(seen, cells, windows, risk, settings)
    return check(table, COVERAGE), notes


def by_village(coverage: Any, cells: Any, villages: Any, risk: Any) -> Any:
    """Sum coverage up by village.

    Parameters
    ----------
    coverage, cells, villages, risk : COVERAGE, CELLS, VILLAGES, RISK

    Returns
    -------
    DataFrame in the order of VILLAGES: village_id; survey_rate, searchable area of visited cells of all;
    declared_rate, null until visits exist; pod, pod_low, pod_high, the share of expected plots that was
    seen: by the looks of the one window that `coverage` holds, else by those of the season; expected_left
    """
    plots = risk.set_index("cell_id")["expected_plots"].reindex(cells["cell_id"]).to_numpy(float)
    ground_m2 = cells["searchable_m2"].to_numpy(float)
    row = pd.Index(cells["cell_id"]).get_indexer(coverage["cell_id"])
    visited = np.zeros(len(cells), dtype=bool)
    visited[row[coverage["visited"].to_numpy(bool)]] = True
    sums = pd.DataFrame({"plots": plots, "ground": ground_m2, "visited": ground_m2 * visited})
    bands = ("pod", "pod_low", "pod_high")
    of_season = "season_" if coverage["window_id"].nunique() > 1 else ""
    for name in bands:
        missed = np.ones(len(cells))
        missed[row] = 1 - coverage[of_season + name].to_numpy(float)  # the last window of a cell stands
        sums[name] = plots * missed
    total = sums.groupby(cells["village_id"].to_numpy()).sum().reindex(villages["village_id"]).fillna(0.0)
    table = pd.DataFrame({"village_id": villages["village_id"].to_numpy()}, index=villages.index)
    table["survey_rate"] = _ratio(total["visited"], total["ground"])
    table["declared_rate"] = np.nan
    for name in bands:
        table[name] = 1 - _ratio(total[name], total["plots"], empty=1.0)
    return table.assign(expected_left=total["pod"].to_numpy())


@dataclass(frozen=True)
class _Seen:
    """What the lines showed: arrays by look (with classes) and by row (cell and window)."""

    looks: Looks
    days: NDArray[np.datetime64]
    stage: NDArray[np.int8]  # (looks, classes)
    width_m: NDArray[np.float64]  # (looks, classes)
    length_m: NDArray[np.float64]  # (looks,)
    touched: NDArray[np.bool_]  # (looks,)
    share: NDArray[np.float64]  # (rows, 4): within Rd, W / 2, low Rd, high Rd
    share_so_far: NDArray[np.float64]  # (rows, 4): the same, earlier windows included


def _on_foot(tracks: Any) -> tuple[Any, list[Note]]:
    notes = [
        Note(f"search-tracks-{mode}", {"tracks": int((tracks["mode"] == mode).sum())})
        for mode in ("car", "drone")
        if (tracks["mode"] == mode).any()
    ]
    return tracks[tracks["mode"] == "foot"], notes


def _window_of(days: Any, windows: Any) -> tuple[NDArray[np.int64], int]:
    """Row in WINDOWS of each day, and for how many it is the nearest only."""
    day = days.to_numpy("datetime64[D]")[:, None]
    opens, closes = (windows[name].to_numpy("datetime64[D]")[None, :] for name in ("opens", "closes"))
    nothing = np.timedelta64(0, "D")
    away = np.maximum(np.maximum(opens - day, day - closes), nothing)
    nearest = away.argmin(axis=1) if len(windows) else np.zeros(len(day), np.int64)
    return nearest.astype(np.int64), int(
        (away.min(axis=1, initial=np.timedelta64(10**6, "D")) > nothing).sum()
    )


def _see(
    walked: Any,
    window: NDArray[np.int64],
    villages: Any,
    cells: Any,
    cell_size_m: float,
    crop_year: CropYear,
    settings: Settings,
) -> _Seen:
    detection = settings.detection
    segments = segments_of(walked.geometry.to_numpy())
    days, day = np.unique(walked["walked_on"].to_numpy("datetime64[D]"), return_inverse=True)
    # Walkers abreast count only with their spacing on file; the swath is (n - 1) spacings wider.
    spacing_m = walked["spacing_m"].to_numpy(float)
    walkers = np.where(np.isnan(spacing_m), 1, walked["walkers"].to_numpy(int)).astype(float)
    spread_m = (walkers - 1) * np.nan_to_num(spacing_m) / 2
    reach_m = detection.high_width * _farthest_sight_m(detection) + spread_m
    line = segments.line
    looks = find_looks(segments, cells, cell_size_m, reach_m=reach_m[line], day=day[line], group=window[line])
    elevation_m = cells["elevation_m"].to_numpy(float)[looks.cell]
    stage = stage_on(crop_year, elevation_m, season_day(crop_year, days[looks.day]), settings)
    width_m = sweep_width(stage, cover_shares(cells)[looks.cell], settings)
    painted = paint(
        segments, looks, villages=villages, cells=cells, cell_size_m=cell_size_m,
        radius_m=_radii_m(width_m, stage, detection), walkers=walkers[line], spread_m=spread_m[line],
    )  # fmt: skip
    return _Seen(
        looks, days, stage, width_m, painted.length_m, painted.touched, painted.share, painted.share_so_far
    )


def _radii_m(
    width_m: NDArray[np.float64], stage: NDArray[np.int8], detection: DetectionSettings
) -> NDArray[np.float64]:
    """Rd, W / 2, Rd of the low and of the high band: (looks, 4), of the best seen class of the day."""
    sight_m = (width_m / _sight_ratio(detection)[stage]).max(axis=1)
    half_m = width_m.max(axis=1) / 2
    radii = [sight_m, half_m, detection.low_width * sight_m, detection.high_width * sight_m]
    return np.maximum(np.column_stack(radii), detection.least_half_width_m)


def _sight_ratio(detection: DetectionSettings) -> NDArray[np.float64]:
    ratio = {
        Stage.NONE: 1.0,
        Stage.ROSETTE: detection.sight_rosette,
        Stage.BUD: detection.sight_bud,
        Stage.FLOWER: detection.sight_flower,
        Stage.CAPSULE: detection.sight_bud,
    }
    return np.array([ratio[stage] for stage in STAGES])


def _farthest_sight_m(detection: DetectionSettings) -> float:
    best = np.array([max(detection.sweep_width_m[stage]) for stage in STAGES])
    return max(float((best / _sight_ratio(detection)).max()), detection.least_half_width_m)


def _rows(seen: _Seen, cells: Any, windows: Any, risk: Any, settings: Settings) -> Any:
    looks, first = seen.looks, seen.looks.row_starts[:-1]
    cell, window = looks.cell[first], looks.group[first]
    factor = _factor_by_row(seen, cells, settings)
    sight, swept = seen.share[:, 0], seen.share[:, 1]
    pods = _bands(factor, seen.share, settings.detection)
    season = _bands(_so_far(cell, factor), seen.share_so_far, settings.detection)
    plots = expected_by_class(cells, risk, settings)[cell]
    before = plots * (1 - _before(cell, season["pod"]))
    after = plots * (1 - season["pod"])
    weight_k = _weights(plots)
    share_k = _weights(before)
    held = cells.iloc[cell]
    length_m = np.add.reduceat(seen.length_m, first)
    looked = seen.touched | (seen.length_m > 0)
    last = np.maximum.reduceat(np.where(looked, looks.day, 0), first)
    table = pd.DataFrame(
        {
            "cell_id": held["cell_id"].to_numpy(),
            "window_id": windows["window_id"].to_numpy()[window],
            "visited": sight >= settings.detection.visited_share,
            "visits": np.add.reduceat(looked.astype(np.int64), first),
            "swept_m2": swept * held["area_m2"].to_numpy(float),
            "searcher_m": length_m,
            "coverage_factor": (share_k * factor).sum(axis=1),
            "seen_share": sight,
            **{name: (share_k * pod).sum(axis=1) for name, pod in pods.items()},
            "expected_left": after.sum(axis=1),
            "last_visit": seen.days[last].astype("datetime64[us]"),
            **{f"season_{name}": (weight_k * pod).sum(axis=1) for name, pod in season.items()},
        }
    )
    cleared = table["pod"] >= settings.detection.pod_target
    searched = np.where(cleared, "cleared", "searched")
    table["state"] = np.where(table["visited"], searched, "open")
    return table[(table["seen_share"] > 0) | (table["searcher_m"] > 0)].reset_index(drop=True)


def _factor_by_row(seen: _Seen, cells: Any, settings: Settings) -> NDArray[np.float64]:
    """Coverage factor of each row and class; repeats in the same stage count less: (rows, classes)."""
    ground_m2 = cells["searchable_m2"].to_numpy(float)[seen.looks.cell]
    per_m2 = np.divide(seen.length_m, ground_m2, out=np.zeros_like(ground_m2), where=ground_m2 > 0)
    factor = seen.width_m * per_m2[:, None]
    walked = np.flatnonzero(seen.length_m > 0)
    walked = walked[np.lexsort((seen.looks.day[walked], seen.looks.cell[walked]))]
    for k in range(factor.shape[1]):
        same = pd.DataFrame({"cell": seen.looks.cell[walked], "stage": seen.stage[walked, k]})
        repeats = same.groupby(["cell", "stage"]).cumcount().to_numpy()
        factor[walked, k] *= settings.detection.repeat**repeats
    return np.add.reduceat(factor, seen.looks.row_starts[:-1], axis=0)


def _pod(factor: NDArray[np.float64], share: NDArray[np.float64], *, concealed: bool) -> NDArray[np.float64]:
    """POD = s (1 - exp(-C / s)): pacing one lane ten times raises C, not s. (rows, classes)."""
    s = share[:, None]
    within = np.divide(factor, s, out=np.zeros_like(factor), where=s > 0)
    return s * (within / (1 + within) if concealed else -np.expm1(-within))


def _bands(
    factor: NDArray[np.float64], share: NDArray[np.float64], detection: DetectionSettings
) -> dict[str, NDArray[np.float64]]:
    """POD and its band by row and class, from C and the shares within Rd, W / 2, low and high Rd."""
    sight, _, sight_low, sight_high = share.T
    return {
        "pod": _pod(factor, sight, concealed=False),
        "pod_low": _pod(factor * detection.low_width, sight_low, concealed=True),
        "pod_high": _pod(factor * detection.high_width, sight_high, concealed=False),
    }


def _so_far(cell: NDArray[np.int64], factor: NDArray[np.float64]) -> NDArray[np.float64]:
    """Coverage factor of each row with that of the cell's earlier windows: (rows, classes)."""
    return pd.DataFrame(factor).groupby(cell).cumsum().to_numpy()


def _before(cell: NDArray[np.int64], pod: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give what the earlier windows of the cell had seen: (rows, classes)."""
    return pd.DataFrame(pod).groupby(cell).shift(fill_value=0.0).to_numpy()


def _weights(plots: NDArray[np.float64]) -> NDArray[np.float64]:
    """Shares of the sowing classes, adding up to 1; equal where nothing is expected."""
    shares = plots + (plots.sum(axis=1, keepdims=True) <= 0)
    return shares / shares.sum(axis=1, keepdims=True)


def _ratio(part: Any, whole: Any, *, empty: float = 0.0) -> NDArray[np.float64]:
    part, whole = np.asarray(part, float), np.asarray(whole, float)
    return np.divide(part, whole, out=np.full(len(whole), empty), where=whole > 0)
