"""Pack what teams carry for a day: one zip for each team, the same plan in the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from geo.actions.packs.gather import day_of_teams, task_of
from geo.actions.packs.pages import DayPages
from geo.actions.prepared.prepare import prepare
from geo.exports.packs.card import plan_card
from geo.exports.packs.gpx import plan_gpx
from geo.exports.packs.kml import plan_kml
from geo.exports.packs.lines import ten_lines
from geo.exports.packs.sheet import plan_pdf
from geo.exports.packs.task import Task
from geo.exports.packs.tasks import tasks_geojson
from geo.exports.zips import bundle
from geo.model.notes import OnProgress, silent
from geo.words import Language


@dataclass(frozen=True)
class Pack:
    """A zip, the name its file should have, and whose it is; an empty team: several."""

    name: str
    team: str
    content: bytes


def pack_day(folder: Path, team: str, day: date, *, language: str = "zh") -> Pack:
    """Return what one team carries on one day: its own way and nothing of others, of risk or of leads.

    Raises
    ------
    InputError : an input is wrong, no type with Chinese characters
    RecordError : no plan is in force, or the team has no route on that day
    """
    return pack_teams(folder, day, [team], language=language)[0]


def pack_teams(
    folder: Path,
    day: date,
    teams: Sequence[str] = (),
    *,
    language: str = "zh",
    route: bool = False,
    on_progress: OnProgress = silent,
) -> list[Pack]:
    """Return what teams carry on a day, in the order of their names.

    Parameters
    ----------
    teams : only these; empty for all that go out
    route : also the order of the stops as GPX `rte`

    Raises
    ------
    InputError, RecordError : as `pack_day`
    """
    spoken = Language(language)
    of_day = day_of_teams(prepare(folder), day, teams)
    names = sorted(of_day.routes["team_id"])
    drawing = DayPages(folder, day, names, spoken)
    try:
        made = []
        for done, name in enumerate(names):
            on_progress(done, len(names), "pack-progress")
            task = task_of(of_day, name, spoken)
            made.append((task, _files(task, spoken, route=route)))
        pages = drawing.pages()
    finally:
        drawing.stop()
    return [
        Pack(f"{task.stem}.zip", task.team, bundle({**files, f"{task.stem}.html": page.encode()}))
        for (task, files), page in zip(made, pages, strict=True)
    ]


def packed_together(packs: Sequence[Pack], day: date) -> Pack:
    """Put the packs of a day into one zip, for an office that hands them all out."""
    return Pack(f"{day:%Y-%m-%d}.zip", "", bundle({pack.name: pack.content for pack in packs}))


def _files(task: Task, language: Language, *, route: bool) -> dict[str, bytes]:
    stem = task.stem
    text = "\r\n".join(ten_lines(task, language)) + "\r\n"
    return {
        f"{stem}.pdf": plan_pdf(task, language),
        f"{stem}.png": plan_card(task, language),
        # Windows' own editor takes text without a mark for GBK.
        f"{stem}.txt": text.encode("utf-8-sig"),
        f"{stem}.gpx": plan_gpx(task, language, route=route),
        f"{stem}_ascii.gpx": plan_gpx(task, language, ascii_names=True, route=route),
        f"{stem}.kml": plan_kml(task, language),
        f"{stem}_tasks.geojson": tasks_geojson(task).encode(),
    }
