"""The `tacha` command: ask, call an action, print what came of it. Nothing else prints."""

from __future__ import annotations

import json
import logging
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table as RichTable
from rich.text import Text

from geo.actions import people
from geo.actions.check import check_site
from geo.actions.close_season import close_season
from geo.actions.cover import cover
from geo.actions.create import NewSite, create_site
from geo.actions.demonstrate import demonstrate
from geo.actions.export import ExportKind, day_of, export
from geo.actions.jobs import working_on
from geo.actions.plan import plan as plan_site
from geo.actions.replan import replan
from geo.actions.serve import refuse_unservable
from geo.actions.serve import serve as serve_site
from geo.actions.take_in import Intake, take_in_findings, take_in_tracks
from geo.errors import InputError, TachaError
from geo.exports.files import write_text
from geo.exports.template import write_template
from geo.model.notes import Note, OnProgress, assumptions, silent
from geo.records.roles import WHOLE_SITE, Role
from geo.words import Language, say, t

VERSION = 1
"""Of the objects printed by --json; raised when a field changes its meaning."""

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help=__doc__,
)
season_app = typer.Typer(no_args_is_help=True, help="Close a season.")
app.add_typer(season_app, name="season")
add_app = typer.Typer(no_args_is_help=True, help="Take tracks or findings into the records.")
app.add_typer(add_app, name="add")
user_app = typer.Typer(no_args_is_help=True, help="Accounts: from the first one on the app asks to sign in.")
app.add_typer(user_app, name="user")
err = Console(stderr=True, highlight=False)
out = Console(highlight=False)

Site = Annotated[Path, typer.Argument(help="site folder", show_default=False)]
Files = Annotated[list[Path], typer.Argument(help="files to take in", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="print one JSON object on stdout")]
Datum = Annotated[str | None, typer.Option(help="WGS84, CGCS2000, GCJ02 or BD09")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="say what would be taken in; change nothing")]
UserName = Annotated[str, typer.Argument(help="sign-in name", show_default=False)]
UserRole = Annotated[Role, typer.Option("--role", help="what the person may do")]
UserScope = Annotated[str, typer.Option("--scope", help="site, or a township's name")]
UserTeam = Annotated[str, typer.Option("--team", help="a surveyor's own team")]
OptionalFile = Annotated[Path | None, typer.Option(show_default=False)]


def language() -> Language:
    """Language of messages: TACHA_LANG, else the system's, Chinese unless it says English."""
    named = os.environ.get("TACHA_LANG") or os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return Language.EN if named.lower().startswith("en") else Language.ZH


@app.callback()
def main(verbose: Annotated[bool, typer.Option("--verbose", help="log counts and seconds")] = False) -> None:
    """Plan the search for illicit opium poppy plots (踏查)."""
    logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, format="%(name)s: %(message)s")


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(help="where to make the sample site")] = Path("demo_site"),
    no_serve: Annotated[bool, typer.Option("--no-serve", help="do not open the map")] = False,
    port: Annotated[int, typer.Option(help="port of the map")] = 8501,
) -> None:
    """Make the sample site, plan it, open the map."""
    with _progress() as on_progress:
        summary = demonstrate(folder, on_progress=on_progress)
    _print_plan(summary)
    _tell("cli-demo-ready", folder=str(folder))
    if not no_serve:
        _serve(folder, port)


