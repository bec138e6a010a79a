"""What a season plan is asked and what it answers: the seams of the planner."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from geo.model.land import Access, Roads, Terrain
from geo.model.notes import Note, OnProgress, silent
from geo.model.team import Vehicle
from geo.settings import DEFAULTS, Settings


@dataclass(frozen=True)
class Underway:
    """A season under way, of which the days from `opens` on are planned.

    expected: (cells, classes) plots left by sowing class on ground that may be searched on foot, after what
    was searched and found.
    looked: cell_id, window_id, looks: days on which a cell was searched so far. kept: cell_id, window_id,
    walkers, passes: stops of team-days still to come that stay as they are; yards are not among them.
    first: stops that were not reached, the longest waiting first: cell_id, yard_id (else ""), and for notes
    cell, village, reason, age_d. pins: stops that a person put on a day: team_day_id, cell_id, yard_id.
    forbidden: where a person sends nobody: cell_id, yard_id (else ""), window_id ("" for the whole season).
    """

    opens: date
    expected: Any
    looked: Any
    kept: Any
    first: Any
    pins: Any = None
    forbidden: Any = None


@dataclass(frozen=True)
class SeasonProblem:
    """All that a season plan needs; tables of `geo.model.schema` in the working CRS.

    cells, risk, visibility, options, teams, team_days, windows, bases, yards: the tables of those names.
    An extra column `cell_id` of yards names the cell that holds the cluster; without it the cell whose point
    is nearest is taken. required: DataFrame lead_id, cell_id and,
    if known, slope_deg at the very place: leads and historic places that must be entered.
    access: rows follow cells; its bases follow the BASES table. village_names: by village_id, for notes.
    underway: None when the whole season is planned; else team_days are those to plan.
    iterations: steps of the search for better routes, 0 for none; None is `plan.steps_per_stop` a stop.
    cpu_seconds: search for so long instead; what comes out then depends on the machine.
    """

    cells: Any
    risk: Any
    visibility: Any
    options: Any
    teams: Any
    team_days: Any
    windows: Any
    bases: Any
    yards: Any
    required: Any
    access: Access
    settings: Settings = DEFAULTS
    seed: int = 1
    on_progress: OnProgress = silent
    village_names: dict[str, str] = field(default_factory=dict)
    underway: Underway | None = None
    iterations: int | None = None
    cpu_seconds: float | None = None

    def village(self, village_id: str) -> str:
        """Return the name of a village, or its id where no name is known."""
        return self.village_names.get(village_id, village_id)


@dataclass(frozen=True)
class SeasonPlan:
    """Who searches what, in which order, and what was left out.

    visits: one row a stop: team_day_id, order (1, 2, ...), cell_id, lead_id (several joined by ";"), yard_id,
    passes (0 for yards), required, reserve, service_s, gain (expected finds, plots), how ("base" from the
    base, "trailhead" back to the car or, on foot, to the base and out again, "walk" straight from the stop
    before, "stay" at the same place), travel_s (seconds from the stop before), search_m (metres
    of team line walked in the stop).
    days: one row a used team-day: team_day_id, pool, back_s (from the last stop to the base), duration_s,
    budget_s (day length kept, daylight included).
    expected_finds: plots by window_id. visited_share: searchable area visited at least once, share.
    left_out: what the days did not buy, in words. first: missed stops and the day on which they go first.
    greedy_finds: plots expected before the routes were improved. bound: plots that no plan can pass; None
    where it was not asked for: a season under way, or no search for better routes.
    """

    visits: Any
    days: Any
    expected_finds: dict[str, float]
    visited_share: float
    left_out: list[Note] = field(default_factory=list)
    first: list[Note] = field(default_factory=list)
    greedy_finds: float = 0.0
    bound: float | None = None


class Ground(Protocol):
    """What drawing and checking read of the prepared site; tables in the working CRS."""

    @property
    def villages(self) -> Any:
        """VILLAGES."""

    @property
    def cells(self) -> Any:
        """CELLS."""

    @property
    def teams(self) -> Any:
        """TEAMS."""

    @property
    def bases(self) -> Any:
        """BASES."""

    @property
    def trailheads(self) -> Any:
        """TRAILHEADS."""

    @property
    def access(self) -> Access:
        """How every cell is reached."""

    @property
    def terrain(self) -> Terrain:
        """Elevation, slope, cover, paths."""

    @property
    def roads(self) -> Roads | None:
        """Roads, or None where no road file was given."""

    @property
    def settings(self) -> Settings:
        """Settings of the site."""


def has_driver(team: Any, settings: Settings) -> bool:
    """Whether one member of this TEAMS row stays with the car; never where too few would walk."""
    enough = int(team.members) - 1 >= settings.plan.least_team
    return bool(team.driver) and team.vehicle == Vehicle.CAR and enough


def searchers(team: Any, settings: Settings) -> int:
    """People of a TEAMS row who search abreast: all but the driver, never fewer than two."""
    return max(settings.plan.least_team, int(team.members) - int(has_driver(team, settings)))
