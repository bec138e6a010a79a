"""Put the names that the log and the settings have of their own into the language of the session."""

from __future__ import annotations

import re
from typing import Final

from geo.words import Language
from screens.shell import language, text

_LITERATURE: Final = re.compile(r"[A-Z][a-z]+(?: et al\.)? (?:19|20)\d\d")
_SECTION: Final = re.compile(r"methods ([\d.]+)")
_SAID: Final = {
    "assumed": ("assumed", "judgement"),
    "measured": ("measured", "tried"),
    "customer": ("customer",),
    "targets": ("targets",),
    "law": ("State Council",),
    "makers": ("makers",),
}
"""Kinds of sources, and the words by which settings.py tells them."""


def action_name(action: str) -> str:
    """Name what was done."""
    return _named("settings-do", action)


def subject_name(subject: str) -> str:
    """Name the table of a row of the log; the row keeps its own name."""
    table, _, row = subject.partition(" ")
    return f"{_named('settings-of', table.replace('.', '-'))} {row}".rstrip()


def number_name(part: str, name: str) -> str:
    """Name a number of the method."""
    return _named("number", f"{part}-{name}".lower(), otherwise=f"{part}.{name}")


def unit_name(unit: str) -> str:
    """Name a unit; what settings.py adds to it in words stands in the number's own name."""
    first = unit.lower().split(" ", maxsplit=1)[0].rstrip(":,").replace("/", "-")
    return _named("settings-in", first, otherwise="") if first else ""


def source_name(source: str) -> str:
    """Say where a number comes from: whole in English, else by kind, section and literature."""
    if language() is Language.EN:
        return source
    said = [text("settings-source-methods", section=found) for found in _SECTION.findall(source)]
    said += [
        text(f"settings-source-{kind}")
        for kind, marks in _SAID.items()
        if any(mark in source for mark in marks)
    ]
    said += _LITERATURE.findall(source)
    return text("word-comma").join(said) if said else text("settings-source-other")


def _named(kind: str, word: str, *, otherwise: str | None = None) -> str:
    try:
        return text(f"{kind}-{word.replace('_', '-')}")
    except KeyError:  # a word newer than this list
        return word if otherwise is None else otherwise
