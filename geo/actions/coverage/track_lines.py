"""Keep the lines of tracks that this program has read: a line never changes, and a year of them is much."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any, Final

import geopandas as gpd

from geo.actions.coverage.cover import Recorded, lines_in
from geo.actions.coverage.seen_so_far import LinesOf

_MOST_SITES: Final = 4
_guard = threading.Lock()
_read: dict[tuple[str, str], dict[str, Any]] = {}
"""Lines by track id, of each site and CRS looked at last."""


def lines_once(site_dir: Path, recorded: Recorded, crs: str) -> LinesOf:
    """Return who reads lines in the working CRS, each of them once in the life of this program."""
    key = (str(site_dir.resolve()), crs)

    def lines_of(track_ids: list[str]) -> Any:
        with _guard:
            before = _read.pop(key, {})
        missing = [name for name in track_ids if name not in before]
        news = lines_in(recorded, crs)(missing) if missing else None
        if news is not None:
            before = before | dict(zip(news["track_id"], news.geometry, strict=True))
        with _guard:
            _read[key] = {name: before[name] for name in track_ids}
            while len(_read) > _MOST_SITES:
                _read.pop(next(iter(_read)))
        shapes = [before[name] for name in track_ids]
        return gpd.GeoDataFrame({"track_id": track_ids}, geometry=shapes, crs=crs)

    return lines_of
