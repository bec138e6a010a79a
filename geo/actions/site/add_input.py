"""Give a site another layer, or another file for one: read beside the site first, then put in its place."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import geopandas as gpd

from geo.actions.prepared.hazards import hazards_of
from geo.actions.prepared.prepare import Prepared, prepare
from geo.actions.site import preparing
from geo.actions.site.create import DATUMS
from geo.errors import InputError
from geo.model.notes import Note
from geo.records.audit import log
from geo.records.roles import ALONE, Action, Actor, acting, require
from geo.records.store import Store
from geo.sources.apart import reading_apart
from geo.sources.derived import sha256_of
from geo.sources.site import InputRow, SiteFile, read_site, write_site

ROLES: Final = (
    "areas", "yards", "hazards", "dem", "landcover", "roads", "water", "images", "effort", "climate", "bases",
    "teams",
)  # fmt: skip
"""Layers that may be given later; other boundaries are another site, and finds and leads go on record."""


@dataclass(frozen=True)
class Added:
    """What a file brings as a layer: what to tell of it, and its rows where they have a place, else None.

    before: file that it takes the place of; "" where there was none.
    """

    role: str
    file: str
    before: str
    notes: tuple[Note, ...]
    rows: Any


def add_input(
    site_dir: Path, role: str, file: Path, *, datum: str = "", dry_run: bool = False, actor: Actor = ALONE
) -> Added:
    """Read a file as a layer of the site, as the whole site would be read with it, and keep it.

    The file is copied under inputs/; the one before stays there and is no longer read.

    Parameters
    ----------
    dry_run : do the same and change nothing

    Raises
    ------
    InputError : no such layer or datum, or the site cannot be made with this file; nothing is changed
    RecordError : the actor may not
    """
    if role not in ROLES:
        raise InputError("source-site-role", file=file.name, role=role, suggestion=ROLES[0])
    if datum and datum not in DATUMS:
        raise InputError("error-unknown-datum", file=file.name, datum=datum, known=", ".join(DATUMS))
    with Store.open(site_dir) as store:
        require(store, actor, Action.PLAN)
    site = read_site(site_dir)
    before = next((row.file for row in site.input if row.role == role), "")
    row = _row(site, site_dir, role, file, datum)
    changed = site.model_copy(update={"input": [*(one for one in site.input if one.role != role), row]})
    with _beside(site_dir, changed, row, file) as trial:
        prepared = _read(trial, changed, row)
        notes = [note for note in prepared.notes if note.args.get("file") == row.file]
        added = Added(role, row.file, before, tuple(notes), _rows(prepared, role))
    if not dry_run:
        _keep(site_dir, changed, row, file, before, actor)
    return added


def _row(site: SiteFile, site_dir: Path, role: str, file: Path, datum: str) -> InputRow:
    """Make the row of [[input]], under a name that no file in inputs/ has."""
    taken = {row.file.casefold() for row in site.input}
    name, number = file.name, 1
    while name.casefold() in taken or (site_dir / "inputs" / name).exists():
        name, number = f"{role}-{number}-{file.name}", number + 1
    taken_at = datetime.now(UTC).replace(microsecond=0)
    return InputRow.model_validate(
        {"role": role, "file": name, "datum": datum, "sha256": sha256_of(file), "taken_at": taken_at}
    )


@contextmanager
def _beside(site_dir: Path, site: SiteFile, row: InputRow, file: Path) -> Iterator[Path]:
    """Make a folder of the site as it would be, with the other inputs and what was derived linked."""
    with tempfile.TemporaryDirectory(prefix="tacha-input", ignore_cleanup_errors=True) as folder:
        trial = Path(folder) / "site"
        (trial / "inputs").mkdir(parents=True)
        for one in site.input:
            source = file if one is row else site_dir / "inputs" / one.file
            _link(source.resolve(), trial / "inputs" / one.file)
        (site_dir / "derived").mkdir(exist_ok=True)
        with suppress(OSError):  # where links to folders are not allowed, all is derived anew
            (trial / "derived").symlink_to((site_dir / "derived").resolve(), target_is_directory=True)
        write_site(trial, site.model_copy(update={"site": site.site.model_copy(update={"database": ""})}))
        yield trial


def _link(source: Path, place: Path) -> None:
    try:
        os.link(source, place)
    except OSError:
        shutil.copyfile(source, place)


def _read(trial: Path, site: SiteFile, row: InputRow) -> Prepared:
    """Read the site with the file in a process apart first; what that leaves in derived/ is taken here."""
    limits = site.all_settings().intake
    apart_limits = replace(limits, reader_s=limits.site_s, reader_mb=limits.site_mb)
    with reading_apart(preparing.KIND, module=preparing.MODULE) as apart:
        apart.read_all([trial], apart_limits, called=row.file)
    prepared = prepare(trial)
    if row.role == "hazards":
        hazards_of(prepared)
    return prepared


def _rows(prepared: Prepared, role: str) -> Any:
    """Rows of a layer that a map can show; None where it is no table of places."""
    if role == "hazards":
        table = hazards_of(prepared)
    else:
        table = {"areas": prepared.areas, "yards": prepared.yards, "bases": prepared.bases}.get(role)
    if table is None or not isinstance(table, gpd.GeoDataFrame):
        return None
    return table[~(table.geometry.isna() | table.geometry.is_empty)]


def _keep(site_dir: Path, site: SiteFile, row: InputRow, file: Path, before: str, actor: Actor) -> None:
    """Copy the file, log, and only then name it in site.toml."""
    place = site_dir / "inputs" / row.file
    part = place.with_name(f".{place.name}.part")
    shutil.copyfile(file, part)
    part.replace(place)
    with Store.open(site_dir) as store, acting(store, actor, Action.PLAN) as connection:
        told = {"role": row.role, "file": row.file, "datum": row.datum, "sha256": row.sha256}
        log(connection, actor, "input", f"file {row.file}", {"file": before} if before else None, told)
        write_site(site_dir, site)
