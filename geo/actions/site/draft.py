"""Keep what is known of a site that is being made, step by step, in a hidden folder beside its place."""

from __future__ import annotations

import json
import re
import shutil
import uuid
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from geo.errors import InputError
from geo.settings import DEFAULTS

_FOLDER: Final = ".tacha-draft-"
_FILE: Final = "draft.json"
_ID: Final = re.compile(r"[0-9a-f]{12}")
_NAMED: Final = re.compile(r"[\x00-\x1f\\/:*?\"<>|]")


@dataclass(frozen=True)
class Place:
    """A place that was clicked: WGS84 degrees."""

    name: str
    lon: float
    lat: float


@dataclass(frozen=True)
class Draft:
    """What a person has said so far of a new site.

    files: by role, names in the draft's inputs; around: longitude, latitude and width in km of the map to
    trace on; outline: corners as longitude and latitude, closed or not yet; offices: of the villages inside
    it; days: of each team by window, None while nothing was said; past: plots found by
    village_id and year, without the years that nobody knows; job_id: of the work that makes it a site.
    """

    draft_id: str
    sample: bool = False
    name: str = ""
    year: int = 0
    preset: str = ""
    datum: str = ""
    name_field: str = ""
    files: dict[str, str] = field(default_factory=dict)
    around: tuple[float, ...] = ()
    outline: tuple[tuple[float, float], ...] = ()
    closed: bool = False
    offices: tuple[Place, ...] = ()
    bases: tuple[Place, ...] = ()
    teams: tuple[str, ...] = ()
    members: int = DEFAULTS.plan.members
    hours: float = DEFAULTS.plan.hours_per_day
    days: dict[str, int] = field(default_factory=dict)
    past: dict[str, dict[str, int]] = field(default_factory=dict)
    job_id: str = ""
    site: str = ""


def new_draft(roof: Path, **known: Any) -> Draft:
    """Begin a new site."""
    draft = Draft(uuid.uuid4().hex[:12], **known)
    (folder_of(roof, draft.draft_id) / "inputs").mkdir(parents=True)
    return write_draft(roof, draft)


def folder_of(roof: Path, draft_id: str) -> Path:
    """Folder of a draft.

    Raises
    ------
    InputError : no such draft
    """
    if not _ID.fullmatch(draft_id):
        raise InputError("start-no-draft")
    return roof / f"{_FOLDER}{draft_id}"


def draft_of(folder: Path) -> str:
    """Id of the draft that a folder holds.

    Raises
    ------
    InputError : it holds none
    """
    draft_id = folder.name.removeprefix(_FOLDER)
    if folder.name == draft_id or not _ID.fullmatch(draft_id):
        raise InputError("start-no-draft")
    return draft_id


def read_draft(roof: Path, draft_id: str) -> Draft:
    """Read a draft.

    Raises
    ------
    InputError : no such draft
    """
    file = folder_of(roof, draft_id) / _FILE
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise InputError("start-no-draft") from fault
    for name in ("offices", "bases"):
        told[name] = tuple(Place(**place) for place in told[name])
    told["outline"] = tuple((lon, lat) for lon, lat in told["outline"])
    told["teams"], told["around"] = tuple(told["teams"]), tuple(told["around"])
    return Draft(**told)


def write_draft(roof: Path, draft: Draft) -> Draft:
    """Keep a draft as it is now, at once or not at all."""
    file = folder_of(roof, draft.draft_id) / _FILE
    beside = file.with_suffix(".new")
    beside.write_text(json.dumps(asdict(draft), ensure_ascii=False), encoding="utf-8")
    beside.replace(file)
    return draft


def put_file(roof: Path, draft: Draft, role: str, name: str, content: bytes) -> Draft:
    """Take a file of a role into the draft, in the place of one of that role that was there."""
    called = _NAMED.sub("", name).lstrip(".")[-100:] or role
    taken = {file.casefold() for other, file in draft.files.items() if other != role}
    called = f"{role}-{called}" if called.casefold() in taken else called
    draft = drop_file(roof, draft, role)
    (folder_of(roof, draft.draft_id) / "inputs" / called).write_bytes(content)
    return write_draft(roof, replace(draft, files={**draft.files, role: called}))


def drop_file(roof: Path, draft: Draft, role: str) -> Draft:
    """Forget the file of a role."""
    if role not in draft.files:
        return draft
    file_of(roof, draft, role).unlink(missing_ok=True)
    files = {other: name for other, name in draft.files.items() if other != role}
    return write_draft(roof, replace(draft, files=files))


def file_of(roof: Path, draft: Draft, role: str) -> Path:
    """Path of the file of a role."""
    return folder_of(roof, draft.draft_id) / "inputs" / draft.files[role]


def drafts_under(roof: Path) -> Iterator[Draft]:
    """Give every draft of a roof that can be read."""
    for folder in sorted(roof.glob(f"{_FOLDER}*")) if roof.is_dir() else []:
        try:
            yield read_draft(roof, folder.name.removeprefix(_FOLDER))
        except (InputError, TypeError):
            continue


def discard(roof: Path, draft_id: str) -> None:
    """Throw a draft away with its files."""
    shutil.rmtree(folder_of(roof, draft_id), ignore_errors=True)
