"""总览 Overview: how much was searched, what is left and where, what was found, how fresh it all is."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geo.actions.glance import CLOSED_STATES, SETTLED_LEADS, Glance, by_village, glance
from geo.actions.look import SiteView
from geo.units import M2_PER_HA, M2_PER_MU
from layers.style import escape
from screens.account import open_view
from screens.shell import cards, choose_window, day, html, percent, text, title, today


def show() -> None:
    view = open_view()
    title(text("screens-overview-title", site=view.site.site.name))
    window_id = choose_window(view)
    seen = glance(view, window_id)
    _freshness(view, seen)
    _figures(view, seen)
    left, right = st.columns([5, 3], gap="medium")
    with left:
        _villages(view, window_id)
    with right:
        _attention(view)
    _assumed(view)


def _freshness(view: SiteView, seen: Glance) -> None:
    never = text("screens-never")
    plan = never if view.plan is None else day(view.plan.plan["made_at"], year=True)
    told = text(
        "screens-fresh",
        track=day(seen.last_track, year=True) if seen.last_track else never,
        finding=day(seen.last_finding, year=True) if seen.last_finding else never,
        plan=plan,
    )
    html([f'<p class="tacha-quiet">{escape(told)}</p>'])


def _figures(view: SiteView, seen: Glance) -> None:
    plots = has_records(view)
    left_share = seen.expected_left / seen.expected_before if seen.expected_before else float("nan")
    findings = seen.findings_open + seen.findings_closed
    cards(
        [
            (
                text("screens-card-high"),
                percent(seen.high_rate),
                text(
                    "screens-card-high-more",
                    done=hectares(seen.high_searched_m2),
                    all=hectares(seen.high_m2),
                    left_mu=f"{(seen.high_m2 - seen.high_searched_m2) / M2_PER_MU:,.0f}",
                ),
                seen.high_rate,
            ),
            (
                text("screens-card-rate"),
                percent(seen.survey_rate),
                text(
                    "screens-card-rate-more",
                    pod=percent(seen.pod),
                    low=percent(seen.pod_low),
                    high=percent(seen.pod_high),
                ),
                seen.survey_rate,
            ),
            (
                text("screens-card-left"),
                f"{seen.expected_left:.1f}" if plots else percent(left_share),
                text("screens-card-left-more", before=f"{seen.expected_before:.1f}")
                if plots
                else text("screens-card-left-share"),
                left_share,
            ),
            (
                text("screens-card-findings"),
                str(findings),
                text("screens-card-findings-more", open=seen.findings_open, closed=seen.findings_closed),
                seen.findings_closed / findings if findings else None,
            ),
        ]
    )


def _villages(view: SiteView, window_id: str) -> None:
    st.subheader(text("screens-villages"))
    table = by_village(view, window_id)
    shown = pd.DataFrame(
        {
            "name": table["name"],
            "left": table["high_left_m2"] / M2_PER_HA,
            "high": table["high_rate"] * 100,
            "rate": table["survey_rate"] * 100,
            "pod": table["pod"] * 100,
            "plots": table["expected_left"],
            "open": table["findings_open"],
        }
    )
    column = st.column_config
    columns = {
        "name": column.TextColumn(text("screens-column-village"), width=96, pinned=True),
        "left": column.NumberColumn(text("screens-column-left"), format="%.0f", width=110),
        **{
            name: column.ProgressColumn(
                text(f"screens-column-{name}"), min_value=0, max_value=100, format="%.0f%%", width=118
            )
            for name in ("high", "rate", "pod")
        },
        "plots": column.NumberColumn(text("screens-column-plots"), format="%.1f", width=92),
        "open": column.NumberColumn(text("screens-column-open"), format="%d", width=72),
    }
    if not has_records(view):
        shown = shown.drop(columns="plots")
    st.dataframe(
        shown, column_config=columns, hide_index=True, width="stretch", height=35 * (len(shown) + 1) + 3
    )


def _attention(view: SiteView) -> None:
    st.subheader(text("screens-attention"))
    items = _waiting(view) or [text("screens-attention-none")]
    html(['<ul class="tacha-list">', *(f"<li>{escape(item)}</li>" for item in items), "</ul>"])


def _waiting(view: SiteView) -> list[str]:
    """List what waits for somebody, most pressing first."""
    name = dict(zip(view.villages["village_id"], view.villages["name"], strict=True))
    outside = text("screens-outside")
    findings, leads = view.findings, view.leads
    items = [] if view.plan is not None else [text("screens-attention-no-plan")]
    items += [
        text(
            "screens-attention-finding",
            village=name.get(row.village_id, outside),
            day=day(row.found_on),
            state=text(f"layers-finding-state-{row.state}"),
        )
        for row in findings[~findings["state"].isin(CLOSED_STATES)].itertuples()
    ]
    overdue = findings[
        (findings["revisit_due"] < pd.Timestamp(today())) & (findings["state"] != "verified_gone")
    ]
    if len(overdue):
        where = list(dict.fromkeys(name.get(village, outside) for village in overdue["village_id"]))
        items.append(
            text(
                "screens-attention-revisit",
                count=len(overdue),
                villages=text("screens-comma").join(where),
                day=day(overdue["revisit_due"].min()),
            )
        )
    waiting = leads[~leads["state"].isin(SETTLED_LEADS)]
    for kind, of_kind in waiting.groupby("kind", sort=True):
        where = [name.get(village, outside) for village in of_kind["village_id"].unique()]
        items.append(
            text(
                "screens-attention-lead",
                kind=text(f"layers-lead-kind-{kind}"),
                count=len(of_kind),
                villages=text("screens-comma").join(where[:4]),
                more="yes" if len(where) > 4 else "no",
            )
        )
    return items


def _assumed(view: SiteView) -> None:
    if not view.assumed:
        return
    with st.expander(text("screens-assumed", count=len(view.assumed))):
        html(
            [
                '<ul class="tacha-list">',
                *(f"<li>{escape(text(note.key, **note.args))}</li>" for note in view.assumed),
                "</ul>",
            ]
        )


def has_records(view: SiteView) -> bool:
    """Whether figures of expected plots rest on records; without any, classes are shown and no decimals."""
    return bool(len(view.history) or len(view.findings))


def hectares(area_m2: float) -> str:
    """Area in whole hectares, with thousands marked."""
    return f"{area_m2 / M2_PER_HA:,.0f}"
