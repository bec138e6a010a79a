"""Leads, house clusters, earlier finds and bases: what is known before anybody goes out."""

from __future__ import annotations

from typing import Any

import folium

from geo.words import Language, t
from layers.shapes import group, lonlat, shape
from layers.style import LEAD, YARD, escape


def leads_layer(leads: Any, language: Language) -> folium.FeatureGroup:
    """Draw LEADS with coordinates: a diamond with the letter of its kind, hollow once it is settled."""
    placed = leads[leads.geometry.notna()]
    shapes = []
    for lead, point in zip(placed.itertuples(), lonlat(placed), strict=True):
        settled = lead.state in {"confirmed", "ruled_out"}
        ink = f"background:#fff;color:{LEAD};border-color:{LEAD}" if settled else f"background:{LEAD}"
        letter = t(f"layers-lead-letter-{lead.kind}", language)
        sign = f'<div class="tacha-badge diamond" style="{ink}"><span>{letter}</span></div>'
        shapes.append(shape(point, html=sign, tip=_lead_tip(lead, language)))
    return group(shapes, pane="signs")


def yards_layer(yards: Any, language: Language) -> folium.FeatureGroup:
    """Draw house clusters (YARDS) as small squares: places with a number of yards, never households."""
    shapes = []
    for yard, point in zip(yards.itertuples(), lonlat(yards), strict=True):
        sign = f'<div class="tacha-yard" style="background:{YARD}"></div>'
        tip = t(
            "layers-yard-tip",
            language,
            place=escape(yard.place),
            yards=int(yard.yards),
            checked=int(yard.checked),
        )
        shapes.append(shape(point, html=sign, tip=tip))
    return group(shapes, pane="routes")


def history_layer(history: Any, language: Language) -> folium.FeatureGroup:
    """Draw earlier finds (HISTORY) with coordinates as crosses; village records stay with the village."""
    placed = history[history.geometry.notna()]
    cross = '<div class="tacha-cross">×</div>'
    shapes = [
        shape(point, html=cross, tip=t("layers-history-tip", language, season=str(record.season)))
        for record, point in zip(placed.itertuples(), lonlat(placed), strict=True)
    ]
    return group(shapes, pane="routes")


def bases_layer(bases: Any) -> folium.FeatureGroup:
    """Draw the BASES with their names."""
    shapes = [
        shape(point, html=f'<div class="tacha-base"><span>{escape(name)}</span></div>', pane="names")
        for name, point in zip(bases["name"], lonlat(bases), strict=True)
    ]
    return group(shapes, pane="signs")


def _lead_tip(lead: Any, language: Language) -> str:
    known = lead.reported_on == lead.reported_on  # NaT is not equal to itself
    return t(
        "layers-lead-text",
        language,
        kind=t(f"layers-lead-kind-{lead.kind}", language),
        state=t(f"layers-lead-state-{lead.state}", language),
        day=f"{lead.reported_on:%Y-%m-%d}" if known else t("layers-unknown", language),
        note=escape(lead.note),
    )
