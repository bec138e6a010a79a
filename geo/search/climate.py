"""Turn temperature into crop dates: degree days from sowing to the end of lancing, by elevation."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.errors import InputError
from geo.settings import SeasonSettings

_YEAR_D = 365
_BANDS_M = np.arange(0.0, 6_001.0, 100.0)


def daily_mean_c(climate: Any, settings: SeasonSettings) -> tuple[NDArray[np.float64], float]:
    """Mean temperature of each day of a year, and the elevation it holds for.

    Parameters
    ----------
    climate : DataFrame with month 1 to 12, temp_c, elevation_m (one station or several), or None for the
        assumed wave
    settings : season settings

    Returns
    -------
    (365,) degrees C, elevation in m

    Raises
    ------
    InputError : a month is missing or is none of 1 to 12
    """
    if climate is None:
        phase = 2 * np.pi * (np.arange(_YEAR_D) - settings.coldest_day) / _YEAR_D
        return settings.mean_c - settings.swing_c * np.cos(phase), settings.mean_at_m
    at_m = float(climate["elevation_m"].mean())
    there = climate["temp_c"] + settings.lapse_c_per_km * (climate["elevation_m"] - at_m) / 1_000
    monthly = there.groupby(climate["month"]).mean()
    missing = sorted(set(range(1, 13)) ^ {int(month) for month in monthly.index})
    if missing:
        months = ", ".join(str(month) for month in missing)
        raise InputError("search-error-climate-months", file="climate", place=months, months=months)
    starts = np.array([(date(2001, month, 1) - date(2001, 1, 1)).days for month in range(1, 13)])
    middles = (starts + np.append(starts[1:], _YEAR_D)) / 2
    return np.interp(np.arange(_YEAR_D), middles, monthly.to_numpy(float), period=_YEAR_D), at_m


def degree_day_dates(
    daily_c: NDArray[np.float64], at_m: float, *, sown_on: float | None, settings: SeasonSettings
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Crop dates of every elevation at which the crop comes to its end.

    Parameters
    ----------
    daily_c, at_m : see `daily_mean_c`
    sown_on : days since 1 January on which all ground is sown; None: when the mean passes 6 C there
    settings : season settings

    Returns
    -------
    (bands,) elevations in m, (bands, 5) days since 1 January: sown, emerged, flowering, lancing, ended;
    no rows where it is too cold everywhere
    """
    heat = np.cumsum(
        [settings.emergence_dd, settings.flowering_dd, settings.lancing_dd, settings.end_dd], dtype=float
    )
    rows = [_dates(daily_c - settings.lapse_c_per_km * (band - at_m) / 1_000, heat, sown_on, settings)
            for band in _BANDS_M]  # fmt: skip
    dates = np.array(rows)
    grown = np.isfinite(dates).all(axis=1)
    return _BANDS_M[grown], dates[grown]


def _dates(
    daily_c: NDArray[np.float64], heat: NDArray[np.float64], sown_on: float | None, settings: SeasonSettings
) -> NDArray[np.float64]:
    sown = _passes(daily_c, settings.sowing_c) if sown_on is None else sown_on
    if not np.isfinite(sown):
        return np.full(5, np.nan)
    first = int(np.floor(sown))
    days = np.arange(first, first + _YEAR_D + 1)
    gained = np.maximum(daily_c[days % _YEAR_D] - settings.base_c, 0.0)
    summed = np.concatenate([[0.0], np.cumsum(gained)])
    wanted = np.interp(sown, np.append(days, days[-1] + 1), summed) + heat
    reached = np.interp(wanted, summed, np.append(days, days[-1] + 1).astype(float))
    # A crop that the first winter stops does not ripen: its dates would jump by a year.
    ripe = (wanted < summed[-1]) & (reached <= sown + settings.longest_season_d)
    return np.concatenate([[sown], np.where(ripe, reached, np.nan)])


def _passes(daily_c: NDArray[np.float64], limit_c: float) -> float:
    coldest = int(np.argmin(daily_c))
    if daily_c[coldest] >= limit_c:
        return float(coldest)  # never colder than the limit: the limit of ever milder winters
    days = np.arange(coldest, coldest + _YEAR_D)
    there = daily_c[days % _YEAR_D]
    warm = np.flatnonzero(there >= limit_c)
    if not len(warm):
        return np.nan
    after = warm[0]
    step = (limit_c - there[after - 1]) / (there[after] - there[after - 1])
    return float(days[after - 1] + step)
