"""Make a site folder from village boundaries and whatever else there is; all of it or nothing."""

from __future__ import annotations

import shutil
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from geo.actions.prepare import Prepared, prepare
from geo.errors import InputError
from geo.model.notes import Note, OnProgress, silent
from geo.sources.derived import sha256_of
from geo.sources.site import InputRow, Season, SiteFile, SiteHead, site_from, write_site

INPUT_ROLES = (
    "villages", "dem", "roads", "landcover", "water", "bases", "teams", "history", "effort", "leads",
    "images", "yards", "climate",
)  # fmt: skip
DATUMS = ("WGS84", "CGCS2000", "GCJ02", "BD09")


@dataclass(frozen=True)
class NewSite:
    """What a new site is made from: files by role, datums by role, season."""

    villages: Path
    files: dict[str, Path] = field(default_factory=dict)
    name_field: str | None = None
    season: int | None = None
    preset: str | None = None
    datums: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class MadeSite:
    """What came of it."""

    name: str
    villages: int
    cells: int
    notes: tuple[Note, ...]


def create_site(folder: Path, wanted: NewSite, *, on_progress: OnProgress = silent) -> MadeSite:
    """Copy the files, check and prepare them, and only then give the folder its name.

    Raises
    ------
    InputError : the folder is there already, or a file is wrong; no folder is left behind
    """
    files = {"villages": wanted.villages, **wanted.files}
    for role in wanted.datums:
        if role not in files:
            raise InputError("error-datum-role", role=role, known=", ".join(files))
    rows = [_row(role, file, wanted) for role, file in files.items()]
    season = Season(year=wanted.season or datetime.now(UTC).year, preset=wanted.preset or "")
    site = SiteFile(site=SiteHead(name=folder.resolve().name), season=season, input=rows)
    return assemble(folder, site, files, on_progress=on_progress)


def assemble(
    folder: Path, site: SiteFile, files: dict[str, Path], *, on_progress: OnProgress = silent
) -> MadeSite:
    """Put a site together beside its place and move it there once everything in it has been read.

    Parameters
    ----------
    files : by role, the file that becomes inputs/<name in site.toml>
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError("error-folder-exists", place=str(folder))
    folder.parent.mkdir(parents=True, exist_ok=True)
    partial = folder.resolve().parent / f".{folder.name}.{uuid.uuid4().hex[:8]}"
    try:
        (partial / "inputs").mkdir(parents=True)
        for row in site.input:
            shutil.copyfile(files[row.role], partial / "inputs" / row.file)
        checked = site_from(site.model_dump(exclude_none=True))
        write_site(partial, checked)
        prepared = prepare(partial, on_progress=on_progress)
        if folder.is_dir():
            folder.rmdir()
        partial.rename(folder)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    return _made(site, prepared)


def _row(role: str, file: Path, wanted: NewSite) -> InputRow:
    if not file.is_file():
        raise InputError("error-no-file", file=str(file), role=role)
    datum = wanted.datums.get(role, "")
    if datum and datum not in DATUMS:
        raise InputError("error-unknown-datum", file=file.name, datum=datum, known=", ".join(DATUMS))
    return InputRow.model_validate(
        {
            "role": role,
            # The role in front keeps two files of one name apart; endings such as .osm.bz2 stay whole.
            "file": f"{role}-{file.name}",
            "datum": datum,
            "name_field": (wanted.name_field or "") if role == "villages" else "",
            "sha256": sha256_of(file),
            "taken_at": datetime.now(UTC).replace(microsecond=0),
        }
    )


def _made(site: SiteFile, prepared: Prepared) -> MadeSite:
    return MadeSite(site.site.name, len(prepared.villages), len(prepared.cells), prepared.notes)
