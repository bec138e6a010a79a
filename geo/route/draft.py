"""The season plan while it is being made: which stop stands in which route, and what is still free."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from geo.route.book import Book, empty_book
from geo.route.crews import FINDS, RESERVE, YARDS, Crews, crews
from geo.route.gains import Looks, pass_gains
from geo.route.insertion import fill
from geo.route.net import Net, make_net
from geo.route.problem import SeasonProblem
from geo.route.stops import Stops, make_stops

Floats = NDArray[np.float64]


@dataclass
class Draft:
    """Routes in the making; `book`, `free`, `leads` and `floors` are written to.

    free (windows, items): may still be inserted in that window; leads: lead ids by (window, item);
    floors: (window, item) that a floor asked for, leads included; pinned: routes that keep their day.
    """

    problem: SeasonProblem
    crews: Crews
    stops: Stops
    net: Net
    book: Book
    free: NDArray[np.bool_]
    leads: dict[tuple[int, int], list[str]] = field(default_factory=dict)
    floors: set[tuple[int, int]] = field(default_factory=set)
    pinned: set[int] = field(default_factory=set)

    def days(self, window: int, *pools: str) -> NDArray[np.int64]:
        """Rows of the team-days of a window whose routes serve these purposes; all without any."""
        wanted = np.isin(self.crews.pool.astype(str), pools) if pools else True
        return np.flatnonzero((self.crews.window == window) & wanted)

    def cells_of(self, days: NDArray[np.int64]) -> NDArray[np.int64]:
        """Cells that these routes search."""
        standing = np.arange(self.book.item.shape[1]) < self.book.stops[days][:, None]
        items = self.book.item[days][standing]
        return items[items < self.stops.cells].astype(np.int64)

    def insert(
        self,
        window: int,
        days: NDArray[np.int64],
        wanted: NDArray[np.int64],
        prize: Floats,
        *,
        most: int = 2**31,
    ) -> list[tuple[int, int]]:
        """Fill days with the wanted items by prize (sizes, items, 2); returns (day, item) inserted."""
        wanted = wanted[self.free[window, wanted]]
        if not len(days) or not len(wanted) or most == 0:
            return []
        done = fill(
            self.net,
            self.crews.crew,
            self.book,
            self.stops.items[window],
            days=days,
            wanted=wanted,
            prize=prize,
            free=self.free[window],
            turn_back=self.problem.settings.travel.turn_back,
            most=most,
        )
        # Yards are checked once a season, cells once a window.
        self.free[:, self.stops.cells :] &= self.free[window, self.stops.cells :]
        return done

    def insert_yards(self, window: int, days: NDArray[np.int64]) -> None:
        """Fill days with yard clusters, most yards per extra second first."""
        stops = self.stops
        prize = self.same_prize(np.concatenate([np.zeros(stops.cells), stops.yards.astype(float)]))
        self.insert(window, days, np.arange(stops.cells, stops.cells + len(stops.yards)), prize)

    def gains(self, window: int, looks: Looks) -> Floats:
        """Return expected finds of one and two passes now, (sizes, items, 2); yards find no plots."""
        repeat = self.problem.settings.detection.repeat
        out = np.zeros((len(self.crews.sizes), len(self.stops.items[window].node), 2))
        for size, view in enumerate(self.stops.views[window]):
            out[size, : self.stops.cells] = pass_gains(self.stops.expected, looks, view, repeat=repeat)
        return out

    def same_prize(self, prize: NDArray[np.float64]) -> Floats:
        """Give (items,) as the prize of one pass, the same for every team size; none for a second pass."""
        out = np.zeros((len(self.crews.sizes), len(prize), 2))
        out[:, :, 0] = prize
        return out


def make_draft(problem: SeasonProblem, *, like: Draft | None = None) -> Draft:
    """Start with empty routes and everything free that may be searched.

    Parameters
    ----------
    like : draft of a problem that differs in team-days, reserve, floors or search only: its stops and ways
        are taken, which saves making them again
    """
    team_days = crews(problem)
    stops = make_stops(problem, team_days.sizes) if like is None else like.stops
    limit_h = problem.settings.travel.walk_limit_h
    free = np.concatenate([stops.suitable, np.ones(len(stops.yards), bool)])
    return Draft(
        problem=problem,
        crews=team_days,
        stops=stops,
        net=make_net(problem.access, walk_limit_h=limit_h) if like is None else like.net,
        book=empty_book(len(team_days.table)),
        free=np.repeat(free[None], len(problem.windows), axis=0),
    )


__all__ = ["FINDS", "RESERVE", "YARDS", "Draft", "make_draft"]
