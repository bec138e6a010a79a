"""Say a team's day in ten lines of text, to be sent where no file can be opened."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from geo.exports.packs.sheet import check_in_words, hazards_in_words, posts_of, spans
from geo.exports.packs.task import Task, day_in_words
from geo.ground.crs import to_lonlat
from geo.words import Language, t


def ten_lines(task: Task, language: Language) -> list[str]:
    """Return ten lines: what, where, who, order, required stops, look, hazards, back, check-ins, finds."""
    base = to_lonlat(task.base).geometry.iloc[0]
    where = {"base": str(task.base["name"].iloc[0]), "lat": f"{base.y:.5f}", "lon": f"{base.x:.5f}"}
    ways = {"drive": f"{task.drive_m / 1000:.0f}", "walk": f"{task.walk_m / 1000:.1f}"}
    crew: dict[str, Any] = {"members": task.members, "car": "yes" if task.car else "no"}
    needed = [int(order) for order in task.stops.loc[task.stops["kind"] == "required", "order"]]
    last = int(task.stops["turn_back_min"].iloc[-1])
    times = {"turn": task.clock(last), "back": task.clock(task.back_min), "due": task.clock(task.due_min)}
    head = {"site": task.site, "team": task.team, "window": task.window, "plan": task.plan_hash[:12]}
    hazards = hazards_in_words(task, language)
    danger = t("pack-word-list", language, list=hazards) if hazards else t("pack-hazards-none", language)
    lines = {
        "head": head | {"day": day_in_words(task.day, language)},
        "meet": where | {"leave": task.clock(0)},
        "crew": crew | ways | {"climb": round(task.climb_m), "stops": len(task.stops)},
        "order": {"order": t("pack-then", language).join(order_in_words(task))},
        "required": {"stops": spans(needed) or "none"},
        "look": {"look": t(f"pack-look-{task.look}", language)},
        "danger": {"danger": danger},
        "back": times,
        "report": {"report": check_in_words(task, language)},
        "found": {"found": t("pack-found", language), "post": posts_of(task, language)[0]},
    }
    said = [t(f"pack-line-{name}", language, **args) for name, args in lines.items()]
    return [" ".join(line.split()) for line in said]


def order_in_words(task: Task) -> list[str]:
    """Places in their order: stops of one place that follow each other are named once."""
    rows = list(task.stops.itertuples())
    return [
        f"{spans([int(stop.order) for stop in group])} {name}"
        for name, group in ((name, list(own)) for name, own in groupby(rows, lambda stop: str(stop.name)))
    ]
