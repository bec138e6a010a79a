"""Gather the layers of a site as others read them: ground, plan, tracks, findings, leads, coverage."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from geo.actions.exchange.gathered import Asked, Gathered
from geo.actions.prepared.prepare import Prepared
from geo.exports import layers
from geo.exports.layers import Layer
from geo.ground.crs import to_lonlat, to_working
from geo.ground.dissolve import dissolve
from geo.ground.grid import cell_of_points
from geo.records.actor import WHOLE_SITE
from geo.records.findings import read_findings
from geo.records.leads import read_leads
from geo.records.store import Store
from geo.records.tracks import read_tracks
from geo.search.coverage import by_place

__all__ = ["LAYERS", "Asked", "Gathered"]


def villages(site: Gathered) -> Layer:
    """Village boundaries as they are planned with."""
    shown = site.here(site.prepared.villages)
    return layers.villages_layer(to_lonlat(shown), area_m2=shown.area)


def cells(site: Gathered) -> Layer:
    """All cells with what is expected of them."""
    season = site.season
    site.know_window(season.windows)
    window = site.asked.window_id
    return layers.cells_layer(
        site.cells,
        site.polygons,
        villages=site.prepared.villages,
        risk=season.risk[season.risk["cell_id"].isin(site.cells["cell_id"])],
        priority=site.priority if window is None else site.priority[[window]],
        rank=site.rank.reindex(site.cells["cell_id"]),
    )


def routes(site: Gathered) -> Layer:
    """Routes of the plan in force."""
    return layers.routes_layer(site.chosen()[0], bases=site.prepared.bases)


def stops(site: Gathered) -> Layer:
    """Give the stops of the plan in force."""
    return layers.stops_layer(site.chosen()[1])


def pieces(site: Gathered) -> Layer:
    """Pieces of ground that the routes search."""
    kept, _ = site.chosen()
    found = site.plan.pieces
    return layers.pieces_layer(found[found["route_id"].isin(kept["route_id"])])


def tracks(site: Gathered) -> Layer:
    """Tracks on record; of a township, those that enter it."""
    with Store.open(site.prepared.site_dir) as store:
        walked = read_tracks(store, opens=site.asked.opens, closes=site.asked.closes)
    walked = site.in_window(walked, "walked_on")
    if site.asked.scope != WHOLE_SITE:
        ground = to_lonlat(site.here(site.prepared.villages)).union_all()
        walked = walked[walked.intersects(ground)]
    return layers.tracks_layer(walked)


def findings(site: Gathered) -> Layer:
    """Read findings on record with the cell that holds each."""
    prepared = site.prepared
    with Store.open(prepared.site_dir) as store:
        found = site.here(read_findings(store))
    found = site.between(site.in_window(found, "found_on"), "found_on")
    places = to_working(found, prepared.crs).geometry
    size_m = prepared.settings.grid.cell_size_m
    ids = cell_of_points(prepared.villages, prepared.cells, places.x, places.y, size_m)
    return layers.findings_layer(found, cell_ids=ids, villages=prepared.villages)


def leads(site: Gathered) -> Layer:
    """Leads on record."""
    with Store.open(site.prepared.site_dir) as store:
        told = site.here(read_leads(store))
    told = site.between(site.in_window(told, "reported_on"), "reported_on")
    return layers.leads_layer(told, villages=site.prepared.villages)


def coverage(site: Gathered) -> Layer:
    """Tell what was seen of each visited cell in each window."""
    table = site.covered.coverage
    table = table[table["cell_id"].isin(site.cells["cell_id"])]
    touched = site.cells[site.cells["cell_id"].isin(table["cell_id"])]
    return layers.coverage_layer(table, touched, site.drawn(touched), villages=site.prepared.villages)


def ground(site: Gathered) -> Layer:
    """Each village's ground by its state; of one window, the ground that it touched."""
    prepared, covered, every = site.prepared, site.covered, site.prepared.cells
    state = covered.ground["state"].to_numpy(str)
    place = every["village_id"].to_numpy(str).astype(object) + "\n" + state
    sums = by_place(
        covered.coverage, every, place, site.season.risk, left=covered.left.sum(axis=1),
        signed_off=site.recorded.surveys.confirming,
    )  # fmt: skip
    keep = every["village_id"].isin(site.cells["village_id"]).to_numpy()
    if site.asked.window_id is not None:
        keep = keep & every["cell_id"].isin(covered.coverage["cell_id"]).to_numpy()
    table = _summed(prepared, every[keep], state[keep], sums)
    return layers.ground_layer(to_lonlat(table), villages=prepared.villages)


def _summed(prepared: Prepared, kept: Any, state: np.ndarray, sums: Any) -> Any:
    """Join cells (CELLS) of a village and state, with what `sums` says of the pair and how much there is."""
    shapes = dissolve(prepared.villages, kept, state, prepared.settings.grid.cell_size_m)
    areas = kept.groupby([kept["village_id"], state])
    pairs = pd.MultiIndex.from_frame(pd.DataFrame(shapes[["village_id", "alike"]]))
    figures = sums.reindex([f"{village}\n{alike}" for village, alike in pairs]).reset_index(drop=True)
    counted = {"cells": areas.size(), "area_m2": areas["area_m2"].sum(),
               "searchable_m2": areas["searchable_m2"].sum()}  # fmt: skip
    return shapes.rename(columns={"alike": "state"}).assign(
        **{name: sums_of.reindex(pairs).to_numpy() for name, sums_of in counted.items()},
        **{name: figures[name].to_numpy() for name in ("pod", "pod_low", "pod_high", "expected_left")},
    )


LAYERS: dict[str, Callable[[Gathered], Layer]] = {
    "cells": cells,
    "coverage": coverage,
    "ground": ground,
    "villages": villages,
    "pieces": pieces,
    "routes": routes,
    "stops": stops,
    "tracks": tracks,
    "leads": leads,
    "findings": findings,
}
"""Every layer, in the order in which they lie on one another, the lowest first."""
