"""Show a site as it stands: ground, risk, plan, tracks, findings and coverage in one view."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from geo.actions.coverage.cover import cover_recorded, recorded_of
from geo.actions.coverage.seen_so_far import with_lines
from geo.actions.coverage.track_lines import lines_once
from geo.actions.prepared.assess import priority_of
from geo.actions.prepared.expect import Expected, expect
from geo.actions.prepared.hazards import hazards_of
from geo.actions.prepared.on_foot import plots_on_foot
from geo.actions.prepared.prepare import Prepared, prepare
from geo.ground.crs import lonlat_points, to_working
from geo.ground.grid import cell_of_points
from geo.ground.on_foot import on_foot_share
from geo.model.land import Roads, Terrain
from geo.model.notes import Note, OnProgress, silent
from geo.records.plans import PlanRecord, read_plan
from geo.records.store import Store
from geo.search.reasons import reasons
from geo.settings import Settings
from geo.sources.site import SiteFile


@dataclass(frozen=True)
class SiteView:
    """A site as it stands; tables of the schema in the working CRS, the plan's too.

    priority: index cell_id, a column per window_id, expected finds per hour of the next pass, after what was
    searched and found so far;
    by_village: village_id, name, survey_rate, declared_rate, pod, pod_low, pod_high, expected_left;
    plan: the adopted plan, else the newest, else None; assumed: what was assumed for want of input;
    ground_key: hash of what the ground was made from;
    areas: AREAS; hazards: kind, note, shapes of any type; ground: GROUND, where each cell stands.
    """

    site_dir: Path
    site: SiteFile
    settings: Settings
    ground_key: str
    crs: str
    cell_size_m: float
    villages: Any
    cells: Any
    risk: Any
    windows: Any
    priority: pd.DataFrame
    trailheads: Any
    bases: Any
    teams: Any
    yards: Any
    leads: Any
    history: Any
    terrain: Terrain
    roads: Roads | None
    tracks: Any
    findings: Any
    coverage: Any
    by_village: Any
    plan: PlanRecord | None
    assumed: list[Note]
    areas: Any
    hazards: Any
    ground: Any


def look(site_dir: Path, *, on_progress: OnProgress = silent) -> SiteView:
    """Gather everything that a screen shows of a site.

    Raises
    ------
    InputError : site.toml or an input is wrong
    """
    prepared = prepare(site_dir, on_progress=on_progress)
    season = expect(prepared)
    with Store.open(site_dir) as store:
        recorded, plan = recorded_of(store, season), read_plan(store)
    covered = cover_recorded(prepared, season, recorded, kept=True)
    return SiteView(
        site_dir=site_dir,
        site=prepared.site,
        settings=prepared.settings,
        ground_key=prepared.ground_key,
        crs=prepared.crs,
        cell_size_m=prepared.settings.grid.cell_size_m,
        villages=prepared.villages,
        cells=prepared.cells,
        risk=season.risk,
        windows=season.windows,
        priority=_next_pass(prepared, season, plots_on_foot(prepared, season, recorded, covered)),
        trailheads=prepared.trailheads,
        bases=prepared.bases,
        teams=prepared.teams,
        yards=prepared.yards,
        leads=prepared.leads,
        history=prepared.history,
        terrain=prepared.terrain,
        roads=prepared.roads,
        tracks=with_lines(recorded.tracks, lines_once(site_dir, recorded, prepared.crs)),
        findings=to_working(recorded.findings, prepared.crs),
        coverage=covered.coverage,
        by_village=covered.by_village,
        plan=None if plan is None else _in_working(plan, prepared.crs),
        assumed=list(covered.notes),
        areas=prepared.areas,
        hazards=hazards_of(prepared),
        ground=covered.ground,
    )


def _next_pass(prepared: Prepared, season: Expected, left: Any) -> pd.DataFrame:
    """Weigh the priority of every cell by the plots that are left, on foot, where its stop searches."""
    cells = prepared.cells
    before = season.risk.set_index("cell_id")["expected_plots"].reindex(cells["cell_id"]).to_numpy(float)
    before = before * on_foot_share(cells)
    after = left.sum(axis=1)
    share = np.divide(after, before, out=np.ones_like(after), where=before > 0)
    host = pd.Index(cells["cell_id"]).get_indexer(
        cells["joined_to"].where(cells["joined_to"] != "", cells["cell_id"])
    )
    return priority_of(prepared, season).mul(share[host], axis=0)


def explain(view: SiteView, cell_id: str) -> list[Note]:
    """Say why a cell is as likely as it is, the weightiest reason first."""
    place = view.cells["cell_id"].eq(cell_id).to_numpy().argmax()
    return reasons(view.cells.iloc[place], view.risk.iloc[place])


def cell_at(view: SiteView, lon: float, lat: float) -> str:
    """Return the cell at a place; an empty text outside every village."""
    x, y = lonlat_points([lon], [lat], view.crs)
    return str(cell_of_points(view.villages, view.cells, x, y, view.cell_size_m)[0])


def _in_working(plan: PlanRecord, crs: str) -> PlanRecord:
    return PlanRecord(
        plan.plan,
        to_working(plan.routes, crs),
        to_working(plan.stops, crs),
        to_working(plan.legs, crs),
        plan.team_days,
        plan.windows,
        to_working(plan.pieces, crs),
        plan.changes,
    )
