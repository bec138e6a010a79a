"""Files for other programs: any layer in the format that they read, or all layers together for a GIS."""

from __future__ import annotations

from typing import Final

import streamlit as st

from geo.actions.exchange.gather import LAYERS, Asked
from geo.actions.exchange.write import GIS, OF_PLAN, export_files, formats_of, one_file
from geo.actions.packs.forms import phone_forms
from geo.actions.views.look import SiteView
from layers.style import escape
from screens.account import scope
from screens.made_files import offer
from screens.shell import html, language, site_dir, text, window_name

_ALL: Final = ""


def show_formats(view: SiteView) -> None:
    """Choose layer, format and window; then one file, or a zip of those that belong together."""
    names = [GIS, *(name for name in LAYERS if view.plan is not None or name not in OF_PLAN)]
    what = st.selectbox(text("reports-what"), names, format_func=_layer_name, key="format_what")
    format_ = st.selectbox(
        text("reports-format"), formats_of(what), key=f"format {what}",
        format_func=lambda one: text(f"reports-format-{one.value}"),
    )  # fmt: skip
    html([f'<p class="tacha-quiet">{escape(text("reports-formats-what"))}</p>'])
    windows = dict(zip(view.windows["window_id"], map(window_name, view.windows["name"]), strict=True))
    window_id = st.selectbox(
        text("screens-window"), [_ALL, *windows], key="format_window",
        format_func=lambda name: windows[name] if name else text("screens-all-windows"),
    )  # fmt: skip
    folder, asked, spoken = site_dir(), Asked(window_id or None, scope=scope()), language()
    offer(
        "layers", text("reports-make"), (what, format_, window_id),
        lambda: one_file(export_files(folder, what, format_, asked=asked, language=spoken)),
    )  # fmt: skip
    st.subheader(text("reports-forms"), anchor=False)
    html([f'<p class="tacha-quiet">{escape(text("reports-forms-what"))}</p>'])
    offer("forms", text("reports-forms-make"), (), lambda: ("forms.zip", phone_forms(folder)))


def _layer_name(name: str) -> str:
    return text("reports-gis") if name == GIS else text(f"exports-layer-{name}")
