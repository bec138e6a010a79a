"""How well a pass sees: sweep width by stage and cover, visibility by window, gain and time of a visit."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from geo.ground.on_foot import on_foot_share
from geo.model.land import COVER_COLUMNS
from geo.model.season import STAGES, CropYear, Stage
from geo.search.phenology import class_starts, season_day, stage_at
from geo.settings import CLOSED_COVERS, OPEN_COVERS, TALL_COVERS, Settings
from geo.units import SECONDS_PER_MINUTE, kmh_to_seconds_per_metre


def cover_shares(cells: Any) -> NDArray[np.float64]:
    """Shares of open, tall and closed cover in the searchable ground of each cell.

    Parameters
    ----------
    cells : CELLS

    Returns
    -------
    (cells, 3); rows add up to 1, or are 0 where nothing is searchable
    """
    kinds = [cells[[COVER_COLUMNS[cover] for cover in kind]].to_numpy(float).sum(axis=1)
             for kind in (OPEN_COVERS, TALL_COVERS, CLOSED_COVERS)]  # fmt: skip
    shares = np.column_stack(kinds)
    total = shares.sum(axis=1, keepdims=True)
    return np.divide(shares, total, out=np.zeros_like(shares), where=total > 0)


def stage_widths(shares: NDArray[np.float64], settings: Settings) -> NDArray[np.float64]:
    """Mean sweep width of one searcher for every stage: (cells, stages) m from (cells, 3) shares."""
    widths = np.array([settings.detection.sweep_width_m[stage] for stage in STAGES])
    return shares @ widths.T


def sweep_width(stage: ArrayLike, shares: NDArray[np.float64], settings: Settings) -> NDArray[np.float64]:
    """Sweep width of one searcher in mixed cover.

    Parameters
    ----------
    stage : (cells, ...) index into `STAGES`
    shares : (cells, 3), see `cover_shares`
    settings : settings

    Returns
    -------
    m, of the shape of `stage`

    >>> from geo.settings import DEFAULTS
    >>> float(sweep_width([[3]], np.array([[0.5, 0.0, 0.5]]), DEFAULTS)[0, 0])
    50.0
    """
    index = np.asarray(stage)
    flat = index.reshape(len(index), math.prod(index.shape[1:]))
    widths = stage_widths(np.asarray(shares, float), settings)
    return np.take_along_axis(widths, flat.astype(np.intp), axis=1).reshape(index.shape)


def visibility(cells: Any, crop_year: CropYear, windows: Any, settings: Settings) -> Any:
    """Tell what can be seen of each sowing class in each cell and window, by the cell's elevation.

    Parameters
    ----------
    cells : CELLS
    crop_year : crop dates
    windows : WINDOWS
    settings : settings

    Returns
    -------
    VISIBILITY, ordered by cell, window, class; widths are means over the window's days
    """
    elevation_m = cells["elevation_m"].to_numpy(float)
    first = np.ceil(class_starts(crop_year, elevation_m, settings))  # the first day that counts as begun
    widths = stage_widths(cover_shares(cells), settings)
    opens = season_day(crop_year, windows["opens"])
    closes = season_day(crop_year, windows["closes"])
    shape = (len(cells), len(windows), first.shape[1])
    width_m, share = np.zeros(shape), np.zeros(shape)
    for number, (opened, closed) in enumerate(zip(opens, closes, strict=True)):
        days = max(closed - opened + 1, 1)
        begun = np.clip(closed - first + 1, 0, days)
        in_stage = begun[:, :, :-1] - begun[:, :, 1:]  # days as rosette, bud, flower, capsule
        width_m[:, number] = np.einsum("iks,is->ik", in_stage, widths[:, 1:]) / days
        share[:, number] = in_stage.sum(axis=2) / days
    stage = stage_at(crop_year, elevation_m, (opens + closes) / 2, settings).transpose(0, 2, 1)
    names = np.array([str(stage) for stage in STAGES], dtype=object)
    per_cell = shape[1] * shape[2]
    return pd.DataFrame(
        {
            "cell_id": cells["cell_id"].repeat(per_cell).to_numpy(),
            "window_id": np.tile(np.repeat(windows["window_id"].to_numpy(object), shape[2]), shape[0]),
            "sowing_class": np.tile(np.arange(shape[2]), shape[0] * shape[1]),
            "sweep_width_m": width_m.ravel(),
            "share": share.ravel(),
            "stage": names[stage.ravel()],
        }
    )


def one_pass(cells: Any, walkers: int, settings: Settings) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Searcher-metres and minutes of one pass over the ground of each cell that may be searched on foot.

    As in methods 5, the width being that of this ground: what is too steep is left out.

    Parameters
    ----------
    cells : CELLS; the cell size is that of the settings
    walkers : searchers abreast
    settings : settings

    Returns
    -------
    (cells,) m, (cells,) min; both 0 where nothing may be searched on foot
    """
    size_m = settings.grid.cell_size_m
    width_m = cells["on_foot_m2"].to_numpy(float) / size_m
    shares = cover_shares(cells)
    spacing_m = stage_widths(shares, settings)[:, STAGES.index(Stage.FLOWER)]
    walked = (spacing_m > 0) & (width_m > 0)
    spacing_m = np.where(walked, spacing_m, 1.0)
    # 1e-9: a cell exactly n spacings wide does not need another line for float noise.
    abreast = np.clip(np.ceil(2 * width_m / spacing_m - 1e-9), 1, walkers)
    lines = np.maximum(np.ceil(width_m / (abreast * spacing_m) - 1e-9), 1)
    minutes = lines * size_m * _search_minutes_per_metre(cells, shares, settings)
    minutes += settings.detection.stop_overhead_min
    return np.where(walked, lines * abreast * size_m, 0.0), np.where(walked, minutes, 0.0)


