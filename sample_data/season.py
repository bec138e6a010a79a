"""The season of 2026 so far: what came in as leads, where teams walked in the first window, what they saw."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from sample_data.cover import Cover
from sample_data.finds import LAST_YEAR, Growing, Plot
from sample_data.ground import PIXEL_M, Ground, pixel, xy
from sample_data.walks import Recorder, record, sweep, walk_to, write_gpx

CHINA = timezone(timedelta(hours=8))
FIRST_DAY = date(LAST_YEAR, 6, 27)
TEAMS = ("第一组", "第二组", "第三组", "第四组", "第五组")
_DAYS = (0, 0, 1, 2, 2, 3, 5, 6, 8, 9, 10, 12)
_TEAM_OF_DAY = (0, 1, 2, 0, 3, 1, 3, 0, 2, 1, 3, 0)
_RECORDERS = (
    Recorder(15, 20, 0), Recorder(15, 30, 0), Recorder(20, 15, 4), Recorder(10, 20, 0), Recorder(15, 30, 0),
    Recorder(15, 15, 7), Recorder(12, 20, 0), Recorder(20, 30, 0), Recorder(1, 3, 0, 45), Recorder(15, 20, 3),
    Recorder(20, 20, 0), Recorder(15, 15, 0),
)  # fmt: skip
_SQUARE_M = 250.0
_SEEN_M = {Cover.FOREST: 9.0, Cover.SCRUB: 12.0}


@dataclass(frozen=True)
class Trip:
    """One team's walk: day, name of the team, ways with their speeds."""

    on: date
    team: str
    lines: list[tuple[Any, float]]


def trips(
    ground: Ground,
    growing: Growing,
    *,
    drivable: NDArray[np.bool_],
    ways: NDArray[np.bool_],
    rng: np.random.Generator,
) -> list[Trip]:
    """Twelve walks from the car to squares worth a look and back."""
    road = np.argwhere(drivable & ground.township)
    worth = np.where(ground.township, growing.appeal, 0.0) ** 0.5
    found = []
    for number, day in enumerate(_DAYS):
        squares = _squares(worth, growing, rng, near_plot=number % 3 != 2)
        car = min(road.tolist(), key=lambda p: float(np.hypot(p[0] - squares[0][0], p[1] - squares[0][1])))
        at, lines = (int(car[0]), int(car[1])), []
        short = _RECORDERS[number].every_s == 1
        for goal in squares[:1] if short else squares:
            lines.append((walk_to(ground, ways, at, goal), 4.2))
            lines.append((sweep(ground, *goal, width_m=150.0 if short else 220.0, spacing_m=50.0), 2.4))
            at = goal
        if not short:
            lines.append((walk_to(ground, ways, at, (int(car[0]), int(car[1]))), 4.4))
        found.append(Trip(FIRST_DAY + timedelta(days=day), TEAMS[_TEAM_OF_DAY[number]], lines))
    return found


def _squares(
    worth: NDArray[np.float64], growing: Growing, rng: np.random.Generator, *, near_plot: bool
) -> list[tuple[int, int]]:
    """Two or three squares close to each other; the first is a hunch, often a good one."""
    rows, columns = np.indices(worth.shape)
    if near_plot:
        standing = [plot for plot in growing.plots if plot.year == LAST_YEAR]
        plot = standing[int(rng.integers(len(standing)))]
        first = _middle(plot.row, plot.column)
    else:
        item = int(rng.choice(worth.size, p=(worth / worth.sum()).ravel()))
        first = _middle(item // worth.shape[1], item % worth.shape[1])
    squares = [first]
    for _ in range(int(rng.integers(1, 3))):
        away = np.min([np.hypot(rows - r, columns - c) for r, c in squares], axis=0) * PIXEL_M
        weight = np.where((away > 260) & (away < 700), worth, 0.0)
        if weight.sum() == 0:
            break
        item = int(rng.choice(weight.size, p=(weight / weight.sum()).ravel()))
        squares.append(_middle(item // worth.shape[1], item % worth.shape[1]))
    return squares


def _middle(row: int, column: int) -> tuple[int, int]:
    """Middle of the 250 m square that holds this pixel."""
    x, y = xy(row, column)
    r, c = pixel((x // _SQUARE_M + 0.5) * _SQUARE_M, (y // _SQUARE_M + 0.5) * _SQUARE_M)
    return int(r), int(c)


def write_tracks(
    folder: Path, walks: list[Trip], ground: Ground, cover: NDArray[np.uint8], rng: np.random.Generator
) -> None:
    """One GPX file a walk."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.gpx"):
        old.unlink()
    for number, trip in enumerate(walks):
        hour, minute = 8 + int(rng.integers(0, 2)), int(rng.integers(0, 60))
        begins = datetime(trip.on.year, trip.on.month, trip.on.day, hour, minute, tzinfo=CHINA)
        segments = record(trip.lines, ground, cover, begins=begins, recorder=_RECORDERS[number], rng=rng)
        write_gpx(
            folder / f"{trip.on}_team{TEAMS.index(trip.team) + 1}.gpx", f"{trip.on:%m%d}{trip.team}", segments
        )


def seen(walks: list[Trip], growing: Growing, cover: NDArray[np.uint8]) -> list[tuple[Trip, Plot]]:
    """Return plots of the season that a walk passed within sight of, each once."""
    done: set[Plot] = set()
    found = []
    for trip in walks:
        line = shapely.union_all([line for line, _ in trip.lines])
        for plot in growing.plots:
            if plot.year != LAST_YEAR or plot in done:
                continue
            sight = _SEEN_M.get(Cover(int(cover[plot.row, plot.column])), 20.0) + plot.plants**0.5 / 4
            if shapely.distance(line, shapely.points(*xy(plot.row, plot.column))) < sight:
                done.add(plot)
                found.append((trip, plot))
    return found
