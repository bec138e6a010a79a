"""Names of season windows as people read them."""

from __future__ import annotations

from typing import Any, Final

from geo.words import Language, t

_SUGGESTED: Final = {
    "苗期踏查": "screens-window-seedling",
    "花期踏查": "screens-window-flower",
    "果期踏查": "screens-window-capsule",
}


def window_name(name: str, language: Language) -> str:
    """Name of a window; the three that the season suggests are put into the language."""
    return t(_SUGGESTED[name], language) if name in _SUGGESTED else name


def window_line(window: Any, language: Language) -> str:
    """Name of a window with its first and last day."""
    return t(
        "layers-window-line",
        language,
        name=window_name(window["name"], language),
        opens=f"{window['opens']:%Y-%m-%d}",
        closes=f"{window['closes']:%Y-%m-%d}",
    )
