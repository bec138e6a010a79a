"""Commands about visits before they are signed: what the team said of its day, and their submission."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

import typer

from geo.actions.site.people import local_actor
from geo.actions.visits.debrief import SIGNS, Sign
from geo.actions.visits.desk import debrief_by_name, submit_by_name
from geo.cli.options import Json, Site
from geo.cli.root import visits_app
from geo.cli.telling import print_json, tell
from geo.errors import InputError
from geo.model.season import Stage
from geo.words import Language, t

Visit = Annotated[str, typer.Argument(help="visit, as `tacha visits list` names it", show_default=False)]


class Light(StrEnum):
    """Light on the day."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


@visits_app.command("debrief")
def visits_debrief(
    folder: Site,
    visit: Visit,
    abreast: Annotated[int | None, typer.Option(min=2, max=60, help="searchers walking abreast")] = None,
    spacing: Annotated[float | None, typer.Option(min=1, max=500, help="metres between them")] = None,
    in_file: Annotated[bool, typer.Option("--in-file", help="one behind the other: one searcher")] = False,
    light: Annotated[Light | None, typer.Option(help="light on the day")] = None,
    growth: Annotated[Stage | None, typer.Option(help="stage of the crop seen around")] = None,
    sight: Annotated[float | None, typer.Option(min=1, max=1000, help="metres one could see")] = None,
    own_pod: Annotated[
        float | None, typer.Option(min=0, max=1, help="own judgement: share seen of what was there")
    ] = None,
    not_entered: Annotated[str | None, typer.Option(help="what was not entered, and why")] = None,
    sign: Annotated[
        list[str] | None, typer.Option(help=f"KIND,LON,LAT[,NOTE]; KIND: {', '.join(SIGNS)}")
    ] = None,
    datum: Annotated[str, typer.Option(help="of the places of signs")] = "WGS84",
    submit: Annotated[bool, typer.Option("--submit", help="submit a draft at once")] = False,
    json_: Json = False,
) -> None:
    """收队问六句：队形、未进入、光线长势、能看清多远、自评、痕迹。Debrief a team in six taps.

    What is not said stays as it is. A returned or confirmed visit is amended and submitted anew.
    """
    said: dict[str, Any] = {
        "light": light and light.value, "growth": growth and growth.value, "sight_m": sight,
        "own_pod": own_pod, "not_entered": not_entered,
    }  # fmt: skip
    told = {name: value for name, value in said.items() if value is not None}
    told |= _formation(visit, abreast, spacing, in_file=in_file)
    told |= {"signs": tuple(_sign(visit, text) for text in sign)} if sign else {}
    actor = local_actor(folder)
    done = debrief_by_name(folder, visit, told, datum=datum, actor=actor)
    state = done.state
    if submit and state == "draft":
        submit_by_name(folder, visit, actor=actor)
        state = "submitted"
    if json_:
        print_json({"visit_id": visit, "state": state, "walkers": done.walkers, "leads": done.leads})
        return
    tell("visits-debriefed", visit=visit, walkers=done.walkers, state=state)
    for lead in done.leads:
        tell("visits-sign-lead", lead=lead)


@visits_app.command("submit")
def visits_submit(
    folder: Site,
    visit: Annotated[list[str], typer.Argument(help="drafts, as `tacha visits list --state draft` has them")],
) -> None:
    """提交踏查记录草稿。Submit drafts, so that an officer may confirm them."""
    for name in visit:
        submitted = submit_by_name(folder, name, actor=local_actor(folder))
        tell("visits-submitted", visit=name, hash=submitted.content_hash[:16])


def _formation(visit: str, abreast: int | None, spacing: float | None, *, in_file: bool) -> dict[str, Any]:
    """Say how they walked; nothing if nobody said it."""
    if in_file:
        if abreast is not None or spacing is not None:
            raise InputError("visit-file", visit=visit)
        return {"formation": "file", "walkers": 1, "spacing_m": None}
    if abreast is None and spacing is None:
        return {}
    if abreast is None or spacing is None:
        raise InputError("visit-abreast", visit=visit)
    return {"formation": "abreast", "walkers": abreast, "spacing_m": spacing}


def _sign(visit: str, text: str) -> Sign:
    """Read a sign as people write it; kinds in words of either language do as well.

    Raises
    ------
    InputError : no kind and place
    """
    what, *rest = (part.strip() for part in text.replace("，", ",").split(",", 3))
    known = {t(f"debrief-sign-{name}", language).lower(): name for name in SIGNS for language in Language}
    try:
        lon, lat = float(rest[0]), float(rest[1])
    except (IndexError, ValueError) as fault:
        raise InputError("debrief-sign-place", visit=visit, text=text) from fault
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise InputError("debrief-sign-place", visit=visit, text=text)
    return Sign(known.get(what.lower(), what), lon, lat, rest[2] if len(rest) > 2 else "")