@app.command()
def new(
    folder: Site,
    villages: Annotated[Path, typer.Option(help="village boundaries", show_default=False)],
    name_field: Annotated[str | None, typer.Option(help="column that names the villages")] = None,
    dem: OptionalFile = None,
    roads: OptionalFile = None,
    landcover: OptionalFile = None,
    water: OptionalFile = None,
    bases: OptionalFile = None,
    teams: OptionalFile = None,
    history: OptionalFile = None,
    effort: OptionalFile = None,
    leads: OptionalFile = None,
    images: OptionalFile = None,
    yards: OptionalFile = None,
    climate: OptionalFile = None,
    season: Annotated[int | None, typer.Option(help="year of the season")] = None,
    preset: Annotated[str | None, typer.Option(help="crop calendar of a region")] = None,
    datum: Annotated[list[str] | None, typer.Option(help="[ROLE=]DATUM, as often as needed")] = None,
    json_: Json = False,
) -> None:
    """Make a site folder from village boundaries and whatever else there is."""
    files = {
        "dem": dem, "roads": roads, "landcover": landcover, "water": water, "bases": bases, "teams": teams,
        "history": history, "effort": effort, "leads": leads, "images": images, "yards": yards,
        "climate": climate,
    }  # fmt: skip
    wanted = NewSite(
        villages=villages,
        files={role: file for role, file in files.items() if file is not None},
        name_field=name_field,
        season=season,
        preset=preset,
        datums=_datums(datum or []),
    )
    with _progress() as on_progress:
        made = create_site(folder, wanted, on_progress=on_progress)
    if json_:
        _print_json(
            {
                "site": made.name,
                "villages": made.villages,
                "cells": made.cells,
                **_assumed_and_told(made.notes),
            }
        )
        return
    _tell("cli-new-done", folder=str(folder), villages=made.villages, cells=made.cells)
    _tell_notes(made.notes)


@app.command()
def template(
    path: Annotated[Path, typer.Argument(help="workbook to write")] = Path("tacha-template.xlsx"),
) -> None:
    """Write one XLSX with a sheet per input, Chinese headers, drop-downs and an example row."""
    if path.exists():
        raise InputError("error-file-exists", file=str(path))
    write_template(path)
    _tell("cli-written", path=str(path))


@app.command()
def check(folder: Site) -> None:
    """Name every fault of every input, at once."""
    found = check_site(folder)
    for error in found:
        err.print(say(error, language()), soft_wrap=True, markup=False)
    if found:
        raise typer.Exit(1)
    _tell("cli-check-clean", folder=str(folder))


@app.command()
def plan(
    folder: Site,
    seed: Annotated[int, typer.Option(min=0, help="same seed, same plan")] = 1,
    reserve: Annotated[
        float | None, typer.Option(min=0, max=1, help="share of routes for ground never visited")
    ] = None,
    from_: Annotated[
        str | None, typer.Option("--from", help="plan from this day on, YYYY-MM-DD; keep what is handed out")
    ] = None,
    adopt: Annotated[bool, typer.Option("--adopt", help="make it the plan in force")] = False,
    job: Annotated[str | None, typer.Option(hidden=True)] = None,
    json_: Json = False,
) -> None:
    """Plan the season: windows, routes, stops."""
    opens = day_of(from_)
    with _progress(job=(folder, job) if job else None) as on_progress:
        asked: dict[str, Any] = {
            "seed": seed, "reserve": reserve, "adopted": adopt, "on_progress": on_progress,
        }  # fmt: skip
        result = plan_site(folder, **asked) if opens is None else replan(folder, opens, **asked)
    if json_:
        _print_json(_with_sentences(result.summary))
    else:
        _print_plan(result.summary)


@season_app.command("close")
def season_close(folder: Site, json_: Json = False) -> None:
    """Close the season: its effort and finds count in the next one."""
    with _progress() as on_progress:
        closed = close_season(folder, on_progress=on_progress)
    if json_:
        _print_json({"site": folder.name, **closed.summary, "assumed": _said(closed.notes)})
        return
    _tell("season-close-done", **closed.summary)
    _tell_notes(closed.notes)


@add_app.command("tracks")
def add_tracks(
    folder: Site,
    files: Files,
    datum: Datum = None,
    assignment: Annotated[str, typer.Option(help="route the tracks belong to")] = "",
    dry_run: DryRun = False,
) -> None:
    """Take in GPX tracks."""
    _print_intake(take_in_tracks(folder, files, datum=datum, assignment_id=assignment, dry_run=dry_run))


@add_app.command("findings")
def add_findings(folder: Site, files: Files, datum: Datum = None, dry_run: DryRun = False) -> None:
    """Take in findings from XLSX, CSV or GeoJSON."""
    _print_intake(take_in_findings(folder, files, datum=datum, dry_run=dry_run))


