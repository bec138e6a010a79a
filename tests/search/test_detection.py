"""How well a pass sees, what it brings and takes."""

from dataclasses import replace

import numpy as np
import pytest

from geo.model.schema import OPTIONS, VISIBILITY
from geo.model.season import STAGES, Stage
from geo.model.tables import check
from geo.search.detection import (
    cover_shares,
    one_pass,
    options,
    priority,
    stage_widths,
    sweep_width,
    visibility,
)
from geo.search.phenology import crop_year, season_day, stage_at
from geo.search.risk import risk
from geo.settings import DEFAULTS, GridSettings
from tests.search.worlds import SUMMER, square_cells, windows_of

FLOWER, ROSETTE = STAGES.index(Stage.FLOWER), STAGES.index(Stage.ROSETTE)
JUNE = windows_of(("2025-06-01", "2025-06-16"))


def test_five_searchers_cross_an_open_cell_in_flower_in_one_line_as_methods_works_out():
    cells = square_cells(1, 1)
    searcher_m, minutes = one_pass(cells, 5, DEFAULTS)
    assert searcher_m[0] == 1_250
    assert minutes[0] == pytest.approx(7.5 + 5.5)
    pods = {}
    for stage in (FLOWER, ROSETTE):
        factor = sweep_width([stage], cover_shares(cells), DEFAULTS)[0] * searcher_m[0] / 62_500
        pods[stage] = factor, 1 - np.exp(-factor)
    assert pods[FLOWER] == pytest.approx((1.6, 0.798), abs=5e-4)
    assert pods[ROSETTE] == pytest.approx((0.5, 0.393), abs=5e-4)


def test_the_option_of_that_pass_brings_the_same_share_of_what_is_there(
    one_sowing, june_flower, nothing_known
):
    cells = square_cells(1, 1)
    table, _ = risk(cells, settings=one_sowing, **nothing_known)
    seen = visibility(cells, june_flower, JUNE, one_sowing)
    choices = options(cells, table, seen, [5], one_sowing)
    share = choices["gain"].to_numpy() / table["expected_plots"].iloc[0]
    assert share == pytest.approx([1 - np.exp(-1.6), 1 - np.exp(-1.6 * 1.7)])
    assert choices["service_min"].tolist() == [13.0, 26.0]


def test_a_pass_covers_and_finds_on_the_ground_that_is_not_steep(one_sowing, june_flower, nothing_known):
    cells = square_cells(2, 1, steep_share=[0.0, 0.4])
    table, _ = risk(cells, settings=one_sowing, **nothing_known)
    seen = visibility(cells, june_flower, JUNE, one_sowing)
    choices = options(cells, table, seen, [2], one_sowing).set_index(["cell_id", "passes"])
    plots = table.set_index("cell_id")["expected_plots"]
    # Two abreast cross 250 m twice, the 150 m that are gentle once: C = 80 x 500 / 37,500.
    assert choices.loc[("v0_0_0", 1), "searcher_m"] == 1_000
    assert choices.loc[("v0_1_0", 1), "searcher_m"] == 500
    assert choices.loc[("v0_1_0", 1), "service_min"] == pytest.approx(
        7.5 + one_sowing.detection.stop_overhead_min
    )
    share = choices.loc[("v0_1_0", 1), "gain"] / plots["v0_1_0"]
    assert share == pytest.approx(0.6 * (1 - np.exp(-80 * 500 / 37_500)))


def test_no_more_searchers_go_abreast_than_fit_half_a_spacing_apart():
    cells = square_cells(1, 1, searchable_m2=100.0 * 250)
    searcher_m, _ = one_pass(cells, 12, DEFAULTS)
    assert searcher_m[0] == 3 * 250  # 100 m wide, spacing 80 m: three of the twelve


def test_two_searchers_need_two_lines():
    searcher_m, minutes = one_pass(square_cells(1, 1), 2, DEFAULTS)
    assert (searcher_m[0], minutes[0]) == (2 * 2 * 250, pytest.approx(15 + 5.5))


def test_slopes_and_scrub_slow_the_search():
    steep = square_cells(1, 1, slope_deg=60.0)
    scrub = square_cells(1, 1, cover_open=0.0, cover_scrub=1.0)
    assert one_pass(steep, 5, DEFAULTS)[1][0] == pytest.approx(7.5 * np.e + 5.5)
    # Spacing 20 m: ceil(250 / 100) = 3 lines of 250 m at 1 km/h.
    assert one_pass(scrub, 5, DEFAULTS)[1][0] == pytest.approx(3 * 15 + 5.5)


def test_mixed_cover_is_weighted_over_searchable_ground_only():
    cells = square_cells(1, 1, cover_open=0.3, cover_forest=0.1, cover_water=0.4, cover_built=0.2)
    assert cover_shares(cells)[0] == pytest.approx([0.75, 0, 0.25])
    assert sweep_width([FLOWER], cover_shares(cells), DEFAULTS)[0] == pytest.approx(0.75 * 80 + 0.25 * 20)


