"""What the map says about one cell: why this ground, what is planned there, when somebody last looked."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from geo.actions.views.look import SiteView, explain
from geo.records.roles import Action
from geo.units import M2_PER_HA, M2_PER_MU
from layers.style import escape
from screens.account import may
from screens.cell_decide import ask_decision
from screens.cell_finding import ask_finding
from screens.links import link
from screens.overview import has_records
from screens.shell import day, html, percent, plain, text, window_name

_LEAST_SAID = 0.001
_STEEP_SAID = 0.05  # share of the searchable ground from which it is worth a word


def show_cell(view: SiteView, cell_id: str, window_id: str) -> None:
    """Show the chosen cell, or how to choose one."""
    row = view.cells[view.cells["cell_id"] == cell_id]
    with st.container(border=True, key="cell_panel"):
        _told()
        if row.empty:
            missed = "screens-cell-outside" if st.session_state.get("clicked") else "screens-cell-none"
            html([f'<p class="tacha-title">{escape(text("screens-cell-title"))}</p>'])
            html([f"<p>{escape(text(missed))}</p>"])
            return
        cell = row.iloc[0]
        risk = view.risk[view.risk["cell_id"] == cell_id].iloc[0]
        _head(view, cell, risk)
        _stands(view, cell)
        if may(Action.ADD_FINDING):
            ask_finding(view, cell)
        _reasons(view, cell_id)
        _planned(view, cell_id)
        _looks(view, cell_id, window_id)
        _facts(view, cell, risk)
        if may(Action.DECIDE_GROUND):
            ask_decision(view, cell)


def _told() -> None:
    """Say once what was done; it stays until the next click."""
    told, finding = (st.session_state.pop(name, None) for name in ("map_told", "map_told_finding"))
    if told:
        st.success(plain(told))
    if finding:
        html([f"<p>{link(text('map-finding-next'), 'returns', part='findings', finding=finding)}</p>"])


def _head(view: SiteView, cell: Any, risk: Any) -> None:
    village = view.villages.loc[view.villages["village_id"] == cell.village_id, "name"].iloc[0]
    label = text(f"screens-class-{risk.risk_class}")
    html(
        [
            f'<p class="tacha-title">{escape(village)} ',
            f'<span class="tacha-chip {risk.risk_class}">{escape(label)}</span></p>',
        ]
    )


def _stands(view: SiteView, cell: Any) -> None:
    """Say how the ground stands, and what of it is too steep to be searched on foot."""
    ground = view.ground[view.ground["cell_id"] == cell.cell_id].iloc[0]
    said = "steep" if ground.reason == "steep" else ground.state
    if said == "open" and view.plan is not None and cell.cell_id in set(view.plan.stops["cell_id"]):
        said = "past"
    lines = [text(f"map-stands-{said}")]
    beside = view.cells[(view.cells["ix"] == cell.ix) & (view.cells["iy"] == cell.iy)]
    names = dict(zip(view.villages["village_id"], view.villages["name"], strict=True))
    others = [names[other] for other in beside["village_id"] if other != cell.village_id]
    if others:
        lines.append(text("map-shared", others=text("screens-comma").join(others)))
    steep = 1 - cell.on_foot_m2 / cell.searchable_m2 if cell.searchable_m2 > 0 else 0.0
    if ground.reason != "steep" and steep >= _STEEP_SAID:
        lines.append(text("map-steep-part", share=percent(steep)))
    html([f'<p class="tacha-quiet">{"<br>".join(escape(line) for line in lines)}</p>'])


def _reasons(view: SiteView, cell_id: str) -> None:
    names = dict(zip(view.villages["village_id"], view.villages["name"], strict=True))
    reasons = []
    for note in explain(view, cell_id):
        args, key = dict(note.args), note.key
        if key == "search-reason-remote" and _assumed(view, "assumed-no-roads"):
            key = "map-reason-remote"
        if args.get("village") in names:
            args["village"] = names[args["village"]]  # people know villages by name
        reasons.append(text(key, **args))
    _section("screens-cell-why", reasons or [text("screens-cell-why-none")])


def _planned(view: SiteView, cell_id: str) -> None:
    lines = []
    if view.plan is not None:
        routes = view.plan.routes.set_index("route_id")
        stops = view.plan.stops[view.plan.stops["cell_id"] == cell_id]
        days = stops["route_id"].map(routes["date"])
        for stop in stops.loc[days.sort_values().index].itertuples():
            route = routes.loc[stop.route_id]
            lines.append(
                text(
                    "screens-cell-planned",
                    day=day(route["date"]),
                    team=route["team_id"],
                    order=int(stop.order),
                    passes=int(stop.passes),
                    kind="yard" if stop.yard_id else "required" if stop.required else "plain",
                )
            )
    _section("screens-cell-plan", lines or [text("screens-cell-plan-none")])


def _looks(view: SiteView, cell_id: str, window_id: str) -> None:
    seen = view.coverage[(view.coverage["cell_id"] == cell_id) & view.coverage["visited"]]
    names = dict(zip(view.windows["window_id"], map(window_name, view.windows["name"]), strict=True))
    lines = [
        text(
            "screens-cell-look",
            day=day(look.last_visit, year=True),
            window=names[look.window_id],
            visits=int(look.visits),
            seen=percent(look.seen_share),
            pod=percent(look.pod),
            low=percent(look.pod_low),
            high=percent(look.pod_high),
        )
        for look in seen.sort_values("last_visit", ascending=False).itertuples()
    ]
    if window_id not in set(seen["window_id"]):
        lines.insert(0, text("screens-cell-look-none"))
    _section("screens-cell-looks", lines)


def _facts(view: SiteView, cell: Any, risk: Any) -> None:
    facts = [
        (
            "area",
            text("screens-area", ha=f"{cell.area_m2 / M2_PER_HA:.1f}", mu=f"{cell.area_m2 / M2_PER_MU:.0f}"),
        ),
    ]
    if not _assumed(view, "assumed-flat"):
        facts.append(("elevation", text("map-metres", metres=f"{cell.elevation_m:.0f}")))
        facts.append(("slope", f"{cell.slope_deg:.0f}°"))
    if pd.notna(cell.remote_h) and not _assumed(view, "assumed-no-roads"):
        facts.append(("remote", text("screens-minutes", minutes=f"{cell.remote_h * 60:.0f}")))
    if has_records(view):
        left = view.coverage.loc[view.coverage["cell_id"] == cell.cell_id, "expected_left"].min()
        facts.append(("plots", _plots(risk.expected_plots)))
        facts.append(("left", _plots(risk.expected_plots if pd.isna(left) else left)))
    rows = "".join(
        f"<dt>{escape(text(f'screens-fact-{name}'))}</dt><dd>{escape(value)}</dd>" for name, value in facts
    )
    note = escape(text("screens-cell-note", cell=cell.cell_id))
    html([f'<dl class="tacha-facts">{rows}</dl><p class="tacha-quiet">{note}</p>'])


def _plots(count: float) -> str:
    """Write expected plots of a cell in words that hold for very few, too."""
    return text("map-plots", plots=f"{count:.3f}") if count >= _LEAST_SAID else text("map-plots-few")


def _assumed(view: SiteView, key: str) -> bool:
    """Whether something of this site is not known but assumed."""
    return any(note.key == key for note in view.assumed)


def _section(key: str, lines: list[str]) -> None:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    html([f'<h4 class="tacha-head">{escape(text(key))}</h4><ul class="tacha-list">{items}</ul>'])
