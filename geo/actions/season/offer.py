"""What the given days buy, before anything is planned: one sentence for whoever gives the days."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from geo.actions.prepared.assess import Season, assess
from geo.actions.prepared.prepare import Prepared, prepare, season_days
from geo.route.problem import searchers


@dataclass(frozen=True)
class Offer:
    """Team-days of the season, and the share of searchable ground that one pass could cover in them, 0 to 1.

    At most: all of the time is searching, no plan can do better. At least: the ways take as much of it as
    `plan.least_search_share` leaves.
    """

    team_days: int
    share_at_most: float
    share_at_least: float


def offer(site_dir: Path) -> Offer:
    """Weigh the team-days of a site against the minutes that one pass over all its ground takes.

    Raises
    ------
    InputError : site.toml or an input is wrong
    """
    prepared = prepare(site_dir)
    return weigh(prepared, assess(prepared))


def weigh(prepared: Prepared, season: Season) -> Offer:
    """Weigh prepared ground and an assessed season."""
    days = season_days(prepared, season.windows)
    once = season.options[season.options["passes"] == 1]
    # The same cell takes the same time in every window; the shortest is what a clever plan would choose.
    cell_min = once.groupby(["walkers", "cell_id"])["service_min"].min()
    all_ground_min = cell_min.groupby("walkers").sum()
    out = days["team_id"].value_counts()
    share = 0.0
    for team in prepared.teams.itertuples():
        minutes = out.get(team.team_id, 0) * team.hours_per_day * 60.0
        share += minutes / all_ground_min[searchers(team, prepared.settings)]
    least = share * prepared.settings.plan.least_search_share
    return Offer(len(days), share_at_most=float(min(1.0, share)), share_at_least=float(min(1.0, least)))
