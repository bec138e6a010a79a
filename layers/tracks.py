"""Tracks: where somebody has been, with the day and the team."""

from __future__ import annotations

from typing import Any, Final

import folium

from geo.words import Language, t
from layers.shapes import group, line_style, lonlat, shape
from layers.style import TRACK, escape

_SIMPLIFY_M: Final = 5.0  # finer than GPS


def tracks_layer(tracks: Any, language: Language) -> folium.FeatureGroup:
    """Draw TRACKS as lines."""
    shapes = []
    for track, line in zip(tracks.itertuples(), lonlat(tracks, simplify_m=_SIMPLIFY_M), strict=True):
        tip = t(
            "layers-track-tip",
            language,
            day=f"{track.walked_on:%Y-%m-%d}",
            team=escape(track.team_id) or t("layers-unknown", language),
            km=f"{track.length_m / 1000:.1f}",
            mode=track.mode,
        )
        halo = line_style("#ffffff", 4.5, opacity=0.6)
        shapes.append(shape(line, style=line_style(TRACK, 2, dash="2 4"), halo=halo, tip=tip))
    return group(shapes, pane="routes")
