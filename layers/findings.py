"""Findings of this season: red with an exclamation mark while open, green with a tick once closed.

Of a whole county's they are thousands: closed ones are then drawn as dots, all in one shape, and so are open
ones of which there are too many to tell apart.
"""

from __future__ import annotations

from typing import Any, Final

import folium
import pandas as pd
import shapely

from geo.units import M2_PER_MU
from geo.words import Language, t
from layers.shapes import group, lonlat, shape
from layers.style import ALARM, CLOSED

CLOSED_STATES: Final = ("eradicated", "verified_gone")
_EACH: Final = 300  # findings with a sign and a text of their own
_DOT: Final = {"radius": 4, "color": "#ffffff", "weight": 1, "fillOpacity": 1}


def findings_layer(findings: Any, language: Language) -> folium.FeatureGroup:
    """Draw FINDINGS; state also by letter, for eyes that mix red and green."""
    closed = findings["state"].isin(CLOSED_STATES).to_numpy(bool)
    shapes: list[dict[str, Any]] = []
    for part, is_closed in ((findings[closed], True), (findings[~closed], False)):
        many = len(findings) > _EACH and (is_closed or len(part) > _EACH)
        shapes += (
            _dots(part, language, closed=is_closed) if many else _signs(part, language, closed=is_closed)
        )
    return group(shapes, pane="signs")


def _signs(findings: Any, language: Language, *, closed: bool) -> list[dict[str, Any]]:
    ink, letter = (CLOSED, "✓") if closed else (ALARM, "!")
    sign = f'<div class="tacha-badge round" style="background:{ink}">{letter}</div>'
    return [
        shape(point, html=sign, tip=_tip(finding, language))
        for finding, point in zip(findings.itertuples(), lonlat(findings), strict=True)
    ]


def _dots(findings: Any, language: Language, *, closed: bool) -> list[dict[str, Any]]:
    points = shapely.multipoints(lonlat(findings))
    tip = t("layers-findings-closed" if closed else "layers-findings-open", language, count=len(findings))
    return [shape(points, style=_DOT | {"fillColor": CLOSED if closed else ALARM}, tip=tip)]


def _tip(finding: Any, language: Language) -> str:
    unknown = t("layers-unknown", language)
    return t(
        "layers-finding-tip",
        language,
        day=f"{finding.found_on:%Y-%m-%d}",
        state=t(f"layers-finding-state-{finding.state}", language),
        plants=unknown if pd.isna(finding.plants) else f"{finding.plants:.0f}",
        area=unknown if pd.isna(finding.area_m2) else f"{finding.area_m2:.0f}",
        mu=unknown if pd.isna(finding.area_m2) else f"{finding.area_m2 / M2_PER_MU:.2f}",
    )
