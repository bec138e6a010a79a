"""Sign a village off for the season under the figures that hold now, or take the signature back."""

from __future__ import annotations

import difflib
import json
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from geo.actions.coverage.corners import corners_of, read_planned
from geo.actions.coverage.cover import Covered, cover_recorded, recorded_of
from geo.actions.prepared.expect import Expected, expect
from geo.actions.prepared.prepare import Prepared, prepare
from geo.actions.visits.sign import township_of
from geo.errors import InputError
from geo.model.notes import OnProgress, silent
from geo.records import audit
from geo.records.actor import ALONE, Actor
from geo.records.sign_offs import read_sign_offs, sign_off
from geo.records.store import Store
from geo.search.areas import areas_surveyed
from geo.sources.places import VillageFinder

_OF_VILLAGE: Final = (
    "survey_rate", "declared_rate", "unconfirmed_rate", "pod", "pod_low", "pod_high", "expected_left",
    "yards", "yards_entered", "yards_from_lane",
)  # fmt: skip


@dataclass(frozen=True)
class SignedOff:
    """A signature: the village's name, the row of SIGN_OFFS, and the figures under it."""

    village: str
    row: dict[str, Any]
    figures: dict[str, Any]


def sign_off_village(
    site_dir: Path,
    village: str,
    *,
    reason: str,
    revoked: bool = False,
    on: date | None = None,
    actor: Actor = ALONE,
    on_progress: OnProgress = silent,
) -> SignedOff:
    """Sign a village off, or revoke its signature; the figures are computed now and stored with it.

    Parameters
    ----------
    village : its name or id
    reason : why, as written
    revoked : take an earlier signature back by a later row; both stay on record
    on : day; today in the site's time zone if not given

    Raises
    ------
    InputError : no such village, or no reason
    RecordError : signed off already (or not, when revoking), or the actor may not
    """
    prepared = prepare(site_dir, on_progress=on_progress)
    village_id = _village(prepared.villages, village, site_dir)
    names = _names(prepared.villages)
    season = expect(prepared)
    with Store.open(site_dir) as store:
        figures = _figures_now(store, prepared, season, village_id)
        row = sign_off(
            store, village_id, season=season.crop_year.year, figures=figures, reason=reason, actor=actor,
            on=on or datetime.now(prepared.time_zone).date(), revoked=revoked,
            township=township_of(prepared.villages, village_id), name=names[village_id],
        )  # fmt: skip
    return SignedOff(names[village_id], row, figures)


def before_signing(site_dir: Path, village: str) -> dict[str, Any]:
    """Compute the figures that a signature for a village would be stored with if it were given now.

    Raises
    ------
    InputError : no such village
    """
    prepared = prepare(site_dir)
    village_id = _village(prepared.villages, village, site_dir)
    with Store.open(site_dir) as store:
        return _figures_now(store, prepared, expect(prepared), village_id)


def _figures_now(store: Store, prepared: Prepared, season: Expected, village_id: str) -> dict[str, Any]:
    recorded = recorded_of(store, season)
    covered = cover_recorded(prepared, season, recorded, kept=True)
    # Signing calls the village done, so the figures hold the dead corners that follow from it.
    done = replace(recorded.surveys, signed_off=recorded.surveys.signed_off | {village_id})
    corners = corners_of(
        prepared, season, replace(recorded, surveys=done), covered, planned=read_planned(store)
    )
    figures = figures_of(covered, village_id, prepared.cells)
    figures["dead_corners"] = int((corners["village_id"] == village_id).sum())
    figures["log_head"] = str(audit.head(store))
    return figures


def figures_of(covered: Covered, village_id: str, cells: Any) -> dict[str, Any]:
    """Gather the figures of a village as plain values: rates, POD, what is left, areas, cells by state."""
    row = covered.by_village.set_index("village_id").loc[village_id]
    plain = json.loads(row[list(_OF_VILLAGE)].to_json(double_precision=6))
    areas = covered.by_area[covered.by_area["village_id"] == village_id]
    counts = areas_surveyed(areas, "village_id")
    if len(counts):
        plain |= {name: int(value) for name, value in counts.iloc[0].items()}
    states = covered.ground.loc[(cells["village_id"] == village_id).to_numpy(), "state"].value_counts()
    return plain | {"cells": {str(state): int(number) for state, number in states.items()}}


def counted_areas(covered: Covered) -> Any:
    """Count the areas of each kind: kind, areas, areas_with_track, areas_declared."""
    return areas_surveyed(covered.by_area, "kind").reset_index()


def read_signed(site_dir: Path, villages: Any = None) -> list[dict[str, Any]]:
    """Read the signatures that hold, as rows of SIGN_OFFS with the village's name and the figures unpacked.

    villages: village_id and name; read from the site if not given.
    """
    names = _names(prepare(site_dir).villages if villages is None else villages)
    with Store.open(site_dir) as store:
        frame = read_sign_offs(store)
    rows = json.loads(frame.to_json(orient="records", date_format="iso", date_unit="s"))
    shown = [(row, str(row["signed_on"])[:10], json.loads(row["figures"])) for row in rows]
    return [
        {
            **row,
            "village": names.get(row["village_id"], row["village_id"]),
            "signed_on": day,
            "figures": figures,
        }
        for row, day, figures in shown
    ]


def _names(villages: Any) -> dict[str, str]:
    """Name of each village by its id."""
    return dict(zip(villages["village_id"].astype(str), villages["name"].astype(str), strict=True))


def _village(villages: Any, name: str, site_dir: Path) -> str:
    found = VillageFinder(villages).known(name.strip())
    if not found:
        names = [str(known) for known in villages["name"]]
        near = difflib.get_close_matches(name, names, n=3, cutoff=0.3) or names[:3]
        raise InputError("sign-off-village", place=str(site_dir), name=name, suggestion=" / ".join(near))
    return found
