"""Put the figures of a period into the sentences of a report, each with the recipes it stands on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from geo.actions.office.count import Figures, villages_visited
from geo.actions.office.on_file import OnFile
from geo.actions.office.period import day_note
from geo.model.notes import Note
from geo.search.effort import season_span
from geo.units import M2_PER_KM2, M2_PER_MU

_MOST_VILLAGES: Final = 3
_MOST_NAMES: Final = 20


@dataclass(frozen=True)
class Said:
    """A sentence, and the ids of its recipes in docs/figures.md."""

    note: Note
    recipes: tuple[str, ...] = ()


def mu(area_m2: float) -> str:
    """Write an area in mu: two decimals for plots, none for the ground of villages.

    >>> mu(0.0), mu(1000.0), mu(2_000_000.0)
    ('0', '1.50', '3000')
    """
    area = area_m2 / M2_PER_MU
    if not area:
        return "0"
    return f"{area:.2f}" if area < 10 else f"{area:.1f}" if area < 100 else f"{area:.0f}"


def percent(share: float | None) -> str:
    """Write a share in percent with one decimal; "none" where there is no figure."""
    return "none" if share is None or pd.isna(share) else f"{100 * share:.1f}"


def on_the_whole(filed: OnFile, figures: Figures) -> list[Said]:
    """Say who went out, and what was recorded."""
    if not figures["visits"]:
        went = Said(Note("office-nobody"), ("visits",))
    else:
        names = ("team_days_out", "days_out", "persons", "vehicles", "sorties", "visits", "visits_unsigned")
        went = Said(Note("office-force", {name: str(figures[name]) for name in names}), ("visits",))
    tracks: dict[str, object] = {"tracks": str(figures["tracks"]), "km": f"{figures['track_m'] / 1000:.1f}"}
    lines = [
        went,
        Said(Note("office-tracks" if figures["tracks"] else "office-no-tracks", tracks), ("tracks",)),
    ]
    if filed.outside:
        first, last = season_span(filed.season.windows)
        lines.append(Said(Note("office-outside", {"first": day_note(first), "last": day_note(last)})))
    return lines


def searched(filed: OnFile, figures: Figures) -> list[Said]:
    """Say how much ground was surveyed by the official recipes, and which villages were not."""
    ground: dict[str, object] = {
        "mu": mu(figures["searchable_m2"]),
        "km2": f"{figures['searchable_m2'] / M2_PER_KM2:.1f}",
        "villages": str(figures["villages"]),
    }
    lines = [Said(Note("office-ground", ground), ("searchable_m2",)), _rate(figures)]
    if filed.found is not filed.to_date and figures["survey_rate_to_date"] != figures["survey_rate"]:
        so_far = {"rate": percent(figures["survey_rate_to_date"]), "day": day_note(filed.period.last)}
        more = {"declared": percent(figures["declared_rate_to_date"])}
        lines.append(Said(Note("office-rate-to-date", {**so_far, **more}), ("survey_rate", "declared_rate")))
    if figures["areas"]:
        with_track, declared = figures["areas_with_track"], figures["areas_declared"]
        counts = {"areas": figures["areas"], "surveyed": with_track + declared, "with_track": with_track}
        counts["declared"] = declared
        lines.append(Said(Note("office-areas", {name: str(n) for name, n in counts.items()}), ("areas",)))
    if figures["yards"]:
        yards: dict[str, object] = {
            name: str(figures[name]) for name in ("yards", "yards_entered", "yards_from_lane")
        }
        lines.append(Said(Note("office-yards", yards), ("yards",)))
    return [*lines, *_villages(filed, figures), *_signed_off(filed), _proved(figures)]


def _rate(figures: Figures) -> Said:
    told: dict[str, object] = {"rate": percent(figures["survey_rate"]), "mu": mu(figures["surveyed_m2"])}
    if not figures["surveyed_m2"] + figures["unconfirmed_m2"] + (figures["declared_m2"] or 0.0):
        return Said(Note("office-rate-none"), ("survey_rate",))
    if figures["declared_rate"] is None:
        return Said(Note("office-rate-unsigned", told), ("survey_rate",))
    told |= {"declared": percent(figures["declared_rate"]), "declared_mu": mu(figures["declared_m2"])}
    told |= {"waiting": percent(figures["unconfirmed_rate"]), "waiting_mu": mu(figures["unconfirmed_m2"])}
    return Said(Note("office-rate", told), ("survey_rate", "declared_rate", "unconfirmed_rate"))


def _villages(filed: OnFile, figures: Figures) -> list[Said]:
    seen = set(villages_visited(filed))
    rows = filed.found.villages
    missed = [str(name) for name in rows.loc[~rows["village_id"].isin(seen), "name"]]
    told: dict[str, object] = {
        "visited": str(figures["villages_visited"]),
        "villages": str(figures["villages"]),
    }
    if not missed:
        return [Said(Note("office-villages-all", told), ("villages_visited",))]
    if not seen:
        return []
    if len(missed) > _MOST_NAMES:
        told |= {"count": str(len(missed)), "some": missed[:_MOST_NAMES]}
        return [Said(Note("office-villages-many", told), ("villages_visited",))]
    return [Said(Note("office-villages", {**told, "missed": missed}), ("villages_visited",))]


def _signed_off(filed: OnFile) -> list[Said]:
    rows = filed.found.villages
    names = [str(name) for name in rows.loc[rows["village_id"].isin(filed.signed_off), "name"]]
    if not names:
        return []
    told: dict[str, object] = {"count": str(len(names)), "villages": names}
    return [Said(Note("office-signed-off", told), ("villages_visited",))]


def _proved(figures: Figures) -> Said:
    """Full coverage is said only where signed tracks prove it; otherwise what is missing."""
    if figures["full_coverage"]:
        return Said(Note("office-full"), ("full_coverage",))
    left = figures["searchable_m2"] - figures["surveyed_m2"]
    key = "office-not-full" if figures["surveyed_m2"] < figures["searchable_m2"] else "office-not-seen"
    return Said(Note(key, {"mu": mu(left)}), ("full_coverage",))


def discovered(figures: Figures) -> list[Said]:
    """Say what was found and destroyed; nothing is said of nothing but with the ground that it covers."""
    lines = [_nothing(figures) if not figures["findings"] else _found(figures)]
    if figures["destroyed"]:
        told: dict[str, object] = {"destroyed": str(figures["destroyed"])}
        told |= {"plants": f"{figures['destroyed_plants']:.0f}", "mu": mu(figures["destroyed_m2"])}
        lines.append(Said(Note("office-destroyed", told), ("destroyed",)))
    if figures["open_at_end"]:
        lines.append(Said(Note("office-open", {"open": str(figures["open_at_end"])}), ("destroyed",)))
    return lines


def _nothing(figures: Figures) -> Said:
    declared_m2 = figures["declared_m2"] or 0.0
    by_name = figures["areas_with_track"] + figures["areas_declared"]
    covered_m2 = figures["surveyed_m2"] + declared_m2
    if not covered_m2 and not by_name:
        return Said(Note("office-nothing-nowhere"), ("nothing_found",))
    told: dict[str, object] = {
        "mu": mu(figures["surveyed_m2"]),
        "declared": mu(declared_m2) if declared_m2 else "none",
        "areas": str(figures["areas_declared"]) if figures["areas_declared"] and not declared_m2 else "none",
        "rest": mu(max(figures["searchable_m2"] - covered_m2, 0.0)),
    }
    return Said(Note("office-nothing", told), ("nothing_found",))


def _found(figures: Figures) -> Said:
    estimated, uncounted = figures["plants_provisional"], figures["findings_uncounted"]
    told: dict[str, object] = {
        "findings": str(figures["findings"]),
        "plants": f"{figures['plants']:.0f}",
        "mu": mu(figures["found_m2"]),
        "estimated": f"{estimated:.0f}" if estimated else "none",
        "uncounted": str(uncounted) if uncounted else "none",
    }
    return Said(Note("office-found", told), ("findings",))


def followed_up(figures: Figures) -> list[Said]:
    """Say what became of earlier places, of leads and of satellite marks."""
    lines = []
    if figures["looks_made"] or figures["looks_overdue"]:
        looks: dict[str, object] = {
            "made": str(figures["looks_made"]),
            "regrowth": str(figures["looks_regrowth"]),
            "overdue": str(figures["looks_overdue"]),
        }
        lines.append(Said(Note("office-looks", looks), ("looks",)))
    names = ("leads_reported", "leads_confirmed", "leads_ruled_out", "leads_open")
    if any(figures[name] for name in names):
        told: dict[str, object] = {name.removeprefix("leads_"): str(figures[name]) for name in names}
        lines.append(Said(Note("office-leads", told), ("leads",)))
    if figures["marks"]:
        marks: dict[str, object] = {
            "marks": str(figures["marks"]),
            "rate": percent(figures["match_rate"]),
        }
        lines.append(Said(Note("office-marks", marks), ("match_rate",)))
    return lines or [Said(Note("office-no-follow-up"), ("looks", "leads"))]


def left_undone(figures: Figures) -> list[Said]:
    """Say what was not done and why: honest gaps."""
    lines = []
    if figures["stops_not_reached"]:
        reasons = [
            Note("office-reason", {"reason": reason, "stops": str(stops)})
            for reason, stops in sorted(
                figures["not_reached_by_reason"].items(), key=lambda one: (-one[1], one[0])
            )
        ]
        told: dict[str, object] = {"stops": str(figures["stops_not_reached"]), "reasons": reasons}
        lines.append(Said(Note("office-not-reached", told), ("stops_not_reached",)))
    waiting = {"unsigned": figures["visits_unsigned"], "returned": figures["visits_returned"]}
    if any(waiting.values()):
        lines.append(Said(Note("office-waiting", {name: str(n) for name, n in waiting.items()}), ("visits",)))
    return lines or [Said(Note("office-nothing-undone"), ("stops_not_reached", "visits"))]


def judged(filed: OnFile, figures: Figures) -> list[Said]:
    """Say what was really seen, for the planner's own judgement: never in a report that goes up."""
    bands: dict[str, object] = {name: percent(figures[name]) for name in ("pod", "pod_low", "pod_high")}
    bands |= {"rate": percent(figures["survey_rate_to_date"]), "day": day_note(filed.period.last)}
    left: dict[str, object] = {"left": f"{figures['expected_left']:.1f}"}
    lines = [
        Said(Note("office-pod", bands), ("pod", "survey_rate")),
        Said(filed.to_date.why, ("pod", "survey_rate")),
        Said(Note("office-left", left), ("expected_left",)),
    ]
    if figures["dead_corners"]:
        corners: dict[str, object] = {
            "count": str(figures["dead_corners"]),
            "mu": mu(figures["dead_corner_m2"]),
        }
        lines.append(Said(Note("office-corners", corners), ("dead_corners",)))
    else:
        lines.append(Said(Note("office-no-corners"), ("dead_corners",)))
    villages: Any = filed.to_date.villages.sort_values("expected_left", ascending=False, kind="stable")
    most = [
        Note("office-village-left", {"village": str(row.name), "left": f"{row.expected_left:.1f}"})
        for row in villages.head(_MOST_VILLAGES).itertuples(index=False)
        if row.expected_left > 0
    ]
    return [*lines, Said(Note("office-next", {"villages": most}), ("expected_left",))] if most else lines
