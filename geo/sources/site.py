"""Read and write site.toml: what is planned, when, from where, by whom, from which files."""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import tomli_w
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from pyproj import CRS
from pyproj.exceptions import CRSError

from geo.errors import InputError
from geo.model.notes import Note
from geo.model.season import Stage
from geo.model.team import Vehicle
from geo.settings import DEFAULTS, Settings, with_changes

FILE_NAME: Final = "site.toml"
INPUT_ROLES: Final = (
    "villages", "dem", "roads", "landcover", "water", "bases", "teams", "history", "effort", "leads",
    "images", "yards", "climate", "areas", "hazards",
)  # fmt: skip
_WANTED: Final = {
    "int_type": "word-wanted-whole",
    "int_parsing": "word-wanted-whole",
    "int_from_float": "word-wanted-whole",
    "float_type": "word-wanted-number",
    "float_parsing": "word-wanted-number",
    "finite_number": "word-wanted-number",
    "string_type": "word-wanted-text",
    "bool_type": "word-wanted-yes-no",
    "bool_parsing": "word-wanted-yes-no",
    "value_error": "word-wanted-day",
}
"""What pydantic's faults ask for, in words; the only check of our own besides days and dates is of days."""
Datum = Literal["WGS84", "CGCS2000", "GCJ02", "BD09"]


def _plain_day(value: object) -> object:
    """Take a quoted day for a day; a point in time is none."""
    if isinstance(value, str):
        return date.fromisoformat(value)
    if isinstance(value, datetime) or not isinstance(value, date):
        raise ValueError("day")  # noqa: TRY004  pydantic turns this one into a place
    return value


Day = Annotated[date, BeforeValidator(_plain_day)]


class _Part(BaseModel):
    """A part of the file: unknown keys are faults, and no text is quietly taken for a number."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False, str_strip_whitespace=True)


class SiteHead(_Part):
    """[site]: name and ground."""

    name: str = Field(min_length=1)
    kind: Literal["township", "county"] = "township"
    crs: str = ""
    cell_size_m: float = Field(default=250.0, ge=50, le=1000)
    database: str = ""


class Observed(_Part):
    """A stage seen on the ground: it pins the season."""

    stage: Stage
    date: Day
    elevation_m: float = Field(ge=-500, le=9000)


class Season(_Part):
    """[season]: year and what is known of the crop calendar."""

    year: int = Field(ge=1950, le=2100)
    preset: str = ""
    sowing: Day | None = None
    climate: str = ""
    observed: list[Observed] = Field(default_factory=list)


class WindowRow(_Part):
    """[[window]]: dates in which a sweep is run, both days included."""

    id: str = Field(min_length=1)
    opens: Day
    closes: Day
    name: str = ""


class BaseRow(_Part):
    """[[base]]: where teams set out from, WGS84."""

    name: str = Field(min_length=1)
    lon: float = Field(ge=-180, le=180)
    lat: float = Field(ge=-90, le=90)


class TeamRow(_Part):
    """[[team]]: days of the season, split evenly over its windows, or {window = days}; or dates."""

    id: str = Field(min_length=1)
    base: str = ""
    members: int = Field(default=DEFAULTS.plan.members, ge=DEFAULTS.plan.least_team, le=60)
    vehicle: Vehicle = Vehicle.CAR
    driver: bool = False
    hours_per_day: float = Field(default=DEFAULTS.plan.hours_per_day, ge=0.5, le=16)
    days: int | dict[str, int] | None = None
    dates: list[Day] | None = None

    @model_validator(mode="after")
    def _days_or_dates(self) -> TeamRow:
        if self.days is not None and self.dates is not None:
            raise ValueError("days-and-dates")
        return self


class InputRow(_Part):
    """[[input]]: a file as taken in, relative to inputs/."""

    role: str = Field(min_length=1)
    file: str = Field(min_length=1)
    datum: Datum | Literal[""] = ""
    name_field: str = ""  # of villages: the column that names them
    seasons: list[int] = Field(default_factory=list)  # of past effort: year of each band of a raster
    sweep_width_m: float | None = Field(default=None, gt=0, le=1000)  # of past effort as tracks
    sha256: str = ""
    taken_at: datetime | None = None


class SiteFile(_Part):
    """site.toml whole; names are the file's own. `team` None: none given, one is assumed."""

    site: SiteHead
    season: Season
    window: list[WindowRow] = Field(default_factory=list)
    base: list[BaseRow] = Field(default_factory=list)
    team: list[TeamRow] | None = None
    input: list[InputRow] = Field(default_factory=list)
    settings: dict[str, dict[str, Any]] = Field(default_factory=dict)

    def all_settings(self) -> Settings:
        """Return the defaults with this site's changes and its cell size."""
        changes = {part: dict(values) for part, values in self.settings.items()}
        changes.setdefault("grid", {})["cell_size_m"] = self.site.cell_size_m
        return with_changes(DEFAULTS, changes, file=FILE_NAME)


