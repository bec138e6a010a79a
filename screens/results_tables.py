"""Tables of the results: by village, responsibility area and township, and the yards checked."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import streamlit as st

from geo.actions.coverage.results import Results
from geo.units import M2_PER_HA, M2_PER_MU
from layers.style import escape
from screens.shell import html, text
from screens.tables import show_table

_SHARES: Final = ("survey_rate", "declared_rate", "unconfirmed_rate", "pod", "pod_low", "pod_high")


def show_villages(found: Results, *, records: bool) -> None:
    """One row a village: both figures, what is left, whether it is free, and its dead corners."""
    rows = found.villages
    places = {"village": rows["name"]}
    if rows["township"].nunique() > 1:
        places["township"] = rows["township"]
    table = _with_figures(rows, places, records=records)
    table[text("results-figure-free")] = 100 * rows["free"]
    table[text("results-column-corners")] = rows["dead_corners"]
    show_table(table, percents=_percents(), decimals=_plots())


def show_townships(found: Results, *, records: bool) -> None:
    """One row a township, with the areas surveyed of all."""
    rows = found.townships
    table = _with_figures(rows, {"township": rows["township"]}, records=records)
    table[text("results-column-areas")] = [
        text("results-of", part=int(row.areas_with_track + row.areas_declared), whole=int(row.areas))
        for row in rows.itertuples()
    ]
    table[text("results-column-corners")] = rows["dead_corners"]
    show_table(table, percents=_percents(), decimals=_plots())


def show_areas(found: Results) -> None:
    """One row a responsibility area: who answers for it, and whether somebody was there."""
    if not len(found.areas):
        st.info(text("results-no-areas"))
        return
    whole = found.whole
    done = whole["areas_with_track"] + whole["areas_declared"]
    told = text(
        "results-areas-told", areas=whole["areas"], done=done, with_track=whole["areas_with_track"],
        declared=whole["areas_declared"],
    )  # fmt: skip
    html([f'<p class="tacha-quiet">{escape(told)}</p>'])
    rows = found.areas
    table = pd.DataFrame(
        {
            text("results-column-village"): rows["village"],
            text("results-column-area"): rows["name"],
            text("results-column-kind"): [text(f"results-kind-{kind}") for kind in rows["kind"]],
            text("results-column-post"): rows["post"],
            text("results-column-surveyed"): [text(f"area-surveyed-{how}") for how in rows["surveyed"]],
            text("results-column-visits"): rows["visits"],
            text("results-figure-survey_rate"): 100 * rows["survey_rate"],
            text("results-figure-pod"): 100 * rows["pod"],
        }
    )
    show_table(table, percents=_percents())


def show_yards(found: Results) -> None:
    """Yards entered and looked into, of all; never a household."""
    whole = found.whole
    if not whole["yards"]:
        st.info(text("results-no-yards"))
        return
    told = text(
        "results-yards-told", yards=whole["yards"], entered=whole["yards_entered"],
        lane=whole["yards_from_lane"],
    )  # fmt: skip
    html([f'<p class="tacha-quiet">{escape(told)}</p>'])
    rows = found.villages[found.villages["yards"] > 0]
    table = pd.DataFrame(
        {
            text("results-column-village"): rows["name"],
            text("results-column-yards"): rows["yards"].astype(int),
            text("results-column-entered"): rows["yards_entered"].astype(int),
            text("results-column-lane"): rows["yards_from_lane"].astype(int),
            text("results-column-checked"): 100 * rows["yards_entered"] / rows["yards"],
        }
    )
    show_table(table, percents=(text("results-column-checked"),))


def ground(area_m2: float) -> str:
    """Say an area in hectares and mu."""
    return text("results-ground", ha=f"{area_m2 / M2_PER_HA:.1f}", mu=f"{area_m2 / M2_PER_MU:.0f}")


def _with_figures(rows: Any, places: dict[str, Any], *, records: bool) -> pd.DataFrame:
    """Put the official figures and the estimates side by side, with those that say nothing left out."""
    signed = bool(rows["declared_rate"].notna().any())
    shares = [name for name in _SHARES if signed or name not in ("declared_rate", "unconfirmed_rate")]
    table = pd.DataFrame({text(f"results-column-{name}"): column for name, column in places.items()})
    for name in shares:
        table[text(f"results-figure-{name}")] = 100 * rows[name]
    if records:
        table[text("results-figure-expected_left")] = rows["expected_left"]
    return table


def _percents() -> tuple[str, ...]:
    return tuple(text(f"results-figure-{name}") for name in (*_SHARES, "free"))


def _plots() -> dict[str, int]:
    """Tell expected plots to a tenth."""
    return {text("results-figure-expected_left"): 1}
