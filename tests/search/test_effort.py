"""Effort of closed seasons: by cell, by place, and into the next season's risk."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from geo.model.schema import EFFORT, HISTORY, SEASON_EFFORT
from geo.model.tables import check, empty
from geo.search.effort import cell_effort
from geo.search.risk import risk
from geo.settings import DEFAULTS
from tests.search.worlds import CRS, SUMMER, square_cells

LAST = SUMMER - 1
YEAR_AGO = 0.5 ** (1 / 3)


def closed_of(cells, coverage, season=LAST):
    frame = pd.DataFrame({"season": season, "cell_id": cells["cell_id"], "coverage": coverage})
    places = gpd.points_from_xy(cells["x"], cells["y"])
    return check(gpd.GeoDataFrame(frame, geometry=places, crs=CRS), SEASON_EFFORT)


def effort_at(cells, closed, *, effort=None, season=SUMMER):
    effort = empty(EFFORT) if effort is None else effort
    return cell_effort(
        cells, effort=effort, history=empty(HISTORY, CRS), closed=closed, season=season, settings=DEFAULTS
    )


def test_each_cell_of_a_closed_season_counts_its_own_looks():
    cells = square_cells(2, 1)
    found, notes = effort_at(cells, closed_of(cells, [1.0, 0.0]))
    assert found.tolist() == pytest.approx([(1 - np.exp(-1) + 0.1) * YEAR_AGO, 0.1 * YEAR_AGO])
    assert not notes


def test_a_closed_season_counts_from_the_next_one_on():
    cells = square_cells(2, 1)
    found, _ = effort_at(cells, closed_of(cells, [1.0, 1.0], season=SUMMER))
    assert found.tolist() == [0.0, 0.0]


def test_what_was_walked_outweighs_the_sheet_of_the_same_season():
    cells = square_cells(2, 1)
    sheet = check(pd.DataFrame({"season": [LAST], "village_id": ["v0"], "coverage": [3.0]}), EFFORT)
    both, _ = effort_at(cells, closed_of(cells, [0.5, 0.5]), effort=sheet)
    alone, _ = effort_at(cells, closed_of(cells, [0.5, 0.5]))
    assert both.tolist() == alone.tolist()


@pytest.mark.parametrize("size_m", [125.0, 500.0])
def test_effort_stays_where_it_was_walked_when_the_cell_size_changes(size_m):
    old = square_cells(8, 8)
    west = old["x"] < 1_000
    now = square_cells(int(2_000 / size_m), int(2_000 / size_m), size_m=size_m)
    found, _ = effort_at(now, closed_of(old, np.where(west, 1.0, 0.0)))
    walked = found > 0.3 * YEAR_AGO
    assert walked.tolist() == (now["x"] < 1_000).tolist()


def test_ground_that_joined_the_site_later_counts_as_its_village_and_is_told():
    old, now = square_cells(4, 1), square_cells(12, 1)
    found, notes = effort_at(now, closed_of(old, 2.0))
    assumed = (1 - np.exp(-0.35) + 0.1) * YEAR_AGO
    assert found[-4:].tolist() == pytest.approx([assumed] * 4)
    assert [note.key for note in notes] == ["search-effort-unlogged"]


def test_clean_ground_is_expected_to_hold_less_next_season_than_ground_nobody_walked(nothing_known):
    cells = square_cells(12, 4, villages=2)
    walked = (cells["village_id"] == "v0").to_numpy()
    table, _ = risk(cells, settings=DEFAULTS, closed=closed_of(cells, 2.0 * walked), **nothing_known)
    plots = table["expected_plots"].to_numpy()
    assert plots[walked].max() < plots[~walked].min()
