"""Look at the boundaries of a new site: from a file, or from an outline and village offices."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

import shapely

from geo.actions.site import previewing
from geo.actions.site.draft import Draft, file_of, folder_of, put_file, write_draft
from geo.model.notes import Note
from geo.settings import DEFAULTS
from geo.sources.apart import reading_apart
from geo.sources.vectors import WALKED_COLUMN

TRACED: Final = "outline.geojson"
"""What the boundaries are called that were traced and not given."""


@dataclass(frozen=True)
class Boundary:
    """villages: VILLAGES with area_km2, in EPSG:4326; notes: what was guessed; columns: may hold names."""

    villages: Any
    notes: tuple[Note, ...]
    columns: tuple[str, ...]


def given_boundary(roof: Path, draft: Draft) -> Boundary:
    """Read the draft's boundary file, in a process apart.

    Raises
    ------
    InputError : as `previewing.villages_of_file`
    """
    told = {"name_field": draft.name_field or None, "datum": draft.datum or None}
    return _read(previewing.FILE, file_of(roof, draft, "villages"), **told)


def traced_boundary(roof: Path, draft: Draft) -> tuple[Draft, Boundary]:
    """Divide the draft's outline among its village offices, and keep that as its boundary file.

    Raises
    ------
    InputError : as `previewing.villages_of_outline`
    """
    told = {"outline": draft.outline, "offices": [asdict(office) for office in draft.offices]}
    asked = folder_of(roof, draft.draft_id) / "outline.json"
    asked.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    dem = file_of(roof, draft, "dem") if "dem" in draft.files else None
    found = _read(previewing.OUTLINE, asked, dem=dem)
    content = found.villages.drop(columns="area_km2").assign(**{WALKED_COLUMN: 1}).to_json()
    draft = put_file(roof, draft, "villages", TRACED, content.encode("utf-8"))
    return write_draft(roof, replace(draft, name_field="name", datum="")), found


def lies_inside(draft: Draft, lon: float, lat: float) -> bool:
    """Tell whether a place lies inside the draft's outline; one that is no ring yet holds nothing."""
    return len(draft.outline) > 2 and bool(shapely.contains_xy(shapely.Polygon(draft.outline), lon, lat))


def one_file(files: Sequence[tuple[str, bytes]]) -> tuple[str, bytes]:
    """Put the parts of a shapefile into one zip; a file alone stays as it is."""
    if len(files) == 1:
        return files[0]
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    shapes = [name for name, _ in files if name.lower().endswith(".shp")]
    return f"{Path((shapes or [files[0][0]])[0]).stem}.zip", held.getvalue()


def _read(kind: str, file: Path, **told: Any) -> Boundary:
    limits = DEFAULTS.intake
    limits = replace(limits, reader_s=limits.site_s, reader_mb=limits.site_mb)
    with reading_apart(kind, module=previewing.MODULE) as apart:
        villages, notes, columns = apart.read_all([file], limits, **told)[0]
    return Boundary(villages, tuple(notes), tuple(columns))
