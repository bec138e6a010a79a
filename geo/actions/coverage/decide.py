"""Sign a decision on a cell of ground under the figures that hold now: suspended, restricted or resumed."""

from __future__ import annotations

import difflib
import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from geo.actions.coverage.cover import Covered, cover_recorded, recorded_of
from geo.actions.prepared.expect import expect
from geo.actions.prepared.prepare import prepare
from geo.actions.visits.sign import township_of
from geo.errors import InputError
from geo.model.notes import OnProgress, silent
from geo.records.actor import ALONE, Actor
from geo.records.decisions import decide
from geo.records.store import Store

_OF_WINDOW: Final = ("visited", "pod", "pod_low", "pod_high", "coverage_factor", "seen_share", "last_visit")


@dataclass(frozen=True)
class Decided:
    """A signed decision: its name, the village of the cell, and the figures under it."""

    decision_id: str
    village: str
    figures: dict[str, Any]


def decide_cell(
    site_dir: Path,
    cell_id: str,
    state: str,
    *,
    reason: str,
    on: date | None = None,
    actor: Actor = ALONE,
    on_progress: OnProgress = silent,
) -> Decided:
    """Suspend or restrict a cell, or resume it; the figures are computed now and stored with the signature.

    Parameters
    ----------
    state : suspended, restricted or resumed
    reason : why, as written: a figure alone decides nothing
    on : day; today in the site's time zone if not given

    Raises
    ------
    InputError : no such cell, or no reason
    RecordError : the cell is in that state already, or the actor may not
    """
    prepared = prepare(site_dir, on_progress=on_progress)
    rows = prepared.cells[prepared.cells["cell_id"] == cell_id]
    if not len(rows):
        near = difflib.get_close_matches(cell_id, prepared.cells["cell_id"], n=3, cutoff=0.3)
        shown = " / ".join(near or prepared.cells["cell_id"].head(3))
        raise InputError("decision-no-cell", place=str(site_dir), cell=cell_id, suggestion=shown)
    village_id = str(rows["village_id"].iloc[0])
    season = expect(prepared)
    with Store.open(site_dir) as store:
        covered = cover_recorded(prepared, season, recorded_of(store, season), kept=True)
        row = int((prepared.cells["cell_id"] == cell_id).argmax())
        figures = figures_of_cell(covered, cell_id, row)
        name = decide(
            store, cell_id, state, figures=figures, reason=reason, actor=actor,
            on=on or datetime.now(prepared.time_zone).date(),
            township=township_of(prepared.villages, village_id),
        )  # fmt: skip
    villages = prepared.villages.set_index("village_id")["name"]
    return Decided(name, str(villages.loc[[village_id]].iloc[0]), figures)


def figures_of_cell(covered: Covered, cell_id: str, row: int) -> dict[str, Any]:
    """Gather what is known of a cell as plain values: state, POD of the season, what is left, each window.

    row : of the cell in CELLS
    """
    ground = covered.ground.iloc[row]
    looks = covered.coverage[covered.coverage["cell_id"] == cell_id].set_index("window_id")
    windows = json.loads(
        looks[list(_OF_WINDOW)].to_json(orient="index", date_format="iso", double_precision=6)
    )
    return {
        "state": str(ground["state"]),
        "pod": round(float(ground["pod"]), 6),
        "expected_left": round(float(covered.left[row].sum()), 6),
        "windows": windows,
    }
