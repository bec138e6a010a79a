"""Arrange a season on the screens: its windows, the teams' strength and days, and the visits ordered."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from geo.actions.prepared.expect import expect
from geo.actions.prepared.ground import input_row
from geo.actions.prepared.prepare import prepare, season_days
from geo.actions.visits.sign import township_of
from geo.errors import InputError, TachaError
from geo.model import schema
from geo.model.tables import check
from geo.records import audit
from geo.records.actor import ALONE, Actor
from geo.records.observed import add_observed
from geo.records.roles import Action, acting, require
from geo.records.store import Store
from geo.sources.site import SiteFile, read_site, site_from, write_site


def set_windows(site_dir: Path, windows: Sequence[Mapping[str, Any]], *, actor: Actor = ALONE) -> None:
    """Give the season its windows: rows of id, name, opens, closes; none: those that the season suggests.

    Raises
    ------
    InputError : a window that closes before it opens, in which nothing is to be seen, or that a team's days
        name and that is gone; nothing is changed
    RecordError : the actor may not
    """
    _arrange(site_dir, {"window": [dict(row) for row in windows]}, actor)


def set_team(site_dir: Path, team_id: str, changes: Mapping[str, Any], *, actor: Actor = ALONE) -> None:
    """Change a team that stands in site.toml, or write down the one that was assumed.

    Parameters
    ----------
    changes : any of members, vehicle, driver, hours_per_day, days (a number, or days by window)

    Raises
    ------
    InputError : no such team, teams that come from a file, a value out of range, or more days than a window
        has; nothing is changed
    RecordError : the actor may not
    """
    site = read_site(site_dir)
    row = input_row(site, "teams")
    if row is not None:
        raise InputError("arrange-teams-file", file=row.file)
    teams = [team.model_dump() for team in site.team or []]
    if not teams:
        assumed = prepare(site_dir).teams.iloc[0]
        days = site.all_settings().plan.days_per_window * len(expect(prepare(site_dir)).windows)
        teams = [{"id": str(assumed["team_id"]), "members": int(assumed["members"]), "days": days}]
    if team_id not in {team["id"] for team in teams}:
        raise InputError("arrange-no-team", team=team_id)
    changed = [{**team, **changes} if team["id"] == team_id else team for team in teams]
    _arrange(site_dir, {"team": changed}, actor)


def set_floors(site_dir: Path, floors: bool, *, actor: Actor = ALONE) -> None:  # noqa: FBT001  a switch
    """Say whether every village is visited in every window, and every required place entered.

    Raises
    ------
    RecordError : the actor may not
    """
    settings = {part: dict(values) for part, values in read_site(site_dir).settings.items()}
    settings.setdefault("plan", {})["floors"] = floors
    _arrange(site_dir, {"settings": settings}, actor)


def see_stage(site_dir: Path, stage: str, *, on: date, village_id: str, actor: Actor = ALONE) -> float:
    """Put a stage of the crop on record, seen in a village on a day: it pins the season.

    Returns
    -------
    float : elevation for which it counts, the mean of the village, m

    Raises
    ------
    InputError : no such village
    RecordError : the actor may not
    """
    prepared = prepare(site_dir)
    cells = prepared.cells[prepared.cells["village_id"] == village_id]
    if not len(cells):
        raise InputError("arrange-no-village", village=village_id)
    elevation_m = float((cells["elevation_m"] * cells["area_m2"]).sum() / cells["area_m2"].sum())
    mark = f"{on} {stage} {elevation_m:.0f}"
    row = {
        "observed_id": f"o{hashlib.sha256(mark.encode()).hexdigest()[:12]}",
        "seen_on": pd.Timestamp(on),
        "stage": stage,
        "elevation_m": elevation_m,
    }
    table = check(pd.DataFrame([row]), schema.OBSERVED)
    with Store.open(site_dir) as store:
        add_observed(store, table, actor=actor, township=township_of(prepared.villages, village_id))
    return elevation_m


def _arrange(site_dir: Path, changes: Mapping[str, Any], actor: Actor) -> None:
    """Write site.toml with changes, if a season can be planned with it; else leave it as it was."""
    with Store.open(site_dir) as store:
        require(store, actor, Action.PLAN)
    before = read_site(site_dir)
    after = site_from({**before.model_dump(exclude_none=True), **changes})
    if after == before:
        return
    write_site(site_dir, after)
    try:
        prepared = prepare(site_dir)
        season_days(prepared, expect(prepared).windows)
    except TachaError:
        write_site(site_dir, before)
        raise
    with Store.open(site_dir) as store, acting(store, actor, Action.PLAN) as connection:
        told = [_told(site, changes) for site in (before, after)]
        audit.log(connection, actor, "arrange", "site.toml", *told)


def _told(site: SiteFile, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parts of a site file that a change is about."""
    return {name: value for name, value in site.model_dump(mode="json").items() if name in changes}
