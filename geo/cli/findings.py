"""Commands about findings: what waits, held for police, counted, destroyed, looked at again, reopened."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from geo.actions.finds.follow_up import eradicate_finding, look_again, step_finding
from geo.actions.finds.listed import list_findings
from geo.actions.prepared.expect import expect
from geo.cli.entry import Day, Entry, begin_entry
from geo.cli.options import Json, Site
from geo.cli.root import findings_app
from geo.cli.telling import print_json, said, tell, tell_notes
from geo.records import eradication

Finding = Annotated[str, typer.Argument(help="finding, as the list names it", show_default=False)]


class Species(StrEnum):
    """What grows there."""

    POPPY = "poppy"
    CANNABIS = "cannabis"
    OTHER = "other"
    TO_IDENTIFY = "to_identify"


class CountKind(StrEnum):
    """What a count stands on."""

    PROVISIONAL = "provisional"
    EXACT = "exact"
    POLICE = "police"


class Look(StrEnum):
    """What a later look found."""

    GONE = "gone"
    REGROWTH = "regrowth"


@findings_app.callback()
def findings(context: typer.Context, folder: Site) -> None:
    """发现点：待取证、清点、铲除、回头看、重新立案。Findings, from report to verified gone."""
    context.obj = folder


@findings_app.command("list")
def findings_list(
    context: typer.Context,
    every: Annotated[bool, typer.Option("--all", help="those verified gone, too")] = False,
    json_: Json = False,
) -> None:
    """列出发现点和到期的回头看。List findings, and the revisits due and overdue."""
    listed = list_findings(context.obj, every=every)
    if json_:
        rows = {"findings": listed.findings, "revisits": listed.revisits, "told": said(listed.notes)}
        print_json({"site": context.obj.name, **rows})
        return
    for row in listed.findings:
        tell("findings-row", **_words(row), counted=row["count_kind"] or "none")
    for row in listed.revisits:
        when = "overdue" if row["overdue"] else "ready" if row["ready"] else "later"
        tell("revisits-row", **{**_words(row), "when": when, "days_over": row["days_over"]})
    if not listed.findings and not listed.revisits:
        tell("findings-none")
    tell_notes(listed.notes)


@findings_app.command("identify")
def findings_identify(context: typer.Context, finding: Finding, species: Species) -> None:
    """鉴定种类。Say what grows there, before it is counted."""
    _step(begin_entry(context), finding, eradication.identify, species=species.value)


@findings_app.command("hold")
def findings_hold(context: typer.Context, finding: Finding) -> None:
    """待取证：不拔除，等公安。Hold a finding for the police."""
    _step(begin_entry(context), finding, eradication.hold)


@findings_app.command("count")
def findings_count(
    context: typer.Context,
    finding: Finding,
    plants: Annotated[float, typer.Argument(help="plants", show_default=False)],
    kind: Annotated[CountKind, typer.Option(help="what it stands on")] = CountKind.EXACT,
    police_number: Annotated[str, typer.Option(help="number of the police document")] = "",
    area_m2: Annotated[float | None, typer.Option(min=0, help="area of the plot")] = None,
) -> None:
    """清点株数：精确、估算或公安。Enter the count: exact, provisional or the police's."""
    told = {"plants": plants, "kind": kind.value, "police_number": police_number, "area_m2": area_m2}
    _step(begin_entry(context), finding, eradication.count, **told)


@findings_app.command("eradicate")
def findings_eradicate(
    context: typer.Context,
    finding: Finding,
    method: Annotated[str, typer.Option(help="how it was destroyed")] = "",
    on: Day = None,
    plants: Annotated[float | None, typer.Option(min=0, help="destroyed; else as counted")] = None,
    area_m2: Annotated[float | None, typer.Option(min=0, help="destroyed; else as noted")] = None,
) -> None:
    """铲除，并排定回头看。Enter the destruction; its revisits go on the list."""
    entry = begin_entry(context, on)
    eradicate_finding(
        entry.prepared, expect(entry.prepared), finding, on=entry.day, method=method,
        plants=plants, area_m2=area_m2, actor=entry.actor,
    )  # fmt: skip
    _tell_state(entry.prepared.site_dir, finding)


@findings_app.command("revisit")
def findings_revisit(
    context: typer.Context,
    revisit: Annotated[str, typer.Argument(help="revisit, as the list names it", show_default=False)],
    outcome: Annotated[Look, typer.Argument(help="what was found", show_default=False)],
    on: Day = None,
) -> None:
    """回头看：已清除，或复种复长而重新立案。Enter a later look: gone, or regrowth, which reopens."""
    entry = begin_entry(context, on)
    look_again(
        entry.prepared.site_dir, revisit, on=entry.day, outcome=outcome.value,
        villages=entry.prepared.villages, actor=entry.actor,
    )  # fmt: skip
    tell("revisit-entered", revisit=revisit, outcome=outcome.value)


@findings_app.command("reopen")
def findings_reopen(context: typer.Context, finding: Finding) -> None:
    """复种复长，重新立案。Reopen a destroyed finding where plants grow again."""
    _step(begin_entry(context), finding, eradication.reopen)


def _step(entry: Entry, finding: str, step: Any, **told: Any) -> None:
    """Take a finding one step on, and say where it stands."""
    folder, villages = entry.prepared.site_dir, entry.prepared.villages
    step_finding(folder, finding, step, villages=villages, actor=entry.actor, **told)
    _tell_state(folder, finding)


def _tell_state(folder: Path, finding: str) -> None:
    listed = list_findings(folder, every=True)
    (row,) = (row for row in listed.findings if row["finding_id"] == finding)
    tell("findings-row", **_words(row), counted=row["count_kind"] or "none")
    for look in listed.revisits:
        if look["finding_id"] == finding:
            tell("findings-look", revisit=look["revisit_id"], due=look["due_on"])


def _words(row: dict[str, Any]) -> dict[str, str]:
    """Values as they are read; what is not known is a dash."""
    return {
        name: "-" if value in (None, "") else f"{value:g}" if isinstance(value, float) else str(value)
        for name, value in row.items()
    }