def test_a_cell_of_water_is_neither_searched_nor_divided_by():
    cells = square_cells(1, 1, cover_open=0.0, cover_water=1.0, searchable_m2=0.0)
    assert [values.tolist() for values in one_pass(cells, 5, DEFAULTS)] == [[0.0], [0.0]]


def test_visibility_is_the_mean_over_every_day_of_the_window():
    elevation = np.linspace(400, 2_600, 12)
    cells = square_cells(12, 1, elevation_m=elevation, cover_open=0.6, cover_forest=0.4)
    year, _ = crop_year(SUMMER, climate=None, preset=None, sowing=None, observed=[],
                        median_elevation_m=1_500.0, settings=DEFAULTS)  # fmt: skip
    windows = windows_of(("2025-04-10", "2025-04-29"), ("2025-05-20", "2025-06-14"))
    table = check(visibility(cells, year, windows, DEFAULTS), VISIBILITY)
    widths = stage_widths(cover_shares(cells), DEFAULTS)
    for window in windows.itertuples():
        first, last = season_day(year, [window.opens, window.closes])
        stages = stage_at(year, elevation, np.arange(first, last + 1), DEFAULTS)
        rows = table[table["window_id"] == window.window_id]
        daily = np.take_along_axis(widths, stages.reshape(12, -1), axis=1).reshape(stages.shape)
        assert rows["sweep_width_m"].to_numpy() == pytest.approx(daily.mean(axis=2).ravel())
        assert rows["share"].to_numpy() == pytest.approx((stages > 0).mean(axis=2).ravel())


def test_a_mean_over_sowing_classes_would_promise_more_than_is_true(june_flower, nothing_known):
    cells = square_cells(1, 1)
    table, _ = risk(cells, settings=DEFAULTS, **nothing_known)
    seen = visibility(cells, june_flower, windows_of(("2025-04-20", "2025-05-09")), DEFAULTS)
    choices = options(cells, table, seen, [5], DEFAULTS)
    mean_factor = seen["sweep_width_m"].mean() * 1_250 / 62_500
    assert choices["gain"].iloc[0] / table["expected_plots"].iloc[0] < 1 - np.exp(-mean_factor)


def test_a_piece_shows_the_priority_of_the_stop_it_is_searched_with(june_flower, nothing_known):
    cells = square_cells(2, 1)
    area = np.array([62_500.0, 5_000.0])
    cells = cells.assign(area_m2=area, searchable_m2=area, on_foot_m2=area, joined_to="v0_0_0")
    table, _ = risk(cells, settings=DEFAULTS, **nothing_known)
    seen = visibility(cells, june_flower, JUNE, DEFAULTS)
    rank = priority(cells, options(cells, table, seen, [5], DEFAULTS), 5, DEFAULTS)
    assert rank["w1"].tolist() == [rank["w1"].iloc[0]] * 2


def test_priority_is_finds_per_hour_of_one_pass(june_flower, nothing_known):
    cells = square_cells(3, 2, slope_deg=np.arange(6.0))
    table, _ = risk(cells, settings=DEFAULTS, **nothing_known)
    seen = visibility(cells, june_flower, JUNE, DEFAULTS)
    choices = check(options(cells, table, seen, [5, 3], DEFAULTS), OPTIONS)
    rank = priority(cells, choices, 5, DEFAULTS)
    one = choices[(choices["walkers"] == 5) & (choices["passes"] == 1)].set_index("cell_id")
    assert rank.index.tolist() == cells["cell_id"].tolist()
    assert rank["w1"].to_numpy() == pytest.approx((one["gain"] / one["service_min"] * 60).to_numpy())


def test_ground_too_steep_for_a_pass_on_foot_has_no_priority(june_flower, nothing_known):
    cells = square_cells(3, 1, slope_deg=np.array([29.9, 30.0, 30.1]))
    table, _ = risk(cells, settings=DEFAULTS, **nothing_known)
    seen = visibility(cells, june_flower, JUNE, DEFAULTS)
    rank = priority(cells, options(cells, table, seen, [5], DEFAULTS), 5, DEFAULTS)["w1"]
    assert (rank > 0).tolist() == [True, True, False]
    assert rank.iloc[2] == 0


def test_a_finer_grid_takes_the_same_searcher_metres_per_ground_where_lines_fit():
    # 320 m and 160 m hold four and two flower spacings: a team of two walks every spacing once in both.
    coarse = replace(DEFAULTS, grid=GridSettings(cell_size_m=320.0))
    fine = replace(DEFAULTS, grid=GridSettings(cell_size_m=160.0))
    whole = one_pass(square_cells(1, 1, size_m=320.0), 2, coarse)[0].sum()
    parts = one_pass(square_cells(2, 2, size_m=160.0), 2, fine)[0].sum()
    assert whole == parts == 4 * 320
