"""Make a site folder from village boundaries and whatever else there is; all of it or nothing."""

from __future__ import annotations

import difflib
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from geo.actions.prepared.prepare import Prepared, prepare
from geo.actions.site import preparing
from geo.errors import InputError
from geo.model.notes import Note, OnProgress, silent
from geo.search.presets import PRESETS
from geo.sources.apart import Apart, reading_apart
from geo.sources.derived import sha256_of
from geo.sources.site import SiteFile, site_from, write_site
from geo.words import refusal_of

COMMAND = "tacha new"
"""Where a fault stands that is in the call and in no file."""
DATUMS = ("WGS84", "CGCS2000", "GCJ02", "BD09")


@dataclass(frozen=True)
class NewSite:
    """What a new site is made from: files by role, datums by role, season.

    effort_seasons: years of the bands of past effort; effort_width_m: sweep width of past tracks.
    """

    villages: Path
    files: dict[str, Path] = field(default_factory=dict)
    name_field: str | None = None
    season: int | None = None
    preset: str | None = None
    datums: dict[str, str] = field(default_factory=dict)
    effort_seasons: tuple[int, ...] = ()
    effort_width_m: float | None = None


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
    refuse_taken(folder)
    files = {"villages": wanted.villages, **wanted.files}
    for role in wanted.datums:
        if role not in files:
            raise InputError("error-datum-role", role=role, known=", ".join(files))
    preset = wanted.preset or ""
    if preset and preset not in PRESETS:
        near = difflib.get_close_matches(preset, sorted(PRESETS), n=1) or [", ".join(sorted(PRESETS))]
        raise InputError(
            "search-error-preset", file=COMMAND, place="--preset", preset=preset, suggestion=near[0]
        )
    year = datetime.now(UTC).year if wanted.season is None else wanted.season
    content = {
        "site": {"name": folder.resolve().name},
        "season": {"year": year, "preset": preset},
        "input": _rows(files, wanted),
    }
    with reading_apart(preparing.KIND, module=preparing.MODULE) as apart:
        return assemble(folder, site_from(content, file=COMMAND), files, apart=apart, on_progress=on_progress)


def assemble(
    folder: Path,
    site: SiteFile,
    files: dict[str, Path],
    *,
    apart: Apart | None = None,
    on_progress: OnProgress = silent,
) -> MadeSite:
    """Put a site together beside its place and move it there once everything in it has been read.

    Parameters
    ----------
    files : by role, the file that becomes inputs/<name in site.toml>
    apart : reads them first, in a process of its own; None: they are our own
    """
    refuse_taken(folder)
    with _beside(folder) as partial:
        for row in site.input:
            _copy(files[row.role], partial / "inputs" / row.file, role=row.role)
        checked = site_from(site.model_dump(exclude_none=True))
        write_site(partial, checked)
        if apart is not None:
            on_progress(0, 1, "progress-files")
            limits = checked.all_settings().intake
            names = ", ".join(row.file for row in checked.input)
            apart.read_all(
                [partial], replace(limits, reader_s=limits.site_s, reader_mb=limits.site_mb), called=names
            )
        prepared = prepare(partial, on_progress=on_progress)
    return _made(site, prepared)


def refuse_taken(folder: Path) -> None:
    """Refuse a place that holds something already, or that cannot be looked at."""
    try:
        if folder.exists() and not folder.is_dir():
            raise InputError("error-folder-is-file", place=str(folder))
        if folder.is_dir() and any(folder.iterdir()):
            raise InputError("error-folder-exists", place=str(folder))
    except OSError as fault:
        raise InputError("error-folder-refused", place=str(folder), reason=refusal_of(fault)) from fault


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """Make a folder beside its place and give it its name at the end; on any fault nothing is left."""
    target = folder.resolve()
    made = [parent for parent in target.parents if not parent.exists()]
    partial = target.parent / f".tacha-{uuid.uuid4().hex[:12]}"
    try:
        with _refused(folder):
            (partial / "inputs").mkdir(parents=True)
        yield partial
        with _refused(folder):
            if target.is_dir():
                target.rmdir()
            partial.rename(target)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        for parent in made:
            with suppress(OSError):
                parent.rmdir()
        raise


@contextmanager
def _refused(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise InputError("error-folder-refused", place=str(folder), reason=refusal_of(fault)) from fault


def _copy(file: Path, place: Path, *, role: str) -> None:
    try:
        shutil.copyfile(file, place)
    except OSError as fault:
        raise InputError(
            "error-copy-refused", file=str(file), role=Note(f"word-role-{role}"), reason=refusal_of(fault)
        ) from fault


def _rows(files: dict[str, Path], wanted: NewSite) -> list[dict[str, Any]]:
    """Rows of [[input]]; a file keeps its name, so that what is said of it names what people know."""
    taken: set[str] = set()
    rows = []
    for role, file in files.items():
        said = Note(f"word-role-{role}")
        if not file.is_file():
            raise InputError("source-folder" if file.is_dir() else "error-no-file", file=str(file), role=said)
        datum = wanted.datums.get(role, "")
        if datum and datum not in DATUMS:
            raise InputError("error-unknown-datum", file=file.name, datum=datum, known=", ".join(DATUMS))
        # The role in front keeps two files of one name apart; endings such as .osm.bz2 stay whole.
        name = f"{role}-{file.name}" if file.name.casefold() in taken else file.name
        taken.add(name.casefold())
        rows.append(
            {
                "role": role,
                "file": name,
                "datum": datum,
                "name_field": (wanted.name_field or "") if role == "villages" else "",
                **(_of_effort(wanted) if role == "effort" else {}),
                "sha256": _sha256(file, said),
                "taken_at": datetime.now(UTC).replace(microsecond=0),
            }
        )
    return rows


def _of_effort(wanted: NewSite) -> dict[str, Any]:
    """Say what was told of past effort beside its file."""
    told = {"seasons": list(wanted.effort_seasons), "sweep_width_m": wanted.effort_width_m}
    return {name: value for name, value in told.items() if value}


def _sha256(file: Path, role: Note) -> str:
    try:
        return sha256_of(file)
    except OSError as fault:
        raise InputError("error-copy-refused", file=str(file), role=role, reason=refusal_of(fault)) from fault


def _made(site: SiteFile, prepared: Prepared) -> MadeSite:
    return MadeSite(site.site.name, len(prepared.villages), len(prepared.cells), prepared.notes)
