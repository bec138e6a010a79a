"""Write what others read as text: a layer of the site as GeoJSON, the map as one page, the daily line."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path

from geo.actions.day.daily import daily
from geo.actions.exchange.gather import LAYERS
from geo.actions.exchange.gathered import DissolvedBy, Gathered, asked_of
from geo.actions.prepared.expect import expect
from geo.actions.prepared.prepare import prepare
from geo.actions.views.draw_map import draw_map
from geo.errors import InputError
from geo.exports.geojson import layer_geojson
from geo.records.actor import WHOLE_SITE
from geo.words import Language, t

__all__ = ["DissolvedBy", "ExportKind", "export"]


class ExportKind(StrEnum):
    """What can be exported as text."""

    COVERAGE = "coverage"
    CELLS = "cells"
    ROUTES = "routes"
    STOPS = "stops"
    PIECES = "pieces"
    FINDINGS = "findings"
    MAP = "map"
    DAILY = "daily"


def export(
    site_dir: Path,
    kind: ExportKind,
    *,
    window_id: str | None = None,
    first_day: str | None = None,
    last_day: str | None = None,
    by: DissolvedBy | None = None,
    scope: str = WHOLE_SITE,
    language: str = "zh",
) -> str:
    """Return a site's records as GeoJSON text (RFC 7946, WGS84); map and daily line as HTML and text.

    Map and daily line are in a language; the daily line is that of the last day, today without one.

    Parameters
    ----------
    window_id : only this window; first_day, last_day : YYYY-MM-DD, only these days, both included
    by : of coverage: one feature for each village and state of its ground, the ground that nobody
        touched too, in place of one a visited cell
    scope : "site", or the township whose villages are written; a route that stops there is written whole

    Raises
    ------
    InputError : no such window, a day that is none, days reversed, no plan to export from, what cannot be
        dissolved
    """
    asked = asked_of(window_id, first_day, last_day, scope)
    if by is not None and kind is not ExportKind.COVERAGE:
        raise InputError("exports-not-dissolved", what=kind.value)
    if kind is ExportKind.DAILY:
        day = asked.closes or datetime.now(prepare(site_dir).time_zone).date()
        lines = daily(site_dir, day, scope=scope).lines
        return "".join(f"{t(note.key, Language(language), **note.args)}\n" for note in lines)
    site = Gathered(site_dir, asked)
    if kind is ExportKind.MAP:
        site.know_window(expect(site.prepared).windows)
        today = datetime.now(site.prepared.time_zone).date()
        return draw_map(site_dir, window_id=window_id, language=language, today=today, scope=scope)
    return layer_geojson(LAYERS["ground" if by else kind.value](site))
