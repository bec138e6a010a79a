"""Write a QGIS and QField project that opens a GeoPackage beside it, styled, by a path relative to itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring  # written only, never parsed

import numpy as np
import shapely
from pyproj import CRS

from geo.exports.geopackage import field_names
from geo.exports.layers import LONLAT, Layer
from geo.exports.looks import Look
from geo.exports.qml import VERSION, style_elements
from geo.exports.values import xml_text
from geo.exports.zips import bundle
from geo.ground.crs import lonlat_points
from geo.words import Language, t

_GEOMETRY: Final = {"point": "Point", "line": "Line", "polygon": "Polygon"}
_MARGIN: Final = 0.05


def project_qgz(
    layers: Sequence[Layer], looks: Mapping[str, Look], *, geopackage: str, title: str, crs: str,
    language: Language,
) -> bytes:  # fmt: skip
    """Return a .qgz project of the layers of a GeoPackage; same layers, same bytes.

    Parameters
    ----------
    layers : as in the GeoPackage, the lowest first
    geopackage : name of the file, which lies beside the project
    title : of the project
    crs : working CRS, in which the map is drawn and measured
    """
    root = Element("qgis", {"version": VERSION, "projectname": xml_text(title)})
    SubElement(root, "homePath", {"path": ""})
    SubElement(root, "title").text = xml_text(title)
    root.append(_system("projectCrs", crs))
    tree = SubElement(root, "layer-tree-group")
    canvas = SubElement(root, "mapcanvas", {"name": "theMapCanvas", "annotationsVisible": "1"})
    held = SubElement(root, "projectlayers")
    for layer in reversed(layers):  # the uppermost stands first
        look, called = looks[layer.name], t(f"exports-layer-{layer.name}", language)
        source = f"./{geopackage}|layername={layer.name}"
        SubElement(tree, "layer-tree-layer", {
            "id": f"tacha_{layer.name}", "name": called, "source": source, "providerKey": "ogr",
            "checked": "Qt::Checked" if look.shown else "Qt::Unchecked", "expanded": "0",
        })  # fmt: skip
        held.append(_layer(layer, look, called, source, language))
    _look_at(canvas, layers, crs)
    properties = SubElement(root, "properties")
    _property(properties, "Paths", "Absolute", "bool", "false")
    # Without it QGIS passes over the project's own system.
    _property(properties, "SpatialRefSys", "ProjectionsEnabled", "int", "1")
    text = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" + tostring(root, encoding="unicode")
    return bundle({f"{geopackage.rsplit('.', 1)[0]}.qgs": text.encode("utf-8")})


def _layer(layer: Layer, look: Look, called: str, source: str, language: Language) -> Element:
    out = Element("maplayer", {
        "type": "vector", "geometry": _GEOMETRY[look.shape], "readOnly": "0",
        "hasScaleBasedVisibilityFlag": "0", "labelsEnabled": "1" if look.name_of else "0",
    })  # fmt: skip
    SubElement(out, "id").text = f"tacha_{layer.name}"
    SubElement(out, "datasource").text = source
    SubElement(out, "layername").text = called
    out.append(_system("srs", LONLAT))
    SubElement(out, "provider", {"encoding": "UTF-8"}).text = "ogr"
    out.extend(style_elements(look, field_names(layer, language)))
    return out


def _property(held: Element, group: str, name: str, kind: str, value: str) -> None:
    SubElement(SubElement(held, group), name, {"type": kind}).text = value


def _system(tag: str, crs: str) -> Element:
    """Name a CRS by its number where it has one, and by its text."""
    known = CRS.from_user_input(crs)
    out = Element(tag)
    system = SubElement(out, "spatialrefsys")
    SubElement(system, "wkt").text = known.to_wkt()
    number = known.to_epsg()
    if number:
        SubElement(system, "authid").text = f"EPSG:{number}"
    return out


def _look_at(canvas: Element, layers: Sequence[Layer], crs: str) -> None:
    """Open the map over all shapes."""
    shapes = [np.asarray(layer.frame.geometry, dtype=object) for layer in layers]
    west, south, east, north = shapely.total_bounds(np.concatenate(shapes)).tolist()
    x, y = lonlat_points([west, east, west, east], [south, south, north, north], crs)
    SubElement(canvas, "units").text = "meters"
    extent = SubElement(canvas, "extent")
    margin = _MARGIN * max(float(np.ptp(x)), float(np.ptp(y)))
    sides = {
        "xmin": x.min() - margin,
        "ymin": y.min() - margin,
        "xmax": x.max() + margin,
        "ymax": y.max() + margin,
    }
    for name, value in sides.items():
        SubElement(extent, name).text = f"{value:.3f}"
    canvas.append(_system("destinationsrs", crs))
