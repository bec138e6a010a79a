"""Step two: click where teams set out from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import streamlit as st

from geo.actions.site.draft import Draft, Place, write_draft
from layers.style import escape
from screens.shell import html, text
from screens.start_known import clickable_map, known_boundary, typed_place


def show(roof: Path, draft: Draft) -> bool:
    """Draw the step; one may go on without a base, which is then assumed."""
    found = known_boundary(roof, draft)
    if found is None:
        st.info(text("start-boundary-first"))
        return False
    shown = replace(draft, outline=(), offices=(), closed=False)
    clicked = clickable_map(shown, villages=found.villages, name="bases") or typed_place()
    if clicked:
        names = {base.name for base in draft.bases}
        numbers = range(1, len(names) + 2)
        called = next(name for one in numbers if (name := text("start-base", number=one)) not in names)
        write_draft(roof, replace(draft, bases=(*draft.bases, Place(called, *clicked))))
        st.rerun()
    if not draft.bases:
        html([f'<p class="tacha-quiet">{escape(text("start-base-none"))}</p>'])
    for place, base in enumerate(draft.bases):
        _one(roof, draft, place, base)
    return True


def _one(roof: Path, draft: Draft, place: int, base: Place) -> None:
    """Let a base be called by its name, or taken away."""
    name, away = st.columns([4, 1], vertical_alignment="bottom")
    key = f"{base.lon} {base.lat}"
    called = name.text_input(
        text("start-base-name", lon=f"{base.lon:.4f}", lat=f"{base.lat:.4f}"),
        value=base.name,
        max_chars=40,
        key=f"base {key}",
    ).strip()
    others = [one for one in draft.bases if one is not base]
    if called and called != base.name and called not in {one.name for one in others}:
        bases = tuple(replace(one, name=called) if one is base else one for one in draft.bases)
        write_draft(roof, replace(draft, bases=bases))
        st.rerun()
    if away.button(text("start-base-away"), key=f"base away {place}", width="stretch"):
        write_draft(roof, replace(draft, bases=tuple(others)))
        st.rerun()
