"""Test the map of expected plots on past seasons: freeze it before one, score it by what was found in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.actions.prepared.prepare import Prepared, prepare
from geo.actions.season.plan import cells_at
from geo.errors import InputError
from geo.model import schema
from geo.model.land import Access
from geo.model.notes import Note, OnProgress, silent
from geo.model.tables import empty
from geo.route.problem import searchers
from geo.search.detection import one_pass
from geo.search.kernel import gaussian_sums
from geo.search.risk import risk
from geo.settings import Settings
from geo.trial.scores import auc, calibration, curve, share_at_top
from geo.units import SECONDS_PER_HOUR, UNREACHABLE_S

Floats = NDArray[np.float64]

WAYS: Final = ("map", "last", "uniform")
"""This map; last season's places; all ground alike."""

LEAST_FINDS: Final = 5
"""Finds with a place that a season must have to be scored, and the seasons before it together."""


@dataclass(frozen=True)
class Backtest:
    """How well the map of one season foretold the finds of the next.

    table: season, way, finds, area10, area20, hours10, hours20 (share of finds in the first 10 and 20 % of
    the area, of the walking hours), effort10, effort20 (of the area, finds counted per unit of effort), auc;
    season 0 holds the means over seasons, weighted by finds. calibration: group (fifths of the area, least
    expected first), expected (given the season's effort), found. curve: way, area_share,
    found_share, over all seasons: what a chart draws. notes: what was left out.
    """

    table: pd.DataFrame
    calibration: pd.DataFrame
    curve: pd.DataFrame
    notes: list[Note]


@dataclass(frozen=True)
class Past:
    """What a backtest works on.

    cells, history, effort: CELLS, HISTORY, EFFORT; row: row in CELLS of each find, -1 without a place;
    closed: SEASON_EFFORT or None; hours (cells,): what it takes to search each cell.
    """

    cells: Any
    history: Any
    row: NDArray[np.int64]
    effort: Any
    closed: Any
    hours: Floats
    settings: Settings


def backtest(site_dir: Path, *, on_progress: OnProgress = silent) -> Backtest:
    """Go through a site's past seasons.

    Raises
    ------
    InputError : an input is wrong, or there are not two seasons with enough finds that have a place
    """
    prepared = prepare(site_dir, on_progress=on_progress)
    return run_backtest(past_of(prepared), on_progress=on_progress)


def past_of(prepared: Prepared) -> Past:
    """Take a prepared site's records."""
    cells, history, settings = prepared.cells, prepared.history, prepared.settings
    walkers = pd.Series([searchers(team, settings) for team in prepared.teams.itertuples()]).mode()
    rows = np.full(len(history), -1)
    placed = ~(history.geometry.isna() | history.geometry.is_empty).to_numpy()
    rows[placed] = pd.Index(cells["cell_id"]).get_indexer(cells_at(prepared, history[placed]))
    hours = search_hours(cells, prepared.access, int(walkers.iloc[0]), settings)
    return Past(cells, history, rows, prepared.effort, prepared.closed, hours, settings)


def search_hours(cells: Any, access: Access, walkers: int, settings: Settings) -> Floats:
    """Return hours to walk to each cell from its trailhead, search it once, and walk back; 0 out of reach."""
    walk_s = access.out_s.astype(float) + access.back_s
    minutes = one_pass(cells, walkers, settings)[1]
    return np.where(walk_s < UNREACHABLE_S, walk_s / SECONDS_PER_HOUR + minutes / 60, 0.0)


def run_backtest(past: Past, *, on_progress: OnProgress = silent) -> Backtest:
    """Freeze at each season, score the next."""
    seasons = _scored_seasons(past)
    tables, groups, curves = [], [], []
    for done, season in enumerate(seasons):
        on_progress(done, len(seasons), "trial-progress-seasons")
        scores, expected = _frozen(past, season)
        finds = _finds(past, season)
        area_m2 = past.cells["searchable_m2"].to_numpy(float)
        worth = finds / _seen_share(past, season)
        for way in WAYS:
            per_area, per_hour = scores[way]
            row: dict[str, Any] = {"season": season, "way": way, "finds": int(finds.sum())}
            for part in (10, 20):
                row[f"area{part}"] = share_at_top(per_area, finds, area_m2, part / 100)
                row[f"hours{part}"] = share_at_top(per_hour, finds, past.hours, part / 100)
                row[f"effort{part}"] = share_at_top(per_area, worth, area_m2, part / 100)
            row["auc"] = auc(per_area, finds, area_m2)
            tables.append(row)
            curves.append((way, finds.sum(), curve(per_area, finds, area_m2)))
        groups.append(calibration(expected, finds, area_m2))
    table = pd.DataFrame(tables)
    return Backtest(
        table=pd.concat([_means(table), table], ignore_index=True),
        calibration=pd.concat(groups).groupby("group", as_index=False).sum(),
        curve=_curves(curves),
        notes=_said(past, seasons),
    )


