"""What of a site's map does not change with a click: its ground, and the pictures of its grid."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from layers.basemap import Bounds, hillshade_image, road_shapes, village_names, village_shapes
from layers.classes import NAMED_SHARES, CellClasses, Quantity
from layers.grid_image import GridFrame, MercatorFit, frame_fit, grid_frame, image_uri, paint
from layers.marks import Mark, marks_in
from layers.shapes import lonlat
from layers.steep import SteepPicture, steep_picture

_TIED = 1.25
"""A class that holds so many times the area its name promises is said to hold cells that are alike."""

PANES = {
    "hillshade": 150,
    "grid": 250,
    "steep": 255,
    "roads": 260,
    "ground": 405,
    "outlines": 410,
    "routes": 420,
    "chosen": 430,
    "names": 610,
    "signs": 620,
}
"""Stacking order; without panes of their own hillshade and grid would hide each other."""


@dataclass(frozen=True)
class BaseParts:
    """What of the map does not change with a click: made once per state of the site, then kept."""

    digest: str
    bounds: Bounds
    hillshade_uri: str
    hillshade_bounds: Bounds
    outlines: list[dict[str, Any]]
    names: list[dict[str, Any]]
    roads: list[dict[str, Any]]
    frame: GridFrame
    fit: MercatorFit
    steep: SteepPicture | None


@dataclass(frozen=True)
class GridPicture:
    """A quantity of a window as images: made once, then kept.

    marks: the patterns in marks_url; tied: share of area of each class that holds far more than it is named
    for, by class.
    """

    quantity: Quantity
    palette: list[list[int]]
    url: str
    marks_url: str | None
    marks: tuple[Mark, ...]
    tied: dict[int, float]


def base_parts(
    villages: Any, cells: Any, terrain: Any, roads: Any, *, cell_size_m: float, limit_deg: float
) -> BaseParts:
    """Compute the parts of the base map from VILLAGES, CELLS, terrain and roads in the working CRS.

    limit_deg : steepest ground that is searched on foot
    """
    frame = grid_frame(cells, crs=villages.crs.to_string(), cell_size_m=cell_size_m)
    uri, uri_bounds = hillshade_image(terrain)
    west, south, east, north = shapely.total_bounds(lonlat(villages))
    outlines, names = village_shapes(villages), village_names(villages)
    road_lines = road_shapes(roads)
    steep = steep_picture(terrain, cells, frame, limit_deg=limit_deg)
    seen = hashlib.sha256(repr((uri, outlines, names, road_lines, frame, steep)).encode())
    return BaseParts(
        digest=seen.hexdigest()[:16],
        bounds=((float(south), float(west)), (float(north), float(east))),
        hillshade_uri=uri,
        hillshade_bounds=uri_bounds,
        outlines=outlines,
        names=names,
        roads=road_lines,
        frame=frame,
        fit=frame_fit(frame),
        steep=steep,
    )


def grid_picture(parts: BaseParts, cells: Any, shown: CellClasses, marks: NDArray[np.uint8]) -> GridPicture:
    """Draw classes and marks (both (cells,)) into images."""
    return GridPicture(
        quantity=shown.quantity,
        palette=shown.palette,
        url=image_uri(paint(parts.frame, cells, shown.classes)),
        marks_url=image_uri(_marked(parts.frame, cells, marks)) if marks.any() else None,
        marks=marks_in(marks),
        tied=tied_classes(shown, cells["area_m2"]),
    )


def tied_classes(shown: CellClasses, area_m2: Any) -> dict[int, float]:
    """Share of area of each class of equal cells that fills far more of the site than its name says.

    Only where cells are ranked now: what is left sinks out of the classes it began in.
    """
    if shown.quantity not in {Quantity.RISK, Quantity.PRIORITY}:
        return {}
    return {
        number: share
        for number, (share, named) in enumerate(zip(shown.shares(area_m2), NAMED_SHARES, strict=False))
        if share > _TIED * named
    }


def _marked(frame: GridFrame, cells: Any, marks: NDArray[np.uint8]) -> NDArray[np.uint8]:
    image = paint(frame, cells, marks)
    image[image == np.uint8(255)] = Mark.NONE
    return image
