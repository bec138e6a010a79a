"""Drone lines: spacing from the camera, steps over rising ground, time and batteries."""

from dataclasses import replace

import numpy as np
import pytest
import shapely

from geo.route.drone import Camera, fly, footprint, with_height
from geo.settings import DEFAULTS
from tests.route.test_lines import hill_of

ONE_INCH = Camera(13.2, 8.8, 8.8, 5472, 3648)
DRONE = replace(DEFAULTS.drone, height_m=80.0)
FIELD = shapely.box(0, 0, 500, 252)


def test_what_a_picture_shows_follows_from_sensor_focal_length_and_height():
    seen = footprint(ONE_INCH, 80.0, DRONE)
    assert (seen.swath_m, seen.along_m) == (pytest.approx(120.0), pytest.approx(80.0))
    assert seen.pixel_m == pytest.approx(120.0 / 5472)
    assert (seen.line_spacing_m, seen.picture_spacing_m) == (pytest.approx(84.0), pytest.approx(32.0))


def test_lines_over_a_flat_field_are_counted_by_hand():
    flight = fly(FIELD, hill_of(10.0, 0.0), ONE_INCH, DRONE)
    # 252 m are three spacings of 84 m; 3 x 500 m and 2 x 84 m at 8 m/s, two turns of 8 s.
    assert flight.lines["line"].nunique() == 3
    assert flight.metres == pytest.approx(1668.0)
    assert flight.seconds == pytest.approx(1668.0 / 8 + 16)
    assert flight.batteries == 1


def test_every_place_of_the_ground_lies_within_half_a_swath_of_a_line():
    ground = shapely.Polygon([(0, 0), (480, 60), (420, 420), (60, 330)])
    flight = fly(ground, hill_of(35.0, 40.0), ONE_INCH, DRONE)
    seen = shapely.union_all(shapely.buffer(flight.lines.geometry.to_numpy(), flight.footprint.swath_m / 2))
    assert ground.difference(seen).area < 1e-6 * ground.area


@pytest.mark.parametrize("facing_deg", [0, 50, 130])
def test_lines_follow_the_contour_so_that_the_drone_need_not_climb(facing_deg):
    flight = fly(FIELD, hill_of(35.0, facing_deg), ONE_INCH, DRONE)
    along = np.diff(shapely.get_coordinates(flight.lines.geometry.iloc[0])[[0, -1]], axis=0)[0]
    assert abs((np.degrees(np.arctan2(*along)) - facing_deg) % 180 - 90) < 3
    assert flight.steep_lines == 0


def test_where_the_ground_rises_under_a_line_it_is_flown_in_steps():
    terrain = hill_of(0.0, 0.0)
    x, y = terrain.grid.centre(*np.indices(terrain.elevation_m.shape))
    terrain.elevation_m[:] = 1000 + 40 * np.sin(x / 90) * np.cos(y / 90)
    flight = fly(FIELD, terrain, ONE_INCH, DRONE)
    assert flight.steep_lines > 0
    relief_m = flight.lines["ground_high_m"] - flight.lines["ground_low_m"]
    assert relief_m.max() <= DRONE.relief_share * DRONE.height_m + 15  # one pixel's rise
    above_m = flight.lines["altitude_m"] - flight.lines["ground_high_m"]
    assert above_m.min() >= DRONE.height_m * (1 - DRONE.relief_share)
    ends = [shapely.get_coordinates(line) for line in flight.lines.geometry]
    for (one, first), (other, second) in zip(
        zip(ends, flight.lines["line"], strict=True), zip(ends[1:], flight.lines["line"][1:], strict=True),
        strict=False,
    ):  # fmt: skip
        assert first != second or (one[-1] == other[0]).all()


def test_a_lower_flight_has_closer_lines_and_takes_longer():
    high, low = (fly(FIELD, hill_of(35.0, 0.0), ONE_INCH, with_height(DRONE, h)) for h in (80.0, 40.0))
    assert low.footprint.line_spacing_m == pytest.approx(high.footprint.line_spacing_m / 2)
    assert low.seconds > high.seconds
    assert low.speed_m_s == pytest.approx(8.0)
    assert with_height(DRONE, None) is DRONE
