"""What an intake brings, and who may bring it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pandas as pd

from geo.actions.intake.match import Asked
from geo.actions.prepared.ground import refuse_elsewhere
from geo.actions.prepared.prepare import Prepared
from geo.ground.crs import to_lonlat
from geo.model.notes import Note
from geo.records.actor import WHOLE_SITE, Actor
from geo.records.roles import Action
from geo.records.store import Store
from geo.records.whole import records_of, whole

_COUNTED: Final = re.compile(r"[a-z]?\d{1,6}")
_ID_DIGITS: Final = 12


@dataclass(frozen=True)
class Intake:
    """What files brought: rows read, rows new to the records, what to tell, and what a person is asked.

    rows: what was read, in the working CRS where it has places; None where nobody needs to see it.
    """

    read: int
    added: int
    notes: tuple[Note, ...]
    asked: tuple[Asked, ...] = ()
    rows: Any = None


@contextmanager
def taking_in(
    site_dir: Path, actor: Actor, action: Action, *, dry_run: bool, team_id: str = "", township: str = ""
) -> Iterator[Store]:
    """Give a store in which all of an intake is kept, or none of it; a dry run does it all and keeps nothing.

    Raises
    ------
    RecordError : the actor may not
    """
    keep = not dry_run
    with (
        records_of(site_dir, keep=keep) as store,
        whole(store, actor, action, keep=keep, team_id=team_id, township=township) as inside,
    ):
        yield inside


def summed_up(
    read: int, added: int, notes: list[Note], *, dry_run: bool, asked: list[Asked] | None = None,
    rows: Any = None,
) -> Intake:  # fmt: skip
    """Put an intake into words: the same for a dry run, which says in the end that it was one."""
    if added < read:
        notes = [*notes, Note("intake-known-already", {"rows": read - added})]
    if dry_run:
        notes = [*notes, Note("intake-dry-run", {"rows": read})]
    return Intake(read, added, tuple(notes), tuple(asked or ()), rows)


def township_of(prepared: Prepared, village_ids: Any, actor: Actor) -> str:
    """Return the actor's township if every village lies in it, else "": then his scope must be the site."""
    if actor.scope == WHOLE_SITE:
        return ""
    towns = dict(zip(prepared.villages["village_id"], prepared.villages["township"], strict=True))
    found = {str(towns.get(village, "")) for village in village_ids}
    return actor.scope if found <= {actor.scope} else ""


def named_by_content(table: Any, key: str, letter: str) -> Any:
    """Name rows that a sheet only counts (1, l2) by what they say: next week's sheet counts from 1 again."""
    names = []
    shape = table.geometry.to_wkt(rounding_precision=1)
    parts = pd.DataFrame(table.drop(columns=[key, table.geometry.name])).astype(str)
    seen: dict[str, int] = {}
    for name, place, row in zip(table[key], shape, parts.itertuples(index=False), strict=True):
        if not _COUNTED.fullmatch(str(name)):
            names.append(str(name))
            continue
        mark = f"{place} {tuple(row)}"
        seen[mark] = seen.get(mark, 0) + 1
        names.append(letter + hashlib.sha256(f"{mark} {seen[mark]}".encode()).hexdigest()[:_ID_DIGITS])
    return table.assign(**{key: names})


def refuse_far(table: Any, prepared: Prepared, file: Path) -> None:
    """Refuse rows that lie too far from the site to belong to it; rows without a place pass.

    Raises
    ------
    InputError : the first of them
    """
    placed = table[~(table.geometry.isna() | table.geometry.is_empty)]
    if not len(placed):
        return
    places = [f"{at.x:.4f}, {at.y:.4f}" for at in to_lonlat(placed.geometry.representative_point())]
    refuse_elsewhere(placed, places, prepared.villages, file=file.name, settings=prepared.settings)
