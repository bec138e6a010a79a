"""Run every benchmark that needs only the project: `make bench`. Ratios of one run; see README.md."""

from __future__ import annotations

import runpy
import sys

NAMES = (
    "cell_statistics", "walking_time", "swept_area", "county_year", "season_value", "county_routing",
    "season_plan",
)  # fmt: skip


def main() -> None:
    """Run them one after another: two cores measure one thing at a time."""
    sys.argv = sys.argv[:1]
    for name in NAMES:
        print(f"== {name}", flush=True)
        runpy.run_module(f"benchmarks.{name}", run_name="__main__")


if __name__ == "__main__":
    main()
