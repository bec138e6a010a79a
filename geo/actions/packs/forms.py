"""Gather what a site's phone forms let one choose from, and write them."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

from geo.actions.prepared.prepare import Prepared, prepare
from geo.exports.xlsform import Named, SiteChoices, finding_form, visit_form
from geo.exports.zips import bundle
from geo.model.notes import Note
from geo.model.phone import FINDING_FORM, VISIT_FORM, code_of
from geo.records.known import has_records
from geo.records.plans import read_plan
from geo.records.store import Store
from geo.route.pieces import piece_name
from geo.words import Language, t


def phone_forms(folder: Path, *, first: date | None = None, last: date | None = None) -> bytes:
    """Return the forms for visits and findings as a zip of XLSForms, with the site's teams, villages, stops.

    Parameters
    ----------
    first, last : stops of these days only, both included; None: of the whole plan in force

    Raises
    ------
    InputError : an input is wrong
    """
    choices = _choices(prepare(folder), first, last)
    return bundle({f"{VISIT_FORM}.xlsx": visit_form(choices), f"{FINDING_FORM}.xlsx": finding_form(choices)})


def _choices(prepared: Prepared, first: date | None, last: date | None) -> SiteChoices:
    villages = prepared.villages
    teams = [Named(str(team), str(team)) for team in prepared.teams["team_id"]]
    named = [
        Named(str(row.village_id), f"{row.township} {row.name}".strip()) for row in villages.itertuples()
    ]
    areas = [_of_village(row.name, row.name, row.village_id) for row in prepared.areas.itertuples()]
    places = [
        _of_village(row.place, f"{row.place}（{row.yards}）", row.village_id)
        for row in prepared.yards.itertuples()
        if row.place
    ]
    stops, days = _stops(prepared, first, last)
    said = repr((teams, named, areas, places, stops))
    return SiteChoices(
        title=f"{prepared.site.site.name} {days}".strip(),
        # A server takes a form again only under a new version; the same choices are the same version.
        version=hashlib.sha256(said.encode()).hexdigest()[:12],
        teams=teams, villages=named, areas=areas, places=places, stops=stops,
    )  # fmt: skip


def _of_village(name: Any, label: Any, village_id: Any) -> Named:
    return Named(str(name), str(label), (("village", code_of(str(village_id))),))


def _stops(prepared: Prepared, first: date | None, last: date | None) -> tuple[list[Named], str]:
    """List the stops of the plan in force, by team and day; and say which days they are of."""
    if not has_records(prepared.site_dir):
        return [], ""
    with Store.open(prepared.site_dir) as store:
        plan = read_plan(store)
    if plan is None or plan.plan["state"] != "adopted":
        return [], ""
    routes = plan.routes
    if first is not None:
        routes = routes[routes["date"].dt.date >= first]
    if last is not None:
        routes = routes[routes["date"].dt.date <= last]
    called = _called(prepared, plan.pieces)
    joined = plan.stops[["stop_id", "route_id", "order", "cell_id"]].merge(
        routes[["route_id", "team_id", "date"]], on="route_id"
    )
    stops = []
    for row in joined.sort_values(["date", "team_id", "order"]).itertuples():
        where = called.get((row.route_id, row.cell_id), Note("form-nowhere"))
        label, english = (t("form-stop", one, order=int(row.order), place=where) for one in Language)
        of = (("team", code_of(str(row.team_id))), ("day", f"{row.date:%Y-%m-%d}"))
        stops.append(Named(str(row.stop_id), label, of, english))
    whole = first is None and last is None
    return stops, "" if whole or not len(
        routes
    ) else f"{routes['date'].min():%m%d}-{routes['date'].max():%m%d}"


def _called(prepared: Prepared, pieces: Any) -> dict[tuple[str, str], Note]:
    """Say what people call the piece of a route and a cell: the village where no name is near."""
    village_of = dict(zip(prepared.cells["cell_id"], prepared.cells["village_id"], strict=True))
    names = dict(zip(prepared.villages["village_id"], prepared.villages["name"], strict=True))
    called = {}
    for piece in pieces.itertuples():
        for cell in str(piece.cells).split(";"):
            village: dict[str, object] = {"near": str(names.get(village_of.get(cell, ""), ""))}
            called[piece.route_id, cell] = piece_name(piece) if piece.near else Note("piece-at", village)
    return called
