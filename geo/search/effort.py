"""What earlier seasons found and where they looked, each counted less the longer it is ago."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

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
    recorded = pd.concat([effort["season"], history["season"]])
    recorded = recorded[recorded <= season]
    if not len(recorded):
        return pd.Series(0.0, index=villages), []
    seasons = np.arange(int(recorded.min()), int(recorded.max()) + 1)
    logged = effort.pivot_table(index="village_id", columns="season", values="coverage")
    coverage = logged.reindex(index=villages, columns=seasons).to_numpy(float)
    unlogged = np.isnan(coverage)
    coverage = np.where(unlogged, settings.risk.unlogged_coverage, coverage)
    seen = -np.expm1(-coverage) + settings.risk.effort_floor
    total = pd.Series((seen * decay(seasons, season, settings)).sum(axis=1), index=villages)
    if not unlogged.any():
        return total, []
    args = {
        "village_seasons": int(unlogged.sum()),
        "of": int(unlogged.size),
        "from": str(seasons[0]),
        "to": str(seasons[-1]),
        "coverage": settings.risk.unlogged_coverage,
    }
    return total, [Note("search-effort-unlogged", args)]
