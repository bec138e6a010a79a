"""Plan, draw and check random worlds: no plan may break a rule. `python -m soak.plans [worlds [seed]]`."""

from __future__ import annotations

import sys
import time
from collections import Counter
from dataclasses import dataclass, field

from geo.errors import InputError
from geo.model.notes import Note
from geo.route.check import broken_rules
from geo.route.draw import draw
from geo.route.season import plan_season
from geo.route.way import Ways
from soak.worlds import World, make_world


@dataclass
class Result:
    """What a run came to; broken: rules broken, by world; refused: how many, by reason."""

    worlds: int = 0
    stops: int = 0
    routes: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    broken: dict[int, list[Note]] = field(default_factory=dict)


def run(worlds: int, *, seed: int = 0) -> Result:
    """Plan so many worlds from a seed on and follow every plan."""
    result = Result()
    for number in range(seed, seed + worlds):
        result.worlds += 1
        try:
            world = make_world(number)
            notes, routes, stops = follow(world)
        except InputError as refused:
            result.refused[refused.key] += 1
            continue
        result.routes += routes
        result.stops += stops
        if notes:
            result.broken[number] = notes
    return result


def follow(world: World) -> tuple[list[Note], int, int]:
    """Plan a world, draw the plan and check it: broken rules, routes, stops."""
    problem = world.problem
    plan = plan_season(problem)
    ways = Ways(
        world.terrain,
        world.roads,
        world.cells,
        world.bases,
        world.trailheads,
        world.access,
        world.settings,
    )
    routes, stops, legs = draw(plan, ways, world, problem.team_days)
    told = {note.args.get("lead") for note in plan.left_out}
    required = problem.required[~problem.required["lead_id"].isin(told)]
    floors = world.settings.plan.floors
    notes = broken_rules(routes, stops, legs, world, problem.team_days, required=required if floors else None)
    return notes, len(routes), len(stops)


if __name__ == "__main__":
    began = time.process_time()
    asked = [int(text) for text in sys.argv[1:]]
    outcome = run(asked[0] if asked else 1000, seed=asked[1] if len(asked) > 1 else 0)
    for world_seed, rules in outcome.broken.items():
        print(world_seed, [(note.key, note.args) for note in rules[:3]], len(rules))
    print(
        f"{outcome.worlds} worlds, {outcome.routes} routes, {outcome.stops} stops, "
        f"refused {dict(outcome.refused)}, broken {len(outcome.broken)}, "
        f"{time.process_time() - began:.0f} CPU-s"
    )
    sys.exit(bool(outcome.broken))
