"""Colours that mean the same on the map, in a GIS and on paper."""

from __future__ import annotations

from typing import Final

VIRIDIS: Final = ("#440154", "#3b528b", "#21918c", "#5ec962", "#fde725")
"""Five classes, low to high, for what is to be searched: seen alike by eyes that mix red and green."""

CIVIDIS: Final = ("#00224e", "#434e6c", "#7d7c78", "#bcaf6f", "#fee838")
"""Five classes, low to high, for how well ground was seen: another ramp, never mixed up with the first."""

TEAM_COLOURS: Final = ("#d1430b", "#0a58ca", "#7b2cbf", "#0f6b4b", "#a3005c", "#5c4a00", "#274060", "#8c2f39")
"""Dark enough for white numbers on them (contrast 4.5 and more); teams beyond the eighth begin again."""

INK: Final = "#16232b"
OUTLINE: Final = "#1f2d36"
ALARM: Final = "#b3001b"
CLOSED: Final = "#2b6b3f"
LEAD: Final = "#8a2c9c"
TRACK: Final = "#005f9e"


def team_colours(team_ids: list[str]) -> dict[str, str]:
    """Give every team its colour, by its place in the list."""
    return {team: TEAM_COLOURS[i % len(TEAM_COLOURS)] for i, team in enumerate(team_ids)}
