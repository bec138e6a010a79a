"""Step one without a file: go round the border on the map, click the village offices, divide the ground."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Final

import streamlit as st

from geo.actions.site.boundary import TRACED, Boundary, lies_inside, traced_boundary
from geo.actions.site.draft import Draft, Place, drop_file, write_draft
from geo.errors import InputError
from layers.style import escape
from layers.tracing import Box
from screens.shell import html, plain, said, text
from screens.start_known import clickable_map, degrees_of, known_boundary, typed_place

_KM_OF_DEGREE: Final = 111.0
_WIDTHS_KM: Final = (10, 20, 30, 50, 80)


def show(roof: Path, draft: Draft) -> tuple[Draft, Boundary | None]:
    """Draw outline and offices until there are villages, then show those."""
    if not draft.around:
        _where(roof, draft)
        return draft, None
    if draft.files.get("villages") == TRACED:
        return _divided(roof, draft)
    doing = "start-trace-offices" if draft.closed else "start-trace-corners"
    html([f'<p class="tacha-say">{escape(text(doing))}</p>'])
    clicked = clickable_map(draft, box=_box(draft), name="trace") or typed_place()
    if clicked:
        _add(roof, draft, *clicked)
    _buttons(roof, draft)
    if draft.closed:
        _name_offices(roof, draft)
    return draft, None


def _where(roof: Path, draft: Draft) -> None:
    """Ask where to trace: offline there is no picture of the country to search on."""
    with st.form("trace_where"):
        place = st.text_input(text("start-trace-where"), placeholder="104.593, 33.496", key="trace_place")
        width = st.select_slider(text("start-trace-width"), _WIDTHS_KM, value=20, key="trace_width")
        asked = st.form_submit_button(text("start-trace-open"), type="primary")
    if not asked:
        return
    at = degrees_of(place)
    if at is None:
        st.error(plain(text("start-trace-degrees", told=place)))
        return
    write_draft(roof, replace(draft, around=(*at, float(width))))
    st.rerun()


def _add(roof: Path, draft: Draft, lon: float, lat: float) -> None:
    if draft.closed:
        taken = {office.name for office in draft.offices}
        numbers = range(1, len(taken) + 2)
        name = next(called for one in numbers if (called := text("start-village", number=one)) not in taken)
        if not lies_inside(draft, lon, lat):
            st.error(plain(text("start-office-outside", name=name)))
            return
        draft = replace(draft, offices=(*draft.offices, Place(name, lon, lat)))
    else:
        draft = replace(draft, outline=(*draft.outline, (lon, lat)))
    write_draft(roof, draft)
    st.rerun()


def _buttons(roof: Path, draft: Draft) -> None:
    undo, again, on = st.columns(3)
    last = draft.offices or draft.outline
    if undo.button(text("start-trace-undo"), key="trace_undo", width="stretch", disabled=not last):
        _undo(roof, draft)
    if again.button(text("start-trace-again"), key="trace_again", width="stretch"):
        write_draft(roof, replace(draft, outline=(), closed=False, offices=(), around=()))
        st.rerun()
    if draft.closed:
        done = on.button(
            text("start-trace-divide"), key="trace_divide", type="primary", width="stretch",
            disabled=not draft.offices,
        )  # fmt: skip
        if done:
            _divide(roof, draft)
    elif on.button(
        text("start-trace-close"), key="trace_close", type="primary", width="stretch",
        disabled=len(draft.outline) < 3,
    ):  # fmt: skip
        write_draft(roof, replace(draft, closed=True))
        st.rerun()


def _undo(roof: Path, draft: Draft) -> None:
    if draft.offices:
        draft = replace(draft, offices=draft.offices[:-1])
    elif draft.closed:
        draft = replace(draft, closed=False)
    else:
        draft = replace(draft, outline=draft.outline[:-1])
    write_draft(roof, draft)
    st.rerun()


def _name_offices(roof: Path, draft: Draft) -> None:
    """Let villages be called by their names."""
    columns = st.columns(3)
    names = [
        columns[place % 3].text_input(
            text("start-village-name", number=place + 1), value=office.name, key=f"office {place}"
        )
        for place, office in enumerate(draft.offices)
    ]
    offices = tuple(
        replace(office, name=name.strip() or office.name)
        for office, name in zip(draft.offices, names, strict=True)
    )
    if offices != draft.offices:
        write_draft(roof, replace(draft, offices=offices))
        st.rerun()


def _divide(roof: Path, draft: Draft) -> None:
    try:
        with st.spinner(text("start-reading")):
            traced_boundary(roof, draft)
    except InputError as fault:
        st.error(plain(said(fault)))
        return
    st.rerun()


def _divided(roof: Path, draft: Draft) -> tuple[Draft, Boundary | None]:
    found = known_boundary(roof, draft)
    if found is not None:
        km2 = f"{found.villages['area_km2'].sum():.0f}"
        told = text("start-boundary-read", villages=len(found.villages), km2=km2)
        html([f'<p class="tacha-quiet">{escape(told)} {escape(text("assumed-villages-walked"))}</p>'])
        clickable_map(replace(draft, bases=()), villages=found.villages, name="preview")
    if st.button(text("start-trace-change"), key="trace_change"):
        drop_file(roof, draft, "villages")
        st.rerun()
    return draft, found


def _box(draft: Draft) -> Box:
    lon, lat, width_km = draft.around
    half = width_km / _KM_OF_DEGREE / 2
    east = half / max(0.1, math.cos(math.radians(lat)))
    return lon - east, lat - half, lon + east, lat + half
