"""总览 Overview: how much was searched, what is left and where, what was found, how fresh it all is."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

import pandas as pd
import streamlit as st

from geo.actions.site.stamp import stamp
from geo.actions.views.attention import Item, Waiting, attention, waiting_on_record
from geo.actions.views.glance import Glance, by_village, glance
from geo.actions.views.look import SiteView
from geo.records.roles import Action
from geo.units import M2_PER_HA, M2_PER_MU
from layers.style import escape
from screens.account import may, open_view
from screens.daily_line import show_daily
from screens.links import link
from screens.overview_next import show_unseen
from screens.shell import (
    cards,
    choose_window,
    day,
    html,
    one_sentence,
    percent,
    site_dir,
    text,
    title,
    today,
)
from screens.tables import show_table

_SHOWN: Final = 12
_NEEDS: Final = {"plan": Action.READ, "today": Action.READ, "returns": Action.ADD_VISIT}
"""Right that a visitor of each screen needs."""


def show() -> None:
    view = open_view()
    title(text("screens-overview-title", site=view.site.site.name))
    window_id = choose_window(view)
    seen = glance(view, window_id)
    _freshness(view, seen)
    _headline(view, seen, window_id)
    _figures(view, seen)
    with st.container(key="overview_parts"):
        left, right = st.columns([5, 3], gap="medium")
    with left:
        _villages(view, window_id)
        show_unseen(view)
    with right:
        _attention(view)
        _daily(view)
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


def _headline(view: SiteView, seen: Glance, window_id: str) -> None:
    """Say in one line how much of the high-risk ground was searched, and where most of it is left."""
    told = text(
        "overview-high",
        rate=percent(seen.high_rate),
        done=hectares(seen.high_searched_m2),
        all=hectares(seen.high_m2),
        left=hectares(seen.high_m2 - seen.high_searched_m2),
        left_mu=f"{(seen.high_m2 - seen.high_searched_m2) / M2_PER_MU:,.0f}",
    )
    most = by_village(view, window_id).iloc[0]
    where = text("overview-high-where", village=most["name"]) if most["high_left_m2"] > 0 else ""
    html([f'<p class="tacha-say">{escape(told + where)}</p>'])


def _figures(view: SiteView, seen: Glance) -> None:
    plots = has_records(view)
    left_share = seen.expected_left / seen.expected_before if seen.expected_before else float("nan")
    findings = seen.findings_open + seen.findings_closed
    band = {"low": percent(seen.pod_low), "high": percent(seen.pod_high)}
    cards(
        [
            (
                text("screens-card-rate"),
                percent(seen.survey_rate),
                _rate_more(seen),
                seen.survey_rate,
            ),
            (text("overview-pod"), percent(seen.pod), text("overview-pod-more", **band), seen.pod),
            (
                text("screens-card-left"),
                f"{seen.expected_left:.1f}" if plots else percent(left_share),
                _left_more(seen) if plots else text("screens-card-left-share"),
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


def _rate_more(seen: Glance) -> str:
    """Say what the rate counts: before and after visits are signed."""
    if not seen.signed:
        return text("overview-rate-more")
    return text("overview-rate-signed", unsigned=percent(seen.unsigned_rate))


def _left_more(seen: Glance) -> str:
    """Say what was expected before; finds can raise it, for where one was another may be."""
    key = "screens-card-left-risen" if seen.expected_left > seen.expected_before else "screens-card-left-more"
    return text(key, before=f"{seen.expected_before:.1f}")


def _villages(view: SiteView, window_id: str) -> None:
    st.subheader(text("screens-villages"), anchor=False)
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
    if not has_records(view):
        shown = shown.drop(columns="plots")
    called = {"name": text("screens-column-village")}
    called |= {name: text(f"screens-column-{name}") for name in shown.columns if name != "name"}
    shares = [called[name] for name in ("high", "rate", "pod")]
    places = {called[name]: count for name, count in (("left", 0), ("plots", 1)) if name in called}
    show_table(shown.rename(columns=called), percents=shares, bars=shares, decimals=places)


def _attention(view: SiteView) -> None:
    """List what waits, each line with the screen where it is dealt with."""
    st.subheader(text("screens-attention"), anchor=False)
    folder = site_dir()
    with one_sentence():
        items = attention(view, _waiting(str(folder), stamp(folder), today()), today())
    lines = [_line(item) for item in items[:_SHOWN]] or [escape(text("screens-attention-none"))]
    html(['<ul class="tacha-list">', *(f"<li>{line}</li>" for line in lines), "</ul>"])
    if len(items) > _SHOWN:
        html([f'<p class="tacha-quiet">{escape(text("overview-more", count=len(items) - _SHOWN))}</p>'])


@st.cache_data(max_entries=16, show_spinner=False)
def _waiting(folder: str, stamp: str, day: date) -> Waiting:  # noqa: ARG001  the stamp is part of the key
    return waiting_on_record(Path(folder), day)


def _line(item: Item) -> str:
    """One line as a link to where it is dealt with, for those who may go there."""
    said = text(item.note.key, **item.note.args)
    return link(said, item.room, **dict(item.opens)) if may(_NEEDS[item.room]) else escape(said)


def _daily(view: SiteView) -> None:
    if may(Action.REPORT) and st.toggle(text("overview-daily"), key="overview_daily"):
        show_daily(view)


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
