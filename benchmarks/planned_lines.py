"""Walk the lines of a site's plan: say whether they give the planned coverage, and stops keep their time.

``python -m benchmarks.planned_lines SITE [--cells 50] [--seed 1] [--json]``. The plan is the one that
`tacha plan SITE` makes. Of stops in uncut cells some are chosen by the seed; every line of every searcher is
taken in as a track of that day, and coverage is computed from the tracks as from any others (`geo.search`),
cell by cell: lines that begin on the border of the next cell would count there as a look, too.
Planned C = W x metres of all searchers / ground that may be searched on foot. Stops at ordered places inside
steep cells promise nothing and are left out. The times are those of all stops: what lines and the ways to and
from them take, against what was planned, way there and on included.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.actions.prepared.assess import Season, assess
from geo.actions.prepared.prepare import Prepared, prepare
from geo.actions.season.plan import problem_of
from geo.actions.season.spread import planned_days
from geo.ground.on_foot import on_foot_share
from geo.model.notes import silent
from geo.model.schema import TRACKS
from geo.model.tables import check
from geo.route.draw import GoneDay, days_gone
from geo.route.problem import searchers
from geo.route.searches import asked_of
from geo.route.season import plan_season
from geo.route.way import Ways
from geo.search.coverage import coverage
from geo.search.detection import cover_shares, sweep_width
from geo.search.phenology import season_day, stage_on
from geo.settings import Settings
from geo.units import SECONDS_PER_MINUTE

WITHIN = 0.05
"""Lines give the planned coverage if C is not further off."""


def main() -> None:
    """Print one line a cell, then the shares and times."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("site", type=Path)
    asked.add_argument("--cells", type=int, default=50)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--json", action="store_true")
    words = asked.parse_args()
    found = walk_plan(words.site, words.cells, words.seed)
    if words.json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
        return
    print("cell | date | passes | steep share | planned C | C of the lines | off")
    for row in found["cells"]:
        print(" | ".join(str(value) for value in row.values()))
    print({name: value for name, value in found.items() if name != "cells"})


def walk_plan(site: Path, count: int, seed: int) -> dict[str, Any]:
    """Plan a site, walk the lines of some stops, and hold both coverage and times against the plan."""
    prepared = prepare(site)
    season = assess(prepared)

    def ask(team_days: Any) -> Any:
        return problem_of(prepared, season, team_days, 1, silent)

    problem = ask(planned_days(prepared, season.windows, ask).team_days)
    plan = plan_season(problem)
    ways = Ways(prepared.terrain, prepared.roads, prepared.cells, prepared.bases, prepared.trailheads,
                prepared.access, prepared.settings)  # fmt: skip
    days = list(days_gone(plan, ways, prepared, problem.team_days))
    chosen = _choose(days, prepared, season, count, np.random.default_rng(seed))
    rows = _walk(chosen, prepared, season)
    off = np.array([row["off"] for row in rows])
    return {
        "cells": rows,
        "within_5_percent": int((abs(off) <= WITHIN).sum()),
        "of": len(rows),
        "expected_finds": round(float(sum(plan.expected_finds.values())), 3),
        "bound": None if plan.bound is None else round(plan.bound, 3),
        "times": _times(days, prepared.settings),
    }


def _choose(
    days: list[GoneDay], prepared: Prepared, season: Season, count: int, dice: Any
) -> list[tuple[GoneDay, int]]:
    """Choose stops in uncut cells without pieces, each cell once: the day and the place in it."""
    cells, settings = prepared.cells, prepared.settings
    whole = cells["area_m2"].to_numpy(float) > settings.grid.cell_size_m**2 * (1 - 1e-9)
    pieces = cells.loc[cells["joined_to"] != cells["cell_id"], "joined_to"]
    whole &= ~cells["cell_id"].isin(pieces).to_numpy()
    whole &= cells["slope_deg"].to_numpy(float) <= settings.travel.search_slope_deg
    places = {
        int(node): (day, place)
        for day in days
        for place, node in enumerate(day.nodes.tolist())
        if whole[node] and day.visits[place].passes and day.visits[place].gain > 0
    }
    chosen: list[tuple[GoneDay, int]] = []
    for node in dice.permutation(sorted(places)).tolist():
        if len(chosen) < count and _width_m(*places[node], prepared, season) > 0:
            chosen.append(places[node])
    return chosen


def _width_m(day: GoneDay, place: int, prepared: Prepared, season: Season) -> float:
    """Sweep width of a stop on its very day, the mean of the sowing classes; 0 where nothing shows."""
    cell = prepared.cells.iloc[[int(day.nodes[place])]]
    at = season_day(season.crop_year, [day.day.date])
    stage = stage_on(season.crop_year, cell["elevation_m"].to_numpy(float), at, prepared.settings)
    return float(sweep_width(stage, cover_shares(cell), prepared.settings).mean())


