"""What tracks have seen."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geo.model.schema import COVERAGE
from geo.model.tables import check
from geo.search.coverage import by_village, coverage
from geo.search.risk import risk
from geo.search.swept import swept_area
from geo.settings import DEFAULTS
from geo.words import Language, t
from tests.search.worlds import CRS, square_cells, tracks_of, village_strips, windows_of

JUNE = ("2025-06-01", "2025-06-16")
LANE = [(125.0, -60.0), (125.0, 310.0)]


def covered(tracks, *, cells, year, nothing_known, settings, villages=None, windows=None):
    table, _ = risk(cells, settings=settings, **nothing_known)
    places = (
        villages
        if villages is not None
        else village_strips(int(cells["ix"].max()) + 1, int(cells["iy"].max()) + 1)
    )
    spans = windows if windows is not None else windows_of(JUNE)
    found, notes = coverage(
        tracks, villages=places, cells=cells, cell_size_m=250.0, windows=spans, risk=table, crop_year=year,
        settings=settings,
    )  # fmt: skip
    return check(found, COVERAGE), notes, table


@pytest.fixture
def orchard_lane(one_sowing, june_flower, nothing_known):
    """One cell of orchard in flower (W 35 m, Rd 19.4 m) and a lane through its middle."""

    def walk(tracks, **given):
        cells = square_cells(1, 1, cover_open=0.0, cover_orchard=1.0)
        found, notes, _ = covered(tracks, **{"cells": cells, "year": june_flower, "settings": one_sowing,
                                             "nothing_known": nothing_known} | given)  # fmt: skip
        return found, notes

    return walk


def test_ten_passes_of_one_lane_on_one_day_see_no_more_than_the_lane(orchard_lane):
    found, _ = orchard_lane(tracks_of([("2025-06-05", [LANE])] * 10))
    row = found.iloc[0]
    assert row["searcher_m"] == pytest.approx(2_500)
    assert 1 - np.exp(-row["coverage_factor"]) == pytest.approx(0.753, abs=5e-4)
    assert row["pod"] == pytest.approx(0.156, abs=5e-4)
    assert row["visits"] == 1


def test_a_later_look_in_the_same_stage_counts_seven_tenths(orchard_lane):
    once, _ = orchard_lane(tracks_of([("2025-06-05", [LANE])]))
    thrice, _ = orchard_lane(tracks_of([(f"2025-06-0{day}", [LANE]) for day in (5, 6, 9)]))
    ratio = thrice["coverage_factor"].iloc[0] / once["coverage_factor"].iloc[0]
    assert ratio == pytest.approx(1 + 0.7 + 0.49)
    assert thrice["visits"].iloc[0] == 3
    assert str(thrice["last_visit"].iloc[0].date()) == "2025-06-09"


def test_a_track_that_brushed_the_border_takes_next_to_nothing_from_a_later_search(orchard_lane):
    brush = [(-8.0, 120.0), (2.0, 125.0), (-8.0, 130.0)]
    before, _ = orchard_lane(tracks_of([("2025-06-05", [brush])]))
    later, _ = orchard_lane(tracks_of([("2025-06-06", [LANE])]))
    both, _ = orchard_lane(tracks_of([("2025-06-05", [brush]), ("2025-06-06", [LANE])]))
    small, large = (table["coverage_factor"].iloc[0] for table in (before, later))
    assert 0 < small < large / 20
    # A day that saw 5 % of the cell counts as a look; this one as far as it did.
    assert both["coverage_factor"].iloc[0] == pytest.approx(small + large * 0.7 ** (small / 0.05))
    assert both["coverage_factor"].iloc[0] > large


def test_a_look_in_another_stage_counts_in_full_and_stands_in_its_own_window(orchard_lane):
    windows = windows_of(("2025-05-20", "2025-05-31"), JUNE)
    found, _ = orchard_lane(tracks_of([("2025-05-25", [LANE]), ("2025-06-05", [LANE])]), windows=windows)
    assert found["window_id"].tolist() == ["w1", "w2"]
    # Bud in the orchard 20 m, flower 35 m: 20 x 250 / 62,500 and 35 x 250 / 62,500.
    assert found["coverage_factor"].to_numpy() == pytest.approx([0.08, 0.14])
    # Both looks together: C .22 spread over the lane as seen in flower, 2 x 19.44 of 250 m.
    assert found["season_pod"].iloc[1] == pytest.approx(0.1556 * -np.expm1(-0.22 / 0.1556), rel=2e-3)


def test_one_lane_walked_in_every_window_leaves_what_lies_beyond_it(one_sowing, june_flower, nothing_known):
    cells = square_cells(1, 1, cover_open=0.0, cover_orchard=1.0)
    halves = windows_of(("2025-06-01", "2025-06-08"), ("2025-06-09", "2025-06-16"))
    rows = [(f"2025-06-{day}", [LANE]) for day in ("02", "03", "04", "10", "11", "12")]
    parted, _, table = covered(tracks_of(rows), cells=cells, windows=halves, year=june_flower,
                               nothing_known=nothing_known, settings=one_sowing)  # fmt: skip
    whole, _, _ = covered(tracks_of(rows), cells=cells, year=june_flower, nothing_known=nothing_known,
                          settings=one_sowing)  # fmt: skip
    # What the season has seen does not hang on where one window ends and the next begins.
    assert parted["expected_left"].iloc[1] == pytest.approx(whole["expected_left"].iloc[0])
    sums = by_village(parted, cells, village_strips(1, 1), table).iloc[0]
    for band in ("pod", "pod_low", "pod_high"):
        assert sums[band] == pytest.approx(whole[band].iloc[0])
    assert sums["pod"] < whole["seen_share"].iloc[0]
    assert sums["expected_left"] == pytest.approx(parted["expected_left"].iloc[1])


def test_another_half_of_a_cell_in_another_window_adds_to_what_was_seen(
    one_sowing, june_flower, nothing_known
):
    def lanes(*easts):
        return [[(x, -60.0), (x, 310.0)] for x in easts for _ in range(20)]

    halves = windows_of(("2025-06-01", "2025-06-08"), ("2025-06-09", "2025-06-16"))
    rows = [("2025-06-02", lanes(19.0, 57.0, 95.0)), ("2025-06-12", lanes(155.0, 193.0, 231.0))]
    cells = square_cells(1, 1, cover_open=0.0, cover_orchard=1.0)
    found, _, _ = covered(tracks_of(rows), cells=cells, windows=halves, year=june_flower,
                          nothing_known=nothing_known, settings=one_sowing)  # fmt: skip
    assert found["season_pod"].iloc[1] == pytest.approx(found["pod"].sum(), abs=0.02)


def test_walkers_count_only_if_their_spacing_is_on_file(orchard_lane):
    alone, _ = orchard_lane(tracks_of([("2025-06-05", [LANE])], walkers=4))
    abreast, _ = orchard_lane(tracks_of([("2025-06-05", [LANE])], walkers=4, spacing_m=30.0))
    assert alone["searcher_m"].iloc[0] == pytest.approx(250)
    assert abreast["searcher_m"].iloc[0] == pytest.approx(1_000)
    # The swath is three spacings wider than the one searcher's 2 x 19.44 m.
    assert abreast["seen_share"].iloc[0] == pytest.approx((2 * 35 / 1.8 + 90) / 250, abs=1e-3)


@pytest.mark.parametrize("mode", ["car", "drone"])
def test_tracks_by_car_and_drone_are_no_search_and_it_is_said(orchard_lane, mode):
    found, notes = orchard_lane(tracks_of([("2025-06-05", [LANE])], mode=mode))
    assert len(found) == 0
    assert [note.key for note in notes] == [f"search-tracks-{mode}"]
    assert all(t(notes[0].key, language, **notes[0].args) for language in Language)


def flown(one_sowing, june_flower, nothing_known, day="2025-06-05", tracks=None, **cover):
    cells = square_cells(1, 1, **cover)
    tracks = tracks_of([(day, [LANE])], mode="drone", swath_m=60.0) if tracks is None else tracks
    spans = windows_of(("2025-04-20", "2025-06-16"))
    return covered(tracks, cells=cells, year=june_flower, settings=one_sowing, nothing_known=nothing_known,
                   windows=spans)[0]  # fmt: skip


def test_a_flight_sees_as_wide_as_was_given_with_it(one_sowing, june_flower, nothing_known):
    row = flown(one_sowing, june_flower, nothing_known).iloc[0]
    # W 60 m over 250 m of a cell of 62,500 m2; Rd = 60 / 1.8 m on both sides of 250 m.
    assert row["coverage_factor"] == pytest.approx(0.24)
    assert row["seen_share"] == pytest.approx(2 * 60 / 1.8 / 250, abs=2e-3)
    assert row["pod"] == pytest.approx(0.26667 * -np.expm1(-0.24 / 0.26667), abs=2e-3)


def test_a_flight_sees_nothing_under_forest_and_no_rosettes(one_sowing, june_flower, nothing_known):
    world = (one_sowing, june_flower, nothing_known)
    half = flown(*world, cover_open=0.5, cover_forest=0.5).iloc[0]
    assert half["coverage_factor"] == pytest.approx(0.12)
    assert len(flown(*world, cover_open=0.0, cover_forest=1.0)) == 0
    assert len(flown(*world, day="2025-04-25")) == 0


def test_a_flight_and_a_walk_of_one_day_add_up(one_sowing, june_flower, nothing_known):
    walk, flight = tracks_of([("2025-06-05", [LANE])]), tracks_of([("2025-06-05", [LANE])], swath_m=60.0)
    flight = flight.assign(mode="drone", track_id="d0", sha256="d0")
    both = pd.concat([walk, flight], ignore_index=True)
    row = flown(one_sowing, june_flower, nothing_known, tracks=both).iloc[0]
    # In the open in flower W is 80 m on foot: (80 + 60) x 250 / 62,500.
    assert row["coverage_factor"] == pytest.approx(0.56)
    assert row["visits"] == 1


def test_a_day_outside_every_window_counts_in_the_nearest_and_it_is_said(orchard_lane):
    windows = windows_of(("2025-05-01", "2025-05-10"), ("2025-06-01", "2025-06-03"))
    found, notes = orchard_lane(tracks_of([("2025-06-06", [LANE])]), windows=windows)
    assert found["window_id"].tolist() == ["w2"]
    assert notes[0].args == {"tracks": 1}


def test_tracks_far_from_every_cell_cover_nothing(orchard_lane):
    found, _ = orchard_lane(tracks_of([("2025-06-05", [[(90_000, 90_000), (90_100, 90_000)]])]))
    assert len(found) == 0


def test_no_tracks_cover_nothing(orchard_lane):
    found, _ = orchard_lane(tracks_of([("2025-06-05", [LANE])]).iloc[:0])
    assert len(found) == 0


def test_before_emergence_a_walk_is_a_visit_that_sees_nothing(orchard_lane):
    everywhere = [[(x, -60.0), (x, 310.0)] for x in np.arange(5.0, 250.0, 8.0)]
    found, _ = orchard_lane(tracks_of([("2025-03-20", everywhere)]))
    row = found.iloc[0]
    assert (row["visited"], row["pod"], row["coverage_factor"]) == (True, 0, 0)


def test_a_line_along_the_grid_counts_in_one_cell_only(june_flower, nothing_known):
    along = tracks_of([("2025-06-05", [[(250.0, 0.0), (250.0, 250.0)]])])
    found, _, _ = covered(along, cells=square_cells(2, 1), year=june_flower, nothing_known=nothing_known,
                          settings=DEFAULTS)  # fmt: skip
    assert found["searcher_m"].sum() == pytest.approx(250)
    assert len(found) == 2  # the neighbour is seen from the line, and not walked


def test_the_band_holds_the_figure_and_what_is_left_follows_from_it(june_flower, nothing_known):
    dice = np.random.default_rng(5)
    rows = [(f"2025-06-{day:02d}", [dice.uniform(0, 1_500, (30, 2))]) for day in (2, 3, 11)]
    found, _, table = covered(tracks_of(rows), cells=square_cells(6, 6), year=june_flower,
                              nothing_known=nothing_known, settings=DEFAULTS)  # fmt: skip
    assert (found["pod_low"] <= found["pod"]).all()
    assert (found["pod"] <= found["pod_high"]).all()
    assert (found["pod"] <= found["seen_share"] + 1e-12).all()
    plots = table.set_index("cell_id")["expected_plots"].reindex(found["cell_id"]).to_numpy()
    assert found["expected_left"].to_numpy() == pytest.approx(plots * (1 - found["pod"].to_numpy()))


def test_villages_add_up_what_their_cells_have_seen(june_flower, nothing_known):
    cells, villages = square_cells(4, 1, villages=2), village_strips(4, 1, villages=2)
    found, _, table = covered(tracks_of([("2025-06-05", [LANE])]), cells=cells, villages=villages,
                              year=june_flower, nothing_known=nothing_known, settings=DEFAULTS)  # fmt: skip
    sums = by_village(found, cells, villages, table)
    assert sums["survey_rate"].tolist() == [0.5, 0.0]
    assert sums["pod"].tolist() == pytest.approx([found["pod"].iloc[0] / 2, 0.0])
    assert sums["expected_left"].sum() == pytest.approx(
        table["expected_plots"].sum() - table["expected_plots"].iloc[0] * found["pod"].iloc[0]
    )
    assert sums["declared_rate"].isna().all()


def test_moving_everything_by_whole_cells_changes_no_coverage(june_flower, nothing_known):
    rows = [("2025-06-05", [[(20.0, 30.0), (700.0, 480.0), (640.0, 90.0)]])]
    here, _, _ = covered(tracks_of(rows), cells=square_cells(3, 2), year=june_flower,
                         nothing_known=nothing_known, settings=DEFAULTS)  # fmt: skip
    cells, villages = square_cells(3, 2), village_strips(3, 2)
    moved = cells.assign(ix=cells["ix"] + 1_000, iy=cells["iy"] + 2_000)
    villages = villages.set_geometry(villages.geometry.translate(250_000, 500_000))
    tracks = tracks_of(rows)
    tracks = tracks.set_geometry(tracks.geometry.translate(250_000, 500_000))
    there, _, _ = covered(tracks, cells=moved, villages=villages, year=june_flower,
                          nothing_known=nothing_known, settings=DEFAULTS)  # fmt: skip
    for name in ("searcher_m", "seen_share", "pod"):
        assert there[name].to_numpy() == pytest.approx(here[name].to_numpy(), abs=2e-4)


@pytest.fixture(scope="module")
def ragged():
    """A village with a hole and a slanting border, its cut cells, and three random walks in it."""
    outline = [(100, 100), (2_300, 300), (2_000, 2_250), (900, 1_700), (300, 2_000)]
    village = shapely.Polygon(outline, [[(1_100, 900), (1_420, 880), (1_300, 1_200)]])
    villages = gpd.GeoDataFrame(
        {"village_id": ["v0"], "name": "v0", "township": ""}, geometry=[village], crs=CRS
    )
    cells = square_cells(10, 10)
    corner = cells[["ix", "iy"]].to_numpy() * 250.0
    pieces = shapely.intersection(village, shapely.box(*corner.T, *(corner + 250).T))
    area = shapely.area(pieces)
    cells, pieces = cells.assign(area_m2=area)[area > 0].reset_index(drop=True), pieces[area > 0]
    steps = np.random.default_rng(1).normal(0, 12, (3, 1_200, 2))
    starts = np.array([[1_200, 1_200], [500, 600], [1_900, 700]])
    walks = [shapely.LineString(walk) for walk in np.cumsum(steps, axis=1) + starts[:, None]]
    return villages, cells, pieces, walks


def test_swept_ground_equals_buffer_union_within_a_ten_thousandth_and_cells_within_two_thousandths(ragged):
    villages, cells, pieces, walks = ragged
    ours = swept_area(walks, half_width_m=20.0, villages=villages, cells=cells, cell_size_m=250.0)
    union = shapely.union_all(shapely.buffer(walks, 20.0, quad_segs=32))
    exact = pd.Series(shapely.area(shapely.intersection(pieces, union)), index=cells["cell_id"])
    painted = ours["swept_m2"].reindex(exact.index).fillna(0.0)
    assert painted.sum() == pytest.approx(exact.sum(), rel=1e-4)
    assert ((painted - exact).abs() / cells["area_m2"].to_numpy()).max() < 0.002
    assert (exact > 0).sum() > 20


def test_metres_in_a_cell_end_at_the_village_border(ragged):
    villages, cells, pieces, walks = ragged
    ours = swept_area(walks, half_width_m=20.0, villages=villages, cells=cells, cell_size_m=250.0)
    steps = np.concatenate([shapely.linestrings(np.stack([xy[:-1], xy[1:]], axis=1))
                            for xy in (shapely.get_coordinates(walk) for walk in walks)])  # fmt: skip
    exact = pd.Series([shapely.length(shapely.intersection(piece, steps)).sum() for piece in pieces],
                      index=cells["cell_id"])  # fmt: skip
    assert ours["length_m"].to_numpy() == pytest.approx(exact.reindex(ours.index).to_numpy(), abs=1e-6)


@pytest.mark.parametrize("size_m", [50.0, 250.0])
def test_a_lane_that_runs_with_the_grid_is_as_wide_as_it_is(size_m):
    cells = square_cells(1, 1, size_m=size_m)
    for lane in ([(size_m / 2, -99.0), (size_m / 2, 999.0)], [(-99.0, size_m / 2), (999.0, size_m / 2)]):
        found = swept_area(
            [shapely.LineString(lane)], half_width_m=size_m / 13,
            villages=village_strips(1, 1, size_m=size_m), cells=cells, cell_size_m=size_m,
        )  # fmt: skip
        assert found["swept_m2"].iloc[0] / size_m**2 == pytest.approx(2 / 13, abs=0.002)
