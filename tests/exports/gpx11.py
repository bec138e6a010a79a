"""The rules of the GPX 1.1 schema for what a plan may hold, written from the schema's own text.

Sequences of gpxType, metadataType, wptType, rteType, trkType and trksegType, required attributes, types of
the elements. `faults` lists what breaks them; a valid file has none.
"""

import re

from defusedxml import ElementTree

NAMESPACE = "{http://www.topografix.com/GPX/1/1}"
POINT = (
    "ele", "time", "magvar", "geoidheight", "name", "cmt", "desc", "src", "link", "sym", "type", "fix", "sat",
    "hdop", "vdop", "pdop", "ageofdgpsdata", "dgpsid", "extensions",
)  # fmt: skip
CHILDREN = {
    "gpx": ("metadata", "wpt", "rte", "trk", "extensions"),
    "metadata": (
        "name", "desc", "author", "copyright", "link", "time", "keywords", "bounds", "extensions",
    ),
    "wpt": POINT,
    "rtept": POINT,
    "trkpt": POINT,
    "rte": ("name", "cmt", "desc", "src", "link", "number", "type", "extensions", "rtept"),
    "trk": ("name", "cmt", "desc", "src", "link", "number", "type", "extensions", "trkseg"),
    "trkseg": ("trkpt", "extensions"),
}  # fmt: skip
MANY = {"wpt", "rte", "trk", "rtept", "trkpt", "trkseg", "link"}
DECIMAL = {"ele", "magvar", "geoidheight", "hdop", "vdop", "pdop", "ageofdgpsdata"}
TIMES = {"time"}


def faults(content):
    """What of a GPX file breaks the schema, as texts."""
    root = ElementTree.fromstring(content)
    found = []
    if root.tag != f"{NAMESPACE}gpx":
        return [f"root is {root.tag}"]
    if root.get("version") != "1.1":
        found.append("version is not 1.1")
    if not root.get("creator"):
        found.append("no creator")
    return found + _element(root)


def _element(element):
    name = element.tag.removeprefix(NAMESPACE)
    found = []
    if name in {"wpt", "rtept", "trkpt"}:
        found += _place(element, name)
    if name not in CHILDREN:
        if len(element):
            found.append(f"{name} has children")
        if name in DECIMAL and not re.fullmatch(r"[-+]?\d+(\.\d*)?|[-+]?\.\d+", element.text or ""):
            found.append(f"{name} is no decimal: {element.text}")
        return found
    order, last, seen = CHILDREN[name], -1, set()
    if (element.text or "").strip():
        found.append(f"text in {name}")
    for child in element:
        tag = child.tag.removeprefix(NAMESPACE)
        if tag not in order:
            found.append(f"{tag} in {name}")
            continue
        at = order.index(tag)
        if at < last:
            found.append(f"{tag} after {order[last]} in {name}")
        if tag in seen and tag not in MANY:
            found.append(f"{tag} twice in {name}")
        seen.add(tag)
        last = max(last, at)
        found += _element(child)
    return found


def _place(element, name):
    found = (
        [] if set(element.attrib) == {"lat", "lon"} else [f"attributes of {name}: {sorted(element.attrib)}"]
    )
    for key, low, high in (("lat", -90, 90), ("lon", -180, 180)):
        text = element.get(key, "")
        # xsd:decimal knows no exponent; longitude 180 itself is written -180.
        fits = re.fullmatch(r"[-+]?\d+(\.\d*)?", text) and low <= float(text) <= high
        if not fits or (key == "lon" and float(text) == high):
            found.append(f"{key} of {name}: {text}")
    return found
