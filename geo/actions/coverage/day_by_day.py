"""Say how well ground was covered up to each day of a window: made once, then read at any day in no time."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.actions.coverage.cover import ground_of_season, lines_in, recorded_of
from geo.actions.coverage.seen_so_far import seen_so_far
from geo.actions.prepared.expect import expect
from geo.actions.prepared.prepare import prepare
from geo.records.store import Store
from geo.search.areas import declare_areas, named_areas
from geo.search.coverage import rate, told
from geo.search.seen import window_of


def covered_by_day(site_dir: Path, window_id: str) -> pd.DataFrame:
    """Return what the looks of a window had seen up to the end of each day with looks.

    Days are taken as windows of one day each, so that the shares seen so far come out of one painting, and a
    new track changes only the cells it comes near.

    Returns
    -------
    DataFrame with cell_id, day, pod, ordered by cell and day; a cell is in it from its first visit on. On the
    window's last day pod is that of the window, but for the weights of sowing classes in a cell that was
    searched in an earlier window too.

    Raises
    ------
    InputError : site.toml or an input is wrong
    KeyError : no such window
    """
    prepared = prepare(site_dir)
    season = expect(prepared)
    with Store.open(site_dir) as store:
        recorded = recorded_of(store, season)
    row = list(season.windows["window_id"]).index(window_id)
    named, _ = named_areas(recorded.surveys, prepared.areas, prepared.villages)
    surveys = declare_areas(recorded.surveys, named, prepared.cells)
    walked, declared, _ = told(recorded.tracks, surveys, season.windows)
    walked, declared = (
        _of_window(table, day, season.windows, row)
        for table, day in ((walked, "walked_on"), (declared, "visited_on"))
    )
    window = season.windows.iloc[row]
    ground = replace(ground_of_season(prepared, season), windows=_single_days(window))
    # A folder of its own for each window: what is kept of one replaces what was kept of it before.
    mark = hashlib.sha256(window_id.encode()).hexdigest()[:12]
    derived = site_dir / "derived" / f"days_{mark}"
    seen = seen_so_far(
        derived, walked, declared, ground, prepared.settings, lines_of=lines_in(recorded, prepared.crs)
    )
    rated = rate(seen, ground, risk=season.risk, findings=None, settings=prepared.settings)
    # As in the window: visited once all looks so far have come within sight of enough of the cell.
    visited = seen["sight_so_far"].to_numpy(float) >= prepared.settings.detection.visited_share
    return _by_day(rated.coverage, visited)


def up_to(by_day: pd.DataFrame, day: Any) -> pd.Series:
    """POD by cell_id as it stood at the end of a day; cells not visited by then are not in it.

    Parameters
    ----------
    by_day : see `covered_by_day`
    """
    so_far = by_day[by_day["day"] <= pd.Timestamp(day)]
    return so_far.drop_duplicates("cell_id", keep="last").set_index("cell_id")["pod"]


def _of_window(table: Any, day: str, windows: Any, row: int) -> Any:
    """Keep what counts in one window, by its day."""
    at, _ = window_of(table[day], windows)
    return table[at == row].reset_index(drop=True)


def _single_days(window: Any) -> pd.DataFrame:
    days = pd.date_range(window["opens"], window["closes"], freq="D").astype("datetime64[us]")
    names = [f"{day:%Y-%m-%d}" for day in days]
    return pd.DataFrame({"window_id": names, "name": names, "opens": days, "closes": days})


def _by_day(coverage: Any, visited: NDArray[np.bool_]) -> pd.DataFrame:
    """Keep of coverage by single days what was seen so far, where it makes a visit."""
    table = pd.DataFrame(
        {
            "cell_id": coverage["cell_id"].to_numpy(),
            "day": pd.to_datetime(coverage["window_id"]).to_numpy("datetime64[us]"),
            "pod": coverage["season_pod"].to_numpy(float).clip(0.0, 1.0),
        }
    )
    return table[visited].sort_values(["cell_id", "day"], kind="stable", ignore_index=True)
