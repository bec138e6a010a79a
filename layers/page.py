"""Write a site's map as one page: `python -m layers.page SITE`, HTML on standard output.

A program of its own, because what computes (geo) knows nothing of what draws.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from geo.actions.coverage.corners import cover_with_corners
from geo.actions.views.glance import current_window
from geo.actions.views.look import look
from geo.actions.views.narrow import narrow
from geo.records.actor import ALONE, WHOLE_SITE
from geo.words import Language
from layers.base import base_parts
from layers.drawn import picture_of
from layers.one_file import small_map
from layers.overlays import FIRST, Shown


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("--window", default="")
    parser.add_argument("--language", type=Language, default=Language.ZH)
    parser.add_argument("--scope", default=WHOLE_SITE)
    parser.add_argument("--day", type=date.fromisoformat, required=True)
    asked = parser.parse_args()
    page = page_of(asked.site, asked.window, asked.language, scope=asked.scope, day=asked.day)
    sys.stdout.buffer.write(page.encode("utf-8"))


def page_of(site_dir: Path, window_id: str, language: Language, *, scope: str, day: date) -> str:
    """Draw the map of a site, or of one township of it; without a window, the one that is on or next.

    Raises
    ------
    InputError : an input is wrong, or there is no such township
    KeyError : no such window
    """
    view = narrow(look(site_dir), replace(ALONE, scope=scope))
    corners = cover_with_corners(site_dir)[1]
    parts = base_parts(
        view.villages, view.cells, view.terrain, view.roads, cell_size_m=view.cell_size_m,
        limit_deg=view.settings.travel.search_slope_deg,
    )  # fmt: skip
    chosen = window_id or current_window(view.windows, view.coverage, day)
    shown = Shown(chosen, overlays=(*FIRST, "corners"))
    return small_map(
        view,
        parts,
        picture_of(view, parts, shown),
        shown,
        corners=corners[corners["village_id"].isin(view.villages["village_id"])],
        made_on=str(day),
        language=language,
    )


if __name__ == "__main__":
    main()
