"""Lines timed together take as long as each by itself."""

import numpy as np
import pytest

from geo.route.check_time import Clock
from tests.route.ground_world import SETTINGS, make_world


def test_lines_timed_together_take_as_long_as_one_by_one():
    world = make_world()
    terrain, roads = world.terrain, world.roads
    left, bottom, right, top = terrain.grid.bounds
    rng = np.random.default_rng(3)
    lines = [rng.uniform((left, bottom), (right, top), (n, 2)) for n in (2, 3, 9)]
    lines += [np.repeat(lines[0][:1], 2, axis=0), lines[1][::-1].copy()]
    along = [np.asarray(line.coords) for line in roads.edges.geometry]
    together = Clock(terrain, roads, SETTINGS)
    together.learn(lines, along + lines)
    for line in lines:
        assert together.walk_s(line) == pytest.approx(Clock(terrain, roads, SETTINGS).walk_s(line))
    for line in along + lines:
        assert together.drive_s(line) == pytest.approx(Clock(terrain, roads, SETTINGS).drive_s(line))
    assert together.walk_s(lines[3]) == together.drive_s(lines[3]) == 0.0
