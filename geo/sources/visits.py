"""Read survey records kept on paper: who went where, how long, which yards, and what was found or not."""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
import shapely

from geo.errors import InputError
from geo.ground.grid import cell_of_points
from geo.model import schema
from geo.model.notes import Note
from geo.model.tables import check
from geo.settings import DEFAULTS, Settings
from geo.sources.columns import picked
from geo.sources.findings import FINDING_COLUMNS, findings_of
from geo.sources.odk import as_sheet
from geo.sources.places import PLACE_COLUMNS, Places, places_of
from geo.sources.rows import Rows, notes_of, read_rows

_COLUMNS: Final = (
    "visit", "date", "team", *PLACE_COLUMNS, "area", "cells", "stops", "persons", "hours", "vehicles",
    "sorties", "formation", "walkers", "spacing_m", "sight_m", "place", "entered", "from_lane", "result",
    *FINDING_COLUMNS, "coverage", "not_entered", "note",
)  # fmt: skip
_SPLIT: Final = re.compile(r"[,，;；、\s]+")
_FOUND: Final = ("species", "stage", "plants", "count_kind", "area_mu", "area_m2", "method", "destroyed_on")
_ID_DIGITS: Final = 12


@dataclass(frozen=True)
class PaperVisits:
    """What paper says: VISITS (drafts), VISIT_CELLS, VISIT_YARDS, and FINDINGS in the working CRS."""

    visits: Any
    cells: Any
    yards: Any
    findings: Any


def read_visits(
    path: str | Path,
    *,
    villages: Any,
    cells: Any,
    yards: Any,
    crs: str,
    cell_size_m: float,
    datum: str | None = None,
    stops: Mapping[str, str] | None = None,
    settings: Settings = DEFAULTS,
) -> tuple[PaperVisits, list[Note]]:
    """Read visits from XLSX (the template's sheet), CSV, GeoJSON, or what phone forms sent.

    A row is a visit; a row of the same day, team, village and area that leaves persons and hours empty tells
    of a further finding on it. The same row read again has the same name. A place without finding, and a
    polygon, name the cells they lie on.

    Parameters
    ----------
    villages, cells, yards : VILLAGES, CELLS, YARDS in the working CRS
    stops : cell of each planned stop, so that a sheet may name stops

    Raises
    ------
    InputError : as `rows.read_rows` and `places.places_of`; no day, an unknown cell or stop, a finding
        without coordinates, "nothing found" beside a finding
    """
    with as_sheet(path, datum, settings) as sheet:
        datum = sheet.datum
        rows, notes = read_rows(sheet.path, role="visits", columns=_COLUMNS, datum=datum, settings=settings)
        notes = [*sheet.notes, *notes]
    rows.require("date")
    days = rows.days("date")
    rows.refuse_blank("date", np.array([day is None for day in days]))
    named = _named_cells(rows, cells, stops or {})
    rows = _with_villages(rows, named, cells)
    places = places_of(rows, villages=villages, crs=crs, datum=datum)
    found = _found(rows, places)
    ground = _Ground(villages, cells, cell_size_m)
    named = _with_ground(rows, places, found, named, ground, crs)
    visit_ids, first = _visits_of(rows, days, places)
    texts, said = notes_of(rows)
    at_yards, told = _yards(rows, places, yards, visit_ids)
    texts = [f"{text}; {more}".strip("; ") for text, more in zip(texts, told.texts, strict=True)]
    findings, more = findings_of(
        picked(rows, found), days=[day for day, is_find in zip(days, found, strict=True) if is_find],
        points=places.points[found], village_id=places.village_id[found], crs=crs, settings=settings,
    )  # fmt: skip
    findings["visit_id"] = np.array(visit_ids, dtype=object)[found]
    visits, blank = _visit_table(rows, days, places, found, visit_ids, first, texts)
    pairs = {(visit, cell): None for visit, own in zip(visit_ids, named, strict=True) for cell in own}
    out = PaperVisits(
        visits,
        check(pd.DataFrame(list(pairs), columns=["visit_id", "cell_id"]), schema.VISIT_CELLS),
        at_yards,
        check(findings, schema.FINDINGS, where=rows.file),
    )
    return out, [*notes, *_fewer(places.notes, found), *said, *told.notes, *more, *blank]


def _fewer(notes: list[Note], found: Any) -> list[Note]:
    """Leave out that rows are known by village only: for visits that is the ordinary case."""
    return [note for note in notes if note.key != "source-by-village" or found.any()]