def _search_minutes_per_metre(
    cells: Any, shares: NDArray[np.float64], settings: Settings
) -> NDArray[np.float64]:
    detection = settings.detection
    slow_s, open_s = (
        kmh_to_seconds_per_metre(kmh) for kmh in (detection.pace_scrub_kmh, detection.pace_open_kmh)
    )
    pace_s = shares @ np.array([open_s, open_s, slow_s])
    steep = np.exp(cells["slope_deg"].to_numpy(float) / detection.pace_slope_deg)
    return pace_s * steep / SECONDS_PER_MINUTE


def options(cells: Any, risk: Any, visibility: Any, walkers: list[int], settings: Settings) -> Any:
    """Tell what one or two passes over each cell bring and take, by size of team, before any other visit.

    Every cell stands for its own ground; the planner adds pieces to the neighbour they are searched with.
    Plots on the steep part of a cell are not found.

    Parameters
    ----------
    cells, risk, visibility : CELLS, RISK, VISIBILITY
    walkers : numbers of searchers abreast that occur among the teams
    settings : settings

    Returns
    -------
    OPTIONS, ordered by cell, window, walkers, passes
    """
    windows, width_m = _widths(cells, visibility)
    class_plots = expected_by_class(cells, risk, settings) * on_foot_share(cells)[:, None]
    ground_m2 = cells["on_foot_m2"].to_numpy(float)
    teams, passes = sorted(set(walkers)), np.array([1, 2])
    looks = np.array([1.0, 1.0 + settings.detection.repeat])  # a second look in the same stage adds 0.7 C
    shape = (len(cells), len(windows), len(teams), len(passes))
    gain, minutes, metres = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    for column, team in enumerate(teams):
        searcher_m, service_min = one_pass(cells, team, settings)
        per_m2 = np.divide(searcher_m, ground_m2, out=np.zeros_like(ground_m2), where=ground_m2 > 0)
        factor = (width_m * per_m2[:, None, None])[..., None] * looks
        gain[:, :, column] = np.einsum("ik,iwkp->iwp", class_plots, -np.expm1(-factor))
        minutes[:, :, column] = (service_min[:, None] * passes)[:, None]
        metres[:, :, column] = (searcher_m[:, None] * passes)[:, None]
    rest = len(windows) * len(teams) * len(passes)
    return pd.DataFrame(
        {
            "cell_id": cells["cell_id"].repeat(rest).to_numpy(),
            "window_id": np.tile(np.repeat(np.array(windows, object), rest // len(windows)), len(cells)),
            "walkers": np.tile(np.repeat(teams, len(passes)), len(cells) * len(windows)),
            "passes": np.tile(passes, len(cells) * len(windows) * len(teams)),
            "gain": gain.ravel(),
            "service_min": minutes.ravel(),
            "searcher_m": metres.ravel(),
        }
    )


def priority(cells: Any, options: Any, walkers: int, settings: Settings) -> Any:
    """Rank cells in each window: expected finds per hour of the next pass on foot.

    Parameters
    ----------
    cells : CELLS
    options : OPTIONS that hold this number of walkers
    walkers : searchers abreast
    settings : settings

    Returns
    -------
    DataFrame indexed by cell_id in the order of CELLS, a column per window_id; finds per hour; 0 where it is
    too steep for a pass on foot; a piece shows the priority of the stop it is searched with
    """
    steep = cells["cell_id"][cells["slope_deg"] > settings.travel.search_slope_deg]
    first = options[(options["passes"] == 1) & (options["walkers"] == walkers)]
    hours = first["service_min"].to_numpy(float) / 60
    walked = (hours > 0) & ~first["cell_id"].isin(steep).to_numpy()
    rate = np.divide(first["gain"].to_numpy(float), hours, out=np.zeros(len(first)), where=walked)
    table = first[["cell_id", "window_id"]].assign(rate=rate)
    wide = table.pivot_table(index="cell_id", columns="window_id", values="rate", sort=False)
    shown = wide.reindex(cells["joined_to"].where(cells["joined_to"] != "", cells["cell_id"]))
    shown.index = pd.Index(cells["cell_id"], name="cell_id")
    shown.columns.name = None
    return shown


def expected_by_class(cells: Any, risk: Any, settings: Settings) -> NDArray[np.float64]:
    """Split expected plots over sowing classes, lam_k = q_k lam: (cells, classes)."""
    plots = risk.set_index("cell_id")["expected_plots"].reindex(cells["cell_id"]).to_numpy(float)
    return np.repeat(plots[:, None] * settings.season.class_share, len(settings.season.class_days), axis=1)


def _widths(cells: Any, visibility: Any) -> tuple[list[str], NDArray[np.float64]]:
    windows = list(pd.unique(visibility["window_id"]))
    row = pd.Index(cells["cell_id"]).get_indexer(visibility["cell_id"])
    window = pd.Index(windows).get_indexer(visibility["window_id"])
    kind = visibility["sowing_class"].to_numpy(int)
    known = row >= 0
    width_m = np.zeros((len(cells), len(windows), int(kind.max(initial=0)) + 1))
    width_m[row[known], window[known], kind[known]] = visibility["sweep_width_m"].to_numpy(float)[known]
    return windows, width_m
