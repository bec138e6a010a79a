"""Put the lines of every stop into a day's way, and the walks before and after it where they join."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.route.going import Going, Leg
from geo.route.joins import Joined, Joins
from geo.route.lines import DIRECTIONS, Pass, Sweep, Sweeps
from geo.route.problem import Ground
from geo.route.searchable import searchable
from geo.settings import Settings
from geo.units import SECONDS_PER_MINUTE

KEEPS = 1.15  # times the planned seconds: what takes longer is tried in other directions
LONGER = 1.4  # times the planned seconds: what takes still longer gets fewer lines
NEAR = 0.03  # share of the planned metres: lines that are further off are tried in other directions
SHARES = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3)  # of the lines: fewer are no search


@dataclass(frozen=True)
class Search:
    """A stop's lines as they stand in the day, and what they need against what was planned.

    share: of the planned metres that fits the planned time; needed_s: seconds of search and ways to and from
    its lines; out_s: seconds of the walk on that are part of the search.
    """

    sweep: Sweep
    share: float
    needed_s: float
    out_s: int


class Searches:
    """Lays and joins the lines of stops; the same stop is laid once."""

    def __init__(self, ground: Ground, rows: NDArray[np.int64]) -> None:
        self._settings = ground.settings
        plain = searchable(ground.cells, ground.villages, rows, ground.terrain, ground.settings)
        self.sweeps = Sweeps(plain, ground.terrain, ground.settings)
        self._joins = Joins(ground.terrain, ground.settings, plain.kinds)
        self._laid: dict[tuple[int, Pass, float, int | None], Sweep | None] = {}

    def put(
        self, going: Going, visits: list[Any], nodes: NDArray[np.int64], team: int
    ) -> list[Search | None]:
        """Replace the searches of a day, which stand still, by lines; None for yards and where none fit.

        Parameters
        ----------
        going : the day, changed in place: legs keep their order and, in all, their time
        visits, nodes : visits of the day in order, and the row in CELLS of each
        team : people who search
        """
        found: list[Search | None] = []
        at = [number for number, leg in enumerate(going.legs) if leg.mode == "search"]
        for number, visit, node in zip(at, visits, nodes.tolist(), strict=True):
            asked = asked_of(visit, team, self._settings)
            found.append(self._put_one(going, number, node, asked) if asked else None)
        return found

    def _put_one(self, going: Going, number: int, node: int, asked: Pass) -> Search | None:
        legs, point = going.legs, going.cells[node]
        leg = legs[number]
        before = legs[number - 1] if legs[number - 1].mode == "walk" else None
        after = legs[number + 1] if number + 1 < len(legs) and legs[number + 1].mode == "walk" else None
        made = self._fitting(node, asked, point, leg, before, after)
        if made is None:
            return None
        sweep, share, joined = made
        leg.line, leg.seconds = joined.search
        leg.abreast, leg.spacing_m = sweep.abreast, sweep.spacing_m
        for beside, way in ((before, joined.walk_in), (after, joined.walk_out)):
            if beside is not None and way is not None:
                beside.line, beside.seconds = way
        return Search(sweep, share, joined.needed_s, joined.out_s)

    def _fitting(
        self, node: int, asked: Pass, point: Any, leg: Leg, before: Leg | None, after: Leg | None
    ) -> tuple[Sweep, float, Joined] | None:
        """Lay the planned lines in a direction that keeps the time; fewer where none does by far."""
        box, ways = self.sweeps.box(node), (_way(before), _way(after))
        tails = self._joins.tails(box, point, ways)

        def laid(share: float, only: int | None) -> tuple[Sweep, float, Joined] | None:
            sweep = self._lay(node, asked, share, only, point)
            if sweep is None:
                return None
            joined = self._joins.join(sweep, box, tails, (leg.seconds, asked.seconds_per_m), ways)
            return None if joined is None else (sweep, share, joined)

        def cost(made: tuple[Sweep, float, Joined]) -> float:
            off = max(abs(made[0].metres / (asked.metres * asked.passes) - 1) - NEAR, 0.0)
            return made[2].needed_s * (1 + 20 * off)

        best, along = None, None
        for only in (None, *range(DIRECTIONS)):
            made = laid(1.0, only)
            if made is not None and (best is None or cost(made) < cost(best)):
                best, along = made, only
            if best is not None and cost(best) <= KEEPS * best[2].search[1]:
                break
        for share in SHARES if best is not None else ():
            tried = (best,) if share == 1 else (laid(share, along), laid(share, None))
            for made in tried:
                if made is not None and made[2].needed_s <= LONGER * made[2].search[1]:
                    return made
        return None

    def _lay(self, node: int, asked: Pass, share: float, only: int | None, point: Any) -> Sweep | None:
        key = node, asked, round(share, 2), only
        if key not in self._laid:
            self._laid[key] = self.sweeps.lay(node, asked, at=point, share=key[2], only=only)
        return self._laid[key]


def asked_of(visit: Any, team: int, settings: Settings) -> Pass | None:
    """Read what a visit of a plan promises; None for house clusters and where nothing is walked.

    Parameters
    ----------
    visit : row of `SeasonPlan.visits`
    team : people who search
    """
    if not visit.passes or visit.search_m <= 0:
        return None
    metres = visit.search_m * team / visit.passes
    overhead_s = settings.detection.stop_overhead_min * SECONDS_PER_MINUTE * visit.passes
    lines = metres / settings.grid.cell_size_m
    abreast = min(team, max(1, int(np.ceil(lines - 1e-6))))
    team_m = metres * visit.passes / abreast
    # A second pass may share the first one's overhead: the pace is that of the search alone, at least.
    pace = max(visit.service_s - overhead_s, 0.1 * visit.service_s) / team_m
    return Pass(team, round(metres, 6), int(visit.passes), round(pace, 6))


def _way(leg: Leg | None) -> tuple[Any, int] | None:
    return None if leg is None else (leg.line, leg.seconds)


def walked_m(line: Any) -> float:
    """Metres along a line (n, 2)."""
    return float(np.hypot(*np.diff(line, axis=0).T).sum())