def _named_cells(rows: Rows, cells: Any, stops: Mapping[str, str]) -> list[list[str]]:
    known = {str(cell): str(cell) for cell in cells["cell_id"]}
    out = []
    for cell_text, stop_text, number in zip(
        rows.texts("cells"), rows.texts("stops"), rows.row_numbers, strict=True
    ):
        own = []
        for text, ground in ((cell_text, known), (stop_text, stops)):
            for name in filter(None, _SPLIT.split(text)):
                if name not in ground:
                    near = difflib.get_close_matches(name, list(ground), n=1, cutoff=0.3)
                    place = {"file": rows.file, "row": number, "name": name}
                    raise InputError("source-visit-cell", **place, suggestion=near[0] if near else "-")
                own.append(ground[name])
        out.append(own)
    return out


def _with_villages(rows: Rows, named: list[list[str]], cells: Any) -> Rows:
    """Fill in the village of rows that name only cells."""
    village_of = dict(zip(cells["cell_id"], cells["village_id"], strict=True))
    names = [
        name or (str(village_of[own[0]]) if own else "")
        for name, own in zip(rows.texts("village"), named, strict=True)
    ]
    return replace(rows, cells=rows.cells.assign(village=names))


def _found(rows: Rows, places: Places) -> Any:
    """Rows that tell of a finding, (n,) bool."""
    results = rows.words("result", "result", ("nothing", "found"))
    marks = np.array([any(row) for row in zip(*(rows.texts(name) for name in _FOUND), strict=True)])
    for number, result, marked, point in zip(rows.row_numbers, results, marks, places.points, strict=True):
        if marked and result == "nothing":
            raise InputError("source-visit-nothing-but", file=rows.file, row=number)
        if (marked or result == "found") and point is None:
            raise InputError("source-visit-find-place", file=rows.file, row=number)
    return marks | (np.array(results) == "found")


def _with_ground(
    rows: Rows, places: Places, found: Any, named: list[list[str]], ground: _Ground, crs: str
) -> list[list[str]]:
    """Add the cells that a drawn area or a place without finding lies on."""
    shapes = list(rows.shapes.to_crs(crs)) if rows.shapes is not None else list(places.points)
    out = []
    for shape, is_find, own in zip(shapes, found, named, strict=True):
        here = ground.cells_of(shape) if shape is not None and not is_find and not own else []
        out.append([*own, *here])
    return out


class _Ground:
    """Finds the cells of a shape: those whose inner point it covers, or the one it lies in."""

    def __init__(self, villages: Any, cells: Any, cell_size_m: float) -> None:
        self._villages, self._cells, self._size_m = villages, cells, cell_size_m
        self._ids = cells["cell_id"].to_numpy(dtype=object)
        self._tree = shapely.STRtree(shapely.points(cells["x"].to_numpy(), cells["y"].to_numpy()))

    def cells_of(self, shape: Any) -> list[str]:
        """Names of the cells, in the table's order; none outside the site."""
        covered = sorted(self._tree.query(shape, predicate="intersects"))
        if shape.geom_type != "Point" and covered:
            return [str(self._ids[k]) for k in covered]
        point = shape.representative_point()
        found = cell_of_points(
            self._villages, self._cells, np.array([point.x]), np.array([point.y]), self._size_m
        )
        return [str(found[0])] if found[0] else []


def _visits_of(rows: Rows, days: list[Any], places: Places) -> tuple[list[str], list[bool]]:
    """Name of each row's visit, and whether the row begins it."""
    own = rows.texts("visit")
    spent = [bool(a or b) for a, b in zip(rows.texts("persons"), rows.texts("hours"), strict=True)]
    parts = zip(days, rows.texts("team"), places.village_id, rows.texts("area"), strict=True)
    seen: dict[str, int] = {}
    ids: list[str] = []
    first: list[bool] = []
    for k, key in enumerate(parts):
        mark = own[k] or " ".join(map(str, key))
        new = mark not in seen or (spent[k] and not own[k])
        if new:
            seen[mark] = seen.get(mark, 0) + 1
        digest = hashlib.sha256(f"{mark} {seen[mark]}".encode()).hexdigest()[:_ID_DIGITS]
        ids.append(own[k] or f"p{digest}")
        first.append(new)
    return ids, first


@dataclass(frozen=True)
class _YardsTold:
    """What could not be laid to a cluster: a text for each row, and what to say."""

    texts: list[str]
    notes: list[Note]


