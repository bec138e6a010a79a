"""Commands about records: add, backup, restore, audit verify."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geo.actions.intake.take_in import (
    take_in_findings,
    take_in_history,
    take_in_leads,
    take_in_observed,
    take_in_tracks,
)
from geo.actions.intake.take_in_visits import take_in_photos, take_in_visits
from geo.actions.site.people import local_actor
from geo.actions.site.safekeeping import back_up, put_back, verify_log
from geo.cli.options import Datum, DryRun, Files, Json, Site
from geo.cli.root import add_app, app, audit_app
from geo.cli.telling import print_intake, print_json, said, sentence, tell
from geo.cli.terminal import err
from geo.model.team import TrackMode


@add_app.command("tracks")
def add_tracks(
    folder: Site,
    files: Files,
    datum: Datum = None,
    assignment: Annotated[str, typer.Option(help="route the tracks belong to")] = "",
    mode: Annotated[TrackMode, typer.Option(help="how they were covered, where the file does not say")] = (
        TrackMode.FOOT
    ),
    swath: Annotated[
        float | None, typer.Option(min=1, max=1000, help="metres that a drone's pictures show across")
    ] = None,
    team: Annotated[str, typer.Option(help="team the tracks belong to")] = "",
    dry_run: DryRun = False,
) -> None:
    """接收轨迹。Take in tracks: GPX, KML, GeoJSON, zipped Shapefile, CSV."""
    intake = take_in_tracks(
        folder,
        files,
        datum=datum,
        assignment_id=assignment,
        team_id=team,
        mode=mode.value,
        swath_m=swath,
        dry_run=dry_run,
        actor=local_actor(folder),
    )
    print_intake(intake, tried=files if dry_run else (), datum=datum)


@add_app.command("visits")
def add_visits(
    folder: Site,
    files: Files,
    datum: Datum = None,
    submit: Annotated[
        bool, typer.Option("--submit", help="submit them, so that an officer may confirm")
    ] = False,
    amend: Annotated[
        bool,
        typer.Option("--amend", help="amend visits on record that read differently now, or got tracks since"),
    ] = False,
    dry_run: DryRun = False,
) -> None:
    """接收纸质踏查记录，连同该组当天的轨迹。Take in paper visits, with their team's tracks of the day."""
    intake = take_in_visits(
        folder,
        files,
        datum=datum,
        submitted=submit,
        amended=amend,
        dry_run=dry_run,
        actor=local_actor(folder),
    )
    print_intake(intake, tried=files if dry_run else (), datum=datum)


@add_app.command("findings")
def add_findings(folder: Site, files: Files, datum: Datum = None, dry_run: DryRun = False) -> None:
    """接收发现点。Take in findings from XLSX, CSV or GeoJSON."""
    intake = take_in_findings(folder, files, datum=datum, dry_run=dry_run, actor=local_actor(folder))
    print_intake(intake, tried=files if dry_run else (), datum=datum)


@add_app.command("leads")
def add_leads(folder: Site, files: Files, datum: Datum = None, dry_run: DryRun = False) -> None:
    """接收线索。Take in leads from XLSX, CSV or GeoJSON."""
    intake = take_in_leads(folder, files, datum=datum, dry_run=dry_run, actor=local_actor(folder))
    print_intake(intake, tried=files if dry_run else (), datum=datum)


@add_app.command("history")
def add_history(folder: Site, files: Files, datum: Datum = None, dry_run: DryRun = False) -> None:
    """接收历年发现。Take in finds of earlier seasons from XLSX, CSV or GeoJSON."""
    intake = take_in_history(folder, files, datum=datum, dry_run=dry_run, actor=local_actor(folder))
    print_intake(intake, tried=files if dry_run else (), datum=datum)


@add_app.command("observed")
def add_observed(folder: Site, files: Files, datum: Datum = None, dry_run: DryRun = False) -> None:
    """接收实地看到的生育期。Take in stages of the crop seen on the ground: they pin the season."""
    intake = take_in_observed(folder, files, datum=datum, dry_run=dry_run, actor=local_actor(folder))
    print_intake(intake, tried=files if dry_run else (), datum=datum)


@add_app.command("photos")
def add_photos(
    folder: Site,
    files: Files,
    finding: Annotated[str, typer.Option(help="finding they show; else time and place decide")] = "",
    moment: Annotated[str, typer.Option(help="before, after or place")] = "",
    datum: Datum = None,
    dry_run: DryRun = False,
) -> None:
    """接收照片。Take in photos; they are kept without the place inside them."""
    print_intake(
        take_in_photos(
            folder,
            files,
            finding_id=finding,
            moment=moment,
            datum=datum,
            dry_run=dry_run,
            actor=local_actor(folder),
        )
    )


@app.command("backup")
def backup_(
    folder: Site, file: Annotated[Path, typer.Argument(help="file to write", show_default=False)]
) -> None:
    """备份整个辖区：记录、输入文件、照片。Write records, inputs and photos into one file."""
    tell("cli-backup-done", file=str(file), head=back_up(folder, file, actor=local_actor(folder)))


@app.command("restore")
def restore_(
    folder: Site, file: Annotated[Path, typer.Argument(help="a backup", show_default=False)]
) -> None:
    """用备份恢复辖区。Put a backup in the place of a site; what was there is kept beside it."""
    head, kept = put_back(folder, file, actor=local_actor(folder))
    tell("cli-restore-done", file=str(file), head=head)
    if kept:
        tell("cli-restore-kept", kept=", ".join(kept))


@audit_app.command("verify")
def audit_verify(
    folder: Site,
    head: Annotated[
        str | None, typer.Option(help="head printed earlier, count:hash: shows whether the end was cut off")
    ] = None,
    json_: Json = False,
) -> None:
    """核对日志和记录有没有被改动。Check the log, and the records against it; exit 1 if one was changed."""
    now, found = verify_log(folder, head)
    if json_:
        print_json({"site": folder.name, "head": now, "faults": said(found)})
    else:
        for note in found:
            err.print(sentence(note), soft_wrap=True, markup=False)
        if not found:
            tell("cli-audit-clean", head=now)
    if found:
        raise typer.Exit(1)
