"""The command that changes the plan in force by hand."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from geo.actions.day.day_typed import day_of
from geo.actions.hand import by_hand
from geo.actions.hand.hand_version import Changed
from geo.actions.hand.rain import lose_day
from geo.actions.site.people import local_actor
from geo.cli.options import Json, Site
from geo.cli.root import app
from geo.cli.telling import print_json, progress, said, tell, tell_notes, with_sentences
from geo.cli.terminal import language
from geo.errors import InputError
from geo.model.notes import Note
from geo.records.actor import Actor
from geo.words import t


class Verb(StrEnum):
    """What can be changed by hand."""

    MOVE = "move"
    PIN = "pin"
    UNPIN = "unpin"
    FORBID = "forbid"
    ALLOW = "allow"
    ADD = "add"
    SWAP = "swap"
    MERGE = "merge"
    RAIN = "rain"


_USAGE = {
    Verb.MOVE: ("move STOP TEAM_DAY", 2),
    Verb.PIN: ("pin STOP", 1),
    Verb.UNPIN: ("unpin STOP", 1),
    Verb.FORBID: ("forbid CELL|YARD|STOP [--window W]", 1),
    Verb.ALLOW: ("allow CELL|YARD|STOP [--window W]", 1),
    Verb.ADD: ("add TEAM_DAY CELL|YARD [--passes 2]", 2),
    Verb.SWAP: ("swap TEAM_DAY TEAM_DAY", 2),
    Verb.MERGE: ("merge TEAM_DAY INTO_TEAM_DAY [--leave-out]", 2),
    Verb.RAIN: ("rain YYYY-MM-DD [TEAM...] [--to YYYY-MM-DD]", 1),
}


@app.command()
def change(
    folder: Site,
    verb: Annotated[Verb, typer.Argument(help="what to do", show_default=False)],
    names: Annotated[
        list[str] | None,
        typer.Argument(help="stops as TEAM_DAY:NUMBER, team-days, cells", show_default=False),
    ] = None,
    window: Annotated[str, typer.Option(help="window of a ban; the whole season without")] = "",
    passes: Annotated[int, typer.Option(min=1, max=2, help="passes of an added cell")] = 1,
    leave_out: Annotated[
        bool, typer.Option("--leave-out", help="merge: leave out what does not fit, and say what")
    ] = False,
    to: Annotated[
        str | None, typer.Option(help="rain: last day to plan anew; the rest of the season without")
    ] = None,
    reason: Annotated[str, typer.Option(help="why, for the log")] = "",
    json_: Json = False,
) -> None:
    """手工调整：移动、固定、禁止、增加踏查点，交换、合并路线，雨天停工。Change the plan by hand.

    move STOP TEAM_DAY; pin|unpin STOP; forbid|allow CELL; add TEAM_DAY CELL; swap A B; merge A INTO_B;
    rain DATE [TEAM...]: the day is lost, its stops go first on the next ones.
    """
    usage, number = _USAGE[verb]
    words = names or []
    if len(words) != number and not (verb is Verb.RAIN and words):
        raise InputError("hand-usage", verb=verb.value, usage=usage)
    more: dict[str, Any] = {"reason": reason, "actor": local_actor(folder)}
    if verb is Verb.RAIN:
        first, last = day_of(words[0]), day_of(to)
        assert first is not None  # noqa: S101  day_of refuses what is no date
        with progress() as on_progress:
            lost = lose_day(folder, first, words[1:], until=last, on_progress=on_progress, **more)
        print_changed(folder, verb.value, lost, json_=json_)
        return
    more |= {"window": window} if verb in {Verb.FORBID, Verb.ALLOW} else {}
    more |= {"passes": passes} if verb is Verb.ADD else {}
    more |= {"leave_out": leave_out} if verb is Verb.MERGE else {}
    print_changed(folder, verb.value, _DO[verb](folder, *words, **more), json_=json_)


def _unpin(folder: Path, stop: str, *, reason: str, actor: Actor) -> Changed:
    return by_hand.pin(folder, stop, pinned=False, reason=reason, actor=actor)


_DO: dict[Verb, Callable[..., Changed]] = {
    Verb.MOVE: by_hand.move,
    Verb.PIN: by_hand.pin,
    Verb.UNPIN: _unpin,
    Verb.FORBID: by_hand.forbid,
    Verb.ALLOW: by_hand.allow,
    Verb.ADD: by_hand.add,
    Verb.SWAP: by_hand.swap,
    Verb.MERGE: by_hand.merge,
}


def print_changed(folder: Path, verb: str, changed: Changed, *, json_: bool) -> None:
    """Print the plan that a change made, and its routes before and after."""
    summary = changed.summary
    if json_:
        print_json(
            {"site": folder.name, "did": verb, "routes": changed.routes, "told": said(changed.notes)}
            | with_sentences(summary)
        )
        return
    args = {"plan": summary["plan_id"], "replaces": summary["replaces"]}
    tell("hand-done", **args, finds=f"{summary['expected_finds']:.2f}")
    for team_day, figures in changed.routes.items():
        told = {name: _figures(figures[name]) for name in ("before", "after")}
        tell("hand-route", team_day=team_day, **told)
    first = [Note(item["key"], item["args"]) for item in summary.get("first", [])]
    tell_notes([*changed.notes, *first])


def _figures(route: dict[str, Any] | None) -> str:
    stops, minutes = (0, 0) if route is None else (route["stops"], route["duration_min"])
    return t("hand-figures", language(), stops=stops, minutes=minutes)
