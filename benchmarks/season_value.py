"""What a season plan is worth: expected finds before harvest at equal team-days, paired synthetic counties.

Run ``python -m benchmarks.season_value [--counties N] [--json] [--share 0.3]``. Team-days are 30 % of what
one pass over every cell takes; reserve and floors are off; a second plan keeps a reserve of 0.3. The
county and its assumptions: geo/trial/landscape.py, growers.py. Its habits were set so that the tenth of the
ground with most expected plots holds about as many of them as methods 3 says (a third without records, under
a half with a hundred), not by looking at what any plan finds.
"""

from __future__ import annotations

import argparse
import json
import time
from typing import Any

from geo.trial.rivals import HARDER, RIVALS
from geo.trial.value import PLAN, PLAN_RESERVE, Value, ratio_of, spread, value_of

RESERVE = 0.3


def main() -> None:
    """Print the value of the plan as a table or as one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counties", type=int, default=20, help="paired counties")
    parser.add_argument("--share", type=float, default=0.3, help="team-days, share of a carpet's")
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
    asked = parser.parse_args()
    value_of(0, share=0.02, reserve=RESERVE)  # compiles
    began = time.process_time()
    values = [value_of(seed, share=asked.share, reserve=RESERVE) for seed in range(1, asked.counties + 1)]
    content = summary(values) | {"cpu_s_a_county": round((time.process_time() - began) / len(values), 1)}
    if asked.json:
        print(json.dumps({"benchmark": "season_value", **content}, indent=1))
        return
    print(f"{'':16s} found   early   (shares of all plots)   smart list = 1")
    for name, row in content["shares"].items():
        print(f"{name:16s} {row['found']:.3f}   {row['early']:.3f}   {row['ratio']['mean']:.2f} "
              f"[{row['ratio']['low']:.2f}, {row['ratio']['high']:.2f}]")  # fmt: skip
    print(", ".join(f"{name}: {value}" for name, value in content.items() if name != "shares"))


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
