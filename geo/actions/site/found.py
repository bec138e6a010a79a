"""Make a site of a draft and plan it: all of it, or nothing."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from geo.actions.jobs import start
from geo.actions.prepared.assess import assess
from geo.actions.prepared.prepare import prepare
from geo.actions.season.plan import plan
from geo.actions.site import preparing
from geo.actions.site.create import assemble
from geo.actions.site.demonstrate import demonstrate
from geo.actions.site.draft import Draft, file_of, folder_of, put_file, read_draft, write_draft
from geo.actions.site.roof import place_of
from geo.exports.values import no_formula
from geo.model.notes import OnProgress, silent
from geo.search.presets import PRESETS
from geo.settings import DEFAULTS
from geo.sources.apart import reading_apart
from geo.sources.derived import sha256_of
from geo.sources.site import SiteFile, read_site, site_from, write_site

VERB: Final = "found"
REGIONS: Final = tuple(PRESETS)
"""Crop calendars that a new site may choose from."""
WINDOWS: Final = ("w1", "w2", "w3")
"""Windows of a season that follows from the crop calendar, in order."""


def start_founding(roof: Path, draft: Draft) -> Draft:
    """Begin to make the site as a process of its own; the draft then holds the id of its job.

    Raises
    ------
    InputError : the name cannot be a folder's, or is taken
    """
    place = place_of(roof, draft.name)
    job_id = start(folder_of(roof, draft.draft_id), VERB)
    return write_draft(roof, replace(draft, job_id=job_id, site=place.name))


def found(roof: Path, draft_id: str, *, on_progress: OnProgress = silent) -> Path:
    """Make the site of a draft, plan it, and return its folder; on any fault none is left.

    Raises
    ------
    InputError : the name is taken, a file is wrong, or the days do not fit
    Cancelled : a person stopped it
    """
    draft = read_draft(roof, draft_id)
    place = place_of(roof, draft.name)
    if draft.sample:
        with _nothing_left(place):
            demonstrate(place, on_progress=on_progress)
        return place
    draft = with_past(roof, draft)
    files = {role: file_of(roof, draft, role) for role in draft.files}
    with reading_apart(preparing.KIND, module=preparing.MODULE) as apart:
        assemble(place, site_of(draft, files), files, apart=apart, on_progress=on_progress)
    with _nothing_left(place):
        fit_days(place)
        plan(place, adopted=True, on_progress=on_progress)
    return place


@contextmanager
def _nothing_left(place: Path) -> Iterator[None]:
    """Take away the site that was being made, but not one that somebody else put there meanwhile."""
    try:
        yield
    except BaseException as fault:
        if getattr(fault, "key", "") != "error-folder-exists":
            shutil.rmtree(place, ignore_errors=True)
        raise


def fit_days(place: Path) -> None:
    """Give no team more days in a window than it has: nobody knew how long it is when they were asked for."""
    site = read_site(place)
    windows = assess(prepare(place)).windows
    long = {row.window_id: (row.closes - row.opens).days + 1 for row in windows.itertuples()}
    for team in site.team or []:
        if isinstance(team.days, dict):
            team.days = {window: min(days, long.get(window, 0)) for window, days in team.days.items()}
    write_site(place, site)


def site_of(draft: Draft, files: dict[str, Path]) -> SiteFile:
    """Write the site's description from what was said.

    Raises
    ------
    InputError : as `site_from`
    """
    names = [base.name for base in draft.bases]
    return site_from(
        {
            "site": {"name": draft.name},
            "season": {"year": draft.year, "preset": draft.preset},
            "base": [{"name": base.name, "lon": base.lon, "lat": base.lat} for base in draft.bases],
            "team": [
                {
                    "id": team,
                    "base": names[number % len(names)] if names else "",
                    "members": draft.members,
                    "hours_per_day": draft.hours,
                    "days": draft.days,
                }
                for number, team in enumerate(draft.teams)
            ],
            "input": [_row(draft, role, file) for role, file in files.items()],
        },
        file=draft.name,
    )


def with_past(roof: Path, draft: Draft) -> Draft:
    """Write what was found in past years as the files that an office would have brought.

    A year of which a number is known counts as searched as past years are assumed to be, whatever was
    found; a year that nobody knows is left to what the risk assumes.
    """
    known = [
        (village, int(year), plots)
        for village, years in sorted(draft.past.items())
        for year, plots in sorted(years.items())
    ]
    if not known:
        return draft
    finds = [(year, village) for village, year, plots in known for _ in range(plots)]
    if finds:
        draft = put_file(roof, draft, "history", "history.csv", _csv(("season", "village"), finds))
    coverage = DEFAULTS.risk.unlogged_coverage
    searched = [(year, village, coverage) for village, year, _ in known]
    content = _csv(("season", "village", "coverage"), searched)
    return put_file(roof, draft, "effort", "effort.csv", content)


def _csv(head: tuple[str, ...], rows: list[Any]) -> bytes:
    out = io.StringIO(newline="")
    texts = ([no_formula(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    csv.writer(out).writerows([head, *texts])
    return out.getvalue().encode("utf-8")


def _row(draft: Draft, role: str, file: Path) -> dict[str, Any]:
    of_villages = {"name_field": draft.name_field, "datum": draft.datum} if role == "villages" else {}
    now = datetime.now(UTC).replace(microsecond=0)
    return {"role": role, "file": file.name, **of_villages, "sha256": sha256_of(file), "taken_at": now}
