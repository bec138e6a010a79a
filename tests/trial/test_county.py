"""The synthetic county: reproducible, honest, and its truth out of the planner's sight."""

import ast
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import geo
from geo.trial.county import Traits, make_county
from geo.trial.growers import Habits
from geo.trial.landscape import Shape
from geo.trial.office import cell_rows
from geo.trial.value import value_of

SMALL = Traits(shape=Shape(width_m=4_000, height_m=4_000, villages=4, townships=2, hamlets=2, pixel_m=100.0))


@pytest.fixture(scope="module")
def county():
    return make_county(3, SMALL)


def test_the_same_seed_makes_the_same_county(county):
    again, truth = make_county(3, SMALL)
    pd.testing.assert_frame_equal(again.risk, county[0].risk)
    np.testing.assert_array_equal(truth.cell, county[1].cell)
    np.testing.assert_array_equal(again.access.out_s, county[0].access.out_s)


def test_other_growers_leave_the_land_as_it_is(county):
    other, truth = make_county(3, replace(SMALL, habits=Habits(plots_per_km2=2.0)))
    pd.testing.assert_frame_equal(other.cells, county[0].cells)
    assert len(truth.cell) > len(county[1].cell)


def test_every_cell_is_reached_and_the_county_is_as_large_as_asked(county):
    assert county[0].cells["area_m2"].sum() == pytest.approx(16e6)
    assert (county[0].access.trailhead >= 0).mean() > 0.95


def test_past_effort_clings_to_the_roads():
    traits = replace(SMALL, habits=Habits(plots_per_km2=20.0, road_bias_h=0.3, village_only=0.0))
    made, truth = make_county(3, traits)
    hours = made.cells["remote_h"].to_numpy()
    placed = made.known.history
    rows = cell_rows(made.land, made.cells, placed.geometry.x, placed.geometry.y, made.settings)
    assert np.nanmean(hours[rows[rows >= 0]]) < np.nanmean(hours[truth.cell])


def test_the_planner_cannot_import_the_truth_and_the_truth_not_the_planner():
    root = Path(geo.__file__).parent
    below = [file for part in ("actions", "search", "route", "records", "ground", "sources", "exports")
             for file in (root / part).rglob("*.py")]  # fmt: skip
    assert len(below) > 50
    assert not [file for file in below if "geo.trial" in file.read_text(encoding="utf-8")]
    known = imported(root / "trial" / "growers.py")
    assert not [name for name in known if name.startswith(("geo.search", "geo.route", "geo.actions"))]


def imported(file):
    tree = ast.parse(file.read_text(encoding="utf-8"))
    plain = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    return plain + [
        node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module
    ]


def test_the_value_of_a_season_is_the_same_each_time_and_every_share_is_a_share():
    first, second = (value_of(5, traits=SMALL, share=0.1, rivals=("smart",)) for _ in range(2))
    assert first == second
    assert all(0 <= share <= 1 for share in first.found.values())
    assert all(first.early[name] <= first.found[name] for name in first.found)
