"""踏查成效 Results: the official rate beside what was really seen, why they differ, and what nobody saw."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any, Final

import streamlit as st

from geo.actions.coverage.results import Results, results
from geo.actions.site.stamp import stamp
from geo.actions.views.look import SiteView
from layers.style import escape
from screens.account import open_view, scope
from screens.overview import has_records
from screens.results_tables import ground, show_areas, show_townships, show_villages, show_yards
from screens.results_unseen import show_corners, show_marks
from screens.shell import (
    cards,
    html,
    one_sentence,
    percent,
    plain,
    remember,
    remembered,
    site_dir,
    text,
    title,
    window_name,
)

_SEASON: Final = "season"
FIGURES: Final = (
    "survey_rate", "declared_rate", "unconfirmed_rate", "areas_with_track", "yards_entered", "match_rate",
    "pod", "expected_left", "free",
)  # fmt: skip
"""Figures of this screen, by the names that docs/figures.md gives their recipes."""
_PARTS: Final = ("villages", "areas", "townships", "corners", "marks", "yards", "meaning")


def show() -> None:
    view = open_view()
    title(text("results-title", site=view.site.site.name))
    window_id = choose_time(view, key="results_window")
    with one_sentence(), st.spinner(text("results-working")):
        found = results_of(str(site_dir()), stamp(site_dir()) + scope(), scope(), window_id)
    _two_figures(found, records=has_records(view))
    html([f'<p class="tacha-say">{escape(text(found.why.key, **found.why.args))}</p>'])
    _states(found)
    _parts(found, view)


@st.cache_resource(max_entries=24, show_spinner=False)
def results_of(folder: str, stamp: str, scope: str, window_id: str) -> Results:  # noqa: ARG001  part of the key
    """Sum up a window or the season, once for all who ask."""
    return results(Path(folder), window_id=window_id, scope=scope)


def choose_time(view: SiteView, *, key: str) -> str:
    """Ask for a window or the whole season; "" is the season."""
    names = dict(zip(view.windows["window_id"], map(window_name, view.windows["name"]), strict=True))
    choices = [_SEASON, *names]
    chosen = st.segmented_control(
        text("screens-window"),
        choices,
        default=remembered("results", choices, _SEASON),
        format_func=lambda name: text("results-season") if name == _SEASON else plain(names[name]),
        key=key,
        width="stretch",
        label_visibility="collapsed",
    )
    remember("results", chosen or _SEASON)
    return "" if chosen in (None, _SEASON) else str(chosen)


def _two_figures(found: Results, *, records: bool) -> None:
    """Show the official figure and the estimate beside it, then what is left."""
    whole = found.whole
    declared = whole["declared_rate"]
    on_paper = text("results-unsigned-yet") if declared is None else text(
        "results-on-paper", declared=percent(declared), unconfirmed=percent(whole["unconfirmed_rate"])
    )  # fmt: skip
    left = f"{whole['expected_left']:.1f}" if records else "–"
    cards(
        [
            (text("results-rate"), percent(whole["survey_rate"]), on_paper, whole["survey_rate"]),
            (
                text("results-pod"),
                percent(whole["pod"]),
                text("results-pod-more", low=percent(whole["pod_low"]), high=percent(whole["pod_high"])),
                whole["pod"],
            ),
            (
                text("results-left"),
                left,
                text("results-left-more" if records else "results-no-records"),
                None,
            ),
            (
                text("results-corners"),
                str(len(found.corners)),
                text("results-corners-more", area=ground(float(found.corners["area_m2"].sum()))),
                None,
            ),
        ]
    )


def _states(found: Results) -> None:
    """Where the ground stands, in cells."""
    html([f'<p class="tacha-quiet">{escape(text("ground-states", **found.states))}</p>'])


def _parts(found: Results, view: SiteView) -> None:
    """One table at a time: a phone holds no more."""
    first = remembered("table", _PARTS, _PARTS[0])
    chosen = st.pills(
        text("results-tables"),
        _PARTS,
        default=first,
        format_func=lambda name: text(f"results-part-{name}"),
        key="results_part",
        label_visibility="collapsed",
    )
    part = str(chosen or first)
    remember("table", part)
    records = has_records(view)
    shown: dict[str, Any] = {
        "villages": partial(show_villages, found, records=records),
        "areas": partial(show_areas, found),
        "townships": partial(show_townships, found, records=records),
        "corners": partial(show_corners, found),
        "marks": partial(show_marks, found, view.settings.records.mark_tolerance_m),
        "yards": partial(show_yards, found),
        "meaning": _meaning,
    }
    shown[part]()


def _meaning() -> None:
    """Tell what each figure counts, of what, who confirmed it: the recipes of docs/figures.md."""
    html([f'<p class="tacha-quiet">{escape(text("results-recipes"))}</p>'])
    rows = [
        f"<dt>{escape(text(f'results-figure-{name}'))}</dt><dd>{escape(text(f'results-recipe-{name}'))}</dd>"
        for name in FIGURES
    ]
    html(['<dl class="tacha-recipes">', *rows, "</dl>"])
