"""Hold a GeoJSON text to RFC 7946, section by section. Written from the RFC, not from our writer."""

import itertools
import json
import math

SIMPLE = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
FOREIGN = {  # 7.1: members that would turn one kind of object into another
    "FeatureCollection": {"coordinates", "geometries", "geometry", "properties"},
    "Feature": {"coordinates", "geometries", "features"},
    "Geometry": {"geometry", "properties", "features"},
}


def faults(text, *, decimals=6):
    """Every way in which a text is not RFC 7946 GeoJSON; positions may have this many decimals (11.2)."""
    if text.startswith("\ufeff"):
        return ["RFC 8259 8.1: begins with a byte order mark"]
    try:
        document = json.loads(
            text, parse_constant=_no_constant, object_pairs_hook=_no_twice, parse_float=_Written
        )
    except ValueError as error:
        return [f"RFC 8259: {error}"]
    checker = _Checker(decimals)
    checker.collection(document)
    return checker.found


class _Written(float):
    """A number that remembers how it was written."""

    def __new__(cls, written):
        number = super().__new__(cls, written)
        number.written = written
        return number


def _no_constant(name):
    raise ValueError(f"{name} is no JSON number")


def _no_twice(pairs):
    names = [name for name, _ in pairs]
    if len(names) != len(set(names)):
        raise ValueError(f"a member stands twice in {names}")
    return dict(pairs)


class _Checker:
    def __init__(self, decimals):
        self.decimals = decimals
        self.found = []

    def hold(self, kept, section, where, what):
        if not kept:
            self.found.append(f"{section} {where}: {what}")
        return kept

    def collection(self, it):
        where = "FeatureCollection"
        if not self.hold(isinstance(it, dict), "3", where, "not an object"):
            return
        self.hold(it.get("type") == where, "3.3", where, f"type is {it.get('type')}")
        self.hold("crs" not in it, "4", where, "has a crs member")
        self.hold(not FOREIGN[where] & set(it), "7.1", where, "members of another kind of object")
        if not self.hold(isinstance(it.get("features"), list), "3.3", where, "features is no array"):
            return
        places = []
        for number, feature in enumerate(it["features"]):
            places += self.feature(feature, f"feature {number}")
        if "bbox" in it:
            self.bbox(it["bbox"], places, where)

    def feature(self, it, where):
        self.hold(it.get("type") == "Feature", "3.2", where, f"type is {it.get('type')}")
        self.hold({"geometry", "properties"} <= set(it), "3.2", where, "geometry or properties missing")
        self.hold(isinstance(it.get("properties"), dict | None), "3.2", where, "properties is no object")
        self.hold(not FOREIGN["Feature"] & set(it), "7.1", where, "members of another kind of object")
        named = it.get("id", "")
        good = isinstance(named, str | int | float) and not isinstance(named, bool)
        self.hold(good, "3.2", where, "id is neither text nor number")
        places = [] if it.get("geometry") is None else self.geometry(it["geometry"], where)
        if "bbox" in it:
            self.bbox(it["bbox"], places, where)
        return places

    def geometry(self, it, where):
        kind = it.get("type")
        self.hold(not FOREIGN["Geometry"] & set(it), "7.1", where, "members of another kind of object")
        if kind == "GeometryCollection":
            return self.together(it, where)
        if not self.hold(kind in SIMPLE, "1.4", where, f"no geometry type {kind}"):
            return []
        if not self.hold(isinstance(it.get("coordinates"), list), "3.1", where, "coordinates is no array"):
            return []
        parts = it["coordinates"] if kind.startswith("Multi") else [it["coordinates"]]
        self.hold(len(parts) > 0, "3.1", where, "no positions")
        check = {"Point": self.point, "LineString": self.line, "Polygon": self.polygon}
        return [place for part in parts for place in check[kind.removeprefix("Multi")](part, where)]

    def together(self, it, where):
        """Check a collection: it should neither hold another one nor a single part."""
        parts = it.get("geometries")
        if not self.hold(isinstance(parts, list), "3.1.8", where, "geometries is no array"):
            return []
        kinds = [part.get("type") for part in parts]
        self.hold("GeometryCollection" not in kinds, "3.1.8", where, "a collection within a collection")
        self.hold(len(parts) != 1, "3.1.8", where, "a collection of one part")
        return [place for part in parts for place in self.geometry(part, where)]

    def point(self, it, where):
        if not self.hold(isinstance(it, list) and len(it) in {2, 3}, "3.1.1", where, f"position {it}"):
            return []
        numbers = all(isinstance(v, int | float) and not isinstance(v, bool) and math.isfinite(v) for v in it)
        if not self.hold(numbers, "3.1.1", where, f"position {it} is not made of numbers"):
            return []
        on_earth = abs(it[0]) <= 180 and abs(it[1]) <= 90
        self.hold(on_earth, "4", where, f"{it} is no longitude and latitude")
        for value in it[:2]:
            digits = len(getattr(value, "written", "").partition(".")[2])
            self.hold(digits <= self.decimals, "11.2", where, f"{getattr(value, 'written', value)}")
        return [it]

    def line(self, it, where):
        self.hold(len(it) >= 2, "3.1.4", where, "a line of fewer than two positions")
        places = [place for position in it for place in self.point(position, where)]
        jumps = any(abs(a[0] - b[0]) > 180 for a, b in itertools.pairwise(places))
        self.hold(not jumps, "3.1.9", where, "crosses the antimeridian")
        return places

    def polygon(self, rings, where):
        self.hold(len(rings) > 0, "3.1.6", where, "no ring")
        places = []
        for number, ring in enumerate(rings):
            self.hold(len(ring) >= 4, "3.1.6", where, "a ring of fewer than four positions")
            self.hold(ring[0] == ring[-1], "3.1.6", where, "a ring is not closed")
            outer = number == 0
            self.hold((_area(ring) > 0) == outer, "3.1.6", where, "a ring breaks the right-hand rule")
            places += self.line(ring, where)
        return places

    def bbox(self, it, places, where):
        axes = max((len(place) for place in places), default=2)
        figures = isinstance(it, list) and all(isinstance(v, int | float) for v in it)
        if not self.hold(figures and len(it) == 2 * axes, "5", where, f"bbox {it}"):
            return
        west, south, east, north = it[0], it[1], it[axes], it[axes + 1]
        on_earth = max(abs(west), abs(east)) <= 180 and max(abs(south), abs(north)) <= 90
        self.hold(on_earth, "4", where, f"bbox {it} is no longitude and latitude")
        self.hold(south <= north, "5.3", where, "the bbox stands on its head")
        # 5.2: over the antimeridian the western side is the larger figure.
        across = [west <= x <= east if west <= east else x >= west or x <= east for x, *_ in places]
        inside = all(across) and all(south <= place[1] <= north for place in places)
        self.hold(inside, "5", where, "a position lies outside the bbox")


def _area(ring):
    """Signed area: above zero for a ring that runs counter-clockwise."""
    pairs = itertools.pairwise(ring)
    # From the first corner, so that figures far from zero do not eat the digits of a small ring.
    x0, y0 = ring[0][:2]
    return sum((a[0] - x0) * (b[1] - y0) - (b[0] - x0) * (a[1] - y0) for a, b in pairs) / 2