def read_site(folder: str | Path) -> SiteFile:
    """Read site.toml of a site folder.

    Raises
    ------
    InputError : no such file, no TOML, unknown key (with a suggestion), wrong kind or range, a window that
        closes before it opens, a name that stands twice, a team from an unknown base, an empty team list
    """
    file = Path(folder) / FILE_NAME
    if not file.is_file():
        raise InputError("source-site-missing", file=str(file))
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise InputError("source-site-toml", file=FILE_NAME, place=_place_of(fault)) from fault
    return site_from(content)


def site_from(content: dict[str, Any], *, file: str = FILE_NAME) -> SiteFile:
    """Hold the content of a site file to its rules; the errors are those of `read_site`."""
    try:
        site = SiteFile.model_validate(content)
    except ValidationError as fault:
        raise _first_fault(fault, file=file) from fault
    _check_head(site, file=file)
    _check_windows(site, file=file)
    _check_teams(site, file=file)
    site.all_settings()
    return site


def write_site(folder: str | Path, site: SiteFile) -> Path:
    """Write site.toml at once or not at all."""
    content = site.model_dump(mode="python", exclude_none=True, exclude_defaults=False)
    text = tomli_w.dumps(_plain(_without_blanks(content)))
    file = Path(folder) / FILE_NAME
    beside = file.with_suffix(".toml.new")
    with beside.open("w", encoding="utf-8", newline="\n") as sink:
        sink.write(text)
        sink.flush()
        os.fsync(sink.fileno())
    beside.replace(file)
    return file


