"""Time a whole season's plan of a county, and see what ten times the search and four times the area cost.

Run ``python -m benchmarks.season_plan [--json] [--quick]``. The county (`season_ground`): 2,000 km2, 25
townships, 250 m cells, 20 teams of 60 days. CPU seconds of this process and its threads from the prepared
ground to the season's routes, imports and compilation left out; making the ground is printed beside them.
Four times the area is the county beside a quarter of it, both with the same days for their ground.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from typing import Any

from benchmarks.season_ground import county
from benchmarks.spent import peak_mb, timed
from geo.route.better import default_steps
from geo.route.problem import SeasonPlan, SeasonProblem
from geo.route.season import plan_season

SIDE_M, TEAMS, DAYS = 44_750.0, 20, 60
SMALL_M = 7_500.0


def main() -> None:
    """Print the rows as a table or as one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
    parser.add_argument("--quick", action="store_true", help="without the plan of ten times the search")
    asked = parser.parse_args()
    rows = measure(longer=not asked.quick)
    if asked.json:
        print(json.dumps({"benchmark": "season_plan", "rows": rows}, indent=1))
        return
    for row in rows:
        print(", ".join(f"{name}: {value}" for name, value in row.items()))


def measure(*, longer: bool) -> list[dict[str, Any]]:
    """Plan a quarter of the county, the county, and the county with ten times the steps."""
    plan_season(county(SMALL_M, teams=2, days=9).problem)  # compiles
    quarter = county(SIDE_M / 2, teams=TEAMS // 4, days=DAYS).problem
    quarter_s, _, _ = _timed(quarter)
    ground_s, site = timed(lambda: county(SIDE_M, teams=TEAMS, days=DAYS))
    whole, ground_mb = site.problem, peak_mb()
    whole_s, plan, steps = _timed(whole)
    finds = sum(plan.expected_finds.values())
    rows = [
        {"what": f"whole plan: {len(whole.cells)} cells, {len(whole.team_days)} team-days",
         "cpu_s": round(whole_s, 1), "target": "at most 100 CPU-s"},
        {"what": "memory", "peak_mb": peak_mb(), "before_mb": ground_mb, "target": "at most 2,000 MB"},
        {"what": "finds", "greedy": round(plan.greedy_finds, 2), "plan": round(finds, 2),
         "bound": round(plan.bound or 0.0, 2), "steps": steps},
        {"what": f"four times the area of {len(quarter.cells)} cells", "cpu_s": [round(quarter_s, 1),
         round(whole_s, 1)], "times": round(whole_s / quarter_s, 2), "target": "at most 5"},
        {"what": "making the ground", "cpu_s": round(ground_s, 1)},
    ]  # fmt: skip
    if longer:
        long_s, long_plan, _ = _timed(replace(whole, iterations=10 * steps))
        share = finds / sum(long_plan.expected_finds.values())
        rows.append({"what": "of the same plan with ten times the steps", "share": round(share, 4),
                     "cpu_s": round(long_s, 1), "target": "at least 0.98"})  # fmt: skip
    return rows


def _timed(problem: SeasonProblem) -> tuple[float, SeasonPlan, int]:
    """CPU seconds of a plan, the plan, and the steps it searched."""
    seconds, plan = timed(lambda: plan_season(problem))
    return seconds, plan, default_steps(len(plan.visits), problem.settings.plan)


if __name__ == "__main__":
    main()
