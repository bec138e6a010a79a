"""How long the search for better routes goes on."""

from dataclasses import replace

import pytest

from geo.route.better import default_steps
from geo.settings import DEFAULTS

PLAN = replace(DEFAULTS.plan, steps_per_stop=20.0, patient_stops=2_000, most_patient=8.0)


@pytest.mark.parametrize(
    ("stops", "a_stop"), [(100, 20), (2_000, 20), (3_000, 90), (4_000, 160), (16_000, 160)]
)
def test_each_stop_of_a_county_gets_more_steps_than_one_of_a_township(stops, a_stop):
    assert default_steps(stops, PLAN) == a_stop * stops
