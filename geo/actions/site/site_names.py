"""Name what people call by name: villages, townships, places of houses, and the teams' people by number."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.actions.prepared.prepare import prepare
from geo.ground.crs import to_lonlat
from geo.settings import RecordSettings
from geo.sources.site import FILE_NAME


@dataclass(frozen=True)
class SiteNames:
    """What people call the things of a site: villages and townships by village_id, places of house clusters.

    members, hours, latitude_deg by team_id: people, hours from leaving the base to being due back, the base's
    latitude; leave_h: hour at which teams leave; records: when what was missed rises; known: whether expected
    finds rest on past seasons' records; table: VILLAGES.
    """

    villages: dict[str, str]
    townships: dict[str, str]
    yards: dict[str, str]
    members: dict[str, int]
    hours: dict[str, float]
    latitude_deg: dict[str, float]
    leave_h: float
    records: RecordSettings
    known: bool
    table: Any


def names_of(site_dir: Path) -> SiteNames:
    """Gather what people call the things of a site.

    Raises
    ------
    InputError : site.toml or an input is wrong
    """
    prepared = prepare(site_dir)
    villages, yards, teams = prepared.villages, prepared.yards, prepared.teams
    bases = to_lonlat(prepared.bases)
    north = dict(zip(bases["base_id"], bases.geometry.y, strict=True))
    return SiteNames(
        villages=dict(zip(villages["village_id"], villages["name"], strict=True)),
        townships=dict(zip(villages["village_id"], villages["township"], strict=True)),
        yards=dict(zip(yards["yard_id"].astype("str"), yards["place"], strict=True)),
        members=dict(zip(teams["team_id"], teams["members"].astype(int), strict=True)),
        hours=dict(zip(teams["team_id"], teams["hours_per_day"].astype(float), strict=True)),
        latitude_deg=dict(zip(teams["team_id"], teams["base_id"].map(north).astype(float), strict=True)),
        leave_h=prepared.settings.plan.leave_base_at_h,
        records=prepared.settings.records,
        known=len(prepared.history) > 0,
        table=villages,
    )


def village_of(cell_id: str) -> str:
    """Village whose cell it is, as its name says.

    >>> village_of("530_1_2")
    '530'
    """
    return str(cell_id).rsplit("_", 2)[0]


def names_stamp(site_dir: Path) -> str:
    """Return a word that changes with the site's description, which names all its inputs."""
    return hashlib.sha256((site_dir / FILE_NAME).read_bytes()).hexdigest()[:16]
