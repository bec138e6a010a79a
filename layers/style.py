"""Colours of the map, and the one way in which text from a file reaches it."""

from __future__ import annotations

import html
from typing import Final

from geo.model import colours

VIRIDIS, CIVIDIS, TEAM_COLOURS = colours.VIRIDIS, colours.CIVIDIS, colours.TEAM_COLOURS
team_colours = colours.team_colours

COMPARED: Final = (("#ffffff", 0.30), ("#f0d27a", 0.75), ("#9db8d6", 0.75), ("#8a939a", 0.80))
"""Tone and opacity of ground searched in neither of two windows, in the first, the second, both."""

CLASS_OPACITY: Final = (0.30, 0.42, 0.58, 0.72, 0.84)
"""Low classes let the hillshade through; what matters stands out."""

NO_CLASS: Final = 255
"""Pixel of the grid image where there is no cell, or nothing to say about it."""

INK: Final = colours.INK
PAPER: Final = "#f3f4f1"
OUTLINE: Final = colours.OUTLINE
ROAD: Final = "#7a5c3e"
WATER_RGB: Final = (158, 197, 222)
ALARM: Final = colours.ALARM
CLOSED: Final = colours.CLOSED
LEAD: Final = colours.LEAD
TRACK: Final = colours.TRACK
YARD: Final = "#5b4636"
HAZARD: Final = "#7a3e00"
CORNER: Final = "#7a0019"
AREA: Final = "#0b5c66"
CHOSEN: Final = "#e8003f"

_JAVASCRIPT_SIGNS: Final = str.maketrans({sign: f"&#{ord(sign)};" for sign in "`$\\{}"})


def escape(text: object) -> str:
    r"""Make text from a file harmless in HTML that stands inside a script.

    Escaping HTML alone is not enough: ``${…}`` in a name runs inside a template string.

    >>> escape("<b>${x}`\\")
    '&lt;b&gt;&#36;&#123;x&#125;&#96;&#92;'
    """
    return html.escape(str(text), quote=True).translate(_JAVASCRIPT_SIGNS)


def rgba(colour: str, opacity: float) -> list[int]:
    """Turn ``#rrggbb`` and an opacity of 0 to 1 into four bytes.

    >>> rgba("#fde725", 1.0)
    [253, 231, 37, 255]
    """
    return [*(int(colour[i : i + 2], 16) for i in (1, 3, 5)), round(opacity * 255)]
