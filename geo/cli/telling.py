"""Say things on the terminal: sentences, notes, tables, JSON, progress. Nothing else in geo prints."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table as RichTable
from rich.text import Text

from geo.actions.jobs import working_on
from geo.cli.terminal import err, language, out
from geo.model.notes import Note, OnProgress, assumptions, silent
from geo.records.actor import Actor
from geo.words import t

if TYPE_CHECKING:
    from geo.actions.intake.take_in import Intake  # loads every reader of files

VERSION = 1
"""Of the objects printed by --json; raised when a field changes its meaning."""


@contextmanager
def progress(*, job: tuple[Path, str, Actor] | None = None) -> Iterator[OnProgress]:
    """Draw progress on stderr, or write it into the job that a screen is watching."""
    if job:
        folder, job_id, actor = job
        with working_on(folder, job_id, actor=actor) as on_progress:
            yield on_progress
        return
    if not err.is_terminal:
        yield silent
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total, what: bar.update(
            task, completed=done, total=total, description=t(what, language())
        )


def tell(key: str, **args: object) -> None:
    """Print the sentence of a key."""
    out.print(t(key, language(), **args), soft_wrap=True, markup=False)


def whisper(note: Note) -> None:
    """Print a note beside the progress, where it is in nobody's way."""
    err.print(sentence(note), soft_wrap=True, markup=False)


def sentence(note: Note) -> str:
    """Put a note into words."""
    return t(note.key, language(), **note.args)


def tell_notes(notes: Sequence[Note]) -> None:
    """Print notes, each sentence once."""
    for note in dict.fromkeys(sentence(note) for note in notes):
        out.print(f"· {note}", soft_wrap=True, markup=False)


def said(notes: Sequence[Note]) -> list[dict[str, Any]]:
    """Put notes into JSON: key, arguments and the sentence."""
    return [{"key": note.key, "args": note.args, "text": sentence(note)} for note in notes]


def assumed_and_told(notes: Sequence[Note]) -> dict[str, Any]:
    """Part what was assumed for want of input from what else is to be told, as a plan's summary does."""
    assumed = assumptions(notes)
    told = list({repr(note): note for note in notes if note not in assumed}.values())
    return {"assumed": said(assumed), "told": said(told)}


def print_json(content: dict[str, Any]) -> None:
    """Print one object with its version."""
    typer.echo(json.dumps({"version": VERSION, **content}, ensure_ascii=False, indent=2, default=str))


def with_sentences(summary: dict[str, Any]) -> dict[str, Any]:
    """Put the notes of a stored plan summary into words beside their keys."""
    spoken: dict[str, Any] = {
        name: said([Note(item["key"], item["args"]) for item in summary[name]])
        for name in ("assumed", "left_out", "first")
        if name in summary
    }
    return {**summary, **spoken}


def print_plan(summary: dict[str, Any]) -> None:
    """Print a plan's summary: windows, figures, what was left out and assumed."""
    if "from" in summary:
        tell("season-kept", date=summary["from"], plan=summary["replaces"], kept=summary["kept"])
        tell_notes([Note(item["key"], item["args"]) for item in summary["first"]])
    words = [
        t(f"cli-plan-{name}", language())
        for name in ("window", "opens", "closes", "routes", "stops", "finds")
    ]
    table = RichTable(*words)
    for window in summary["windows"]:
        table.add_row(
            window["name"], window["opens"], window["closes"], f"{window['routes']} / {window['team_days']}",
            str(window["stops"]), f"{window['expected_finds']:.2f}",
        )  # fmt: skip
    out.print(table)
    tell(
        "cli-plan-done",
        plan=summary["plan_id"],
        finds=f"{summary['expected_finds']:.2f}",
        visited=f"{100 * summary['visited_share']:.0f}",
    )
    if summary.get("bound"):
        percent = round(100 * (1 - summary["gap"]))
        tell("cli-plan-bound", bound=f"{summary['bound']:.2f}", percent=percent)
    for name in ("left_out", "assumed"):
        if summary[name]:
            tell(f"cli-plan-{name.replace('_', '-')}")
            tell_notes([Note(item["key"], item["args"]) for item in summary[name]])


def print_intake(intake: Intake, *, tried: Sequence[Path] = (), datum: str | None = None) -> None:
    """Print what files brought; of those that were only tried, also what each of them is."""
    tell("cli-intake", read=intake.read, added=intake.added)
    if tried:
        # Loaded for a dry run only: it brings every reader of files with it.
        from geo.actions.exchange.preview import preview  # noqa: PLC0415

        told = {file.name: datum.upper() for file in tried} if datum else {}
        tell_notes([one.note for one in preview(tried, intake.notes, datums=told)])
    tell_notes(intake.notes)


def print_coverage(rows: list[dict[str, Any]], *, by: str = "village") -> None:
    """Print coverage by village, area or township; what a place has no figure for is a dash."""
    named = {"village": ("name",), "area": ("village", "name", "post"), "township": ("township",)}[by]
    heads = ("village", "area", "post", "surveyed") if by == "area" else (by,)
    # A list of areas is about who went where: the band of the estimate would leave no room for names.
    shares = ("survey_rate", "declared_rate", "pod", *(() if by == "area" else ("pod_low", "pod_high")))
    figures = ("rate", "declared", "pod", *(() if by == "area" else ("low", "high")), "left")
    table = RichTable()
    for name in (*heads, *figures):
        table.add_column(t(f"cli-coverage-{name}", language()), overflow="fold")
    for row in rows:
        # Names may hold what rich takes for markup.
        cells = [Text(str(row[name] or "-")) for name in named]
        if by == "area":
            cells.append(Text(t(f"area-surveyed-{row['surveyed']}", language())))
        percent = (f"{100 * row[name]:.1f} %" if row[name] is not None else "-" for name in shares)
        left = row["expected_left"]
        table.add_row(*cells, *percent, "-" if left is None else f"{left:.2f}")
    out.print(table)
