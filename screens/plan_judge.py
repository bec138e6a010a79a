"""Judge a plan: a simulation against lists made by hand, what errors would cost, a test on past seasons."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import streamlit as st

from geo.actions.jobs import last_done
from geo.actions.views.look import SiteView
from geo.exports.charts import backtest_chart, backtest_words
from geo.records.jobs import Job
from geo.records.roles import Action
from geo.trial.backtest import Backtest
from geo.trial.compare import Comparison
from geo.trial.kept import backtest_of, comparison_of
from geo.trial.truths import Truth
from geo.words import Language
from layers.style import escape
from screens import work
from screens.account import may
from screens.shell import day, html, language, one_sentence, site_dir, text
from screens.tables import show_table


def show_judge(view: SiteView) -> None:
    job = _part("compare")
    if job is not None:
        _comparison(comparison_of(job.result), view)
    job = _part("backtest")
    if job is not None:
        _backtest(job)


def _part(verb: str) -> Job | None:
    """Head a part, with the button that works it out; return the last result."""
    st.subheader(text(f"plan-{verb}"), anchor=False)
    with one_sentence():
        job = last_done(site_dir(), verb)
    if job is None:
        html([f'<p class="tacha-quiet">{escape(text(f"plan-{verb}-what"))}</p>'])
    elif job.heartbeat_at is not None:
        _say(text("plan-made-on", day=day(job.heartbeat_at, year=True)))
    label = text("plan-work-again" if job else f"plan-{verb}-start")
    goes_on = work.under_way(verb) or work.others_under_way(verb)
    if not goes_on and may(Action.PLAN) and st.button(label, key=verb):
        work.begin(verb)
    return job


def _comparison(found: Comparison, view: SiteView) -> None:
    now = "" if view.plan is None else str(view.plan.plan["plan_id"])
    if found.plan_id and found.plan_id != now:
        st.warning(text("plan-compare-other", plan=found.plan_id))
    told = text("trial-title", seasons=found.seasons, days=found.team_days, plots=f"{found.plots:.1f}")
    _say(told, big=True)
    if not found.plan_id:
        _say(text("trial-plan-now"))
    prior = found.table[found.table["truth"] == Truth.PRIOR]
    columns = ("rival", "stops", "visited", "found", "early", "times")
    rows = [
        (
            text(f"trial-rival-{row.rival}"),
            int(row.stops),
            f"{row.visited:.0%}",
            f"{row.found:.0%}（{row.low:.0%}–{row.high:.0%}）",
            f"{row.early:.0%}",
            _times(row.times),
        )
        for row in prior.itertuples()
    ]
    show_table(pd.DataFrame(rows, columns=[text(f"trial-column-{name}") for name in columns]))
    _say(text("plan-compare-truths"))
    show_table(pd.DataFrame(_by_truth(found.table)))
    _say(text("trial-legend"))
    st.subheader(text("plan-sensitivity"), anchor=False)
    costs = [f"<li>{escape(text(note.key, **note.args))}</li>" for note in found.costs]
    html(['<ul class="tacha-list">', *costs, "</ul>"])
    _say(text("trial-how"))


def _by_truth(table: Any) -> list[dict[str, str]]:
    """One row a rival: what it finds when the planner is right, and when he is wrong."""
    rows = []
    for rival, of_rival in table.groupby("rival", sort=False):
        found = of_rival.set_index("truth")
        row = {text("trial-column-rival"): text(f"trial-rival-{rival}")}
        for truth in Truth:
            one = found.loc[str(truth)]
            row[text(f"trial-truth-{truth}")] = f"{one['found']:.0%}（{_times(one['times'])}）"
        rows.append(row)
    return rows


def _backtest(job: Job) -> None:
    found = backtest_of(job.result)
    _say(text("trial-backtest-title"))
    st.image(_chart(job.job_id, language().value, job.result), width="stretch", output_format="PNG")
    names = ("season", "way", "finds", "area", "hours", "effort", "auc")
    show_table(
        pd.DataFrame(
            [_season(row) for row in found.table.itertuples()],
            columns=[text(f"trial-column-{name}") for name in names],
        )
    )
    _say(text("trial-backtest-how"))
    _say(text("trial-backtest-calibration"))
    for note in _once(found):
        _say(note)


def _season(row: Any) -> tuple[Any, ...]:
    season = str(row.season) if row.season else text("trial-all-seasons")
    pairs = (
        (row.area10, row.area20), (row.hours10, row.hours20), (row.effort10, row.effort20),
    )  # fmt: skip
    shares = [f"{100 * ten:.0f} / {100 * twenty:.0f} %" for ten, twenty in pairs]
    return season, text(f"trial-way-{row.way}"), int(row.finds), *shares, f"{row.auc:.2f}"


def _once(found: Backtest) -> list[str]:
    return list(dict.fromkeys(text(note.key, **note.args) for note in found.notes))


@st.cache_data(max_entries=8, show_spinner=False)
def _chart(job_id: str, spoken: str, result: str) -> bytes:  # noqa: ARG001  the job is the key's short part
    found = backtest_of(result)
    return backtest_chart(found.curve, found.calibration, backtest_words(Language(spoken)))


def _say(words: str, *, big: bool = False) -> None:
    html([f'<p class="{"tacha-say" if big else "tacha-quiet"}">{escape(words)}</p>'])


def _times(ratio: float | None) -> str:
    """Write a ratio; a dash where the smart list found nothing."""
    return "–" if ratio is None or math.isnan(ratio) else f"{ratio:.2f}"
