"""Commands about leads: what must be checked, sent out, confirmed with a finding, or ruled out."""

from __future__ import annotations

from typing import Annotated

import typer

from geo.actions.finds.follow_up import assign_lead, confirm_lead, rule_out_lead, take_back_lead
from geo.actions.finds.listed import list_leads, place_of
from geo.cli.entry import Day, begin_entry
from geo.cli.options import Json, Site
from geo.cli.root import leads_app
from geo.cli.telling import print_json, tell
from geo.records.places import RULED_OUT

Lead = Annotated[str, typer.Argument(help="lead, as the list names it", show_default=False)]


@leads_app.callback()
def leads(context: typer.Context, folder: Site) -> None:
    """线索：派出核查、核实、排除。Leads, from new to settled."""
    context.obj = folder


@leads_app.command("list")
def leads_list(
    context: typer.Context,
    every: Annotated[bool, typer.Option("--all", help="settled ones, too")] = False,
    json_: Json = False,
) -> None:
    """列出线索。List the leads that are to be checked."""
    rows = list_leads(context.obj, every=every)
    if json_:
        print_json({"site": context.obj.name, "leads": rows})
        return
    for row in rows:
        placed = "no" if row["lon"] is None else "yes"
        told = {name: str("-" if value in (None, "") else value) for name, value in row.items()}
        tell("leads-row", **told, placed=placed)
    if not rows:
        tell("leads-none")


@leads_app.command("assign")
def leads_assign(context: typer.Context, lead: Lead) -> None:
    """派出核查；已了结的再查一次。Send a lead out to be checked."""
    entry = begin_entry(context)
    assign_lead(entry.prepared, lead, actor=entry.actor)
    tell("leads-settled", lead=lead, state="assigned")


@leads_app.command("take-back")
def leads_take_back(context: typer.Context, lead: Lead) -> None:
    """收回，重新派。Take an assigned lead back."""
    entry = begin_entry(context)
    take_back_lead(entry.prepared, lead, actor=entry.actor)
    tell("leads-settled", lead=lead, state="new")


@leads_app.command("confirm")
def leads_confirm(
    context: typer.Context,
    lead: Lead,
    finding: Annotated[str, typer.Argument(help="finding that answers it", show_default=False)],
    on: Day = None,
) -> None:
    """核实为发现点。Confirm a lead with the finding that answers it."""
    entry = begin_entry(context, on)
    confirm_lead(entry.prepared, lead, finding, on=entry.day, actor=entry.actor)
    tell("leads-settled", lead=lead, state="confirmed")


@leads_app.command("rule-out")
def leads_rule_out(
    context: typer.Context,
    lead: Lead,
    reason: Annotated[str, typer.Argument(help=", ".join(RULED_OUT), show_default=False)],
    lon: Annotated[float, typer.Option(help="where one stood, degrees", show_default=False)],
    lat: Annotated[float, typer.Option(help="where one stood, degrees", show_default=False)],
    datum: Annotated[str, typer.Option(help="of the place")] = "WGS84",
    on: Day = None,
    note: Annotated[str, typer.Option(help="in words")] = "",
) -> None:
    """排除，写明那里是什么、人站在哪里。Rule a lead out with what was there, from where one stood."""
    entry, point = begin_entry(context, on), place_of(lon, lat, datum)
    rule_out_lead(entry.prepared, lead, reason, on=entry.day, point=point, note=note, actor=entry.actor)
    tell("leads-settled", lead=lead, state="ruled_out")
