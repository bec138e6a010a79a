"""The terminal: where words go, and in which language."""

from __future__ import annotations

import os

from rich.console import Console

from geo.words import Language

err = Console(stderr=True, highlight=False)
out = Console(highlight=False)


def language() -> Language:
    """Language of messages: TACHA_LANG, else the system's, Chinese unless it says English."""
    named = os.environ.get("TACHA_LANG") or os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return Language.EN if named.lower().startswith("en") else Language.ZH
