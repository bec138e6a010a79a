"""Commands about the days of the plan in force: handed out, out, back, locked."""

from __future__ import annotations

import json
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table as RichTable
from rich.text import Text

from geo.actions.day import hand_out
from geo.actions.day.come_back import CameBack, come_back, said_of
from geo.actions.day.day_typed import day_of
from geo.actions.site.people import local_actor
from geo.cli.options import Json, Site
from geo.cli.root import app
from geo.cli.telling import print_json, said, tell, tell_notes
from geo.cli.terminal import language, out
from geo.errors import InputError
from geo.words import t


class Verb(StrEnum):
    """What can be done with a team-day."""

    LIST = "list"
    HAND_OUT = "hand-out"
    TAKE_BACK = "take-back"
    OUT = "out"
    BACK = "back"
    STOPS = "stops"
    LOCK = "lock"
    UNLOCK = "unlock"


Stops = Annotated[list[str] | None, typer.Option(show_default=False)]


@app.command()
def day(
    folder: Site,
    verb: Annotated[Verb, typer.Argument(help="what to do", show_default=False)],
    team_days: Annotated[
        list[str] | None, typer.Argument(help="as the plan names them, such as T1_2026-05-25")
    ] = None,
    date: Annotated[str | None, typer.Option(help="all team-days of this day, YYYY-MM-DD")] = None,
    done: Stops = None,
    partly: Stops = None,
    not_reached: Stops = None,
    on: Annotated[str | None, typer.Option(help="day on which the stops were told, YYYY-MM-DD")] = None,
    json_: Json = False,
) -> None:
    """下发、收回、出发、返回、登记踏查点结果、锁定。Hand out the day, note who is out and back, lock routes.

    Stops are told by their number in the route: --done 1-4,6 --not-reached 5=weather --done rest.
    """
    names = team_days or []
    told = said_of(done=done or [], partly=partly or [], not_reached=not_reached or [])
    if told and verb not in {Verb.BACK, Verb.STOPS}:
        raise InputError("day-stops-back-only", verb=verb.value)
    if verb is Verb.LIST:
        _list(folder, names, date, json_=json_)
        return
    chosen: dict[str, Any] = {"names": names, "day": day_of(date), "actor": local_actor(folder)}
    if verb in {Verb.BACK, Verb.STOPS}:
        came = come_back(folder, said=told, on=day_of(on), back=verb is Verb.BACK, **chosen)
    else:
        came = CameBack(_SIMPLE[verb](folder, **chosen), 0, ())
    _tell(folder, verb, came, json_=json_)


def _tell(folder: Path, verb: Verb, came: CameBack, *, json_: bool) -> None:
    if json_:
        did = {"did": verb.value, "team_days": came.team_days, "stops": came.stops}
        print_json({"site": folder.name, **did, "told": said(came.notes)})
        return
    if came.team_days:
        tell("day-changed", verb=verb.value, team_days=", ".join(came.team_days))
    else:
        tell("day-changed-none")
    if came.stops:
        tell("day-told", stops=came.stops)
    tell_notes(came.notes)


def _unlock(folder: Path, **chosen: Any) -> list[str]:
    return hand_out.lock(folder, locked=False, **chosen)


_SIMPLE: dict[Verb, Callable[..., list[str]]] = {
    Verb.HAND_OUT: hand_out.hand_out,
    Verb.TAKE_BACK: hand_out.take_back,
    Verb.OUT: hand_out.set_out,
    Verb.LOCK: hand_out.lock,
    Verb.UNLOCK: _unlock,
}


def _list(folder: Path, names: list[str], date: str | None, *, json_: bool) -> None:
    table = hand_out.team_days_of(folder, names, day=day_of(date))
    if json_:
        table = table.assign(date=table["date"].dt.strftime("%Y-%m-%d"))
        rows = json.loads(table.to_json(orient="records", force_ascii=False))
        print_json({"site": folder.name, "team_days": rows})
        return
    columns = ("team-day", "state", "stops", "minutes", "done")
    shown = RichTable(*(t(f"day-head-{name}", language()) for name in columns))
    for row in table.itertuples():
        state = t("day-state", language(), state=row.state)
        state += f" · {t('day-locked', language())}" if row.locked else ""
        counts = f"{row.done} / {row.partly} / {row.not_reached}"
        cells = (row.team_day_id, state, str(row.stops), str(row.duration_min), counts)
        # Names may hold what rich takes for markup.
        shown.add_row(*(Text(cell) for cell in cells))
    out.print(shown)
