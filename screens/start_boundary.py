"""Step one: a boundary file with its preview, or the way to trace one; the name of the site."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

import streamlit as st

from geo.actions.site.boundary import TRACED, Boundary, one_file
from geo.actions.site.create import DATUMS
from geo.actions.site.draft import Draft, drop_file, put_file, write_draft
from geo.errors import InputError
from layers.style import escape
from screens import start_trace
from screens.shell import html, plain, remember, remembered, said, text
from screens.start_known import clickable_map, read_boundary

_KINDS: Final = ("zip", "geojson", "json", "kml", "gpkg", "shp", "shx", "dbf", "prj", "cpg")
_MORE: Final = {
    "dem": ("tif", "tiff"),
    "roads": ("osm", "bz2", "graphml"),
    "landcover": ("gpkg", "geojson", "zip", "tif"),
}
"""Files that make a plan better, by role."""
_WAYS: Final = ("file", "trace")


def show(roof: Path, draft: Draft) -> bool:
    """Draw the step; True once there are villages and a name."""
    traced = draft.files.get("villages") == TRACED or draft.outline or draft.around
    way = remembered("boundary", _WAYS, "trace" if traced else "file")
    chosen = st.segmented_control(
        text("start-boundary-way"),
        _WAYS,
        default=way,
        format_func=lambda one: text(f"start-boundary-{one}"),
        key="boundary_way",
        width="stretch",
        label_visibility="collapsed",
    )
    way = chosen or way
    remember("boundary", way)
    if way == "trace":
        draft, found = start_trace.show(roof, draft)
    else:
        draft, found = _given(roof, draft)
    draft = _more_files(roof, draft)
    if found is None:
        return False
    return bool(_name(roof, draft, found).name)


def _given(roof: Path, draft: Draft) -> tuple[Draft, Boundary | None]:
    files = st.file_uploader(
        text("start-boundary-upload"),
        type=list(_KINDS),
        accept_multiple_files=True,
        key="boundary_files",
    )
    taken = [file.file_id for file in files]
    if files and taken != st.session_state.get("boundary taken"):
        name, content = one_file([(file.name, file.getvalue()) for file in files])
        draft = put_file(roof, replace(draft, name_field=""), "villages", name, content)
        st.session_state["boundary taken"] = taken
    if draft.files.get("villages") in (None, TRACED):
        return draft, None
    draft = _datum(roof, draft)
    try:
        found = read_boundary(roof, draft)
    except InputError as fault:
        return _refused(roof, draft, fault)
    draft = _name_field(roof, draft, found)
    html([f'<p class="tacha-quiet">{escape(_said_of(found))}</p>'])
    clickable_map(replace(draft, bases=()), villages=found.villages, name="preview")
    return draft, found


def _said_of(found: Boundary) -> str:
    km2 = f"{found.villages['area_km2'].sum():.0f}"
    told = [text("start-boundary-read", villages=len(found.villages), km2=km2)]
    told += [text(note.key, **note.args) for note in found.notes if not note.key.startswith("source-name")]
    return " ".join(told)


def _refused(roof: Path, draft: Draft, fault: InputError) -> tuple[Draft, None]:
    """Ask for the names' column where that is all that is missing; else say what is wrong."""
    columns = str(fault.args_.get("columns", ""))
    if fault.key != "source-no-name-field" or columns in {"", "-"}:
        st.error(plain(said(fault)))
        return draft, None
    picked = st.selectbox(
        text("start-boundary-field-unclear"), columns.split(", "), index=None, placeholder="", key="field"
    )
    if picked:
        write_draft(roof, replace(draft, name_field=picked))
        st.rerun()
    return draft, None


def _name_field(roof: Path, draft: Draft, found: Boundary) -> Draft:
    """Let a person correct the column that was guessed."""
    guessed = next((str(note.args["field"]) for note in found.notes if "field" in note.args), "")
    now = draft.name_field or guessed
    if len(found.columns) < 2 or now not in found.columns:
        return draft
    picked = st.selectbox(
        text("start-boundary-field"), found.columns, index=found.columns.index(now), key="field_of_names"
    )
    if picked and picked != now:
        write_draft(roof, replace(draft, name_field=picked))
        st.rerun()
    return draft


def _datum(roof: Path, draft: Draft) -> Draft:
    choices = ["", *DATUMS]
    datum = st.selectbox(
        text("start-datum"),
        choices,
        index=choices.index(draft.datum),
        format_func=lambda one: one or text("start-datum-of-file"),
        key="boundary_datum",
    )
    return draft if datum == draft.datum else write_draft(roof, replace(draft, datum=datum))


def _name(roof: Path, draft: Draft, found: Boundary) -> Draft:
    towns = [town for town in found.villages["township"].unique() if town]
    stem = Path(draft.files["villages"]).stem
    guess = towns[0] if len(towns) == 1 else "" if stem == Path(TRACED).stem else stem
    name = st.text_input(text("start-site-name"), value=draft.name or guess, max_chars=60, key="site_name")
    name = name.strip()
    return draft if name == draft.name else write_draft(roof, replace(draft, name=name))


def _more_files(roof: Path, draft: Draft) -> Draft:
    """Take elevation, roads and land cover, and say what it costs to have none."""
    missing = [role for role in _MORE if role not in draft.files]
    with st.expander(text("start-more-files")):
        for role, kinds in _MORE.items():
            draft = _one_more(roof, draft, role, kinds)
    if missing:
        html([f'<p class="tacha-quiet">{escape(text("start-more-missing"))}</p>'])
    return draft


def _one_more(roof: Path, draft: Draft, role: str, kinds: tuple[str, ...]) -> Draft:
    """Take one more file, or name the one that is there with the way to take it out."""
    label = text(f"start-more-{role}")
    if role in draft.files:
        name, away = st.columns([4, 1], vertical_alignment="center")
        name.text(f"{label}: {draft.files[role]}")
        if away.button(text("start-base-away"), key=f"away {role}", width="stretch"):
            drop_file(roof, draft, role)
            st.rerun()
        return draft
    file = st.file_uploader(label, type=list(kinds), key=f"more {role}")
    if file is not None and st.session_state.get(f"taken {role}") != file.file_id:
        st.session_state[f"taken {role}"] = file.file_id
        put_file(roof, draft, role, file.name, file.getvalue())
        st.rerun()
    return draft
