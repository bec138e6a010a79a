"""The insertion kernel: equal to a plain greedy written without it; car, driver and turn-back rules kept."""

import math

import numpy as np
import pytest

from geo.route.book import trace
from geo.route.draft import make_draft
from geo.units import UNREACHABLE_S
from tests.route.plan_world import cells_of, problem_of, teams_of

TURN_BACK = 1.3


class Plain:
    """Travel and feasibility in the words of METHODS 2, read straight from Access."""

    def __init__(self, draft, day):
        self.access, crew = draft.problem.access, draft.crews.crew
        self.car, self.driver, self.base = crew.car[day], crew.driver[day], crew.base[day]
        self.budget, self.bases = int(crew.budget_s[day]), self.access.foot_out_s.shape[0]

    def walk(self, a, b):
        row = slice(self.access.walk_start[a], self.access.walk_start[a + 1])
        found = self.access.walk_s[row][self.access.walk_to[row] == b]
        return int(found[0]) if len(found) else UNREACHABLE_S

    def place(self, cell):
        return self.bases + self.access.trailhead[cell]

    def out(self, cell):
        if not self.car:
            return int(self.access.foot_out_s[self.base, cell])
        return int(self.access.drive_s[self.base, self.place(cell)] + self.access.out_s[cell])

    def home(self, cell):
        if not self.car:
            return int(self.access.foot_back_s[self.base, cell])
        return int(self.access.drive_s[self.place(cell), self.base] + self.access.back_s[cell])

    def go(self, a, b, service_b):
        if a == b:
            return 0
        walk = self.walk(a, b)
        if not self.car:
            return min(walk, self.home(a) + self.out(b))
        drive = int(self.access.drive_s[self.place(a), self.place(b)])
        by_car = int(self.access.back_s[a]) + drive + int(self.access.out_s[b])
        may_walk = self.place(a) == self.place(b) or (self.driver and drive <= walk + service_b)
        return min(by_car, walk) if may_walk else by_car

    def seconds(self, route):
        """Whole route, or None where a stop is left too late to turn back."""
        clock, before = 0, None
        for cell, service in route:
            clock += self.out(cell) if before is None else self.go(before, cell, service)
            clock += service
            if clock + math.ceil(TURN_BACK * self.home(cell)) > self.budget:
                return None
            before = cell
        total = clock + (self.home(before) if before is not None else 0)
        return total if total <= self.budget else None


def plain_greedy(draft, window, prize):
    days = draft.days(window)
    routes = {day: [] for day in days}
    free = set(range(draft.stops.cells))
    service = draft.stops.items[window].service_s[0]
    while True:
        best = (0.0,)
        for day in days:
            plain, route = Plain(draft, day), routes[day]
            now = plain.seconds([(c, s) for c, s, _ in route])
            for place, (cell, _, passes) in enumerate(route):
                if passes == 1:
                    longer = [*route[:place], (cell, int(service[cell, 1]), 2), *route[place + 1 :]]
                    best = max(best, weigh(plain, now, longer, day, prize[cell, 1] - prize[cell, 0], 1),
                               key=lambda move: move[0])  # fmt: skip
            for place in range(len(route) + 1):
                for cell in sorted(free):
                    for p in (0, 1):
                        longer = [*route[:place], (cell, int(service[cell, p]), p + 1), *route[place:]]
                        best = max(best, weigh(plain, now, longer, day, prize[cell, p], service[cell, p]),
                                   key=lambda move: move[0])  # fmt: skip
        if best[0] <= 0:
            return routes
        routes[best[1]] = best[2]
        free -= {cell for cell, _, _ in best[2]}


def weigh(plain, now, longer, day, prize, least_s):
    seconds = plain.seconds([(c, s) for c, s, _ in longer])
    return (0.0,) if seconds is None else (prize / max(seconds - now, least_s), day, longer)


def draft_of(seed, **changes):
    rng = np.random.default_rng(seed)
    cells = cells_of(5, 3)
    problem = problem_of(cells=cells, stages=("rosette",), plots=rng.gamma(0.5, 0.1, len(cells)), **changes)
    return make_draft(problem)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    "team", [("T1", 5, "car", False, 2.5), ("T1", 5, "car", True, 2.5), ("T1", 5, "foot", False, 3.0)]
)
def test_it_equals_a_plain_greedy_insertion(seed, team):
    draft = draft_of(seed, teams=teams_of(team), days=2)
    gains = draft.gains(0, _start(draft))
    expected = plain_greedy(draft, 0, gains[0])
    draft.insert(0, draft.days(0), np.arange(draft.stops.cells), gains)
    for day, route in expected.items():
        count = draft.book.stops[day]
        found = zip(
            draft.book.item[day, :count].tolist(), draft.book.passes[day, :count].tolist(), strict=True
        )
        assert list(found) == [(cell, passes) for cell, _, passes in route]
    assert sum(len(route) for route in expected.values()) >= 4


def _start(draft):
    from geo.route.gains import no_looks  # noqa: PLC0415

    return no_looks(draft.stops.cells, 5)


@pytest.mark.parametrize("vehicle", ["car", "foot"])
def test_traced_seconds_follow_access_and_never_pass_the_day(vehicle):
    draft = draft_of(1, teams=teams_of(("T1", 5, vehicle, False, 4.0)))
    draft.insert(0, draft.days(0), np.arange(draft.stops.cells), draft.gains(0, _start(draft)))
    for day in draft.days(0):
        count = draft.book.stops[day]
        stops = list(
            zip(draft.book.item[day, :count], draft.book.service_s[day, :count].astype(int), strict=True)
        )
        travel_s, how, back_s = trace(draft.net, draft.crews.crew, draft.book, int(day))
        total = sum(travel_s) + sum(service for _, service in stops) + back_s
        assert how[:1] == ["base"][:count]
        assert total == (Plain(draft, day).seconds(stops) or 0)


def test_only_a_driver_lets_a_team_walk_on_to_ground_of_another_car_park():
    def walks_on(driver):
        draft = draft_of(2, teams=teams_of(("T1", 6, "car", driver, 8.0)), days=1)
        draft.insert(0, draft.days(0), np.arange(draft.stops.cells), draft.gains(0, _start(draft)))
        _, how, _ = trace(draft.net, draft.crews.crew, draft.book, 0)
        heads = draft.problem.access.trailhead[draft.book.item[0, : draft.book.stops[0]]]
        return sum(h == "walk" and a != b for h, a, b in zip(how[1:], heads, heads[1:], strict=False))

    assert walks_on(driver=False) == 0
    assert walks_on(driver=True) > 0


def test_a_team_too_small_to_spare_a_driver_has_none():
    draft = draft_of(1, teams=teams_of(("T1", 2, "car", True, 8.0)))
    assert draft.crews.sizes == [2]
    assert not draft.crews.crew.driver.any()