def _yards(rows: Rows, places: Places, yards: Any, visit_ids: list[str]) -> tuple[Any, _YardsTold]:
    """Lay yard counts to the cluster that the row names, or to the only one of its village."""
    entered, lane = (np.nan_to_num(rows.numbers(name)).astype(int) for name in ("entered", "from_lane"))
    clusters: dict[str, list[tuple[str, str]]] = {}
    for row in yards.itertuples():
        clusters.setdefault(str(row.village_id), []).append((str(row.yard_id), str(row.place)))
    sums: dict[tuple[str, str], list[int]] = {}
    texts, lost = [], 0
    for k, place in enumerate(rows.texts("place")):
        text = ""
        if entered[k] or lane[k]:
            known = clusters.get(str(places.village_id[k]), [])
            fitting = [yard for yard, name in known if name == place] if place else []
            if not fitting and len(known) == 1:
                fitting = [known[0][0]]
            if len(fitting) == 1:
                total = sums.setdefault((visit_ids[k], fitting[0]), [0, 0])
                total[0], total[1] = total[0] + int(entered[k]), total[1] + int(lane[k])
            else:
                lost += 1
                text = f"{rows.header('entered')} {entered[k]}, {rows.header('from_lane')} {lane[k]}"
        texts.append(text)
    table = pd.DataFrame(
        [(*key, *total) for key, total in sums.items()],
        columns=["visit_id", "yard_id", "entered", "from_lane"],
    )
    notes = [Note("source-visit-yards-unplaced", {"file": rows.file, "rows": lost})] if lost else []
    return check(table, schema.VISIT_YARDS, where=rows.file), _YardsTold(texts, notes)


def _swath(rows: Rows) -> dict[str, Any]:
    """How they walked: abreast with how many and how far apart, or in file, where one lane is seen.

    Raises
    ------
    InputError : abreast without a number of at least two and a spacing, or in file with a spacing
    """
    said = rows.words("formation", "formation", ("abreast", "file"))
    walkers = np.nan_to_num(rows.numbers("walkers", high=60.0)).round()
    spacing_m = rows.numbers("spacing_m", high=500.0)
    spaced = np.nan_to_num(spacing_m) > 0
    # A number and a spacing say abreast, whether or not the word stands there.
    formation = [
        word or ("abreast" if many and far else "")
        for word, many, far in zip(said, walkers > 1, spaced, strict=True)
    ]
    abreast, in_file = (np.array([word == name for word in formation], bool) for name in ("abreast", "file"))
    wrong = np.where(abreast, (walkers < 2) | ~spaced, spaced | ((walkers > 1) & ~in_file))
    for row in np.flatnonzero(wrong)[:1]:
        key = "source-visit-file" if formation[row] == "file" else "source-visit-abreast"
        raise InputError(key, file=rows.file, row=rows.row_numbers[row])
    return {
        "formation": formation,
        "walkers": np.where(abreast, walkers, 1),
        "spacing_m": np.where(abreast, spacing_m, np.nan),
    }


def _joined(visit_ids: list[str], texts: list[str]) -> list[str]:
    """Put the notes of all rows of a visit together."""
    of_visit: dict[str, list[str]] = {}
    for visit, text in zip(visit_ids, texts, strict=True):
        of_visit.setdefault(visit, []).extend([text] if text else [])
    return ["; ".join(of_visit[visit]) for visit in visit_ids]


def _visit_table(
    rows: Rows, days: list[Any], places: Places, found: Any, visit_ids: list[str], first: list[bool],
    texts: list[str],
) -> tuple[Any, list[Note]]:  # fmt: skip
    effort = {name: rows.numbers(name) for name in ("persons", "hours", "vehicles", "sorties")}
    with_finds = {visit for visit, is_find in zip(visit_ids, found, strict=True) if is_find}
    table = pd.DataFrame(
        {
            "visit_id": visit_ids,
            "visited_on": pd.to_datetime(pd.Series(days, dtype=object)),
            "team_id": rows.texts("team"),
            "village_id": places.village_id,
            "area": rows.texts("area"),
            **{name: np.nan_to_num(values) for name, values in effort.items()},
            "nothing_found": [visit not in with_finds for visit in visit_ids],
            **_swath(rows),
            "sight_m": rows.numbers("sight_m", high=1000.0),
            "declared_coverage": rows.numbers("coverage", high=50.0),
            "not_entered": rows.texts("not_entered"),
            "note": _joined(visit_ids, texts),
        }
    )
    for name in ("persons", "vehicles", "sorties"):
        table[name] = table[name].round()
    empty = {
        "assignment_id": "", "source": "paper", "light": "", "growth": "", "own_pod": np.nan,
        "state": "draft", "submitted_by": "",
        "submitted_at": pd.NaT, "decided_by": "", "decided_at": pd.NaT, "self_confirmed": False, "reason": "",
        "content_hash": "",
    }  # fmt: skip
    blank = int((np.isnan(effort["persons"]) & np.array(first)).sum())
    notes = [Note("source-visit-no-persons", {"file": rows.file, "rows": blank})] if blank else []
    table = table.assign(**empty)[np.array(first, dtype=bool)].reset_index(drop=True)
    return check(table, schema.VISITS, where=rows.file), notes
