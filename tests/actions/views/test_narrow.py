"""A township's person sees the township and nothing of the others."""

import pytest

from geo.actions.views.narrow import narrow
from geo.errors import InputError
from geo.records.roles import ALONE, Actor
from tests.layers.worlds import valley


@pytest.fixture
def two_townships():
    view = valley()
    view.villages = view.villages.assign(township=["石门乡"] * 3 + ["白水乡"] * 3)
    return view


def test_nothing_of_another_township_is_left(two_townships):
    seen = narrow(two_townships, Actor("wang", "viewer", "石门乡"))
    assert set(seen.villages["village_id"]) == {"v0", "v1", "v2"}
    cells = set(seen.cells["cell_id"])
    assert 0 < len(cells) < len(two_townships.cells)
    for table in (seen.risk, seen.coverage, seen.plan.stops):
        assert set(table["cell_id"]) <= cells
    assert set(seen.priority.index) == cells
    for table in (seen.cells, seen.leads, seen.history, seen.findings, seen.yards, seen.by_village):
        assert set(table["village_id"]) <= {"v0", "v1", "v2"}
    assert set(seen.plan.routes["route_id"]) == set(seen.plan.stops["route_id"])


def test_both_townships_together_are_the_site(two_townships):
    parts = [narrow(two_townships, Actor("w", "viewer", name)) for name in ("石门乡", "白水乡")]
    assert sum(len(part.cells) for part in parts) == len(two_townships.cells)
    assert sum(len(part.plan.stops) for part in parts) == len(two_townships.plan.stops)


def test_who_works_in_the_whole_site_sees_the_site(two_townships):
    assert narrow(two_townships, ALONE) is two_townships


def test_a_township_that_the_site_does_not_have_is_said(two_townships):
    with pytest.raises(InputError, match="door-no-township"):
        narrow(two_townships, Actor("w", "viewer", "黄泥镇"))
