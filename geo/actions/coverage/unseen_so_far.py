"""Keep what nobody saw of a village, and look anew only where a track near it, or its ground, has changed."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.actions.coverage.seen_so_far import SAID, LinesOf, boxes_of, with_lines
from geo.model.land import Terrain
from geo.search.corners import UnseenOf
from geo.search.seen import Ground
from geo.search.sight import reach_m
from geo.search.unseen import Piece, unseen_pieces
from geo.settings import Settings
from geo.sources.derived import derived_key, digest_of, keep, kept


def unseen_so_far(derived: Path, walked: Any, ground: Ground, terrain: Terrain, settings: Settings, *,
                  lines_of: LinesOf) -> UnseenOf:  # fmt: skip
    """Return who finds the unseen pieces of a village, from what was kept where nothing has changed.

    Parameters
    ----------
    derived : folder of kept tables
    walked : tracks by `geo.search.coverage.told`; a geometry is not needed
    ground, terrain, settings : the site
    lines_of : reads lines
    """
    boxes = boxes_of(derived, walked, ground, settings, lines_of=lines_of)
    reach = reach_m(walked, settings.detection)[:, None]
    low, high = boxes[:, :2] - reach, boxes[:, 2:] + reach
    same = {
        "terrain": digest_of_terrain(terrain),
        "crop_year": {name: np.asarray(value).tolist() for name, value in asdict(ground.crop_year).items()},
        "settings": [asdict(part) for part in (settings.grid, settings.season, settings.detection)],
        "travel": asdict(settings.travel),
    }

    def find(tracks: Any, village: Ground, terrain: Terrain, settings: Settings) -> list[Piece]:
        left, bottom, right, top = village.villages.total_bounds
        near = tracks[((low <= [right, top]) & (high >= [left, bottom])).all(axis=1)]
        ids = "\n".join(sorted(set(village.villages["village_id"])))
        made_of = {
            **same,
            "what": "unseen",
            "village": digest_of(village.villages),
            "cells": digest_of(village.cells),
            "tracks": digest_of(pd.DataFrame(near)[["track_id", *SAID]].reset_index(drop=True)),
        }
        stem = f"unseen.{hashlib.sha256(ids.encode()).hexdigest()[:12]}"
        return _kept_pieces(
            derived / f"{stem}-{derived_key(made_of)}",
            lambda: unseen_pieces(with_lines(near, lines_of), village, terrain, settings),
            str(ground.villages.crs),
        )

    return find


def _kept_pieces(folder: Path, make: Any, crs: str) -> list[Piece]:
    found = kept(folder)
    if found is not None:
        outlines = found[0]["outlines"].geometry
        told = found[2]["pieces"]
        return [Piece(outline=outline, **row) for outline, row in zip(outlines, told, strict=True)]
    pieces: list[Piece] = make()
    names = [item.name for item in fields(Piece) if item.name != "outline"]
    told = [{name: getattr(piece, name) for name in names} for piece in pieces]
    outlines = np.array([piece.outline for piece in pieces], dtype=object)
    keep(folder, tables={"outlines": gpd.GeoDataFrame(geometry=outlines, crs=crs)}, arrays={},
         facts={"pieces": told})  # fmt: skip
    return pieces


def digest_of_terrain(terrain: Terrain) -> str:
    """Hash where ground is closed or steep: 64 hexadecimal digits."""
    digest = hashlib.sha256(repr(terrain.grid).encode())
    for array in (terrain.cover, terrain.slope_deg):
        digest.update(np.ascontiguousarray(array).tobytes())
    return digest.hexdigest()
