"""Where nobody has seen the ground of villages called done."""

import numpy as np
import pandas as pd
import pytest
import shapely

from geo.model.land import LandCover, PixelGrid, Terrain
from geo.model.schema import DEAD_CORNERS
from geo.model.tables import check
from geo.search.corners import Planned, dead_corners, villages_done
from geo.search.risk import risk
from geo.search.seen import Ground
from geo.search.surveys import Surveys, tell_walkers
from geo.settings import DEFAULTS
from tests.search.worlds import CRS, square_cells, surveys_of, tracks_of, village_strips, windows_of

DAY = "2025-06-05"
RD = 80 / 1.8


def plain(side_m=500, *, cover=(), steep=()):
    """Open flat ground in pixels of 10 m; boxes of cover and of slope (in m) are put on it."""
    n = side_m // 10
    grid = PixelGrid(CRS, 0.0, float(side_m), 10.0, n, n)
    kind, slope = np.zeros((n, n), np.uint8), np.zeros((n, n), np.float32)

    def at(box):
        west, south, east, north = (round(value / 10) for value in box)
        return slice(n - north, n - south), slice(west, east)

    for code, box in cover:
        kind[at(box)] = code
    for degrees, box in steep:
        slope[at(box)] = degrees
    no = np.zeros((n, n), bool)
    flat = np.zeros((n, n), np.float32)
    return Terrain(grid, flat, no, slope, flat, kind, ~no, no)


@pytest.fixture
def corners(one_sowing, june_flower, nothing_known):
    """Dead corners of a village of 500 x 500 m, in flower (Rd 44.4 m), called done."""

    def run(parts, *, terrain=None, surveys=None, planned=None, rows=None, **given):
        cells = square_cells(2, 2)
        table, _ = risk(cells, settings=one_sowing, **nothing_known)
        ground = Ground(village_strips(2, 2), cells, 250.0, windows_of(("2025-06-01", "2025-06-16")),
                        june_flower)  # fmt: skip
        tracks = tell_walkers(tracks_of(rows or [(DAY, parts)]), surveys or Surveys.none())
        found = dead_corners(tracks, done=["v0"], ground=ground, terrain=terrain or plain(), risk=table,
                             settings=one_sowing, planned=planned or Planned({}, frozenset()))  # fmt: skip
        return check(found, DEAD_CORNERS), table

    return run


def lane(x):
    """A line from south to north that leaves the village at both ends."""
    return [(x, -60.0), (x, 560.0)]


EAST = 400 - RD  # the lane whose sight ends at 400 m


def test_the_strip_beyond_the_last_lane_is_a_dead_corner_with_its_share_of_plots(corners):
    found, table = corners([lane(x) for x in (40.0, 120.0, 200.0, 280.0, EAST)])
    row = found.iloc[0]
    assert len(found) == 1
    assert row["area_m2"] == pytest.approx(100 * 500)
    assert row["width_m"] == pytest.approx(100, abs=2.1)
    assert row["expected_left"] == pytest.approx(table["expected_plots"].sum() * 0.2)
    assert row["reason"] == "never_planned"
    assert row["on_seam"]
    assert row.geometry.bounds == pytest.approx((400, 0, 500, 500))


def test_ground_within_sight_of_some_track_is_no_dead_corner(corners):
    found, _ = corners([lane(x) for x in np.arange(40.0, 500.0, 75.0)])
    assert len(found) == 0


@pytest.mark.parametrize(("width", "found"), [(10, 0), (12, 1)])
def test_what_is_narrower_than_twelve_metres_is_no_corner(corners, width, found):
    pieces, _ = corners([lane(x) for x in (40.0, 120.0, 200.0, 280.0, 360.0, 500 - width - RD)])
    assert len(pieces) == found


def test_what_is_smaller_than_five_hundred_square_metres_is_no_corner(corners):
    def built_but(side_x, side_y):
        return plain(
            cover=[(LandCover.BUILT, (0, 0, 500, 500)), (LandCover.OPEN, (100, 100, side_x, side_y))]
        )

    far = [[(9_000.0, 9_000.0), (9_100.0, 9_000.0)]]
    assert len(corners(far, terrain=built_but(120, 120))[0]) == 0  # 400 m2
    assert len(corners(far, terrain=built_but(130, 120))[0]) == 1  # 600 m2


def test_water_and_built_up_ground_part_corners_and_are_none(corners):
    wet = plain(cover=[(LandCover.WATER, (400, 240, 500, 300)), (LandCover.BUILT, (400, 300, 500, 400))])
    found, _ = corners([lane(x) for x in (40.0, 120.0, 200.0, 280.0, EAST)], terrain=wet)
    assert found["area_m2"].tolist() == pytest.approx([100 * 240, 100 * 100])
    assert found["corner_id"].tolist() == ["v0_1", "v0_2"]


def test_walkers_abreast_and_debriefed_sight_move_the_corner(corners):
    parts = [lane(x) for x in (40.0, 120.0, 200.0, 280.0, EAST)]
    wide, _ = corners(parts, surveys=surveys_of({"tracks": ["t0"], "formation": "abreast", "walkers": 3,
                                                 "spacing_m": 40.0}))  # fmt: skip
    short, _ = corners(parts, surveys=surveys_of({"tracks": ["t0"], "sight_m": 40.0}))
    assert wide["area_m2"].iloc[0] == pytest.approx((100 - 40) * 500)
    assert short["area_m2"].iloc[0] == pytest.approx((100 + RD - 40) * 500, rel=0.03)


def test_every_corner_says_why_nobody_saw_it(corners):
    parts = [lane(x) for x in (40.0, 120.0, 200.0, 280.0, EAST)]
    strip = (400, 0, 500, 500)

    def reason(**given):
        row = corners(parts, **given)[0].iloc[0]
        return row["reason"], row["outcome"]

    east = ("v0_1_0", "v0_1_1")
    assert reason(terrain=plain(steep=[(35.0, strip)])) == ("steep", "")
    assert reason(terrain=plain(steep=[(45.0, strip)])) == ("restricted", "")
    assert reason(planned=Planned({}, frozenset(east))) == ("restricted", "")
    assert reason(planned=Planned(dict.fromkeys(east, "road"), frozenset())) == ("not_reached", "road")
    broken = [(DAY, [*parts, [(450.0, -80.0), (450.0, -60.0)], [(450.0, 560.0), (450.0, 580.0)]])]
    assert reason(rows=broken) == ("gps_gap", "")


def test_unseen_corners_do_not_hang_on_where_the_village_lies(corners):
    found, _ = corners([[(60.0, 60.0), (440.0, 330.0)]])
    seen = shapely.LineString([(60, 60), (440, 330)]).buffer(RD, quad_segs=32)
    exact = shapely.box(0, 0, 500, 500).difference(seen)
    assert found["area_m2"].sum() == pytest.approx(exact.area, rel=2e-3)
    assert shapely.union_all(found.geometry).symmetric_difference(exact).area < 0.01 * exact.area


def test_a_village_is_done_when_signed_off_or_surveyed_to_nineteen_of_twenty():
    table = pd.DataFrame({"village_id": ["a", "b", "c", "d"], "survey_rate": [0.95, 0.94, 0.5, 0.1],
                          "declared_rate": [0.0, 0.0, 0.45, np.nan]})  # fmt: skip
    assert villages_done(table, DEFAULTS) == ["a", "c"]
    assert villages_done(table, DEFAULTS, signed=frozenset("d")) == ["a", "c", "d"]
