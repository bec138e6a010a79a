"""Say how it went after the screen has drawn itself anew, and list what files and notes tell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from geo.model.notes import Note
from layers.style import escape
from screens.shell import html, plain, text

_KEPT: Final = "returns_said"


def say_next(done: str, *more: str, beware: Sequence[str] = ()) -> None:
    """Keep what was done, and what to beware of, for the next drawing of the screen, and draw it."""
    st.session_state[_KEPT] = ((done, *more), tuple(beware))
    st.rerun()


def say_kept() -> None:
    """Show what the last step left to say."""
    done, beware = st.session_state.pop(_KEPT, ((), ()))
    for show, sentences in ((st.success, done), (st.warning, beware)):
        if sentences:
            show("  \n".join(plain(sentence) for sentence in sentences))


def listed(sentences: Sequence[str]) -> None:
    """Show sentences below each other, each once."""
    items = "".join(f"<li>{escape(line)}</li>" for line in dict.fromkeys(sentences))
    if items:
        html([f'<ul class="tacha-list">{items}</ul>'])


def in_words(notes: Sequence[Note]) -> list[str]:
    """Put notes into the language of the session."""
    return [text(note.key, **note.args) for note in notes]


def quiet(sentence: str) -> None:
    """Show a sentence that explains."""
    html([f'<p class="tacha-quiet">{escape(sentence)}</p>'])