@app.command()
def coverage(
    folder: Site,
    window: Annotated[str | None, typer.Option(help="one season window")] = None,
    json_: Json = False,
) -> None:
    """Survey rate, chance of detection and expected plots left, by village."""
    with _progress() as on_progress:
        covered = cover(folder, window_id=window, on_progress=on_progress)
    rows = json.loads(covered.by_village.to_json(orient="records", force_ascii=False))
    if json_:
        _print_json({"site": folder.name, "villages": rows, **_assumed_and_told(covered.notes)})
        return
    _print_coverage(rows)
    _tell_notes(covered.notes)


@app.command("export")
def export_(
    folder: Site,
    what: Annotated[ExportKind, typer.Argument(help="what to export")],
    window: Annotated[str | None, typer.Option(help="one season window")] = None,
    from_: Annotated[str | None, typer.Option("--from", help="first day, YYYY-MM-DD")] = None,
    to: Annotated[str | None, typer.Option(help="last day, YYYY-MM-DD")] = None,
    out_path: Annotated[
        Path | None, typer.Option("--out", help="file to write; default exports/ in the site")
    ] = None,
) -> None:
    """Write coverage, cells, routes, stops or findings as GeoJSON."""
    text = export(folder, what, window_id=window, first_day=from_, last_day=to)
    path = out_path or folder / "exports" / f"{what.value}.geojson"
    write_text(path, text)
    _tell("cli-written", path=str(path))


@app.command()
def serve(
    folder: Site,
    port: Annotated[int, typer.Option(help="port of the map")] = 8501,
    address: Annotated[str, typer.Option(help="address to answer at; others' need accounts")] = "127.0.0.1",
) -> None:
    """Open the map of a site in the browser."""
    _serve(folder, port, address)


@user_app.command("add")
def user_add(
    folder: Site,
    name: UserName,
    role: UserRole,
    scope: UserScope = WHOLE_SITE,
    team: UserTeam = "",
    single_sign_on: Annotated[
        bool, typer.Option("--single-sign-on", help="the office's own sign-in vouches; no password here")
    ] = False,
) -> None:
    """Add an account; its password is asked for, or read from stdin."""
    password = None if single_sign_on else _password()
    people.add_person(folder, name, password, role=role, scope=scope, team_id=team)
    _tell("cli-user-added", user=name)


@user_app.command("list")
def user_list(folder: Site, json_: Json = False) -> None:
    """List the accounts and what they may do."""
    columns = ["user_id", "role", "scope", "team_id", "disabled", "locked_until"]
    rows = json.loads(people.people(folder)[columns].to_json(orient="records", date_format="iso"))
    if json_:
        _print_json({"site": folder.name, "users": rows})
        return
    table = RichTable(*(t(f"cli-user-{name.replace('_', '-')}", language()) for name in columns[:-1]))
    for row in rows:
        role = t(f"roles-role-{row['role']}", language())
        disabled = t("cli-user-shut", language()) if row["disabled"] else ""
        # Names may hold what rich takes for markup.
        table.add_row(
            *(Text(word) for word in (row["user_id"], role, row["scope"], row["team_id"], disabled))
        )
    out.print(table)


@user_app.command("role")
def user_role(
    folder: Site, name: UserName, role: UserRole, scope: UserScope = WHOLE_SITE, team: UserTeam = ""
) -> None:
    """Give an account another role, scope and team."""
    people.change_role(folder, name, role=role, scope=scope, team_id=team)
    _tell("cli-user-changed", user=name)


@user_app.command("disable")
def user_disable(
    folder: Site,
    name: UserName,
    enable: Annotated[bool, typer.Option("--enable", help="let it in again")] = False,
) -> None:
    """Shut an account out; its open sign-ins end."""
    people.disable(folder, name, disabled=not enable)
    _tell("cli-user-changed", user=name)


@user_app.command("password")
def user_password(folder: Site, name: UserName) -> None:
    """Give an account a new password; it is asked for, or read from stdin."""
    people.change_password(folder, name, _password())
    _tell("cli-user-changed", user=name)


