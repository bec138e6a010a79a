"""What every visit is asked: people and hours, yards, what was found; the same form on both screens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

import pandas as pd
import streamlit as st

from geo.actions.site.create import DATUMS
from geo.actions.visits.fill_in import Filled, Find, fill_in
from geo.model.season import STAGES, Stage
from screens.account import actor
from screens.returns_said import quiet, say_next
from screens.shell import one_sentence, plain, site_dir, text

_SPECIES: Final = ("poppy", "to_identify", "cannabis", "other")
_COUNTS: Final = (("persons", 500), ("vehicles", 500), ("sorties", 500))


def ask_effort(key: str, known: Mapping[str, Any]) -> dict[str, Any]:
    """Ask for persons, hours, vehicles and sorties; `known` stands in the fields first."""
    said: dict[str, Any] = {}
    with st.container(key=f"effort {key}"):
        columns = st.columns(4, gap="small")
    for column, (name, most) in zip((columns[0], columns[2], columns[3]), _COUNTS, strict=True):
        first = min(most, int(known.get(name) or 0))
        said[name] = int(
            column.number_input(text(f"returns-{name}"), 0, most, first, step=1, key=f"{key} {name}")
        )
    hours = float(known.get("hours") or 0.0)
    said["hours"] = float(
        columns[1].number_input(
            text("returns-hours"), 0.0, 24.0, hours, step=0.5, format="%.1f", key=f"{key} hours"
        )
    )
    return said


def ask_yards(key: str, yards: Any, known: Mapping[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """Ask how many yards of each house cluster were entered, or only looked into from the lane.

    yards: yard_id, place, yards of the village; known: as on record.
    """
    said = dict(known)
    if not len(yards):
        return said
    with st.expander(text("returns-yards", places=len(yards)), expanded=bool(known)):
        for row in yards.itertuples():
            entered, lane = known.get(row.yard_id, (0, 0))
            left, right = st.columns(2, gap="small")
            place = plain(row.place or str(row.yard_id))
            label = text("returns-yards-entered", place=place, yards=int(row.yards))
            entered = int(left.number_input(label, 0, 9999, entered, step=1, key=f"{key} in {row.yard_id}"))
            label = text("returns-yards-lane", place=place)
            lane = int(right.number_input(label, 0, 9999, lane, step=1, key=f"{key} by {row.yard_id}"))
            if entered or lane:
                said[str(row.yard_id)] = (entered, lane)
            else:
                said.pop(str(row.yard_id), None)
    return said


def ask_place(key: str) -> tuple[float | None, float | None]:
    """Ask for longitude and latitude in degrees; None where nothing was typed."""
    left, right = st.columns(2, gap="small")
    lon = left.number_input(
        text("returns-lon"), -180.0, 180.0, None, step=0.0001, format="%.6f", key=f"{key} lon"
    )
    lat = right.number_input(
        text("returns-lat"), -90.0, 90.0, None, step=0.0001, format="%.6f", key=f"{key} lat"
    )
    return lon, lat


def ask_datum(key: str) -> str:
    """Ask in which datum typed coordinates stand; phones' GPS first."""
    return str(
        st.selectbox(
            text("returns-ask-datum-typed"),
            DATUMS,
            key=f"{key} datum",
            format_func=lambda datum: text(f"returns-datum-{datum.lower()}"),
        )
    )


def ask_find(key: str) -> Find | None:
    """Ask what was found and where; None until the place is known."""
    lon, lat = ask_place(key)
    left, right = st.columns(2, gap="small")
    species = left.selectbox(
        text("returns-species"), _SPECIES, key=f"{key} species",
        format_func=lambda name: text(f"returns-species-{name.replace('_', '-')}"),
    )  # fmt: skip
    stage = right.selectbox(
        text("returns-stage"), ["", *(name for name in STAGES if name != Stage.NONE)], key=f"{key} stage",
        format_func=lambda name: text(f"returns-stage-{name or 'none'}"),
    )  # fmt: skip
    left, right = st.columns(2, gap="small")
    plants = left.number_input(text("returns-plants"), 0, None, None, step=1, key=f"{key} plants")
    area = right.number_input(text("returns-area-m2"), 0.0, None, None, step=1.0, key=f"{key} area")
    quiet(text("returns-hold-first"))
    if lon is None or lat is None:
        return None
    number = None if plants is None else float(plants)
    return Find(lon, lat, species=str(species), stage=str(stage), plants=number, area_m2=area)


def finish(key: str, filled: Filled, *, nothing: bool = True) -> None:
    """Offer the end of a visit: nothing found first, then what was found, then a draft.

    nothing : nothing found may be said; a visit on record with findings is submitted as it is instead.
    """
    opened = f"{key} found"
    if not st.session_state.get(opened):
        label = text("returns-nothing-found" if nothing else "returns-found-before")
        if st.button(label, type="primary", key=f"{key} nothing", width="stretch"):
            _send(replace(filled, entries={**filled.entries, "nothing_found": nothing}), submitted=True)
        left, right = st.columns(2, gap="small")
        if left.button(text("returns-something-found"), key=f"{key} some", width="stretch"):
            st.session_state[opened] = True
            st.rerun()
        if right.button(text("returns-draft"), key=f"{key} draft", width="stretch"):
            _send(filled, submitted=False)
        return
    with st.container(border=True):
        find = ask_find(key)
        datum = ask_datum(key)
        if st.button(text("returns-found-send"), type="primary", key=f"{key} send", width="stretch"):
            if find is None:
                st.error(plain(text("returns-find-place")))
                return
            st.session_state.pop(opened)
            _send(replace(filled, finds=(find,), datum=datum), submitted=True)
        if st.button(text("returns-found-not"), key=f"{key} not", width="stretch"):
            st.session_state.pop(opened)
            st.rerun()


def _send(filled: Filled, *, submitted: bool) -> None:
    with one_sentence():
        done = fill_in(site_dir(), filled, submitted=submitted, actor=actor())
    told = [text(f"returns-filled-{done.state}", visit=done.visit_id)]
    told += [text("returns-filled-lead", lead=name) for name in done.leads]
    told += [text("returns-filled-find", finding=name) for name in done.findings]
    say_next(*told)


def plain_known(visit: Mapping[str, Any] | None) -> dict[str, Any]:
    """Entries of a visit on record without what is not known."""
    return {} if visit is None else {name: value for name, value in visit.items() if not _missing(value)}


def _missing(value: Any) -> bool:
    return value is None or (not isinstance(value, str) and bool(pd.isna(value)))
