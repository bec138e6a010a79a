"""Say what was covered, how well, and what is expected to be left."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

import pandas as pd

from geo.actions.coverage.seen_so_far import LinesOf, seen_so_far, with_lines
from geo.actions.prepared.expect import Expected
from geo.actions.prepared.kept_result import kept_or_made
from geo.actions.prepared.prepare import Prepared
from geo.ground.crs import to_working
from geo.model.notes import Note, assumptions
from geo.records.ahead import read_stops_in_force
from geo.records.decisions import read_decisions
from geo.records.findings import read_findings
from geo.records.freed import hand_back
from geo.records.known import tracks_of_open_seasons
from geo.records.sign_offs import read_sign_offs
from geo.records.store import Store
from geo.records.tracks import read_lines, read_walks
from geo.records.visits import any_submitted, read_visits
from geo.search.areas import areas_surveyed, by_area, declare_areas, named_areas
from geo.search.belief import village_free
from geo.search.coverage import by_place, by_village, rate, told
from geo.search.effort import season_span
from geo.search.figures import yards_by_village
from geo.search.seen import Ground, see, window_of
from geo.search.states import NOTHING_RULED, Ruled
from geo.search.surveys import Surveys
from geo.sources.derived import derived_key, digest_of

_LINES_AT_A_TIME = 40
_COUNTY_CELLS, _COUNTY_GRAIN = 50_000, 2.0
"""Sites of more cells are painted in longer pixels: half the time, shares right within .003."""

_NO_AREAS = {"areas": 0, "areas_with_track": 0, "areas_declared": 0}


@dataclass(frozen=True)
class Recorded:
    """What people reported: TRACKS without their lines, FINDINGS in EPSG:4326, and the survey records.

    lines: reads the lines of tracks by id, EPSG:4326; elsewhere: number of tracks of other years, of which no
    season is closed; ruled: what the plan in force and signed decisions say of the ground.
    """

    tracks: Any
    surveys: Surveys
    findings: Any
    lines: LinesOf
    elsewhere: int = 0
    ruled: Ruled = NOTHING_RULED


@dataclass(frozen=True)
class Covered:
    """Coverage of a site: COVERAGE, GROUND, and tables by village, area and township, with what was assumed.

    left (cells, classes): expected plots after looks and finds, over the whole season. GROUND, the states
    in COVERAGE and what is left are those of the season, whatever window was asked for.
    """

    coverage: Any
    ground: Any
    by_village: Any
    by_area: Any
    by_township: Any
    left: Any
    notes: tuple[Note, ...]


def read_recorded(store: Store, *, opens: date | None = None, closes: date | None = None) -> Recorded:
    """Read tracks and visits from one day to another, both included, and all findings."""
    visits = read_visits(store, opens=opens, closes=closes)
    return Recorded(
        tracks=read_walks(store, opens=opens, closes=closes),
        surveys=Surveys(visits.visits, visits.cells, visits.tracks, visits.yards),
        findings=read_findings(store),
        lines=partial(_lines, store),
    )


def _lines(store: Store, track_ids: list[str]) -> Any:
    """Read lines when they are asked for: the store may have been closed meanwhile, and is again."""
    with store:
        return read_lines(store, track_ids)


def lines_in(recorded: Recorded, crs: str) -> LinesOf:
    """Return who reads lines in the working CRS, a few tracks at a time: a year of a county is large."""

    def lines_of(track_ids: list[str]) -> Any:
        starts = range(0, max(len(track_ids), 1), _LINES_AT_A_TIME)
        parts = []
        for start in starts:
            parts.append(to_working(recorded.lines(track_ids[start : start + _LINES_AT_A_TIME]), crs))
            hand_back()
        return pd.concat(parts, ignore_index=True)

    return lines_of


def recorded_of(
    store: Store, season: Expected, *, opens: date | None = None, closes: date | None = None
) -> Recorded:
    """Read what was recorded in a season, not in those before and after it; from one day to another."""
    begin, end = season_span(season.windows)
    first, last = max(begin, opens or begin), min(end, closes or end)
    recorded = read_recorded(store, opens=first, closes=last)
    found_on = recorded.findings["found_on"].dt.date
    findings = recorded.findings[found_on.between(first, last)]
    signed = read_sign_offs(store, season=season.crop_year.year)["village_id"]
    in_use = any_submitted(store, begin, last)
    return replace(
        recorded,
        findings=findings,
        surveys=replace(recorded.surveys, signed_off=frozenset(signed), in_use=in_use),
        elsewhere=tracks_of_open_seasons(store, begin, end),
        ruled=read_ruled(store),
    )


def read_ruled(store: Store) -> Ruled:
    """Read which cells the plan in force still goes to, and what was decided on ground."""
    stops, decisions = read_stops_in_force(store), read_decisions(store)
    decided = dict(zip(decisions["cell_id"], decisions["state"], strict=True))
    return Ruled(frozenset(stops.loc[stops["ahead"], "cell_id"]), decided)


def cover_recorded(
    prepared: Prepared,
    season: Expected,
    recorded: Recorded,
    *,
    window_id: str | None = None,
    kept: bool = False,
) -> Covered:
    """Compute coverage of what was recorded on prepared ground.

    kept: all that is on record is asked for: measure only what changed since the last time, and keep it.
    """
    make = partial(_measured, prepared, season, recorded, window_id=window_id, kept=kept)
    if not kept or window_id is not None:
        return make()
    key = derived_key(made_of(prepared, season, recorded))
    return kept_or_made(prepared.site_dir / "derived" / f"covered-{key}", Covered, make)


def made_of(prepared: Prepared, season: Expected, recorded: Recorded) -> dict[str, Any]:
    """Hash all that coverage is made from, beside what `Expected.key` holds."""
    surveys, ruled = recorded.surveys, recorded.ruled
    tables = {"villages": prepared.villages, "areas": prepared.areas, "yards": prepared.yards,
              "windows": season.windows, "tracks": recorded.tracks, "findings": recorded.findings,
              "visits": surveys.visits, "visit_cells": surveys.cells, "visit_tracks": surveys.tracks,
              "visit_yards": surveys.yards}  # fmt: skip
    notes = (*prepared.notes, *season.notes)
    return {
        "what": "covered",
        "expected": season.key,
        **{name: digest_of(table) for name, table in tables.items()},
        "signed_off": sorted(surveys.signed_off),
        "ahead": sorted(ruled.ahead),
        "decided": sorted(ruled.decided.items()),
        "elsewhere": recorded.elsewhere,
        "notes": [[note.key, note.args] for note in notes],
        "grain": ground_of_season(prepared, season).grain,
    }


def _measured(
    prepared: Prepared, season: Expected, recorded: Recorded, *, window_id: str | None, kept: bool
) -> Covered:
    ground = ground_of_season(prepared, season)
    named, lost = named_areas(recorded.surveys, prepared.areas, prepared.villages)
    surveys = declare_areas(recorded.surveys, named, prepared.cells)
    recorded = replace(recorded, surveys=surveys)
    walked, declared, notes = told(recorded.tracks, recorded.surveys, season.windows)
    lines_of = lines_in(recorded, prepared.crs)
    if kept:
        seen = seen_so_far(
            prepared.site_dir / "derived", walked, declared, ground, prepared.settings, lines_of=lines_of
        )
    else:
        seen = see(with_lines(walked, lines_of), declared, ground, prepared.settings)
    said = [*notes, *_unsigned(walked), *_elsewhere(recorded), *_unknown(lost, prepared)]
    return cover_seen(prepared, season, recorded, seen, notes=said, window_id=window_id, named=named)


def cover_seen(
    prepared: Prepared,
    season: Expected,
    recorded: Recorded,
    seen: Any,
    *,
    notes: list[Note],
    window_id: str | None = None,
    named: Any = None,
) -> Covered:
    """Turn what was seen into the tables that people read; `seen` as by `geo.search.seen.see`.

    named: visit_id, area_id of visits that name areas; None: as `named_areas` finds them.
    """
    findings = to_working(recorded.findings, prepared.crs)
    rated = rate(
        seen, ground_of_season(prepared, season),
        risk=season.risk, findings=findings, settings=prepared.settings, ruled=recorded.ruled,
    )  # fmt: skip
    cells, villages = prepared.cells, prepared.villages
    table, left = rated.coverage, rated.left.sum(axis=1)
    if window_id is not None:
        table = table[table["window_id"] == window_id]
    # What is left is left after all that was done, whichever window's looks are asked for.
    summed: dict[str, Any] = {
        "left": left,
        "signed_off": recorded.surveys.confirming,
    }
    rows = by_village(table, cells, villages, season.risk, **summed)
    rows = rows.merge(villages[["village_id", "name"]].drop_duplicates(), on="village_id")
    free = village_free(left, cells, villages, findings)
    yards = yards_by_village(prepared.yards, recorded.surveys)
    rows = rows.assign(free=free.reindex(rows["village_id"]).to_numpy(), dead_corners=None)
    rows = rows.join(yards, on="village_id").fillna(dict.fromkeys(yards.columns, 0))
    if named is None:
        named, _ = named_areas(recorded.surveys, prepared.areas, villages)
    areas = by_area(
        table, cells, prepared.areas, villages, season.risk,
        named=_in_window(named, recorded.surveys, season, window_id), surveys=recorded.surveys,
        left=summed["left"],
    )  # fmt: skip
    township = cells["village_id"].map(villages.set_index("village_id")["township"]).to_numpy()
    towns = by_place(table, cells, township, season.risk, **summed).rename_axis("township").reset_index()
    towns = towns.join(areas_surveyed(areas, "township"), on="township").fillna(_NO_AREAS)
    said = assumptions((*prepared.notes, *season.notes, *notes))
    return Covered(table, rated.ground, rows, areas, towns, rated.left, tuple(said))


def ground_of_season(prepared: Prepared, season: Expected) -> Ground:
    """Return what tracks are held against."""
    return Ground(
        prepared.villages,
        prepared.cells,
        prepared.settings.grid.cell_size_m,
        season.windows,
        season.crop_year,
        grain=_COUNTY_GRAIN if len(prepared.cells) > _COUNTY_CELLS else 1.0,
    )


def _in_window(named: Any, surveys: Surveys, season: Expected, window_id: str | None) -> Any:
    """Keep the visits of one window, by their day."""
    if window_id is None:
        return named
    at, _ = window_of(surveys.visits["visited_on"], season.windows)
    of_window = season.windows["window_id"].to_numpy()[at] == window_id
    return named[named["visit_id"].isin(surveys.visits.loc[of_window, "visit_id"])]


def _unknown(lost: list[str], prepared: Prepared) -> list[Note]:
    """Say how many visits name an area that is not on the list; without a list there is nothing to miss."""
    if not lost or not len(prepared.areas):
        return []
    return [Note("areas-visits-unknown", {"visits": len(lost), "name": lost[0]})]


def _elsewhere(recorded: Recorded) -> list[Note]:
    """Say how many tracks count in no season: their year may be a slip of the clock."""
    return [Note("season-tracks-other", {"tracks": recorded.elsewhere})] if recorded.elsewhere else []


def _unsigned(walked: Any) -> list[Note]:
    """Say how many tracks no submitted visit stands on: each counts as one searcher, unconfirmed."""
    bare = int((walked["visit_id"] == "").sum())
    return [Note("assumed-one-searcher", {"tracks": bare})] if bare else []