def _walk(chosen: list[tuple[GoneDay, int]], prepared: Prepared, season: Season) -> list[dict[str, Any]]:
    """Take every searcher's lines in as tracks and read the coverage factor of each cell from them."""
    cells, settings = prepared.cells, prepared.settings
    rows = []
    for day, place in chosen:
        visit, cell = day.visits[place], cells.iloc[[int(day.nodes[place])]]
        asked = asked_of(visit, searchers(day.team, settings), settings)
        width_m = _width_m(day, place, prepared, season)
        planned = width_m * asked.metres * asked.passes / float(cell["on_foot_m2"].iloc[0])
        # Coverage is told of all searchable ground, the plan of what may be searched on foot.
        factor = _factor(_tracks(day, place), cell, prepared, season)
        walked = factor / float(on_foot_share(cell)[0])
        head = {"cell_id": visit.cell_id, "date": str(day.day.date)[:10], "passes": int(visit.passes)}
        head["steep_share"] = round(1 - float(on_foot_share(cell)[0]), 3)
        of_lines = {"planned_c": round(planned, 4), "lines_c": round(walked, 4)}
        rows.append(head | of_lines | {"off": round(walked / planned - 1, 4)})
    return rows


def _tracks(day: GoneDay, place: int) -> list[tuple[Any, Any]]:
    """Day and lines of every searcher of a stop."""
    search = day.searches[place]
    if search is None:
        return []
    of_walker = [search.sweep.lines[search.sweep.walker == walker] for walker in range(search.sweep.abreast)]
    lines = [shapely.multilinestrings(list(own.reshape(-1, 2, 2))) for own in of_walker if len(own)]
    return [(day.day.date, line) for line in lines]


def _factor(tracks: list[tuple[Any, Any]], cell: Any, prepared: Prepared, season: Season) -> float:
    """Read the coverage factor of one cell from these lines alone, each a track of one searcher on foot."""
    names = [f"t{number}" for number in range(len(tracks))]
    frame = pd.DataFrame({"track_id": names, "walked_on": [day for day, _ in tracks]}).assign(
        started_at=pd.NaT, ended_at=pd.NaT, team_id="", assignment_id="", walkers=1, spacing_m=np.nan,
        mode="foot", swath_m=np.nan, accuracy_m=np.nan, datum="WGS84", file="planned", sha256=names,
        length_m=[line.length for _, line in tracks],
    )  # fmt: skip
    lines = gpd.GeoDataFrame(frame, geometry=[line for _, line in tracks], crs=prepared.crs)
    village = prepared.villages["village_id"] == cell["village_id"].iloc[0]
    found, _ = coverage(
        check(lines, TRACKS), villages=prepared.villages[village], cells=cell.reset_index(drop=True),
        cell_size_m=prepared.settings.grid.cell_size_m, windows=season.windows, risk=season.risk,
        crop_year=season.crop_year, settings=prepared.settings,
    )  # fmt: skip
    return float(found["coverage_factor"].sum())


def _times(days: list[GoneDay], settings: Settings) -> dict[str, Any]:
    """Sum what searches take against what was planned for them, stop by stop and day by day."""
    rows = []
    for number, day in enumerate(days):
        legs = [leg for leg in day.going.legs if leg.mode == "search"]
        rows += [
            (
                number,
                search.needed_s if search else np.nan,
                leg.seconds,
                visit.passes,
                search.share if search else 0,
            )
            for visit, leg, search in zip(day.visits, legs, day.searches, strict=True)
            if visit.passes
        ]
    table = pd.DataFrame(rows, columns=["day", "needed_s", "planned_s", "passes", "share"])
    laid = table[table["needed_s"].notna()]
    of_stop, sums = laid["needed_s"] / laid["planned_s"], laid.groupby("day").sum()
    of_day = sums["needed_s"] / sums["planned_s"]
    short_min = (laid["needed_s"] - laid["planned_s"]).sum() / laid["passes"].sum() / SECONDS_PER_MINUTE
    return {
        "stops": len(table),
        "without_lines": int(table["needed_s"].isna().sum()),
        "with_fewer_lines": int((laid["share"] < 1).sum()),
        "needed_of_planned": round(float(laid["needed_s"].sum() / laid["planned_s"].sum()), 4),
        "overhead_min_that_keeps_the_time": round(settings.detection.stop_overhead_min + float(short_min), 2),
        "stop_quantiles_5_50_95_99_100": np.quantile(of_stop, [0.05, 0.5, 0.95, 0.99, 1]).round(3).tolist(),
        "day_quantiles_5_50_95_99_100": np.quantile(of_day, [0.05, 0.5, 0.95, 0.99, 1]).round(3).tolist(),
    }


if __name__ == "__main__":
    main()
