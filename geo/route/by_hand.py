"""Put stops into routes by hand: where a stop costs least time, how long the day gets, what it breaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.errors import InputError
from geo.model.notes import Note
from geo.route.book import MOST_STOPS, trace
from geo.route.draft import Draft
from geo.route.net import home_s
from geo.units import SECONDS_PER_MINUTE, UNREACHABLE_S, round_up_minutes

Seconds = NDArray[np.int64]


@dataclass(frozen=True)
class HandStop:
    """A stop as a person sees it: a cell, or the part of a house cluster that is one stop.

    lead_id: leads that ask for it, joined by ";"; passes: 1 or 2, 0 for yards; service_s: seconds at yards,
    0 for cells, whose time follows from the team; finds: expected finds, None where they are to be computed.
    """

    cell_id: str
    yard_id: str = ""
    lead_id: str = ""
    passes: int = 1
    required: bool = False
    reserve: bool = False
    service_s: int = 0
    finds: float | None = None

    @property
    def place(self) -> tuple[str, str]:
        """What is searched there: no route goes to the same place twice."""
        return self.cell_id, self.yard_id


class HandRoutes:
    """Routes of a draft that people fill; every figure is the planner's own.

    Parameters
    ----------
    draft : of the team-days that are changed, nothing else; it is written to
    """

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._cells = pd.Index(draft.problem.cells["cell_id"])
        self._found: dict[tuple[int, int, HandStop], list[int]] = {}
        self._home_s: dict[tuple[int, int], int] = {}

    def load(self, day: int, stops: Sequence[HandStop]) -> None:
        """Write stops into a route, in this order.

        Raises
        ------
        InputError : a place that the team cannot search in that window, or more stops than a route holds
        """
        if len(stops) > MOST_STOPS:
            raise InputError("hand-many", team_day=self._name(day), stops=len(stops), most=MOST_STOPS)
        book, size = self.draft.book, int(self.draft.crews.crew.size[day])
        items = self.draft.stops.items[int(self.draft.crews.window[day])]
        taken: set[int] = set()
        for p, stop in enumerate(stops):
            item = next((item for item in self.items_of(day, stop) if item not in taken), -1)
            if item < 0:
                raise InputError("hand-no-yards", yard=stop.yard_id)
            taken.add(item)
            book.item[day, p], book.node[day, p] = item, items.node[item]
            book.passes[day, p] = 0 if stop.yard_id else stop.passes
            book.service_s[day, p] = items.service_s[size, item, max(stop.passes, 1) - 1]
        book.stops[day] = len(stops)

    def items_of(self, day: int, stop: HandStop) -> list[int]:
        """Rows among the draft's items that a stop may be: one cell, or the parts of a cluster.

        Raises
        ------
        InputError : no such cell or cluster, too steep, no ground, or nothing shows there in that window
        """
        key = (int(self.draft.crews.window[day]), int(self.draft.crews.crew.size[day]), stop)
        if key not in self._found:
            self._found[key] = self._parts(*key) if stop.yard_id else [self._cell(*key)]
        return self._found[key]

    def cheapest(self, day: int, stops: Sequence[HandStop], stop: HandStop) -> list[HandStop]:
        """Put a stop where the day gets longest least; the others keep their order.

        Places that break no rule go first.
        """
        ways = [[*stops[:p], stop, *stops[p:]] for p in range(len(stops) + 1)]
        return min(ways, key=lambda way: self._cost(day, way))

    def shortened(self, day: int, stops: Sequence[HandStop]) -> list[HandStop]:
        """Move single stops about while that shortens the day; the order stays where nothing is gained."""
        best = list(stops)
        cost = self._cost(day, best)
        while True:
            for p in range(len(best)):
                moved = self.cheapest(day, best[:p] + best[p + 1 :], best[p])
                lower = self._cost(day, moved)
                if lower < cost:
                    best, cost = moved, lower
                    break
            else:
                return best

    def fitted(self, day: int, stops: Sequence[HandStop]) -> tuple[list[HandStop], list[HandStop]]:
        """Leave out stops until the day breaks no rule: those that find least per second, required ones last.

        Returns the route, and what was left out; what finds most is left out last and tried again first.
        """
        route, left = list(stops), []
        while len(route) > 1 and self._cost(day, route)[0]:
            worst = min(route, key=lambda stop: (stop.required, self.worth(day, stop)))
            route.remove(worst)
            left.append(worst)
        route = self.shortened(day, route)
        for stop in reversed(list(left)):
            more = self.cheapest(day, route, stop)
            if not self._cost(day, more)[0]:
                route = more
                left.remove(stop)
        return route, left

    def worth(self, day: int, stop: HandStop) -> float:
        """Return expected finds per second at a stop; 0 where they are not known."""
        window, size = int(self.draft.crews.window[day]), int(self.draft.crews.crew.size[day])
        item = self.items_of(day, stop)[0]
        seconds = self.draft.stops.items[window].service_s[size, item, max(stop.passes, 1) - 1]
        return (stop.finds or 0.0) / max(int(seconds), 1)

    def broken(self, day: int, stops: Sequence[HandStop]) -> list[Note]:
        """Say which rules a route breaks, and by how many minutes; an empty list is a sound day."""
        self.load(day, stops)
        left_s, home_s_, budget_s = self._clock(day)
        head: dict[str, object] = {"team_day": self._name(day)}
        if not len(left_s):
            return []
        if left_s[-1] + home_s_[-1] >= UNREACHABLE_S:
            bad = int(np.flatnonzero(np.maximum(left_s, home_s_) >= UNREACHABLE_S)[0])
            return [Note("hand-no-way", head | {"stop": bad + 1})]
        over_s = int(left_s[-1] + home_s_[-1]) - budget_s
        if over_s > 0:
            day_min = budget_s // int(SECONDS_PER_MINUTE)
            return [Note("hand-too-long", head | {"minutes": round_up_minutes(over_s), "day_min": day_min})]
        late_s = self._late_s(left_s, home_s_, budget_s)
        return [
            Note("hand-turn-back", head | {"stop": p + 1, "minutes": round_up_minutes(late_s[p])})
            for p in np.flatnonzero(late_s > 0).tolist()
        ]

    def _cost(self, day: int, stops: Sequence[HandStop]) -> tuple[int, int]:
        """Seconds by which rules are broken, then seconds of the day."""
        self.load(day, stops)
        left_s, home_s_, budget_s = self._clock(day)
        if not len(left_s):
            return 0, 0
        whole = int(left_s[-1] + home_s_[-1])
        late_s = np.maximum(self._late_s(left_s, home_s_, budget_s), 0)
        return max(whole - budget_s, 0) + int(late_s.sum()), whole

    def _late_s(self, left_s: Seconds, home_s_: Seconds, budget_s: int) -> Seconds:
        """How long after its turn-back time each stop is left, (stops,) s; below zero in time."""
        back_s = np.ceil(self.draft.problem.settings.travel.turn_back * home_s_).astype(np.int64)
        return left_s + back_s - budget_s

    def _clock(self, day: int) -> tuple[Seconds, Seconds, int]:
        """When each stop is left and how far it is home, (stops,) s; the length of the day, s."""
        draft, crew = self.draft, self.draft.crews.crew
        count, car, base = int(draft.book.stops[day]), bool(crew.car[day]), int(crew.base[day])
        travel_s, _, _ = trace(draft.net, crew, draft.book, day)
        left_s = np.cumsum(np.array(travel_s, np.int64) + draft.book.service_s[day, :count])
        home = np.zeros(count, np.int64)
        for p, node in enumerate(draft.book.node[day, :count].tolist()):
            if (day, node) not in self._home_s:
                self._home_s[day, node] = int(home_s(draft.net, car, base, node))
            home[p] = self._home_s[day, node]
        return left_s, home, int(crew.budget_s[day])

    def _cell(self, window: int, size: int, stop: HandStop) -> int:
        stops, problem = self.draft.stops, self.draft.problem
        row = int(self._cells.get_indexer([stop.cell_id])[0])
        item = int(stops.host[row]) if row >= 0 else -1
        if item < 0:
            raise InputError("hand-no-ground", cell=stop.cell_id)
        if not stops.suitable[item]:
            slope, limit = (
                float(problem.cells["slope_deg"].iloc[item]),
                problem.settings.travel.search_slope_deg,
            )
            if slope > limit:
                raise InputError("hand-steep", cell=stop.cell_id, slope=round(slope, 1), limit=round(limit))
            raise InputError("hand-no-ground", cell=stop.cell_id)
        if stops.items[window].service_s[size, item, max(stop.passes, 1) - 1] >= UNREACHABLE_S:
            name = str(problem.windows["name"].iloc[window])
            raise InputError("hand-nothing-shows", cell=stop.cell_id, window=name)
        return item

    def _parts(self, window: int, size: int, stop: HandStop) -> list[int]:
        """Parts of a house cluster, those that take as long as the stop first."""
        draft = self.draft
        yard = draft.problem.yards["yard_id"].astype("str").to_numpy()[draft.stops.yard]
        parts = [draft.stops.cells + int(row) for row in np.flatnonzero(yard == stop.yard_id)]
        if not parts:
            raise InputError("hand-no-yards", yard=stop.yard_id)
        service_s = draft.stops.items[window].service_s[size, :, 0]
        return sorted(
            parts, key=lambda item: (bool(stop.service_s) and service_s[item] != stop.service_s, item)
        )

    def _name(self, day: int) -> str:
        return str(self.draft.crews.table["team_day_id"].iloc[day])
