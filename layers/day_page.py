"""Write the maps of teams for one day: `python -m layers.day_page SITE DAY TEAM…`, JSON on standard output.

A program of its own, because what computes (geo) knows nothing of what draws. Each map holds one team's one
day: no grid of risk, no leads, no earlier finds. With `--leader` it is the site's map with that route alone.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import folium
import numpy as np
import pandas as pd
import shapely

from geo.actions.coverage.corners import cover_with_corners
from geo.actions.packs.gather import DayOfTeams, day_of_teams
from geo.actions.prepared.prepare import prepare
from geo.actions.views.look import look
from geo.exports.packs.task import day_in_words
from geo.ground.crs import to_working, xy_to_lonlat
from geo.ground.cut import cut_terrain
from geo.model.land import Roads
from geo.words import Language, t
from layers.base import BaseParts, base_parts
from layers.basemap import Bounds, village_names
from layers.drawn import picture_of
from layers.grid_image import grid_shown
from layers.hazards import hazards_layer
from layers.leads import bases_layer
from layers.legend import signs_html
from layers.one_file import page_with, small_map
from layers.overlays import FIRST, Shown
from layers.pieces import pieces_layer
from layers.routes import routes_layer
from layers.stops import stops_layer
from layers.style import TEAM_COLOURS, escape

_AROUND_M: Final = 1_000.0
"""Ground shown beside the way."""


def main() -> None:
    """Write a list of pages, one for each team."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("day", type=date.fromisoformat)
    parser.add_argument("teams", nargs="+")
    parser.add_argument("--language", type=Language, default=Language.ZH)
    parser.add_argument("--leader", action="store_true")
    asked = parser.parse_args()
    if asked.leader:
        pages = leader_pages(asked.site, asked.day, asked.teams, asked.language)
    else:
        of_day = day_of_teams(prepare(asked.site), asked.day, asked.teams)
        pages = [page_of(of_day, team, asked.language) for team in asked.teams]
    sys.stdout.buffer.write(json.dumps(pages).encode("ascii"))


def page_of(of_day: DayOfTeams, team: str, language: Language) -> str:
    """Draw what one team walks on one day, and the ground around it."""
    prepared, plan = of_day.prepared, of_day.plan
    route = of_day.routes[of_day.routes["team_id"] == team]
    stops, legs, pieces = (
        to_working(table[table["route_id"].isin(route["route_id"])], prepared.crs)
        for table in (plan.stops, plan.legs, plan.pieces)
    )
    colours = {team: TEAM_COLOURS[0]}
    base = prepared.bases[prepared.bases["base_id"].isin(route["base_id"])]
    parts, whole = _parts(prepared, [*legs.geometry, *base.geometry])
    hazards = of_day.hazards[shapely.intersects(of_day.hazards.geometry.to_numpy(), shapely.box(*whole))]
    groups = [
        pieces_layer(pieces, route, legs, colours=colours, language=language),
        routes_layer(route, legs, colours=colours, language=language),
        _above(stops_layer(stops, route, colours=colours, language=language)),
        bases_layer(base),
        hazards_layer(hazards, language),
    ]
    day = day_in_words(route["date"].iloc[0].date(), language)
    title = t("pack-title", language, team=team, day=day)
    signs = [*(["hazards"] if len(hazards) else []), "pieces", "bases", "drive", "required", "reserve"]
    legend = signs_html(
        title=title, note=t("pack-map-note", language), signs=signs, teams=colours,
        steep=parts.steep is not None, language=language,
    )  # fmt: skip
    plan_hash = str(plan.plan["content_hash"])[:16]
    more = t("pack-gpx-about", language, site=prepared.site.site.name, plan=plan_hash)
    sheet = {
        "html": f"<h1>{escape(title)}</h1><p>{escape(more)}</p><p>{t('pack-map-note', language)}</p>",
        "north": t("layers-sheet-north", language),
        "print": t("layers-sheet-print", language),
    }
    show: dict[str, Any] = {
        "name": "", "grid": grid_shown(None, palette=[], labels=[]), "legend": legend, "sheet": sheet,
    }  # fmt: skip
    return page_with(parts, [show], groups, title=title, steep=True, language=language)


def leader_pages(site_dir: Path, day: date, teams: list[str], language: Language) -> list[str]:
    """Draw the site's map for each leader: grid, leads and earlier finds, and the route of that day alone."""
    view, corners = look(site_dir), cover_with_corners(site_dir)[1]
    parts = base_parts(
        view.villages, view.cells, view.terrain, view.roads, cell_size_m=view.cell_size_m,
        limit_deg=view.settings.travel.search_slope_deg,
    )  # fmt: skip
    when = pd.Timestamp(day)
    # The caller has found the plan in force and the routes.
    routes = day_of_teams(prepare(site_dir), day, teams).routes
    pages = []
    for team in teams:
        own = routes[routes["team_id"] == team]
        shown = Shown(
            str(own["window_id"].iloc[0]), overlays=(*FIRST, "pieces", "history", "corners"), team_id=team,
            date=when,
        )  # fmt: skip
        picture = picture_of(view, parts, shown)
        pages.append(
            small_map(view, parts, picture, shown, corners=corners, made_on=str(day), language=language)
        )
    return pages


def _above(layer: folium.FeatureGroup) -> folium.FeatureGroup:
    """Lift numbers over lines: within one pane Leaflet lets lines hide what stands near the upper edge."""
    for child in layer._children.values():  # noqa: SLF001  branca offers no public list
        child.pane = "signs"
    return layer


def _parts(prepared: Any, shapes: list[Any]) -> tuple[BaseParts, tuple[float, float, float, float]]:
    """Make the base of the ground around shapes, and say where it ends, in metres."""
    left, bottom, right, top = shapely.total_bounds(np.array(shapes, dtype=object)).tolist()
    whole = (left - _AROUND_M, bottom - _AROUND_M, right + _AROUND_M, top + _AROUND_M)
    box = shapely.box(*whole)
    villages = prepared.villages[shapely.intersects(prepared.villages.geometry.to_numpy(), box)]
    # A name stands where its village is seen; the outline goes on, or the edge would look like a border.
    seen = villages.set_geometry(shapely.intersection(villages.geometry.to_numpy(), box), crs=villages.crs)
    cells = prepared.cells
    near = cells["x"].between(whole[0], whole[2]) & cells["y"].between(whole[1], whole[3])
    roads = prepared.roads
    if roads is not None:
        edges = roads.edges[shapely.intersects(roads.edges.geometry.to_numpy(), box)]
        roads = Roads(roads.nodes, edges.reset_index(drop=True))
    parts = base_parts(
        villages.reset_index(drop=True), cells[near].reset_index(drop=True),
        cut_terrain(prepared.terrain, whole), roads, cell_size_m=prepared.settings.grid.cell_size_m,
        limit_deg=prepared.settings.travel.search_slope_deg,
    )  # fmt: skip
    lon, lat = xy_to_lonlat([left, right], [bottom, top], prepared.crs)
    bounds: Bounds = ((float(lat[0]), float(lon[0])), (float(lat[1]), float(lon[1])))
    return replace(parts, bounds=bounds, names=village_names(seen)), whole


if __name__ == "__main__":
    main()