def run() -> None:
    """Run the command; an input that is wrong is one sentence and exit code 1."""
    try:
        app()
    except TachaError as error:
        err.print(say(error, language()), soft_wrap=True, markup=False)
        sys.exit(1)


def _serve(folder: Path, port: int, address: str = "127.0.0.1") -> None:
    refuse_unservable(folder, port=port, address=address)
    host = f"[{address}]" if ":" in address else address
    _tell("cli-serving", url=f"http://{host}:{port}", folder=str(folder))
    serve_site(folder, port=port, address=address)


def _password() -> str:
    """Ask twice for a password, unseen; from a script it is the first line of stdin."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    words = t("cli-user-password", language())
    return str(typer.prompt(words, hide_input=True, confirmation_prompt=t("cli-user-again", language())))


def _datums(pairs: Sequence[str]) -> dict[str, str]:
    """Split `ROLE=DATUM`; without a role the datum is that of the villages."""
    named = [pair.split("=", 1) if "=" in pair else ["villages", pair] for pair in pairs]
    return {role.strip(): value.strip().upper() for role, value in named}


@contextmanager
def _progress(*, job: tuple[Path, str] | None = None) -> Iterator[OnProgress]:
    """Draw progress on stderr, or write it into the job that a screen is watching."""
    if job:
        with working_on(*job) as on_progress:
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


def _tell(key: str, **args: object) -> None:
    out.print(t(key, language(), **args), soft_wrap=True, markup=False)


def _sentence(note: Note) -> str:
    return t(note.key, language(), **note.args)


def _tell_notes(notes: Sequence[Note]) -> None:
    for note in dict.fromkeys(_sentence(note) for note in notes):
        out.print(f"· {note}", soft_wrap=True, markup=False)


def _said(notes: Sequence[Note]) -> list[dict[str, Any]]:
    return [{"key": note.key, "args": note.args, "text": _sentence(note)} for note in notes]


def _assumed_and_told(notes: Sequence[Note]) -> dict[str, Any]:
    """Part what was assumed for want of input from what else is to be told, as a plan's summary does."""
    assumed = assumptions(notes)
    told = list({repr(note): note for note in notes if note not in assumed}.values())
    return {"assumed": _said(assumed), "told": _said(told)}


def _print_json(content: dict[str, Any]) -> None:
    typer.echo(json.dumps({"version": VERSION, **content}, ensure_ascii=False, indent=2, default=str))


def _with_sentences(summary: dict[str, Any]) -> dict[str, Any]:
    """Put the notes of a stored plan summary into words beside their keys."""
    said: dict[str, Any] = {
        name: _said([Note(item["key"], item["args"]) for item in summary[name]])
        for name in ("assumed", "left_out", "first")
        if name in summary
    }
    return {**summary, **said}


def _print_plan(summary: dict[str, Any]) -> None:
    if "from" in summary:
        _tell("season-kept", date=summary["from"], plan=summary["replaces"], kept=summary["kept"])
        _tell_notes([Note(item["key"], item["args"]) for item in summary["first"]])
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
    _tell(
        "cli-plan-done",
        plan=summary["plan_id"],
        finds=f"{summary['expected_finds']:.2f}",
        visited=f"{100 * summary['visited_share']:.0f}",
    )
    for name in ("left_out", "assumed"):
        if summary[name]:
            _tell(f"cli-plan-{name.replace('_', '-')}")
            _tell_notes([Note(item["key"], item["args"]) for item in summary[name]])


def _print_intake(intake: Intake) -> None:
    _tell("cli-intake", read=intake.read, added=intake.added)
    _tell_notes(intake.notes)


def _print_coverage(rows: list[dict[str, Any]]) -> None:
    columns = ("village", "rate", "pod", "low", "high", "left")
    table = RichTable(*(t(f"cli-coverage-{name}", language()) for name in columns))
    for row in rows:
        shares = [row[name] for name in ("survey_rate", "pod", "pod_low", "pod_high")]
        table.add_row(
            row["name"], *(f"{100 * value:.1f} %" if value is not None else "-" for value in shares),
            f"{row['expected_left']:.2f}",
        )  # fmt: skip
    out.print(table)


if __name__ == "__main__":
    run()
