"""No plan finds more than the bound; where nothing is far it is near what a full search finds."""

from dataclasses import replace
from itertools import pairwise, product

import numpy as np
import pytest

from geo.route.bounds import season_bound
from geo.route.draft import make_draft
from geo.route.season import plan_season
from geo.route.underway import begin, open_windows
from geo.route.worth import Passes, kept_passes, passes_of, season_finds
from tests.route.plan_world import cells_of, problem_of, teams_of


def drafted(**changes):
    draft = make_draft(problem_of(floors=False, **changes))
    return draft, open_windows(draft), begin(draft)[0]


def nowhere_far(problem):
    """The same cells, all of them at the base's door."""
    access = problem.access
    names = ("out_s", "back_s", "drive_s", "foot_out_s", "foot_back_s", "walk_s")
    near = {name: np.zeros_like(getattr(access, name)) for name in names}
    return replace(problem, access=replace(access, **near))


def tiny(seed):
    cells = cells_of(3, 1, villages=1)
    plots = np.random.default_rng(seed).gamma(0.5, 0.4, len(cells))
    teams = teams_of(("T1", 5, "car", False, 0.5))
    draft = make_draft(nowhere_far(problem_of(cells=cells, plots=plots, teams=teams, days=1)))
    return draft, open_windows(draft), begin(draft)[0]


@pytest.mark.parametrize("seed", range(5))
def test_where_nothing_is_far_no_way_to_spend_the_time_finds_more_than_the_bound(seed):
    draft, order, looks = tiny(seed)
    size = np.zeros((2, 3), np.int8)
    best, second_s = 0.0, draft.stops.items[0].service_s[0, :, :].astype(int)
    for made in product(range(3), repeat=6):
        passes = np.array(made, np.int8).reshape(2, 3)
        spent = [sum(second_s[i, p - 1] for i, p in enumerate(row) if p) for row in passes]
        if max(spent) <= 1800:
            best = max(best, season_finds(draft, order, looks, Passes(passes, size)))
    bound = season_bound(draft, order, looks)
    # Whole cells do not fill the half hour: the bound fills it with a part of one more.
    assert best <= bound + 1e-9
    assert bound <= 1.35 * best


@pytest.mark.parametrize(
    "stages", [("rosette",), ("flower",), ("rosette", "flower"), ("flower", "flower", "capsule")]
)
def test_no_random_plan_passes_the_bound(stages):
    draft, order, looks = drafted(
        stages=stages, days=2, teams=teams_of(("T1", 5, "car", False, 2.0), ("T2", 3, "foot", False, 3.0))
    )
    bound = season_bound(draft, order, looks)
    rng = np.random.default_rng(1)
    for _ in range(20):
        draft.book.stops[:] = 0
        draft.free[:] = True
        for window in order:
            prize = draft.same_prize(rng.random(draft.stops.cells))
            prize[:, :, 1] = prize[:, :, 0] * rng.uniform(1.0, 2.0, draft.stops.cells)
            draft.insert(window, draft.days(window), np.arange(draft.stops.cells), prize)
        assert season_finds(draft, order, looks, passes_of(draft, kept_passes(draft))) <= bound + 1e-9


def test_a_plan_says_its_bound_and_stays_below_it():
    plan = plan_season(problem_of(floors=False))
    assert 0 < sum(plan.expected_finds.values()) <= plan.bound


def test_more_team_days_never_lower_the_bound():
    bounds = [season_bound(*drafted(days=days)) for days in (0, 1, 2, 4, 8)]
    assert bounds[0] == 0.0
    assert all(more >= less - 1e-6 for less, more in pairwise(bounds))


def test_the_bound_never_passes_what_is_expected_to_grow():
    draft, order, looks = drafted(days=20)
    assert season_bound(draft, order, looks) <= draft.stops.expected.sum()


def test_a_season_under_way_and_a_plan_without_search_name_no_bound():
    problem = problem_of(days=1)
    assert plan_season(replace(problem, iterations=0)).bound is None


def test_many_windows_are_bounded_in_parts():
    draft, order, looks = drafted(stages=("flower",) * 8, days=1)
    for window in order:
        draft.insert(window, draft.days(window), np.arange(draft.stops.cells), draft.gains(window, looks))
    best = season_finds(draft, order, looks, passes_of(draft, kept_passes(draft)))
    assert 0 < best <= season_bound(draft, order, looks) <= draft.stops.expected.sum() + 1e-9
