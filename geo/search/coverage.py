"""Turn walked distance into the chance of having seen what was there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.model.notes import Note
from geo.model.schema import COVERAGE
from geo.model.season import CropYear
from geo.model.tables import check, empty
from geo.search.belief import finds_of, update_belief
from geo.search.detection import expected_by_class
from geo.search.seen import Ground, see, window_of
from geo.search.states import NOTHING_RULED, Ruled, ground_states, with_states
from geo.search.surveys import Surveys, declared_cells, tell_flights, tell_walkers
from geo.settings import DetectionSettings, Settings

BANDS = ("pod", "pod_low", "pod_high")


@dataclass(frozen=True)
class Rated:
    """COVERAGE with the columns of `coverage`, GROUND, and what is left: (cells, classes) expected plots."""

    coverage: Any
    ground: Any
    left: NDArray[np.float64]


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
    surveys: Surveys | None = None,
    findings: Any = None,
) -> tuple[Any, list[Note]]:
    """Say what tracks have seen of every cell in every season window (methods 5, "From tracks").

    All tracks of a cell on one day are one look; later looks in the same stage count 0.7, 0.49, ... of
    their coverage factor. A track stands for its walkers only if their spacing is on file, else for one
    searcher. Car tracks are no search, nor those of drones without
    a swath. A day outside every window counts in the nearest one.

    Parameters
    ----------
    tracks : TRACKS in the working CRS
    villages, cells, windows, risk : VILLAGES, CELLS, WINDOWS, RISK
    cell_size_m : side of the squares
    crop_year : crop dates, for the sweep width of the day
    settings : settings
    surveys : survey records: who walked a track, what is confirmed, what is declared; None: none
    findings : FINDINGS in the working CRS, or None

    Returns
    -------
    COVERAGE ordered by cell and window, with a row where a track came within sight of some of the cell or a
    confirmed visit names it; and what was left out or moved. Further columns season_pod, season_pod_low,
    season_pod_high: what all looks up to the end of the window have seen, from which expected_left follows:
    a lane walked again in a later window raises C, not s.
    """
    ground = Ground(villages, cells, cell_size_m, windows, crop_year)
    walked, declared, notes = told(tracks, surveys or Surveys.none(), windows)
    seen = see(walked, declared, ground, settings)
    rated = rate(seen, ground, risk=risk, findings=findings, settings=settings)
    return rated.coverage, notes


def told(tracks: Any, surveys: Surveys, windows: Any) -> tuple[Any, Any, list[Note]]:
    """Keep what counts: tracks on foot with their visits' word, flights with a swath, declared cells.

    Also says what was left out.
    """
    drone = tracks["mode"] == "drone"
    flown = drone & (tracks["swath_m"] > 0)
    left_out = {"car": int((tracks["mode"] == "car").sum()), "drone": int((drone & ~flown).sum())}
    notes = [Note(f"search-tracks-{mode}", {"tracks": count}) for mode, count in left_out.items() if count]
    walked = pd.concat(
        [tell_walkers(tracks[tracks["mode"] == "foot"], surveys), tell_flights(tracks[flown], surveys)]
    ).reset_index(drop=True)
    moved = int(window_of(walked["walked_on"], windows)[1].sum())
    notes += [Note("search-tracks-nearest-window", {"tracks": moved})] if moved else []
    return walked, declared_cells(surveys), notes


def rate(
    seen: Any, ground: Ground, *, risk: Any, findings: Any, settings: Settings, ruled: Ruled = NOTHING_RULED
) -> Rated:
    """Turn what was shown into POD with its band and into what is left.

    Parameters
    ----------
    seen : see `geo.search.seen.see`
    ground : cells and windows it was measured on
    risk : RISK
    findings : FINDINGS in the working CRS, or None
    settings : settings
    ruled : plan and decisions
    """
    cells = ground.cells
    plots = expected_by_class(cells, risk, settings)
    cell, window = (seen[name].to_numpy(np.int64) for name in ("cell", "window"))
    classes = range(plots.shape[1])
    factor, claimed = (
        seen[[f"{name}_{k}" for k in classes]].to_numpy(float) for name in ("factor", "claimed")
    )
    own = _bands(factor, claimed, _shares(seen, ""), settings.detection)
    season = _bands(
        _so_far(cell, factor), _so_far(cell, claimed), _shares(seen, "_so_far"), settings.detection
    )
    belief = update_belief(
        plots, cell=cell, window=window, pod=own["pod"], season_pod=season["pod"], cells=cells,
        finds=finds_of(findings, ground), settings=settings,
    )  # fmt: skip
    if not len(seen):
        none = _no_rows()
        return Rated(none, ground_states(cells, none, settings, ruled=ruled), belief.left)
    table = _rows(seen, cells.iloc[cell], ground.windows, settings).assign(
        coverage_factor=_mean(belief.before, factor + claimed),
        declared_factor=_mean(belief.before, claimed),
        expected_left=belief.after.sum(axis=1),
        **{name: _mean(belief.before, pod) for name, pod in own.items()},
        **{f"season_{name}": _mean(plots[cell], pod) for name, pod in season.items()},
    )
    states = ground_states(cells, table, settings, ruled=ruled)
    return Rated(check(with_states(table, states), COVERAGE), states, belief.left)


def by_village(
    coverage: Any, cells: Any, villages: Any, risk: Any, *, left: Any = None, signed_off: bool = False
) -> Any:
    """Sum coverage up by village, in the order of VILLAGES: village_id and the columns of `by_place`."""
    place = cells["village_id"].to_numpy()
    table = by_place(coverage, cells, place, risk, left=left, signed_off=signed_off)
    table = table.reindex(villages["village_id"])
    nothing = {name: 0.0 for name in table.columns if name != "declared_rate"}
    table = table.fillna(nothing).rename_axis("village_id").reset_index()
    return table.set_axis(villages.index)


def by_place(
    coverage: Any, cells: Any, place: Any, risk: Any, *, left: Any = None, signed_off: bool = False
) -> Any:
    """Sum coverage up by village, township, responsibility area, or whatever each cell is said to lie in.

    Parameters
    ----------
    coverage, cells, risk : COVERAGE, CELLS, RISK
    place : (cells,) name of the place of each cell
    left : (cells,) expected plots left after looks and finds; None: as `coverage` says
    signed_off : visits are submitted and confirmed here; without, tracks count as surveyed though nobody
        has confirmed them, and nothing is declared (null)

    Returns
    -------
    DataFrame by place. Shares of searchable ground: survey_rate, with track and confirmed; unconfirmed_rate,
    with track that nobody has confirmed; declared_rate, named by a confirmed visit without such a track.
    pod, pod_low, pod_high: the share of expected plots that was seen: by the looks of the one window that
    `coverage` holds, else by those of the season; expected_left
    """
    plots = risk.set_index("cell_id")["expected_plots"].reindex(cells["cell_id"]).to_numpy(float)
    ground_m2 = cells["searchable_m2"].to_numpy(float)
    row = pd.Index(cells["cell_id"]).get_indexer(coverage["cell_id"])
    flags = {name: np.zeros(len(cells), dtype=bool) for name in ("visited", "confirmed", "declared")}
    for name, flag in flags.items():
        flag[row[coverage[name].to_numpy(bool)]] = True
    surveyed = flags["confirmed"] if signed_off else flags["visited"]
    sums = pd.DataFrame({"plots": plots, "ground": ground_m2, "surveyed": ground_m2 * surveyed})
    sums["unconfirmed"] = ground_m2 * (flags["visited"] & ~flags["confirmed"])
    sums["declared"] = ground_m2 * (flags["declared"] & ~surveyed)
    of_season = "season_" if coverage["window_id"].nunique() > 1 else ""
    for name in BANDS:
        missed = np.ones(len(cells))
        missed[row] = 1 - coverage[of_season + name].to_numpy(float)  # the last window of a cell stands
        sums[name] = plots * missed
    sums["left"] = sums["pod"] if left is None else np.asarray(left, float)
    total = sums.groupby(np.asarray(place)).sum()
    table = pd.DataFrame(index=total.index)
    for name, part in (("survey", "surveyed"), ("unconfirmed", "unconfirmed"), ("declared", "declared")):
        table[f"{name}_rate"] = _ratio(total[part], total["ground"])
    if not signed_off:
        table["declared_rate"] = np.nan
    for name in BANDS:
        table[name] = 1 - _ratio(total[name], total["plots"], empty=1.0)
    return table.assign(expected_left=total["left"].to_numpy())


def _no_rows() -> Any:
    return empty(COVERAGE).assign(**{f"season_{name}": np.zeros(0) for name in BANDS})


def _rows(seen: Any, held: Any, windows: Any, settings: Settings) -> Any:
    least = settings.detection.visited_share
    return pd.DataFrame(
        {
            "cell_id": held["cell_id"].to_numpy(),
            "window_id": windows["window_id"].to_numpy()[seen["window"].to_numpy(np.int64)],
            "visited": seen["sight"].to_numpy() >= least,
            "confirmed": seen["confirmed"].to_numpy() >= least,
            "declared": seen["declared"].to_numpy(bool),
            "visits": seen["looks"].to_numpy(np.int64),
            "swept_m2": seen["swept"].to_numpy() * held["area_m2"].to_numpy(float),
            "searcher_m": seen["searcher_m"].to_numpy(),
            "seen_share": seen["sight"].to_numpy(),
            "last_visit": seen["last_day"].to_numpy("datetime64[us]"),
        }
    )


def _shares(seen: Any, end: str) -> NDArray[np.float64]:
    """Shares within Rd, low and high Rd: (rows, 3)."""
    return seen[[f"{name}{end}" for name in ("sight", "low", "high")]].to_numpy(float)


def _pod(factor: NDArray[np.float64], share: NDArray[np.float64], *, concealed: bool) -> NDArray[np.float64]:
    """POD = s (1 - exp(-C / s)): pacing one lane ten times raises C, not s. (rows, classes)."""
    s = share[:, None]
    within = np.divide(factor, s, out=np.zeros_like(factor), where=s > 0)
    return s * (within / (1 + within) if concealed else -np.expm1(-within))


def _bands(
    factor: NDArray[np.float64],
    claimed: NDArray[np.float64],
    share: NDArray[np.float64],
    detection: DetectionSettings,
) -> dict[str, NDArray[np.float64]]:
    """POD and its band by row and class, from C and the shares within Rd, low and high Rd.

    What is declared covers the whole cell, besides what the tracks show; the low band takes no word for it.
    """
    sight, low, high = share.T
    unseen = np.exp(-claimed)
    unseen_high = np.exp(-claimed * detection.high_width)
    return {
        "pod": 1 - (1 - _pod(factor, sight, concealed=False)) * unseen,
        "pod_low": _pod(factor * detection.low_width, low, concealed=True),
        "pod_high": 1 - (1 - _pod(factor * detection.high_width, high, concealed=False)) * unseen_high,
    }


def _so_far(cell: NDArray[np.int64], factor: NDArray[np.float64]) -> NDArray[np.float64]:
    """Coverage factor of each row with that of the cell's earlier windows: (rows, classes)."""
    return pd.DataFrame(factor).groupby(cell).cumsum().to_numpy()


def _mean(plots: NDArray[np.float64], values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Mean over sowing classes by their expected plots; equal weights where nothing is expected: (rows,)."""
    weights = plots + (plots.sum(axis=1, keepdims=True) <= 0)
    return (weights * values).sum(axis=1) / weights.sum(axis=1)


def _ratio(part: Any, whole: Any, *, empty: float = 0.0) -> NDArray[np.float64]:
    part, whole = np.asarray(part, float), np.asarray(whole, float)
    return np.divide(part, whole, out=np.full(len(whole), empty), where=whole > 0)
