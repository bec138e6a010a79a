"""Going back through past seasons: hand-counted scores, no look ahead, and a bias that does no harm."""

from dataclasses import replace

import numpy as np
import pytest
from typer.testing import CliRunner

from geo.cli.root import app
from geo.errors import InputError
from geo.settings import DEFAULTS
from geo.trial.backtest import WAYS, Past, backtest, run_backtest, search_hours
from geo.trial.county import Traits, make_county
from geo.trial.growers import Habits
from geo.trial.landscape import Shape
from geo.trial.office import cell_rows
from geo.trial.scores import auc, calibration, curve, share_at_top
from tests.trial.sites import bare_site

DENSE = replace(DEFAULTS, risk=replace(DEFAULTS.risk, plots_per_km2=1.0))
HABITS = Habits(plots_per_km2=1.0, imaged=0.0, tipped=0.0, false_tips=0.0)
LAND = Shape(width_m=6_000, height_m=6_000, villages=5, townships=2, pixel_m=100.0)


def test_the_share_at_the_top_is_what_a_hand_counts():
    score, finds, area = np.array([4.0, 3, 2, 1]), np.array([2.0, 1, 0, 1]), np.array([1.0, 1, 1, 1])
    assert share_at_top(score, finds, area, 0.25) == 0.5
    assert share_at_top(score, finds, area, 0.375) == pytest.approx(0.625)
    assert share_at_top(score, finds, area, 1.0) == 1.0
    np.testing.assert_allclose(curve(score, finds, area, points=5), [0, 0.5, 0.75, 0.75, 1])


def test_ground_of_equal_rank_stands_in_random_order():
    finds = np.zeros(100)
    finds[:10] = 1
    assert share_at_top(np.ones(100), finds, np.ones(100), 0.2) == pytest.approx(0.2)
    assert auc(np.ones(100), finds, np.ones(100)) == 0.5


def test_auc_counts_pairs_of_finds_and_ground():
    assert auc(np.array([3.0, 2.0, 1.0]), np.array([0.0, 1.0, 0.0]), np.array([1.0, 2.0, 1.0])) == 0.5
    assert auc(np.array([3.0, 2.0, 1.0]), np.array([1.0, 0.0, 0.0]), np.array([1.0, 2.0, 1.0])) == 0.875


def test_fifths_hold_equal_area_and_all_finds():
    expected, finds = np.arange(10.0), np.ones(10)
    table = calibration(expected, finds, np.ones(10))
    assert table["found"].tolist() == [2, 2, 2, 2, 2]
    assert table["expected"].tolist() == [1, 5, 9, 13, 17]


@pytest.fixture(scope="module")
def past():
    county, _ = make_county(2, Traits(shape=LAND, habits=replace(HABITS, coverage=0.8)), DENSE)
    history = county.known.history
    placed = (history.geometry.notna() & ~history.geometry.is_empty).to_numpy()
    row = np.full(len(history), -1)
    places = history.geometry[placed]
    row[placed] = cell_rows(county.land, county.cells, places.x, places.y, county.settings)
    hours = search_hours(county.cells, county.access, 5, county.settings)
    return Past(county.cells, history, row, county.known.effort, None, hours, county.settings)


def test_the_map_foretells_more_than_chance(past):
    found = run_backtest(past)
    mean = found.table[found.table["season"] == 0].set_index("way")
    assert tuple(mean.index) == WAYS
    assert mean.loc["map", "auc"] > 0.6
    assert mean.loc["uniform", "area20"] == pytest.approx(0.2, abs=0.05)
    assert mean.loc["map", "area20"] > mean.loc["uniform", "area20"]
    assert (
        found.calibration["found"].sum()
        == found.table.loc[found.table["way"] == "map", "finds"].iloc[1:].sum()
    )


def test_what_was_found_later_changes_nothing_before(past):
    whole = run_backtest(past).table
    last = whole["season"].max()
    early = past.history["season"].to_numpy() < last
    cut = replace(past, history=past.history[early], row=past.row[early])
    before = run_backtest(cut).table
    same = whole[whole["season"].isin(before["season"].unique()) & (whole["season"] > 0)]
    np.testing.assert_allclose(same["auc"].to_numpy(), before.loc[before["season"] > 0, "auc"].to_numpy())


def test_ground_of_equal_rank_is_a_straight_line_on_the_chart(past):
    curves = run_backtest(past).curve
    even = curves[curves["way"] == "uniform"]
    np.testing.assert_allclose(even["found_share"], even["area_share"], atol=1e-9)


def test_a_site_without_records_is_told_in_one_sentence(tmp_path):
    site = bare_site(tmp_path)
    with pytest.raises(InputError, match="trial-error-history"):
        backtest(site)
    assert CliRunner().invoke(app, ["backtest", str(site)]).exit_code == 1


def test_twice_the_effort_along_roads_does_not_mislead_about_remote_ground():
    error = {}
    for times in (1.0, 2.0):
        habits = replace(HABITS, road_effort=times)
        county, truth = make_county(1, Traits(shape=LAND, habits=habits), DENSE)
        remote = county.cells["remote_h"].to_numpy() > 0.5
        plots = county.risk["expected_plots"].to_numpy()
        error[times] = np.abs(plots - truth.usual)[remote].sum() / truth.usual[remote].sum()
    assert error[2.0] <= 1.1 * error[1.0]
