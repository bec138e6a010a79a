"""Add earlier finds, leads, stages seen or a layer: read first, shown on a small map, then accepted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import streamlit as st
from streamlit_folium import st_folium

from geo.actions.intake import take_in
from geo.actions.site.add_input import ROLES, add_input
from geo.actions.site.stamp import stamp
from geo.actions.views.look import SiteView
from geo.errors import TachaError
from geo.model.notes import Note
from geo.records.roles import Action
from layers.brought import brought_layer
from layers.map import base_map
from layers.style import escape
from screens.account import actor
from screens.map_parts import base_of
from screens.returns_said import in_words, listed, quiet, say_next
from screens.returns_site import may_here
from screens.returns_upload import Answer, datum_choice, on_disk
from screens.shell import html, language, one_sentence, plain, said, site_dir, text

_RECORDED: Final[dict[str, tuple[Callable[..., take_in.Intake], Action]]] = {
    "history": (take_in.take_in_history, Action.ADD_HISTORY),
    "leads": (take_in.take_in_leads, Action.ADD_LEAD),
    "observed": (take_in.take_in_observed, Action.ADD_OBSERVED),
}
"""What goes on record: who takes it in, and the right that it needs."""

_MAP_PX: Final = 360
_ROUND: Final = "inputs_round"
_NOT_HERE: Final = {"intake-dry-run"}


@dataclass(frozen=True)
class Preview:
    """What files would bring: rows read and new, what to tell, rows for the map; or the fault."""

    read: int = 0
    added: int = 0
    notes: tuple[Note, ...] = ()
    rows: Any = None
    replaces: str = ""
    fault: TachaError | None = None


def offered() -> list[str]:
    """Layers that this person may add."""
    recorded = [kind for kind, (_, action) in _RECORDED.items() if may_here(action)]
    return recorded + (list(ROLES) if may_here(Action.PLAN) else [])


def show(view: SiteView) -> None:
    """Draw the part of the screen."""
    kinds = offered()
    kind = str(
        st.selectbox(
            text("inputs-add-what"), kinds, key="inputs_kind",
            format_func=lambda one: text(f"inputs-kind-{one}" if one in _RECORDED else f"word-role-{one}"),
        )
    )  # fmt: skip
    quiet(text(f"inputs-about-{kind}"))
    files = st.file_uploader(
        text("inputs-drop"),
        accept_multiple_files=True,
        key=f"inputs {kind} {st.session_state.get(_ROUND, 0)}",
    )
    if not files:
        return
    asked = f"inputs_datum {kind}"
    answer = Answer(datum=st.session_state.get(asked, ""))
    with one_sentence(), st.spinner(text("inputs-reading")):
        preview = _preview(kind, files, answer)
    if answer.datum or (preview.fault and preview.fault.key in {"source-no-datum", "source-no-crs"}):
        datum = datum_choice(f"{asked} choice", answer.datum)
        if datum != answer.datum:
            st.session_state[asked] = datum
            st.rerun()
    _show(view, kind, preview)
    _accept(kind, files, answer, preview)


def _preview(kind: str, files: list[Any], answer: Answer) -> Preview:
    """Do everything and keep nothing; kept as long as files, answers and records are the same."""
    key = (kind, tuple(file.file_id for file in files), answer, stamp(site_dir()), actor())
    kept = st.session_state.get("inputs_preview")
    if kept is None or kept[0] != key:
        kept = st.session_state["inputs_preview"] = (key, _taken(kind, files, answer, dry_run=True))
    return kept[1]


def _taken(kind: str, files: list[Any], answer: Answer, *, dry_run: bool) -> Preview:
    answers = {file.file_id: answer for file in files}
    main = [file for file in files if not file.name.lower().endswith((".shx", ".dbf", ".prj", ".cpg"))]
    with on_disk(files, main, answers) as handed:
        paths = [one.file for one in handed]
        try:
            return _of_files(kind, paths, answer.datum, dry_run=dry_run)
        except TachaError as fault:
            return Preview(fault=fault)


def _of_files(kind: str, paths: list[Path], datum: str, *, dry_run: bool) -> Preview:
    who = actor()
    if kind in _RECORDED:
        take, _ = _RECORDED[kind]
        intake = take(site_dir(), paths, datum=datum or None, dry_run=dry_run, actor=who)
        rows = intake.rows if isinstance(intake.rows, gpd.GeoDataFrame) else None
        return Preview(intake.read, intake.added, intake.notes, rows)
    added = add_input(site_dir(), kind, paths[0], datum=datum, dry_run=dry_run, actor=who)
    number = 0 if added.rows is None else len(added.rows)
    return Preview(number, number, added.notes, added.rows, added.before)


def _show(view: SiteView, kind: str, preview: Preview) -> None:
    """Say what the files bring, and where it lies."""
    if preview.fault is not None:
        html([f'<p class="tacha-fault">{escape(_fault(preview.fault))}</p>'])
        return
    if kind in _RECORDED:
        told = text("inputs-brings", read=preview.read, added=preview.added)
    else:
        told = text("inputs-replaces" if preview.replaces else "inputs-fits", before=preview.replaces)
    html([f'<p class="tacha-say">{escape(told)}</p>'])
    listed(in_words([note for note in preview.notes if note.key not in _NOT_HERE]))
    if preview.rows is None or not len(preview.rows):
        return
    parts = base_of(view)
    with st.container(key="inputs_map"):
        st_folium(
            base_map(parts), key=f"inputs {parts.digest} {language().value}", height=_MAP_PX,
            use_container_width=True, returned_objects=[], feature_group_to_add=[brought_layer(preview.rows)],
        )  # fmt: skip


def _fault(fault: TachaError) -> str:
    asked = {"source-no-datum", "source-no-crs"}
    return text(f"returns-{fault.key}") if fault.key in asked else said(fault)


def _accept(kind: str, files: list[Any], answer: Answer, preview: Preview) -> None:
    ready = preview.fault is None and (preview.added > 0 or kind in ROLES)
    label = plain(text("inputs-accept"))
    if not st.button(label, type="primary", key="inputs_accept", disabled=not ready, width="stretch"):
        return
    with one_sentence(), st.spinner(text("inputs-reading")):
        kept = _taken(kind, files, answer, dry_run=False)
        if kept.fault is not None:
            raise kept.fault
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.session_state.pop(f"inputs_datum {kind}", None)
    name = text(f"inputs-kind-{kind}" if kind in _RECORDED else f"word-role-{kind}")
    say_next(text("inputs-done" if kind in _RECORDED else "inputs-done-layer", kind=name, added=kept.added))