def _plain(value: Any) -> Any:
    """Turn enums into texts: TOML knows no others."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, str) else value


def _without_blanks(content: dict[str, Any]) -> dict[str, Any]:
    """Leave out what says nothing, so that the file shows only what was decided."""
    return {
        key: _without_blanks(value)
        if isinstance(value, dict)
        else [_without_blanks(item) if isinstance(item, dict) else item for item in value]
        if isinstance(value, list)
        else value
        for key, value in content.items()
        if value not in ("", {}) and not (value == [] and key != "team")
    }


def _check_head(site: SiteFile, *, file: str) -> None:
    """Hold the CRS and the roles of the inputs to what there is."""
    if site.site.crs:
        try:
            crs = CRS.from_user_input(site.site.crs)
        except CRSError as fault:
            raise InputError("source-site-crs", file=file, crs=site.site.crs) from fault
        if not crs.is_projected or crs.axis_info[0].unit_name != "metre" or "mercator" in crs.name.lower():
            raise InputError("source-site-crs", file=file, crs=site.site.crs)
    roles = [row.role for row in site.input]
    for role in roles:
        if role not in INPUT_ROLES:
            raise InputError(
                "source-site-role", file=file, role=role, suggestion=_near(role, list(INPUT_ROLES))
            )
    _refuse_twice(roles, file=file, place="input")


def _check_windows(site: SiteFile, *, file: str) -> None:
    for row in site.window:
        if row.closes < row.opens:
            raise InputError(
                "source-dates-reversed",
                file=file,
                place=f"[[window]] {row.id}",
                opens=str(row.opens),
                closes=str(row.closes),
            )
    _refuse_twice([row.id for row in site.window], file=file, place="window")


def _check_teams(site: SiteFile, *, file: str) -> None:
    _refuse_twice([row.name for row in site.base], file=file, place="base")
    if site.team is None:
        return
    if not site.team:
        raise InputError("source-no-teams", file=file)
    _refuse_twice([row.id for row in site.team], file=file, place="team")
    bases = [row.name for row in site.base]
    windows = {row.id for row in site.window}
    for team in site.team:
        if team.base and bases and team.base not in bases:
            raise InputError(
                "source-unknown-base",
                file=file,
                place=f"[[team]] {team.id}",
                name=team.base,
                suggestion=_near(team.base, bases),
            )
        if isinstance(team.days, dict) and windows and set(team.days) - windows:
            name = sorted(set(team.days) - windows)[0]
            raise InputError(
                "error-unknown-key",
                file=file,
                place=f"team {team.id}: days",
                name=name,
                suggestion=_near(name, sorted(windows)),
            )


def _refuse_twice(names: list[str], *, file: str, place: str) -> None:
    for name in names:
        if names.count(name) > 1:
            raise InputError("source-site-twice", file=file, place=place, name=name)


def _near(name: str, known: list[str]) -> str:
    return (difflib.get_close_matches(name, known, n=1) or [", ".join(known)])[0]


def _first_fault(fault: ValidationError, *, file: str) -> InputError:
    """Turn pydantic's first fault into a sentence with its place."""
    first = fault.errors(include_url=False)[0]
    steps = [str(step + 1) if isinstance(step, int) else str(step) for step in first["loc"]]
    place = " ".join(steps)
    if first["type"] == "extra_forbidden":
        known = _known_keys(first["loc"][:-1])
        return InputError(
            "error-unknown-key",
            file=file,
            place=" ".join(steps[:-1]) or "-",
            name=steps[-1],
            suggestion=_near(steps[-1], known),
        )
    if first["type"] == "missing":
        return InputError("source-site-key-missing", file=file, place=place)
    if "days-and-dates" in str(first.get("msg")):
        return InputError("source-days-and-dates", file=file, place=place)
    context = first.get("ctx", {})
    kind = _WANTED.get(first["type"])
    choices = re.findall(r"'([^']+)'", str(context.get("expected", "")))
    allowed = Note(kind) if kind else ", ".join(choices) or _range(context) or "none"
    return InputError(
        "source-site-value", file=file, place=place, value=str(first["input"])[:60], allowed=allowed
    )


def _range(context: dict[str, Any]) -> str:
    signs = {"ge": "≥", "le": "≤", "gt": ">", "lt": "<"}
    return " ".join(f"{sign} {context[key]}" for key, sign in signs.items() if key in context)


def _known_keys(place: tuple[Any, ...]) -> list[str]:
    parts: dict[str, type[BaseModel]] = {
        "site": SiteHead, "season": Season, "window": WindowRow, "base": BaseRow, "team": TeamRow,
        "input": InputRow, "observed": Observed,
    }  # fmt: skip
    names = [step for step in place if isinstance(step, str) and step in parts]
    return sorted((parts[names[-1]] if names else SiteFile).model_fields)


def _place_of(fault: Exception) -> Note:
    if isinstance(fault, UnicodeDecodeError):
        return Note("word-not-utf8")
    at = re.search(r"at line (\d+), column (\d+)", str(fault))
    if at is None:
        return Note("word-file-end")
    return Note("word-line-column", {"line": at.group(1), "column": at.group(2)})
