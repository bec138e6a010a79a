"""Colours of the map, and the one way in which text from a file reaches it."""

from __future__ import annotations

import html
from typing import Final

VIRIDIS: Final = ("#440154", "#3b528b", "#21918c", "#5ec962", "#fde725")
"""Five classes, low to high, for what is to be searched: seen alike by eyes that mix red and green."""

CIVIDIS: Final = ("#00224e", "#434e6c", "#7d7c78", "#bcaf6f", "#fee838")
"""Five classes, low to high, for how well ground was seen: another ramp, never mixed up with the first."""

COMPARED: Final = (("#ffffff", 0.30), ("#f0d27a", 0.75), ("#9db8d6", 0.75), ("#8a939a", 0.80))
"""Tone and opacity of ground searched in neither of two windows, in the first, the second, both."""

CLASS_OPACITY: Final = (0.30, 0.42, 0.58, 0.72, 0.84)
"""Low classes let the hillshade through; what matters stands out."""

NO_CLASS: Final = 255
"""Pixel of the grid image where there is no cell, or nothing to say about it."""

INK: Final = "#16232b"
PAPER: Final = "#f3f4f1"
OUTLINE: Final = "#1f2d36"
ROAD: Final = "#7a5c3e"
WATER_RGB: Final = (158, 197, 222)
ALARM: Final = "#b3001b"
CLOSED: Final = "#2b6b3f"
LEAD: Final = "#8a2c9c"
TRACK: Final = "#005f9e"
YARD: Final = "#5b4636"
HAZARD: Final = "#7a3e00"
CORNER: Final = "#7a0019"
AREA: Final = "#0b5c66"
CHOSEN: Final = "#e8003f"

TEAM_COLOURS: Final = ("#d1430b", "#0a58ca", "#7b2cbf", "#0f6b4b", "#a3005c", "#5c4a00", "#274060", "#8c2f39")
"""Dark enough for white numbers on them (contrast 4.5 and more); teams beyond the eighth begin again."""

_JAVASCRIPT_SIGNS: Final = str.maketrans({sign: f"&#{ord(sign)};" for sign in "`$\\{}"})


def escape(text: object) -> str:
    r"""Make text from a file harmless in HTML that stands inside a script.

    Escaping HTML alone is not enough: ``${…}`` in a name runs inside a template string.

    >>> escape("<b>${x}`\\")
    '&lt;b&gt;&#36;&#123;x&#125;&#96;&#92;'
    """
    return html.escape(str(text), quote=True).translate(_JAVASCRIPT_SIGNS)


def team_colours(team_ids: list[str]) -> dict[str, str]:
    """Give every team its colour, by its place in the list."""
    return {team: TEAM_COLOURS[i % len(TEAM_COLOURS)] for i, team in enumerate(team_ids)}


def rgba(colour: str, opacity: float) -> list[int]:
    """Turn ``#rrggbb`` and an opacity of 0 to 1 into four bytes.

    >>> rgba("#fde725", 1.0)
    [253, 231, 37, 255]
    """
    return [*(int(colour[i : i + 2], 16) for i in (1, 3, 5)), round(opacity * 255)]
