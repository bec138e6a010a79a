"""A route is split between two team-days; the last change by hand is undone."""

import pytest

from geo.actions.day.hand_out import hand_out
from geo.actions.hand import by_hand
from geo.actions.hand.split import split
from geo.actions.hand.undo import undo
from geo.errors import InputError, RecordError
from geo.records.actor import ALONE
from tests.actions.hand.test_by_hand import (
    assert_others_stay,
    assert_sound,
    cells,
    full_days,
    in_force,
    site,  # noqa: F401  a fixture
)
from tests.actions.season.test_replan import rows_of


def test_the_second_half_of_a_route_goes_to_a_team_with_nothing_to_do(site):  # noqa: F811
    plan = in_force(site)
    free, other, full = full_days(plan)[0], full_days(plan)[1], full_days(plan)[-1]
    by_hand.merge(site, free, other, leave_out=True, actor=ALONE)
    before = in_force(site)
    assert cells(before, free) == []
    half = len(cells(before, full)) // 2
    split(site, f"{full}:{half + 1}", free, reason="分头走", actor=ALONE)
    after = in_force(site)
    assert cells(after, full) == cells(before, full)[:half]
    assert sorted(cells(after, free)) == sorted(cells(before, full)[half:])
    assert after.changes["verb"].tolist() == ["merge"] + ["move"] * (len(cells(before, full)) - half)
    assert_others_stay(before, after, full, free)
    assert_sound(site, after)


def test_a_split_leaves_at_least_one_stop_and_names_two_days(site):  # noqa: F811
    plan = in_force(site)
    one, other = full_days(plan)[:2]
    for stop, to, key in ((f"{one}:1", other, "hand-split-all"), (f"{one}:1", one, "hand-same-day")):
        with pytest.raises(InputError, match=key):
            split(site, stop, to, actor=ALONE)
    assert in_force(site).plan["plan_id"] == plan.plan["plan_id"]


def test_undo_puts_the_plan_before_in_force_and_keeps_what_was_handed_out_since(site):  # noqa: F811
    before = in_force(site)
    one, other = full_days(before)[0], full_days(before)[-1]
    changed = by_hand.move(site, f"{other}:1", one, actor=ALONE)
    made = changed.summary["plan_id"]
    third = full_days(before)[1]
    hand_out(site, [third], actor=ALONE)
    assert undo(site, made, actor=ALONE) == before.plan["plan_id"]
    after = in_force(site)
    assert rows_of(after, one) == rows_of(before, one)
    states = after.team_days.set_index("team_day_id")["state"]
    assert (states[third], states[one]) == ("handed_out", "planned")
    with pytest.raises(RecordError, match="hand-undo-late"):
        undo(site, made, actor=ALONE)
    with pytest.raises(RecordError, match="hand-undo-late"):
        undo(site, before.plan["plan_id"], actor=ALONE)
