"""Photos of a finding, shown inside the page, and those that wait to be attached by hand."""

from __future__ import annotations

import base64
from typing import Any, Final

import streamlit as st

from geo.actions.intake.photos import Pictured, attach, photos_of
from geo.actions.views.look import SiteView
from layers.style import escape
from screens.account import actor
from screens.returns_said import say_next
from screens.shell import day, html, one_sentence, site_dir, text

_MOST: Final = 6  # pictures in the page at once: a phone has to load them
_MOMENTS: Final = ("before", "after", "place")


def show(view: SiteView, row: dict[str, Any], *, may: bool) -> None:
    """Show the photos of a finding; whoever may write attaches loose ones."""
    with one_sentence():
        own, loose = photos_of(site_dir(), row["finding_id"]), photos_of(site_dir(), "")
    if not own and not (loose and may):
        return
    with st.expander(text("returns-photos", own=len(own), loose=len(loose))):
        _pictures(own)
        if loose and may:
            _attach(view, row["finding_id"], loose)


def _pictures(photos: list[Pictured]) -> None:
    """Show pictures in the page itself: what the media store keeps asks for no session."""
    shown = [photo for photo in photos if photo.jpeg][-_MOST:]
    if not shown:
        return
    parts = ['<div class="tacha-photos">']
    for photo in shown:
        words = escape(_label(photo))
        data = base64.b64encode(photo.jpeg).decode("ascii")
        image = f'<img src="data:image/jpeg;base64,{data}" alt="{words}">'
        parts.append(f"<figure>{image}<figcaption>{words}</figcaption></figure>")
    html([*parts, "</div>"])


def _attach(view: SiteView, finding_id: str, loose: list[Pictured]) -> None:
    by_name = {photo.photo_id: photo for photo in loose}
    name = st.selectbox(
        text("returns-photo-which", loose=len(loose)), list(by_name), key=f"photo of {finding_id}",
        format_func=lambda one: _label(by_name[one]),
    )  # fmt: skip
    _pictures([by_name[name]] if name in by_name else [])
    moment = st.pills(
        text("returns-photo-moment"), _MOMENTS, key=f"moment of {finding_id}",
        format_func=lambda one: text(f"returns-photo-{one}"),
    )  # fmt: skip
    if st.button(text("returns-photo-attach"), key=f"attach {finding_id}", width="stretch"):
        with one_sentence():
            attach(
                site_dir(), str(name), finding_id, moment=str(moment or ""), villages=view.villages,
                actor=actor(),
            )  # fmt: skip
        say_next(text("returns-photo-attached", finding=finding_id))


def _label(photo: Pictured) -> str:
    """When it was taken and what it shows; its name where nobody knows."""
    taken = day(photo.taken_at, year=True) if photo.taken_at else photo.photo_id
    return f"{taken} {text(f'returns-photo-{photo.moment}')}" if photo.moment else taken
