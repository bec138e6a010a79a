"""Planned lines, walked: every searcher's line as a track gives the coverage factor that was planned."""

import numpy as np
import pytest
import shapely

from geo.ground.terrain import make_terrain
from geo.model.land import COVER_COLUMNS, PixelGrid
from geo.route.lines import Pass, Sweeps, ranks_of
from geo.route.searchable import searchable
from geo.search.coverage import coverage
from geo.search.detection import cover_shares, one_pass, stage_widths
from geo.search.risk import risk
from tests.search.worlds import CRS, square_cells, tracks_of, village_strips, windows_of

DAY = "2025-06-05"


def hills():
    """Slopes of all directions, up to some 25 degrees."""
    grid = PixelGrid(CRS, -300.0, 1600.0, 25.0, 76, 124)
    x, y = grid.centre(*np.indices((76, 124)))
    height = 1500 + 90 * np.sin(x / 260) * np.cos(y / 310) + 0.1 * y
    return grid, height.astype(np.float32)


def test_the_planned_lines_of_50_uncut_cells_give_the_planned_coverage_within_5_percent(
    one_sowing, june_flower, nothing_known
):
    dice = np.random.default_rng(4)
    cells = square_cells(10, 5, cover_open=0.0)
    cover = dice.choice(["cover_open", "cover_orchard", "cover_forest"], len(cells))
    cells = cells.assign(**{name: (cover == name).astype(float) for name in COVER_COLUMNS})
    grid, height = hills()
    terrain = make_terrain(grid, height, None, None, None, one_sowing)
    sweeps = Sweeps(
        searchable(cells, village_strips(10, 5), np.arange(50), terrain, one_sowing), terrain, one_sowing
    )
    team = dice.integers(2, 8, len(cells))
    tracks, planned, spacing = [], np.zeros(50), np.zeros(50)
    flower_m = stage_widths(cover_shares(cells), one_sowing)[:, 3]
    for row in range(50):
        searcher_m, minutes = (column[row] for column in one_pass(cells, int(team[row]), one_sowing))
        abreast, ranks = ranks_of(Pass(int(team[row]), searcher_m, 1, 1.0), 250.0)
        pace = (minutes - one_sowing.detection.stop_overhead_min) * 60 / (ranks * 250.0)
        at = cells.loc[row, ["x", "y"]].to_numpy(float)
        sweep = sweeps.lay(row, Pass(int(team[row]), searcher_m, 1, pace), at=at)
        planned[row], spacing[row] = flower_m[row] * searcher_m / 62_500, sweep.spacing_m
        for walker in range(abreast):
            own = sweep.lines[sweep.walker == walker].reshape(-1, 2, 2)
            if len(own):
                tracks.append((DAY, [list(map(tuple, line)) for line in own]))
    table, _ = risk(cells, settings=one_sowing, **nothing_known)
    found, _ = coverage(
        tracks_of(tracks), villages=village_strips(10, 5), cells=cells, cell_size_m=250.0,
        windows=windows_of(("2025-06-01", "2025-06-16")), risk=table, crop_year=june_flower,
        settings=one_sowing,
    )  # fmt: skip
    factor = found.set_index("cell_id").reindex(cells["cell_id"])["coverage_factor"].to_numpy()
    assert factor == pytest.approx(planned, rel=0.05)
    assert (spacing <= flower_m * 1.001).all()
    assert shapely.get_num_geometries(tracks_of(tracks).geometry.to_numpy()).min() >= 1
