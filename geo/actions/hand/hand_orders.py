"""What changes by hand ask of every later plan: pins, bans, days lost to rain."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from geo.model import schema
from geo.model.notes import Note
from geo.model.tables import check
from geo.records.actor import Actor
from geo.records.known import has_records
from geo.records.plans import PlanRecord, read_changes
from geo.records.store import Store


@dataclass(frozen=True)
class Change:
    """What was done, as HAND_CHANGES keeps it."""

    verb: str
    team_day_id: str = ""
    other_id: str = ""
    cell_id: str = ""
    yard_id: str = ""
    window_id: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Orders:
    """What holds after all changes.

    pins: team_day_id, cell_id, yard_id: stops that stay on their day; forbidden: cell_id, yard_id, window_id:
    where nobody is sent, an empty window for the whole season; lost: team-days lost to rain.
    """

    pins: Any
    forbidden: Any
    lost: frozenset[str]


def orders_of(changes: Any) -> Orders:
    """Read HAND_CHANGES in order; a later word on the same place counts instead.

    A stop that was moved or added by hand is pinned where it was put.
    """
    pins: dict[tuple[str, str, str], str] = {}
    bans: dict[tuple[str, str, str], None] = {}
    lost: set[str] = set()
    for row in changes.sort_values("number").itertuples():
        place = (row.cell_id, row.yard_id, row.window_id)
        match row.verb:
            case "pin" | "add":
                pins[place] = row.team_day_id
            case "move":
                pins[place] = row.other_id
            case "unpin":
                pins.pop(place, None)
            case "forbid":
                bans[place] = None
                pins = {key: day for key, day in pins.items() if not _covers(place, key)}
            case "allow":
                bans = {key: None for key in bans if not _covers(place, key)}
            case "swap":
                turned = {row.team_day_id: row.other_id, row.other_id: row.team_day_id}
                pins = {key: turned.get(day, day) for key, day in pins.items()}
            case "merge":
                pins = {key: row.other_id if day == row.team_day_id else day for key, day in pins.items()}
            case _:
                lost.add(row.team_day_id)
                pins = {key: day for key, day in pins.items() if day != row.team_day_id}
    return Orders(
        pins=pd.DataFrame(
            [(day, *key[:2]) for key, day in pins.items()], columns=["team_day_id", "cell_id", "yard_id"]
        ),
        forbidden=pd.DataFrame(list(bans), columns=["cell_id", "yard_id", "window_id"]),
        lost=frozenset(lost),
    )


def orders_dropped(site_dir: Path) -> list[Note]:
    """Say that a plan of the whole season, made from the inputs alone, drops what people ordered by hand."""
    if not has_records(site_dir):
        return []
    with Store.open(site_dir) as store:
        orders = orders_of(read_changes(store))
    standing = len(orders.pins) + len(orders.forbidden) + len(orders.lost)
    return [Note("hand-dropped", {"orders": standing})] if standing else []


def with_changes(
    base: PlanRecord, changes: Sequence[Change], *, detail: Mapping[str, Any], actor: Actor
) -> Any:
    """Return HAND_CHANGES of a plan and these after them, numbered on.

    Parameters
    ----------
    detail : routes before and after, kept with the first of the changes
    """
    if not changes:
        return base.changes
    told = json.dumps(dict(detail), ensure_ascii=False, sort_keys=True)
    rows = [
        {
            **asdict(change),
            "number": len(base.changes) + n + 1,
            "changed_by": actor.user_id,
            "changed_at": datetime.now(UTC),
            "before_id": base.plan["plan_id"],
            "detail": told if n == 0 else "",
        }
        for n, change in enumerate(changes)
    ]
    new = check(pd.DataFrame(rows), schema.HAND_CHANGES)
    return pd.concat([base.changes, new], ignore_index=True) if len(base.changes) else new


def _covers(order: tuple[str, str, str], place: tuple[str, str, str]) -> bool:
    """Whether an order on a place is about another: a cell holds its yards, a season its windows."""
    cell, yard, window = order
    return cell == place[0] and yard in {"", place[1]} and window in {"", place[2]}
