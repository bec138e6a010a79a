"""Findings of this season: red with an exclamation mark while open, green with a tick once closed."""

from __future__ import annotations

from typing import Any, Final

import folium
import pandas as pd

from geo.units import M2_PER_MU
from geo.words import Language, t
from layers.shapes import group, lonlat, shape
from layers.style import ALARM, CLOSED

CLOSED_STATES: Final = ("eradicated", "verified_gone")


def findings_layer(findings: Any, language: Language) -> folium.FeatureGroup:
    """Draw FINDINGS; state also by letter, for eyes that mix red and green."""
    shapes = []
    for finding, point in zip(findings.itertuples(), lonlat(findings), strict=True):
        closed = finding.state in CLOSED_STATES
        ink, letter = (CLOSED, "✓") if closed else (ALARM, "!")
        sign = f'<div class="tacha-badge round" style="background:{ink}">{letter}</div>'
        shapes.append(shape(point, html=sign, tip=_tip(finding, language)))
    return group(shapes, pane="signs")


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
