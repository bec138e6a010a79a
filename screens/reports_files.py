"""Files for others: coverage, cells, plan and findings as GeoJSON, of the window and days that are wanted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

import pandas as pd
import streamlit as st

from geo.actions.export import DissolvedBy, ExportKind, export
from geo.actions.views.look import SiteView
from geo.words import Language
from layers.style import escape
from screens.account import scope
from screens.shell import day, html, language, site_dir, text, window_name

_ALL: Final = ""
_MIMES: Final = {"geojson": "application/geo+json", "html": "text/html"}
OF_PLAN: Final = (ExportKind.ROUTES, ExportKind.STOPS, ExportKind.PIECES)
TIMELESS: Final = (ExportKind.CELLS, ExportKind.MAP)


@dataclass(frozen=True)
class Wanted:
    """A file: what it holds, of which window and days; by state or by cell."""

    kind: ExportKind
    window_id: str = ""
    first: date | None = None
    last: date | None = None
    by: DissolvedBy | None = None

    @property
    def name(self) -> str:
        """Name of the file: no two files that differ have the same."""
        parts = [self.kind.value, f"by_{self.by.value}" if self.by else "", self.window_id]
        parts += [f"{when:%Y%m%d}" if when else "" for when in (self.first, self.last)]
        return "_".join(part for part in parts if part) + f".{self.ending}"

    @property
    def ending(self) -> str:
        """Ending of the file's name."""
        return "html" if self.kind is ExportKind.MAP else "geojson"


def show_files(view: SiteView) -> None:
    """Choose what, when and how; then one button."""
    files = [kind for kind in ExportKind if kind is not ExportKind.DAILY]
    kinds = [kind for kind in files if view.plan is not None or kind not in OF_PLAN]
    kind = st.selectbox(
        text("reports-what"), kinds, format_func=lambda one: text(f"reports-kind-{one.value}"), key="what"
    )
    by = _by() if kind is ExportKind.COVERAGE else None
    html([f'<p class="tacha-quiet">{escape(text(f"reports-kind-{kind.value}-more"))}</p>'])
    names = dict(zip(view.windows["window_id"], map(window_name, view.windows["name"]), strict=True))
    window_id = st.selectbox(
        text("screens-window"),
        [_ALL, *names],
        format_func=lambda name: names[name] if name else text("screens-all-windows"),
        key="file_window",
    )
    first, last = (None, None) if kind in TIMELESS else _days(view, kind)
    wanted = Wanted(kind, window_id, first, last, by)
    if first and last and first > last:
        st.warning(text("reports-days-reversed"))
        return
    if _is_empty(view, kind):
        st.warning(text(f"reports-empty-{kind.value}"))
    st.download_button(
        text("reports-download"),
        partial(content, site_dir(), wanted, of=scope(), spoken=language()),
        wanted.name,
        _MIMES[wanted.ending],
        type="primary",
        key="download",
        on_click="ignore",
    )
    html([f'<p class="tacha-quiet">{escape(text(f"reports-{wanted.ending}", file=wanted.name))}</p>'])


def content(folder: Path, wanted: Wanted, *, of: str, spoken: Language) -> bytes:
    """Make the file when it is asked for, after the screen was drawn; of: the site, or one township of it."""
    said = export(
        folder, wanted.kind, window_id=wanted.window_id or None, first_day=_text(wanted.first),
        last_day=_text(wanted.last), by=wanted.by, scope=of, language=spoken.value,
    )  # fmt: skip
    return said.encode()


def _is_empty(view: SiteView, kind: ExportKind) -> bool:
    """Whether nothing is on record that a file could hold."""
    if kind is ExportKind.COVERAGE:
        return not view.coverage["visited"].any()
    return kind is ExportKind.FINDINGS and not len(view.findings)


def _by() -> DissolvedBy | None:
    chosen = st.segmented_control(
        text("reports-shape"),
        [_ALL, DissolvedBy.STATE],
        default=_ALL,
        format_func=lambda name: text(f"reports-shape-{name.value if name else 'cell'}"),
        key="file_by",
    )
    return DissolvedBy.STATE if chosen == DissolvedBy.STATE else None


def _days(view: SiteView, kind: ExportKind) -> tuple[date | None, date | None]:
    """Ask for the first and last day; None: no limit."""
    if kind in OF_PLAN:
        days = view.plan.routes["date"] if view.plan is not None else pd.Series(dtype="datetime64[us]")
    else:
        days = view.findings["found_on"] if kind is ExportKind.FINDINGS else view.tracks["walked_on"]
    choices = [None, *sorted(set(days.dropna().dt.date))]
    left, right = st.columns(2)
    first, last = (
        where.selectbox(
            text(f"reports-{name}"),
            choices,
            format_func=lambda when: day(when, year=True) if when else text("screens-all-days"),
            key=f"file_{name} {kind.value}",
        )
        for where, name in ((left, "first"), (right, "last"))
    )
    return first, last


def _text(when: date | None) -> str | None:
    return None if when is None else when.isoformat()
