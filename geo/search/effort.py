"""What earlier seasons found and where they looked, each counted less the longer it is ago."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.spatial import cKDTree

from geo.model.notes import Note
from geo.settings import Settings


def decay(seasons: ArrayLike, season: int, settings: Settings) -> NDArray[np.float64]:
    """Weight of earlier seasons: one half for every half-life before `season`.

    >>> from geo.settings import DEFAULTS
    >>> decay([2022, 2025], 2025, DEFAULTS).tolist()
    [0.5, 1.0]
    """
    age = season - np.asarray(seasons, float)
    return 0.5 ** (age / settings.risk.half_life_years)


def known_finds(
    history: Any, village_ids: Any, season: int, settings: Settings
) -> tuple[Any, NDArray[np.float64], list[Note]]:
    """Keep the finds inside the site up to this season, with what each counts for.

    Parameters
    ----------
    history : HISTORY
    village_ids : ids of the site's villages
    season : the season that is planned; records of later ones are left out
    settings : settings

    Returns
    -------
    records that count, (records,) decayed weights, what was left out or stands without a place
    """
    later = (history["season"] > season).to_numpy()
    outside = ~history["village_id"].isin(village_ids).to_numpy()
    kept = history[~later & ~outside]
    placeless = int((kept.geometry.isna() | kept.geometry.is_empty).sum())
    counts = {
        "search-history-later": int(later.sum()),
        "search-history-outside": int((outside & ~later).sum()),
        "search-history-village-only": placeless,
    }
    notes = [Note(key, {"records": count}) for key, count in counts.items() if count]
    return kept, decay(kept["season"].to_numpy(), season, settings), notes


def past_effort(
    effort: Any, history: Any, village_ids: Any, season: int, settings: Settings
) -> tuple[Any, list[Note]]:
    """Past search effort E of every village: sum over seasons of decay x (1 - exp(-C) + 0.1).

    From the first season with a record, of finds or of effort, to the last one, a village without a row of
    effort counts as searched with the assumed coverage factor; before and after, as not searched.

    Parameters
    ----------
    effort, history : EFFORT, HISTORY; either may have no rows
    village_ids : ids of the site's villages
    season : the season that is planned; later ones are left out
    settings : settings

    Returns
    -------
    Series of E by village_id, and what was assumed
    """
    villages = pd.Index(village_ids, name="village_id")
    seen = _seen_by_village(effort, villages, [*effort["season"], *history["season"]], season)
    unlogged = seen.isna().to_numpy()
    total = _total(seen.to_numpy(float), seen.columns.to_numpy(float), season, settings)
    return pd.Series(total, index=villages), _unlogged(unlogged, seen.columns, settings)


def cell_effort(
    cells: Any, *, effort: Any, history: Any, closed: Any, season: int, settings: Settings
) -> tuple[NDArray[np.float64], list[Note]]:
    """Past search effort E of every cell: that of its village, or its own in seasons closed in Tacha.

    Closed seasons are matched by place, so that they hold when the cell size changes: a cell takes the mean
    of the old cells nearest to it, a smaller cell that of the old one around it. Ground that was not in the
    site then counts by its village.

    Parameters
    ----------
    cells : CELLS
    effort, history : EFFORT, HISTORY; either may have no rows
    closed : SEASON_EFFORT in the working CRS, or None; only seasons before `season` count
    season : the season that is planned
    settings : settings

    Returns
    -------
    (cells,) E, and what was assumed
    """
    closed = None if closed is None else closed[closed["season"] < season]
    own = {} if closed is None else {int(year): rows for year, rows in closed.groupby("season")}
    recorded = [*effort["season"], *history["season"], *own]
    villages = pd.Index(pd.unique(cells["village_id"]), name="village_id")
    of_village = _seen_by_village(effort, villages, recorded, season)
    rows = villages.get_indexer(cells["village_id"])
    seen = of_village.to_numpy(float)[rows]
    for year, told in own.items():
        column = of_village.columns.get_loc(year)
        at_cell = _seen_at(cells, told)
        seen[:, column] = np.where(np.isnan(at_cell), seen[:, column], at_cell)
    lacking = np.zeros(of_village.shape, dtype=bool)
    np.logical_or.at(lacking, rows, np.isnan(seen))
    total = _total(seen, of_village.columns.to_numpy(float), season, settings)
    return total, _unlogged(lacking, of_village.columns, settings)


def _seen_by_village(effort: Any, villages: pd.Index, recorded: Sequence[int], season: int) -> Any:
    """1 - exp(-C) by village and season, from the first to the last recorded season; NaN where unlogged."""
    known = [int(year) for year in recorded if year <= season]
    seasons = np.arange(min(known), max(known) + 1) if known else np.empty(0, np.int64)
    logged = effort.pivot_table(index="village_id", columns="season", values="coverage")
    coverage = logged.reindex(index=villages, columns=seasons).to_numpy(float)
    return pd.DataFrame(-np.expm1(-coverage), index=villages, columns=seasons)


def _total(
    seen: NDArray[np.float64], seasons: NDArray[np.float64], season: int, settings: Settings
) -> NDArray[np.float64]:
    """Sum over seasons; what is not logged counts with the assumed coverage factor."""
    assumed = -np.expm1(-settings.risk.unlogged_coverage)
    known = np.where(np.isnan(seen), assumed, seen) + settings.risk.effort_floor
    return (known * decay(seasons, season, settings)).sum(axis=1)


def _unlogged(lacking: NDArray[np.bool_], seasons: Any, settings: Settings) -> list[Note]:
    if not lacking.any():
        return []
    args = {
        "village_seasons": int(lacking.sum()),
        "of": int(lacking.size),
        "from": str(seasons[0]),
        "to": str(seasons[-1]),
        "coverage": settings.risk.unlogged_coverage,
    }
    return [Note("search-effort-unlogged", args)]


def _seen_at(cells: Any, told: Any) -> NDArray[np.float64]:
    """1 - exp(-C) of one closed season at every cell; NaN further away than the grids explain."""
    now, then = cells[["x", "y"]].to_numpy(float), np.column_stack([told.geometry.x, told.geometry.y])
    seen = -np.expm1(-told["coverage"].to_numpy(float))
    of_now, of_then = cKDTree(now), cKDTree(then)
    reach_m = 1.5 * max(_spacing_m(of_now), _spacing_m(of_then))
    far_m, nearest = of_now.query(then)
    held = far_m <= reach_m
    count = np.bincount(nearest[held], minlength=len(now))
    total = np.bincount(nearest[held], seen[held], minlength=len(now))
    around_m, source = of_then.query(now)
    around = np.where(around_m <= reach_m, seen[source], np.nan)
    return np.where(count > 0, total / np.maximum(count, 1), around)


def _spacing_m(tree: cKDTree) -> float:
    """Usual distance between neighbouring places; 0 for a single one."""
    return float(np.median(tree.query(tree.data, k=2)[0][:, 1])) if tree.n > 1 else 0.0


def season_span(windows: Any) -> tuple[date, date]:
    """First and last day that belong to a season: half-way to the same windows a year before and after.

    >>> import pandas as pd
    >>> days = {"opens": pd.to_datetime(["2026-04-01"]), "closes": pd.to_datetime(["2026-08-01"])}
    >>> [str(day) for day in season_span(pd.DataFrame(days))]
    ['2025-11-30', '2026-11-29']
    """
    opens, closes = windows["opens"].min().date(), windows["closes"].max().date()
    between = max(timedelta(days=365) - (closes - opens), timedelta(days=2))
    first = opens - between // 2
    return first, first + timedelta(days=364)
