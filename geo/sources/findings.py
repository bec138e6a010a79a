"""Read plants seen this season, from sheets of findings and from paper visits."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd

from geo.errors import InputError
from geo.model import schema
from geo.model.notes import Note
from geo.settings import DEFAULTS, Settings
from geo.sources.columns import area_m2_of, ids_of, spatial_table
from geo.sources.odk import as_sheet
from geo.sources.places import PLACE_COLUMNS, places_of
from geo.sources.rows import Rows, read_rows

FINDING_COLUMNS: Final = (
    "species", "stage", "plants", "count_kind", "police_number", "area_mu", "area_m2", "method",
    "destroyed_on", "state",
)  # fmt: skip
"""What is said of a finding, beside its day and place."""

_STATES: Final = ("reported", "held", "counted", "eradicated", "verified_gone", "reopened")
_STAGES: Final = ("rosette", "bud", "flower", "capsule")
_SPECIES: Final = ("poppy", "cannabis", "other", "to_identify")
_COUNTS: Final = ("exact", "provisional", "police")


def read_findings(
    path: str | Path, *, villages: Any, crs: str, datum: str | None = None, settings: Settings = DEFAULTS
) -> tuple[Any, list[Note]]:
    """Read plants seen this season -> FINDINGS; every row needs a day and a point.

    Rows without an id of their own are named after what they say, so that the same row is kept once; what a
    phone form sent is named after its submission.
    """
    columns = ("id", "date", *PLACE_COLUMNS, *FINDING_COLUMNS)
    with as_sheet(path, datum, settings) as sheet:
        datum = sheet.datum
        rows, notes = read_rows(sheet.path, role="findings", columns=columns, datum=datum, settings=settings)
        notes = [*sheet.notes, *notes]
    rows.require("date")
    places = places_of(rows, villages=villages, crs=crs, datum=datum, points_only=True)
    found = rows.days("date")
    rows.refuse_blank("date", np.array([day is None for day in found]))
    table, said = findings_of(
        rows, days=found, points=places.points, village_id=places.village_id, crs=crs, settings=settings
    )
    return table, [*notes, *places.notes, *said]


def findings_of(
    rows: Rows, *, days: Any, points: Any, village_id: Any, crs: str, settings: Settings
) -> tuple[Any, list[Note]]:
    """Make FINDINGS of rows whose days and points (in the working CRS) are known.

    Raises
    ------
    InputError : destroyed before it was found, an unreadable cell
    """
    gone = rows.days("destroyed_on")
    for row, (first, last) in enumerate(zip(days, gone, strict=True)):
        if first and last and last < first:
            raise InputError(
                "source-dates-reversed", file=rows.file, place=f"#{rows.row_numbers[row]}",
                opens=str(first), closes=str(last),
            )  # fmt: skip
    area, said = area_m2_of(rows)
    plants = rows.numbers("plants")
    states = rows.words("state", "finding_state", _STATES)
    due = [last + timedelta(days=settings.intake.revisit_d) if last else None for last in gone]
    marks = [
        f"{day} {point.x:.1f} {point.y:.1f} {count}"
        for day, point, count in zip(days, points, plants, strict=True)
    ]
    table = {
        "finding_id": ids_of(rows, "f", marks),
        "found_on": pd.to_datetime(pd.Series(days, dtype=object)),
        "village_id": village_id,
        "stage": rows.words("stage", "stage", _STAGES),
        "plants": plants,
        "area_m2": area,
        "method": rows.texts("method"),
        "state": [
            state or ("eradicated" if last else "reported") for state, last in zip(states, gone, strict=True)
        ],
        "eradicated_on": pd.to_datetime(pd.Series(gone, dtype=object)),
        "revisit_due": pd.to_datetime(pd.Series(due, dtype=object)),
        "species": [word or "poppy" for word in rows.words("species", "species", _SPECIES)],
        "count_kind": rows.words("count_kind", "count_kind", _COUNTS),
        "police_number": rows.texts("police_number"),
        "lead_id": "",
        "visit_id": "",
    }
    return spatial_table(table, points, crs, schema.FINDINGS, rows), said
