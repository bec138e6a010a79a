"""Turn chains of pixels into lines that look drawn by hand, and write them as OSM XML and GeoJSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.ops import substring

from sample_data.ground import CRS, INFLOW_M2, Ground, xy
from sample_data.network import DRIVABLE, Network, Pixel, chains

_BRIDGED_M2 = 2.5e6
_HALF_BRIDGE_M, _LONGEST_BRIDGE_M = 18.0, 130.0
_NOWHERE = shapely.Point()  # footpaths cross on stepping stones
_TAGS = {
    "tertiary": {"highway": "tertiary", "surface": "asphalt"},
    "unclassified": {"highway": "unclassified", "surface": "concrete"},
    "residential": {"highway": "residential", "surface": "concrete"},
    "path": {"highway": "path"},
    **{f"track{n}": {"highway": "track", "tracktype": f"grade{n}"} for n in (2, 3, 4, 5)},
}


def smooth(way: list[Pixel], *, tolerance_m: float = 16.0) -> Any:
    """Draw a line along pixel centres without their staircase; its ends stay where they are."""
    points = np.column_stack(xy(*np.array(way).T))
    points = shapely.get_coordinates(shapely.simplify(shapely.linestrings(points), tolerance_m))
    for _ in range(2):
        if len(points) < 3:
            break
        early, late = points[:-1] * 0.75 + points[1:] * 0.25, points[:-1] * 0.25 + points[1:] * 0.75
        cut = np.empty((2 * len(early), 2))
        cut[0::2], cut[1::2] = early, late
        points = np.vstack([points[:1], cut[1:-1], points[-1:]])
    return shapely.linestrings(points)


def lonlat(geometry: Any) -> Any:
    """Shapes in the working CRS as longitude and latitude, six decimals."""
    turned = gpd.GeoSeries(geometry, crs=CRS).to_crs(4326).values
    return shapely.transform(np.asarray(turned), lambda xy_: np.round(xy_, 6))


def write_osm(path: Path, network: Network, ground: Ground) -> None:
    """Roads and paths as OSM XML: junctions are shared nodes, cars cross streams on bridges."""
    everywhere = np.ones_like(ground.river)
    streams = shapely.union_all([line for _, line in stream_lines(ground, everywhere, from_m2=_BRIDGED_M2)])
    ways = [
        (kind, name, part, bridge)
        for kind, name, way in chains(network)
        for part, bridge in _split_at_streams(smooth(way), streams if kind in DRIVABLE else _NOWHERE)
    ]
    lines = lonlat([part for _, _, part, _ in ways])
    numbers: dict[tuple[float, float], int] = {}
    body = []
    for number, ((kind, name, _, bridge), line) in enumerate(zip(ways, lines, strict=True), 1):
        tags = dict(_TAGS[kind])
        if name:
            tags["name"] = name
        if kind == "tertiary":
            tags["ref"] = "Y901"
        if bridge:
            tags |= {"bridge": "yes", "layer": "1"}
        points = [tuple(point) for point in shapely.get_coordinates(line).tolist()]
        points = [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]
        refs = "".join(f'<nd ref="{numbers.setdefault(p, len(numbers) + 1)}"/>' for p in points)
        said = "".join(f"<tag k={quoteattr(k)} v={quoteattr(v)}/>" for k, v in tags.items())
        body.append(f'<way id="{number}" version="1">{refs}{said}</way>')
    lon, lat = np.array(list(numbers)).T
    bounds = f'<bounds minlat="{lat.min()}" minlon="{lon.min()}" maxlat="{lat.max()}" maxlon="{lon.max()}"/>'
    nodes = [f'<node id="{n}" version="1" lat="{y:.6f}" lon="{x:.6f}"/>' for (x, y), n in numbers.items()]
    head = ['<?xml version="1.0" encoding="UTF-8"?>', '<osm version="0.6" generator="sample_data">', bounds]
    path.write_bytes(("\n".join([*head, *nodes, *body, "</osm>"]) + "\n").encode())


def _split_at_streams(line: Any, streams: Any) -> list[tuple[Any, bool]]:
    """Cut a line where it crosses streams: (piece, is a bridge), in the order of the way."""
    if not shapely.intersects(line, streams):
        return [(line, False)]
    length = line.length
    crossings = shapely.get_coordinates(shapely.intersection(line, streams))
    spans: list[list[float]] = []
    for at in sorted(shapely.line_locate_point(line, shapely.points(crossings)).tolist()):
        low, high = max(at - _HALF_BRIDGE_M, 0.0), min(at + _HALF_BRIDGE_M, length)
        if spans and low < spans[-1][1] + 5.0:
            spans[-1][1] = high
        else:
            spans.append([low, high])
    pieces: list[tuple[Any, bool]] = []
    done = 0.0
    for low, high in spans:
        pieces.append((substring(line, done, low), False))
        # What crosses again and again runs in the stream bed: that is a ford, not a bridge.
        pieces.append((substring(line, low, high), high - low < _LONGEST_BRIDGE_M))
        done = high
    pieces.append((substring(line, done, length), False))
    return [(piece, bridge) for piece, bridge in pieces if piece.length > 0.5]


def stream_lines(ground: Ground, wanted: NDArray[np.bool_], *, from_m2: float) -> list[tuple[float, Any]]:
    """Streams between confluences as (catchment at the lower end in m2, line)."""
    area, receiver = ground.catchment_m2.ravel(), ground.flow.receiver
    width = ground.catchment_m2.shape[1]
    on = (area >= from_m2) & wanted.ravel()
    feeders = np.bincount(receiver[on], minlength=area.size)
    found = []
    for head in np.flatnonzero(on & (feeders != 1)):
        way = [int(head)]
        while on[way[-1]] and receiver[way[-1]] != way[-1]:
            way.append(int(receiver[way[-1]]))
            if feeders[way[-1]] > 1:
                break
        if len(way) > 1:
            found.append((float(area[way[-2]]), smooth([(i // width, i % width) for i in way])))
    return found


def river_polygon(ground: Ground) -> Any:
    """Return the main river as ground that cannot be crossed but on bridges."""
    lines = stream_lines(ground, np.ones_like(ground.river), from_m2=INFLOW_M2 * 0.9)
    return shapely.union_all(shapely.buffer([line for _, line in lines], 11.0, quad_segs=3))


def write_geojson(path: Path, geometry: Any, properties: list[dict[str, Any]]) -> None:
    """Features in longitude and latitude (RFC 7946), the same bytes every time."""
    shapes_ = shapely.orient_polygons(lonlat(geometry))
    features = [
        {"type": "Feature", "properties": said, "geometry": json.loads(shapely.to_geojson(shape))}
        for shape, said in zip(shapes_, properties, strict=True)
    ]
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    path.write_bytes(f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'.encode())
