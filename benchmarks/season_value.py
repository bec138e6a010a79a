"""What a season plan is worth: expected finds before harvest at equal team-days, paired synthetic counties.

Run ``python -m benchmarks.season_value [--counties N] [--json] [--share 0.3] [--robust]``. Team-days are 30
% of what one pass over every cell takes; reserve and floors are off; a second plan keeps a reserve of 0.3.
The county and its assumptions: geo/trial/landscape.py, growers.py. Its habits were set so that the tenth of
the ground with most expected plots holds about as many of them as methods 3 says (a third without records,
under a half with a hundred), not by looking at what any plan finds. ``--robust`` varies what the county is
like and prints the spread.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from typing import Any

from benchmarks.spent import cpu_s
from geo.trial.county import Traits
from geo.trial.growers import Habits
from geo.trial.landscape import Shape
from geo.trial.rivals import HARDER, RIVALS
from geo.trial.value import PLAN, PLAN_RESERVE, Value, ratio_of, spread, value_of

RESERVE = 0.3
LAND, HABITS = Shape(), Habits()
OTHERWISE = {
    "as it is": Traits(),
    "no leads": Traits(habits=replace(HABITS, imaged=0.0, tipped=0.0, false_tips=0.0)),
    "land decides little": Traits(habits=replace(HABITS, choosy=1.2)),
    "little that no map shows": Traits(habits=replace(HABITS, pull=0.3)),
    "dates 15 days off": Traits(habits=replace(HABITS, dates_sd_d=15.0)),
    "twice the effort by roads": Traits(habits=replace(HABITS, road_effort=2.0)),
    "open land": Traits(shape=replace(LAND, forest=0.15, scrub=0.15)),
    "forest": Traits(shape=replace(LAND, forest=0.65, scrub=0.2)),
    "gentle land": Traits(shape=replace(LAND, slope_deg=9.0)),
    "more roads": Traits(shape=replace(LAND, hamlets=8)),
    "teams of three": Traits(members=3),
}
"""What the county might be like instead."""


def main() -> None:
    """Print the value of the plan as a table or as one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counties", type=int, default=20, help="paired counties")
    parser.add_argument("--share", type=float, default=0.3, help="team-days, share of a carpet's")
    parser.add_argument("--robust", action="store_true", help="vary what the county is like")
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
    asked = parser.parse_args()
    value_of(0, share=0.02, reserve=RESERVE)  # compiles
    if asked.robust:
        _robust(asked.counties, share=asked.share, as_json=asked.json)
        return
    began = cpu_s()
    values = [value_of(seed, share=asked.share, reserve=RESERVE) for seed in range(1, asked.counties + 1)]
    content = summary(values) | {"cpu_s_a_county": round((cpu_s() - began) / len(values), 1)}
    if asked.json:
        print(json.dumps({"benchmark": "season_value", **content}, indent=1))
        return
    print(f"{'':16s} found   early   (shares of all plots)   smart list = 1")
    for name, row in content["shares"].items():
        print(f"{name:16s} {row['found']:.3f}   {row['early']:.3f}   {row['ratio']['mean']:.2f} "
              f"[{row['ratio']['low']:.2f}, {row['ratio']['high']:.2f}]")  # fmt: skip
    print(", ".join(f"{name}: {value}" for name, value in content.items() if name != "shares"))


def _robust(counties: int, *, share: float, as_json: bool) -> None:
    """Print the plan's ratio to the smart list, and to the harder one, in other kinds of county."""
    rows = {}
    for name, traits in OTHERWISE.items():
        values = [
            value_of(seed, traits=traits, share=share, rivals=("smart", HARDER))
            for seed in range(1, counties + 1)
        ]
        found = {one: spread([value.found[one] for value in values])["mean"] for one in ("smart", PLAN)}
        bound = spread([value.promised / value.bound for value in values])["mean"]
        rows[name] = found | {
            "ratio": ratio_of(values, PLAN),
            "to_harder": ratio_of(values, PLAN, HARDER)["mean"],
            "share_of_bound": bound,
        }
        if not as_json:
            ratio = rows[name]["ratio"]
            print(f"{name:26s} smart {found['smart']:.3f}  plan {found[PLAN]:.3f}  ratio {ratio['mean']:.2f} "
                  f"[{ratio['low']:.2f}, {ratio['high']:.2f}]  to the harder list "
                  f"{rows[name]['to_harder']:.2f}  of the bound {bound:.2f}", flush=True)  # fmt: skip
    if as_json:
        print(json.dumps({"benchmark": "season_value", "counties": counties, "robust": rows}, indent=1))


def summary(values: list[Value]) -> dict[str, Any]:
    """Means over counties, and ratios to the smart list."""
    names = [*RIVALS, HARDER, PLAN, PLAN_RESERVE]
    share = [value.promised / value.bound for value in values]
    lost = {name: spread([value.lost[name] for value in values])["mean"] for name in values[0].lost}
    return {
        "counties": len(values),
        "share_of_bound": spread(share),
        "plan_to_harder_list": ratio_of(values, PLAN, HARDER),
        "improved_by": spread([value.promised / value.greedy - 1 for value in values])["mean"],
        "lost": lost,
        "team_days": round(spread([value.team_days for value in values])["mean"]),
        "shares": {
            name: {
                "found": spread([value.found[name] for value in values])["mean"],
                "early": spread([value.early[name] for value in values])["mean"],
                "ratio": ratio_of(values, name),
            }
            for name in names
        },
    }


if __name__ == "__main__":
    main()
