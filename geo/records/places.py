"""Places on file with coordinates, ruled-out ones too, and which satellite marks they answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd
from scipy.spatial import cKDTree
from sqlalchemy import Connection, func, select

from geo.model import schema
from geo.records import audit, models
from geo.records.actor import Actor
from geo.records.amending import new_rows, write_next
from geo.records.frames import rows_of
from geo.records.roles import Action, acting
from geo.records.store import Store
from geo.records.versions import read_current, write_version

RULED_OUT: Final = tuple(
    outcome
    for outcome in schema.FILED_PLACES.column("outcome").allowed
    if outcome not in {"poppy", "cannabis"}
)
"""What a lead can turn out to be when it is no finding."""


@dataclass(frozen=True)
class Matches:
    """Satellite marks and filed places held against each other.

    pairs: DataFrame lead_id, place_id, distance_m, one row a matched mark; marks, places: names without a
    partner; rate: matched marks of all marks, NaN without marks.
    """

    pairs: Any
    marks: tuple[str, ...]
    places: tuple[str, ...]
    rate: float


def add_places(store: Store, places: Any, *, actor: Actor, township: str = "") -> int:
    """Add filed places, or none of them, and return how many were new; known ones are skipped.

    Raises
    ------
    TableError : the table breaks its contract
    RecordError : wrong CRS, a place of the same name with other contents, or the actor may not
    """
    table = schema.FILED_PLACES
    rows = rows_of(places, table)
    with acting(store, actor, Action.ADD_LEAD, township=township) as connection:
        fresh = new_rows(connection, models.FILED_PLACES, table, rows, fault="place-differs")
        write_version(connection, models.FILED_PLACES, table, fresh)
        audit.log_added(connection, actor, table.name, table.key, fresh)
    return len(fresh)


def file_answer(
    connection: Connection,
    actor: Actor,
    *,
    on: date,
    point: Any,
    outcome: str,
    lead_id: str,
    finding_id: str = "",
    note: str = "",
) -> str:
    """File the place that answers a lead, in the transaction that settles it; return its name.

    Parameters
    ----------
    point : in EPSG:4326, shapely or WKB
    """
    filed = models.FILED_PLACES.c
    distinct = func.count(func.distinct(filed.place_id))
    made = connection.execute(select(distinct).where(filed.lead_id == lead_id)).scalar_one()
    name = f"p-{lead_id}" + (f"-{made + 1}" if made else "")
    write_next(
        connection, actor, "file", models.FILED_PLACES, schema.FILED_PLACES, None,
        place_id=name, filed_on=on, lead_id=lead_id, finding_id=finding_id, outcome=outcome, note=note,
        geometry=point,
    )  # fmt: skip
    return name


def read_places(store: Store) -> Any:
    """Read every place on file: FILED_PLACES in EPSG:4326, by day and name."""
    with store.reading() as connection:
        order = ["filed_on", "place_id"]
        return read_current(connection, models.FILED_PLACES, schema.FILED_PLACES, order=order)


def match_marks(leads: Any, places: Any, *, tolerance_m: float) -> Matches:
    """Hold satellite marks against filed places: a mark is matched by the nearest place within tolerance.

    One place may answer several marks that lie together: a plot is often marked twice.

    Parameters
    ----------
    leads : LEADS in the working CRS; only satellite marks count, one without a point is never matched
    places : FILED_PLACES in the working CRS
    tolerance_m : farthest distance of a mark from the place that answers it
    """
    marks = leads[leads["kind"] == "satellite"]
    on_map = marks.geometry.notna().to_numpy()
    distance_m, nearest = np.full(len(marks), np.inf), np.zeros(len(marks), dtype=int)
    if on_map.any() and len(places):
        points = marks.geometry[on_map]
        tree = cKDTree(np.column_stack([places.geometry.x, places.geometry.y]))
        distance_m[on_map], nearest[on_map] = tree.query(np.column_stack([points.x, points.y]))
    hit = distance_m <= tolerance_m
    pairs = pd.DataFrame(
        {
            "lead_id": marks["lead_id"].to_numpy()[hit],
            "place_id": places["place_id"].to_numpy()[nearest[hit]],
            "distance_m": distance_m[hit],
        }
    )
    return Matches(
        pairs=pairs,
        marks=tuple(marks["lead_id"][~hit]),
        places=tuple(places["place_id"][~places["place_id"].isin(pairs["place_id"])]),
        rate=float(hit.mean()) if len(marks) else float("nan"),
    )
