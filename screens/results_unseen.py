"""What nobody saw: dead corners with their reasons, satellite marks and filed places without a partner."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geo.actions.coverage.results import Results
from geo.units import M2_PER_HA, M2_PER_MU
from layers.style import escape
from screens.links import link
from screens.results_tables import ground
from screens.shell import day, html, percent, text
from screens.tables import show_table


def show_corners(found: Results) -> None:
    """Unseen ground inside villages called done, riskiest first, and why."""
    html([f'<p class="tacha-quiet">{escape(text("results-corners-what"))}</p>'])
    if not len(found.corners):
        st.info(text("results-corners-none"))
        return
    rows = found.corners
    sums = rows.groupby("reason")["area_m2"].agg(["size", "sum"]).sort_values("sum", ascending=False)
    said = [
        text(
            "results-corners-by", reason=text(f"results-reason-{reason}"), count=int(row["size"]),
            area=ground(float(row["sum"])),
        )
        for reason, row in sums.iterrows()
    ]  # fmt: skip
    html(['<ul class="tacha-list">', *(f"<li>{escape(line)}</li>" for line in said), "</ul>"])
    table = pd.DataFrame(
        {
            text("results-column-village"): rows["village"],
            text("results-column-reason"): [_reason(row) for row in rows.itertuples()],
            text("results-column-ha"): (rows["area_m2"] / M2_PER_HA).round(2),
            text("results-column-mu"): (rows["area_m2"] / M2_PER_MU).round(1),
            text("results-column-width"): rows["width_m"].round(0),
            text("results-column-seam"): [text("results-yes") if on else "" for on in rows["on_seam"]],
            text("results-column-left"): rows["expected_left"].round(3),
        }
    )
    show_table(table)
    html([f"<p>{link(text('results-corners-map'), 'map')}</p>"])


def _reason(row: object) -> str:
    reason = text(f"results-reason-{getattr(row, 'reason', '')}")
    outcome = getattr(row, "outcome", "")
    return f"{reason}（{text('day-reason', reason=outcome)}）" if outcome else reason


def show_marks(found: Results, tolerance_m: float) -> None:
    """Show the match rate of satellite marks, then both sides that have no partner."""
    marks, places = found.marks, found.places
    if not len(marks) and not len(places):
        st.info(text("results-marks-none"))
        return
    hit = int((marks["place_id"] != "").sum())
    told = text(
        "results-marks-told", rate=percent(found.match_rate), hit=hit, marks=len(marks),
        tolerance=f"{tolerance_m:.0f}",
    )  # fmt: skip
    html([f'<p class="tacha-say">{escape(told)}</p>'])
    lone = marks[marks["place_id"] == ""]
    st.subheader(text("results-marks-lone", count=len(lone)), anchor=False)
    if len(lone):
        show_table(
            pd.DataFrame(
                {
                    text("results-column-mark"): lone["lead_id"],
                    text("results-column-village"): lone["village"],
                    text("results-column-reported"): [_day(when) for when in lone["reported_on"]],
                }
            )
        )
    st.subheader(text("results-places-lone", count=len(places)), anchor=False)
    if len(places):
        show_table(
            pd.DataFrame(
                {
                    text("results-column-place"): places["place_id"],
                    text("results-column-village"): places["village"],
                    text("results-column-filed"): [_day(when) for when in places["filed_on"]],
                    text("results-column-outcome"): [
                        text(f"results-outcome-{outcome}") for outcome in places["outcome"]
                    ],
                }
            )
        )


def _day(when: pd.Timestamp) -> str:
    return "–" if pd.isna(when) else day(when, year=True)
