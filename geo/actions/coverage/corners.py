"""List the dead corners of a site's done villages, with what was planned and ruled for them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from geo.actions.coverage.cover import (
    Covered,
    Recorded,
    cover_recorded,
    ground_of_season,
    lines_in,
    made_of,
    recorded_of,
)
from geo.actions.coverage.unseen_so_far import digest_of_terrain, unseen_so_far
from geo.actions.prepared.expect import Expected, expect
from geo.actions.prepared.prepare import Prepared, prepare
from geo.errors import InputError
from geo.model.notes import OnProgress, silent
from geo.records.ahead import read_stops_in_force
from geo.records.decisions import read_decisions
from geo.records.store import Store
from geo.search.corners import Planned, dead_corners, villages_done
from geo.search.coverage import told
from geo.sources.derived import derived_key, keep, kept


def cover_with_corners(
    site_dir: Path, *, window_id: str | None = None, on_progress: OnProgress = silent
) -> tuple[Covered, Any]:
    """Compute coverage of one window or the season, and the season's dead corners; by_village counts them.

    Raises
    ------
    InputError : no such window
    """
    prepared = prepare(site_dir, on_progress=on_progress)
    season = expect(prepared)
    known = list(season.windows["window_id"])
    if window_id is not None and window_id not in known:
        raise InputError("error-no-such-window", place=str(site_dir), name=window_id, known=", ".join(known))
    with Store.open(site_dir) as store:
        recorded, planned = recorded_of(store, season), read_planned(store)
    covered = whole = cover_recorded(prepared, season, recorded, kept=True)
    if window_id is not None:
        covered = cover_recorded(prepared, season, recorded, window_id=window_id, kept=True)
    corners = kept_corners(prepared, season, recorded, whole, planned)
    counted = corners["village_id"].value_counts().reindex(covered.by_village["village_id"], fill_value=0)
    rows = covered.by_village.assign(dead_corners=counted.to_numpy())
    town = prepared.villages.drop_duplicates("village_id").set_index("village_id")["township"]
    of_town = rows["dead_corners"].groupby(rows["village_id"].map(town).to_numpy()).sum()
    towns = covered.by_township
    towns = towns.assign(dead_corners=of_town.reindex(towns["township"]).fillna(0).to_numpy(int))
    return replace(covered, by_village=rows, by_township=towns), corners


def kept_corners(
    prepared: Prepared, season: Expected, recorded: Recorded, covered: Covered, planned: Planned
) -> Any:
    """List the dead corners of all that is on record, as kept since the last time, or find and keep them."""
    made_from = {
        **made_of(prepared, season, recorded),
        "what": "corners",
        "terrain": digest_of_terrain(prepared.terrain),
        "outcome": sorted(planned.outcome.items()),
        "restricted": sorted(planned.restricted),
    }
    folder = prepared.site_dir / "derived" / f"corners-{derived_key(made_from)}"
    found = kept(folder)
    if found is not None:
        return found[0]["corners"]
    corners = corners_of(prepared, season, recorded, covered, planned=planned)
    keep(folder, tables={"corners": corners}, arrays={}, facts={})
    return corners


def corners_of(
    prepared: Prepared, season: Expected, recorded: Recorded, covered: Covered, *, planned: Planned
) -> Any:
    """List unseen ground of villages called done, riskiest first: DEAD_CORNERS in the working CRS.

    Parameters
    ----------
    prepared, season : the site
    recorded, covered : what people reported, and the coverage of the whole season by it
    planned : see `read_planned`
    """
    walked, _, _ = told(recorded.tracks, recorded.surveys, season.windows)
    ground = ground_of_season(prepared, season)
    unseen = unseen_so_far(
        prepared.site_dir / "derived", walked, ground, prepared.terrain, prepared.settings,
        lines_of=lines_in(recorded, prepared.crs),
    )  # fmt: skip
    return dead_corners(
        walked,
        done=villages_done(covered.by_village, prepared.settings, signed=recorded.surveys.signed_off),
        ground=ground,
        terrain=prepared.terrain,
        risk=season.risk,
        settings=prepared.settings,
        planned=planned,
        unseen_of=unseen,
    )


def read_planned(store: Store) -> Planned:
    """Read which cells the adopted plan holds, what came of them, and which are restricted."""
    stops, decisions = read_stops_in_force(store), read_decisions(store)
    restricted = decisions.loc[decisions["state"] == "restricted", "cell_id"]
    said = stops[stops["reason"] != ""]
    reason = dict(zip(said["cell_id"], said["reason"], strict=True))
    return Planned({**dict.fromkeys(stops["cell_id"], ""), **reason}, frozenset(restricted))
