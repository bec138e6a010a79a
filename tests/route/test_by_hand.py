"""Stops put into routes by hand on the flat little world: times a hand can count, rules named in minutes."""

from itertools import pairwise

import pytest

from geo.errors import InputError
from geo.route.by_hand import HandRoutes, HandStop
from geo.route.draft import make_draft
from tests.route.plan_world import cells_of, problem_of, teams_of, yards_of

SEARCH_S = 780  # one pass: 7.5 minutes and 5.5


def hand_of(hours=8.0, **changes):
    teams = teams_of(("T1", 5, "car", False, hours))
    return HandRoutes(make_draft(problem_of(teams=teams, stages=("flower",), days=1, **changes)))


def alone_s(hand, cell_id):
    """Seconds of a day with one stop: drive, walk, search, walk, drive."""
    problem = hand.draft.problem
    access = problem.access
    row = problem.cells["cell_id"].tolist().index(cell_id)
    place = 1 + access.trailhead[row]
    way = access.drive_s[0, place] + access.out_s[row] + access.back_s[row] + access.drive_s[place, 0]
    return int(way) + SEARCH_S


def day_s(hand, stops):
    return hand._cost(0, stops)[1]


def test_a_day_of_one_stop_takes_the_ways_and_the_search():
    hand = hand_of()
    assert day_s(hand, [HandStop("A_2_1")]) == alone_s(hand, "A_2_1")
    twice = day_s(hand, [HandStop("A_2_1", passes=2)])
    assert twice == alone_s(hand, "A_2_1") + 450
    assert hand.broken(0, []) == []


def test_a_day_too_long_by_sixty_one_seconds_is_two_minutes_too_long():
    needed_s = alone_s(hand_of(), "A_2_1")
    assert hand_of(hours=needed_s / 3600).broken(0, [HandStop("A_2_1")]) != []  # turn-back asks for more
    short = hand_of(hours=(needed_s - 61) / 3600)
    (note,) = short.broken(0, [HandStop("A_2_1")])
    assert (note.key, note.args["minutes"]) == ("hand-too-long", 2)


def test_a_stop_left_too_late_to_come_back_with_a_reserve_is_named_with_its_minutes():
    hand = hand_of()
    needed_s = alone_s(hand, "A_2_1")
    access = hand.draft.problem.access
    row = hand.draft.problem.cells["cell_id"].tolist().index("A_2_1")
    back_s = int(access.back_s[row] + access.drive_s[1 + access.trailhead[row], 0])
    (note,) = hand_of(hours=needed_s / 3600).broken(0, [HandStop("A_2_1")])
    # Three tenths of the way back are kept in hand (methods 2).
    assert (note.key, note.args["stop"]) == ("hand-turn-back", 1)
    assert note.args["minutes"] == -(-round(0.3 * back_s + 0.5) // 60)


def test_a_stop_goes_where_the_day_gets_longest_least_and_the_others_keep_their_order():
    hand = hand_of(hours=12.0)
    stops = [HandStop(f"A_{ix}_{iy}") for ix, iy in ((0, 0), (3, 0), (3, 3), (0, 3))]
    new = HandStop("A_1_3")
    best = hand.cheapest(0, stops, new)
    assert [stop for stop in best if stop != new] == stops
    every = [day_s(hand, [*stops[:p], new, *stops[p:]]) for p in range(len(stops) + 1)]
    assert day_s(hand, best) == min(every)


def test_a_shortened_day_holds_the_same_stops_and_no_move_of_one_shortens_it_further():
    hand = hand_of(hours=12.0)
    stops = [HandStop(f"A_{ix}_{iy}") for ix, iy in ((0, 0), (3, 4), (1, 0), (2, 4), (0, 1), (3, 3))]
    short = hand.shortened(0, stops)
    assert sorted(short, key=str) == sorted(stops, key=str)
    assert day_s(hand, short) < day_s(hand, stops)
    for p, stop in enumerate(short):
        assert day_s(hand, hand.cheapest(0, short[:p] + short[p + 1 :], stop)) >= day_s(hand, short)


def test_what_does_not_fit_is_left_out_by_what_it_finds_and_required_stops_last():
    hand = hand_of(hours=3.0)
    cells = hand.draft.problem.cells["cell_id"].tolist()[:20]
    stops = [HandStop(cell, finds=0.01 * n, required=n < 2) for n, cell in enumerate(cells)]
    route, left = hand.fitted(0, stops)
    assert hand.broken(0, route) == []
    assert sorted([*route, *left], key=str) == sorted(stops, key=str)
    assert left
    assert {stop.cell_id for stop in stops if stop.required} <= {stop.cell_id for stop in route}
    assert all(one.finds <= other.finds for one, other in pairwise(left))


@pytest.mark.parametrize(
    ("changes", "stop", "key"),
    [
        ({}, HandStop("Z_9_9"), "hand-no-ground"),
        ({"cells": cells_of(slope_deg=31.0)}, HandStop("A_0_0"), "hand-steep"),
        ({}, HandStop("A_0_0", yard_id="y1", passes=0), "hand-no-yards"),
    ],
)
def test_a_place_that_nobody_can_search_is_refused(changes, stop, key):
    with pytest.raises(InputError, match=key):
        hand_of(**changes).load(0, [stop])


def test_parts_of_a_cluster_are_stops_of_their_own_and_no_more_than_there_are():
    hand = hand_of(yards=yards_of(("y1", "A_0_0", 50, 0)))
    parts = len(hand.draft.stops.yards)
    assert parts > 1
    stop = HandStop("A_0_0", yard_id="y1", passes=0)
    hand.load(0, [stop] * parts)
    assert len(set(hand.draft.book.item[0, :parts].tolist())) == parts
    with pytest.raises(InputError, match="hand-no-yards"):
        hand.load(0, [stop] * (parts + 1))
