"""Read what offices hold in sheets: finds, effort, leads, yards, bases, teams, findings, images, climate.

Every reader takes XLSX, CSV (UTF-8, GBK) and, where places have points, GeoJSON, GeoPackage, Shapefile or
KML, and returns a declared table in the working CRS with notes of what was assumed, guessed or left out.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.errors import InputError
from geo.model import schema
from geo.model.notes import Note
from geo.model.tables import check
from geo.settings import DEFAULTS, Settings
from geo.sources import aliases
from geo.sources.columns import area_m2_of, ids_of, spatial_table
from geo.sources.findings import read_findings
from geo.sources.places import PLACE_COLUMNS, VillageFinder, places_of
from geo.sources.rows import Rows, notes_of, read_rows
from geo.sources.teams import read_teams
from geo.sources.vectors import polygons_of
from geo.sources.written import column_of_days, column_of_numbers

__all__ = [
    "read_bases", "read_climate", "read_effort", "read_findings", "read_history", "read_images", "read_leads",
    "read_teams", "read_yards",
]  # fmt: skip

_LEAD_KINDS: Final = ("tip", "satellite", "drone", "place", "sign")
_LEAD_STATES: Final = ("new", "assigned", "confirmed", "ruled_out")

Read = tuple[Any, list[Note]]


def read_history(
    path: str | Path, *, villages: Any, crs: str, datum: str | None = None, settings: Settings = DEFAULTS
) -> Read:
    """Read finds of earlier seasons -> HISTORY; a row known only by village has no geometry.

    Raises
    ------
    InputError : as `rows.read_rows` and `places.places_of`; a row without day and year
    """
    columns = ("id", "date", "season", *PLACE_COLUMNS, "plants", "area_mu", "area_m2")
    rows, notes = read_rows(path, role="history", columns=columns, datum=datum, settings=settings)
    places = places_of(rows, villages=villages, crs=crs, datum=datum)
    area, said = area_m2_of(rows)
    table = {
        "history_id": ids_of(rows, "h"),
        "season": _seasons(rows),
        "village_id": places.village_id,
        "plants": rows.numbers("plants"),
        "area_m2": area,
    }
    return spatial_table(table, places.points, crs, schema.HISTORY, rows), [*notes, *places.notes, *said]


def read_effort(
    path: str | Path,
    *,
    villages: Any,
    crs: str | None = None,  # noqa: ARG001  one call for every reader
    datum: str | None = None,
    settings: Settings = DEFAULTS,
) -> Read:
    """Read past search effort by season and village -> EFFORT; rows of one season and village add up."""
    columns = ("season", "date", "township", "village", "coverage")
    rows, notes = read_rows(path, role="effort", columns=columns, datum=datum, settings=settings)
    rows.require("village", "coverage")
    coverage = rows.numbers("coverage")
    rows.refuse_blank("coverage", np.isnan(coverage))
    table = pd.DataFrame(
        {"season": _seasons(rows), "village_id": _villages(rows, villages), "coverage": coverage}
    )
    table = table.groupby(["season", "village_id"], as_index=False, sort=True)["coverage"].sum()
    return check(table, schema.EFFORT, where=rows.file), notes


def read_leads(
    path: str | Path, *, villages: Any, crs: str, datum: str | None = None, settings: Settings = DEFAULTS
) -> Read:
    """Read leads -> LEADS; kind, strength and error are assumed where the file gives none."""
    columns = ("id", "date", *PLACE_COLUMNS, "kind", "strength", "error_m", "state", "note")
    rows, notes = read_rows(path, role="leads", columns=columns, datum=datum, settings=settings)
    places = places_of(rows, villages=villages, crs=crs, datum=datum)
    kinds = [kind or "tip" for kind in rows.words("kind", "kind", _LEAD_KINDS)]
    strength = rows.numbers("strength", high=1.0)
    imaged = np.isin(kinds, ("satellite", "drone"))
    error_m = rows.numbers("error_m")
    own_error = np.where(imaged, settings.risk.error_image_m, settings.risk.error_other_m)
    texts, said = notes_of(rows)
    assumed = int(np.isnan(strength).sum())
    if assumed:
        args = {"file": rows.file, "rows": assumed, "strength": settings.intake.lead_strength}
        said.append(Note("source-lead-strength", args))
    table = {
        "lead_id": ids_of(rows, "l"),
        "reported_on": pd.to_datetime(pd.Series(rows.days("date"), dtype=object)),
        "kind": kinds,
        "strength": np.where(np.isnan(strength), settings.intake.lead_strength, strength),
        "error_m": np.where(np.isnan(error_m), own_error, error_m),
        "village_id": places.village_id,
        "state": [state or "new" for state in rows.words("state", "lead_state", _LEAD_STATES)],
        "note": texts,
    }
    return spatial_table(table, places.points, crs, schema.LEADS, rows), [*notes, *places.notes, *said]


def read_yards(
    path: str | Path, *, villages: Any, crs: str, datum: str | None = None, settings: Settings = DEFAULTS
) -> Read:
    """Read house clusters -> YARDS; those known only by village stand at its inner point, and it is said."""
    columns = ("id", *PLACE_COLUMNS, "place", "yards", "checked", "from_lane")
    rows, notes = read_rows(path, role="yards", columns=columns, datum=datum, settings=settings)
    rows.require("yards")
    places = places_of(rows, villages=villages, crs=crs, datum=datum)
    points = places.points.copy()
    inner = dict(zip(villages["village_id"], villages.geometry.representative_point(), strict=True))
    by_village = [row for row, point in enumerate(points) if point is None]
    for row in by_village:
        points[row] = inner[places.village_id[row]]
    if by_village:
        notes.append(Note("source-yards-inner-point", {"file": rows.file, "rows": len(by_village)}))
    yards = rows.numbers("yards")
    rows.refuse_blank("yards", np.isnan(yards))
    table = {
        "yard_id": ids_of(rows, "y"),
        "village_id": places.village_id,
        "place": rows.texts("place"),
        "yards": yards.round(),
        "checked": np.nan_to_num(rows.numbers("checked")).round(),
        "from_lane": np.nan_to_num(rows.numbers("from_lane")).round(),
    }
    return spatial_table(table, points, crs, schema.YARDS, rows), [*notes, *places.notes]


def read_bases(
    path: str | Path, *, villages: Any, crs: str, datum: str | None = None, settings: Settings = DEFAULTS
) -> Read:
    """Read where teams set out from -> BASES."""
    columns = ("base", "lon", "lat", "x", "y")
    rows, notes = read_rows(path, role="bases", columns=columns, datum=datum, settings=settings)
    rows.require("base")
    places = places_of(rows, villages=villages, crs=crs, datum=datum, points_only=True)
    names = rows.texts("base")
    rows.refuse_blank("base", np.array([not name for name in names]))
    table = {"base_id": names, "name": names}
    return spatial_table(table, places.points, crs, schema.BASES, rows), [*notes, *places.notes]


def read_images(
    path: str | Path,
    *,
    villages: Any = None,  # noqa: ARG001  one call for every reader
    crs: str,
    datum: str | None = None,
    settings: Settings = DEFAULTS,
) -> Read:
    """Read ground that satellite or drone images covered -> IMAGES_SEEN; crossing outlines are repaired."""
    frame, notes = polygons_of(path, datum=datum, settings=settings)
    frame = frame.to_crs(crs)
    cells = pd.DataFrame(frame.drop(columns=frame.geometry.name)).astype(object)
    day, name = aliases.column_of(cells.columns, "date"), aliases.column_of(cells.columns, "id")
    numbers = list(range(1, len(frame) + 1))
    days = (
        column_of_days(cells[day], file=Path(path).name, row_numbers=numbers, column=day)
        if day
        else [None] * len(frame)
    )
    ids = [aliases.plain_text(cell) for cell in cells[name]] if name else [""] * len(frame)
    table = {
        "image_id": [own or f"i{number}" for own, number in zip(ids, numbers, strict=True)],
        "taken_on": pd.to_datetime(pd.Series(days, dtype=object)),
    }
    shapes = frame.geometry.make_valid().buffer(0)
    return check(
        gpd.GeoDataFrame(table, geometry=shapes.array, crs=crs), schema.IMAGES_SEEN, where=Path(path).name
    ), notes


def read_climate(
    path: str | Path,
    *,
    villages: Any = None,  # noqa: ARG001  one call for every reader
    crs: str | None = None,  # noqa: ARG001
    datum: str | None = None,
    settings: Settings = DEFAULTS,
) -> Read:
    """Read monthly mean temperatures -> DataFrame month (1 to 12), temp_c, elevation_m; all twelve months."""
    columns = ("month", "temp_c", "elevation_m")
    rows, notes = read_rows(path, role="climate", columns=columns, datum=datum, settings=settings)
    rows.require(*columns)
    limits = {"month": (1, 12), "temp_c": (-60, 50), "elevation_m": (-500, 9000)}
    table = pd.DataFrame(
        {
            ours: column_of_numbers(
                [aliases.plain_text(cell).removesuffix("月") for cell in rows.column(ours)]
                if ours == "month"
                else rows.column(ours),
                file=rows.file, row_numbers=rows.row_numbers, column=rows.header(ours), low=low, high=high,
            )
            for ours, (low, high) in limits.items()
        }
    )  # fmt: skip
    for ours in columns:
        rows.refuse_blank(ours, table[ours].isna().to_numpy())
    table["month"] = table["month"].astype("int64")
    missing = sorted(set(range(1, 13)) - set(table["month"]))
    if missing:
        raise InputError("source-climate-months", file=rows.file, months=", ".join(map(str, missing)))
    return table.sort_values(["elevation_m", "month"], ignore_index=True), notes


def _seasons(rows: Rows) -> list[int]:
    """Year of each row's season: as written, else the year of its day."""
    written = [aliases.plain_text(cell).removesuffix("年") for cell in rows.column("season")]
    days = rows.days("date")
    seasons = []
    for row, (text, day) in enumerate(zip(written, days, strict=True)):
        year = int(text[:4]) if text[:4].isdigit() and len(text) >= 4 else day.year if day else None
        if year is None:
            raise InputError("source-row-without-season", file=rows.file, row=rows.row_numbers[row])
        seasons.append(year)
    return seasons


def _villages(rows: Rows, villages: Any) -> list[str]:
    finder = VillageFinder(villages)
    names, towns = rows.column("village"), rows.column("township")
    return [
        finder.find(aliases.plain_text(name), aliases.plain_text(town), file=rows.file, row=number)
        for name, town, number in zip(names, towns, rows.row_numbers, strict=True)
    ]