def _scored_seasons(past: Past) -> list[int]:
    """Seasons with enough finds that have a place, and enough of them before.

    Raises
    ------
    InputError : there is none
    """
    placed = past.history["season"].to_numpy()[past.row >= 0]
    seasons = sorted({int(season) for season in placed})
    scored = [s for s in seasons if (placed == s).sum() >= LEAST_FINDS and (placed < s).sum() >= LEAST_FINDS]
    if not scored:
        raise InputError(
            "trial-error-history", finds=int((past.row >= 0).sum()), seasons=len(seasons), least=LEAST_FINDS
        )
    return scored


def _frozen(past: Past, season: int) -> tuple[dict[str, tuple[Floats, Floats]], Floats]:
    """Scores per area and per hour of each way, and expected finds, as they stood before a season."""
    before = past.history["season"].to_numpy() < season
    history, effort = past.history[before], past.effort[past.effort["season"] < season]
    leads = empty(schema.LEADS, history.crs)
    table, _ = risk(
        past.cells, history=history, effort=effort, leads=leads, images_covered=None, season=season,
        settings=past.settings, closed=past.closed,
    )  # fmt: skip
    plots = table["expected_plots"].to_numpy(float)
    area_m2 = past.cells["searchable_m2"].to_numpy(float)
    last = _last_places(past, season)
    even = (area_m2 > 0).astype(float)
    scores = {
        "map": (_per(plots, area_m2), _per(plots, past.hours)),
        "last": (last, _per(last * area_m2, past.hours)),
        "uniform": (even, even),
    }
    return scores, plots * _seen_share(past, season, floor=False)


def _finds(past: Past, season: int) -> Floats:
    """Count the finds of a season that have a place, by cell."""
    now = (past.history["season"].to_numpy() == season) & (past.row >= 0)
    return np.bincount(past.row[now], minlength=len(past.cells)).astype(float)


def _seen_share(past: Past, season: int, *, floor: bool = True) -> Floats:
    """Share of what grew that the season's effort would have seen in each cell, by the effort of its village.

    floor: with what is found without any effort, as in methods 3.
    """
    told = past.effort[past.effort["season"] == season].set_index("village_id")["coverage"]
    settings = past.settings.risk
    coverage = past.cells["village_id"].map(told).astype(float).fillna(settings.unlogged_coverage)
    return -np.expm1(-coverage.to_numpy(float)) + (settings.effort_floor if floor else 0.0)


def _last_places(past: Past, season: int) -> Floats:
    """Smear the finds of the last season before by the map's own Gaussian, or over their village."""
    seasons = past.history["season"].to_numpy()
    last = seasons == seasons[seasons < season].max()
    placed = last & (past.row >= 0)
    sigma_m = max(past.settings.risk.local_sigma_m, 2 * past.settings.grid.cell_size_m)
    x, y = past.cells["x"].to_numpy(float), past.cells["y"].to_numpy(float)
    at = past.row[placed]
    near = gaussian_sums(x, y, sources=(x[at], y[at]), weights=np.ones(len(at)), sigma_m=sigma_m)
    area_m2 = past.cells.groupby("village_id")["searchable_m2"].sum()
    by_name = past.history["village_id"][last & ~placed].value_counts() / area_m2.clip(lower=1.0)
    # One find weighs the same whether its place is known or only its village.
    smeared = past.cells["village_id"].map(by_name).astype(float).fillna(0.0).to_numpy()
    return near + smeared * 2 * np.pi * sigma_m**2


def _per(value: Floats, cost: Floats) -> Floats:
    return np.divide(value, cost, out=np.zeros_like(value), where=cost > 0)


def _means(table: pd.DataFrame) -> pd.DataFrame:
    """Mean of each way over the seasons, weighted by finds."""
    names = [name for name in table.columns if name not in {"season", "way", "finds"}]
    rows = []
    for way, one in table.groupby("way", sort=False):
        weight = one["finds"].to_numpy(float)
        means = {name: float((one[name] * weight).sum() / weight.sum()) for name in names}
        rows.append({"season": 0, "way": way, "finds": int(weight.sum()), **means})
    return pd.DataFrame(rows)


def _curves(curves: list[tuple[str, float, Floats]]) -> pd.DataFrame:
    """Mean curve of each way, seasons weighted by finds."""
    tables = []
    for way in WAYS:
        rows = [(weight, line) for name, weight, line in curves if name == way]
        mean = np.average([line for _, line in rows], axis=0, weights=[weight for weight, _ in rows])
        shares = np.linspace(0, 1, len(mean))
        tables.append(pd.DataFrame({"way": way, "area_share": shares, "found_share": mean}))
    return pd.concat(tables, ignore_index=True)


def _said(past: Past, seasons: list[int]) -> list[Note]:
    """Tell which finds could not be scored, and where effort was assumed."""
    scored = past.history["season"].isin(seasons).to_numpy()
    placeless = int((scored & (past.row < 0)).sum())
    notes = [Note("trial-backtest-placeless", {"finds": placeless})] if placeless else []
    logged = past.effort["season"].isin(seasons).sum()
    whole = len(seasons) * past.cells["village_id"].nunique()
    if logged < whole:
        args = {
            "missing": int(whole - logged),
            "all": whole,
            "coverage": past.settings.risk.unlogged_coverage,
        }
        notes.append(Note("trial-backtest-unlogged", args))
    return notes
