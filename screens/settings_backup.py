"""Backups: one file with records, inputs and photos to take away, and one to put in the site's place."""

from __future__ import annotations

import tempfile
from pathlib import Path

import streamlit as st

from geo.actions.site.safekeeping import back_up, put_back
from geo.records.roles import Action
from layers.style import escape
from screens.account import actor, may
from screens.shell import html, one_sentence, plain, site_dir, text, today


def show() -> None:
    _take_away()
    if may(Action.RESTORE):
        _put_back()


def _take_away() -> None:
    st.subheader(text("settings-backup-make"), anchor=False)
    html([f'<p class="tacha-quiet">{escape(text("settings-backup-more"))}</p>'])
    if st.button(text("settings-backup-make"), key="backup_make", type="primary"):
        name = f"{site_dir().name}-{today():%Y%m%d}.zip"
        with (
            one_sentence(),
            st.spinner(text("settings-backup-making")),
            tempfile.TemporaryDirectory() as room,
        ):
            file = Path(room) / name
            head = back_up(site_dir(), file, actor=actor())
            st.session_state["backup"] = (name, file.read_bytes(), head)
    made = st.session_state.get("backup")
    if not made:
        return
    name, content, head = made
    st.download_button(
        text("settings-backup-download", name=plain(name), size=f"{len(content) / 1e6:.1f}"),
        content,
        file_name=name,
        mime="application/zip",
        key="backup_download",
    )
    told = escape(text("settings-backup-head"))
    html([f'<p class="tacha-quiet">{told}</p><p class="tacha-head-of-log"><code>{escape(head)}</code></p>'])


def _put_back() -> None:
    st.subheader(text("settings-restore"), anchor=False)
    html([f'<p class="tacha-quiet">{escape(text("settings-restore-more"))}</p>'])
    file = st.file_uploader(text("settings-restore-file"), type=["zip", "db"], key="restore_file")
    sure = st.checkbox(text("settings-restore-sure"), key="restore_sure")
    if not st.button(text("settings-restore"), key="restore_do", disabled=file is None or not sure):
        return
    assert file is not None  # noqa: S101  the button is shut without one
    with one_sentence(), st.spinner(text("settings-restore-doing")), tempfile.TemporaryDirectory() as room:
        taken = Path(room) / "backup.zip"
        taken.write_bytes(file.getvalue())
        head, _ = put_back(site_dir(), taken, actor=actor())
    st.session_state.pop("backup", None)
    st.session_state["settings told"] = plain(text("settings-restored", head=head))
    st.rerun()
