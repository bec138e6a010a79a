"""Say of every file what it would bring before anything changes: how much, and of which coordinates."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from geo.actions.site.create import MadeSite, NewSite, create_site, refuse_taken
from geo.errors import InputError
from geo.model.notes import Note, OnProgress, silent
from geo.settings import DEFAULTS, IntakeSettings
from geo.sources.apart import reading_apart
from geo.sources.described import Described


class How(StrEnum):
    """How the system of a file's coordinates is known."""

    DECLARED = "declared"
    STANDARD = "standard"
    DETECTED = "detected"
    TOLD = "told"
    REMEMBERED = "remembered"
    ASSUMED = "assumed"
    NONE = "none"


@dataclass(frozen=True)
class Preview:
    """What a file would bring: rows (None: not counted), rows left out, its coordinates and how known."""

    file: str
    kind: str
    rows: int | None
    left_out: int
    datum: str
    how: How

    @property
    def note(self) -> Note:
        """The same as a sentence."""
        args = {"file": self.file, "kind": self.kind, "rows": -1 if self.rows is None else self.rows}
        args |= {"left": self.left_out, "datum": self.datum or "-", "how": self.how.value}
        return Note("exchange-brings", args)


_BY_STANDARD: Final = {"geojson", "kml", "gpx", "osm", "bz2"}
_LEFT_OUT: Final = {"source-rows-left-out", "source-areas-no-polygon", "source-areas-outside"}


def preview(
    files: Sequence[Path],
    notes: Sequence[Note],
    *,
    datums: Mapping[str, str] | None = None,
    settings: IntakeSettings = DEFAULTS.intake,
) -> list[Preview]:
    """Say of every file what it is; files are looked at in a process apart.

    Parameters
    ----------
    files : as they were given
    notes : what reading them told
    datums : by name of file, what was told with --datum
    """
    told = datums or {}
    with reading_apart("described") as apart:
        found = apart.read_each(list(files), settings)
    return [
        _of_file(file.name, seen, [note for note in notes if note.args.get("file") == file.name],
                 told.get(file.name, ""))
        for file, seen in zip(files, found, strict=True)
        if not isinstance(seen, InputError)
    ]  # fmt: skip


def preview_site(folder: Path, wanted: NewSite, *, on_progress: OnProgress = silent) -> MadeSite:
    """Make the site where nobody sees it, say what came of it, and leave nothing.

    Raises
    ------
    InputError : as `create_site`
    """
    refuse_taken(folder)
    with tempfile.TemporaryDirectory(prefix="tacha-new", ignore_cleanup_errors=True) as place:
        return create_site(Path(place) / folder.resolve().name, wanted, on_progress=on_progress)


def _of_file(file: str, seen: Described, notes: list[Note], told: str) -> Preview:
    datum, how = _system(seen, {note.key: note for note in notes}, told)
    # Of a file with several layers one is read, and only all of them are counted.
    rows = None if any(note.key == "source-layer-taken" for note in notes) else seen.rows
    left = sum(int(str(note.args.get("rows", 0))) for note in notes if note.key in _LEFT_OUT)
    return Preview(file, seen.kind, rows, left, datum, how)


def _system(seen: Described, said: Mapping[str, Note], told: str) -> tuple[str, How]:
    if "source-zone-detected" in said:
        return f"CGCS2000 {said['source-zone-detected'].args['crs']}", How.DETECTED
    if "source-datum-remembered" in said:
        return str(said["source-datum-remembered"].args["datum"]), How.REMEMBERED
    if told and not (seen.crs and told in {"WGS84", "CGCS2000"}):
        return told, How.TOLD
    if "source-metres-taken" in said:
        return "", How.ASSUMED
    if seen.kind in _BY_STANDARD and seen.crs in {"", "EPSG:4326"}:
        return "WGS84", How.STANDARD
    return (seen.crs, How.DECLARED) if seen.crs else ("", How.NONE)
