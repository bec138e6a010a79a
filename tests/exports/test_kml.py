"""KML says the same as every other format, with its styles inside and nothing that runs."""

import io
import zipfile

import pytest
import shapely
from defusedxml.ElementTree import fromstring
from PIL import Image

from geo.exports.kml import kml, kmz
from geo.exports.looks import looks_of
from geo.words import Language
from tests.exports.tiny_layers import HOSTILE, all_layers
from tests.programs import needs_program, said_by

ZH = Language.ZH
SPACE = "{http://www.opengis.net/kml/2.2}"


def document(layers, **more):
    return kml(layers, looks_of(layers, ZH), "苍耳岭乡 & <b>", ZH, **more)


@pytest.fixture
def root():
    return fromstring(document(all_layers(HOSTILE[:2], HOSTILE)).encode())


def test_there_is_a_folder_for_each_layer_with_a_placemark_for_each_row(root):
    counts = [len(folder.findall(f"{SPACE}Placemark")) for folder in root.iter(f"{SPACE}Folder")]
    assert counts == [len(layer.frame) for layer in all_layers()]


def test_every_style_that_is_used_is_in_the_document(root):
    styles = {f"#{style.get('id')}" for style in root.iter(f"{SPACE}Style")}
    used = {url.text for url in root.iter(f"{SPACE}styleUrl")}
    assert used <= styles
    assert {"#findings_0", "#cells_4", "#villages_0"} <= used


def test_hostile_names_stay_text_where_a_program_shows_html(root):
    for told in root.iter(f"{SPACE}description"):
        read = told.text.replace("<br/>", "")
        assert "<" not in read
        assert "onerror" not in read or "&lt;img" in read
    balloons = {text.text for text in root.iter(f"{SPACE}text")}
    assert balloons == {"$[description]"}
    values = [value.text for value in root.iter(f"{SPACE}value")]
    assert HOSTILE[0] in values
    assert HOSTILE[4].replace("\x0b", "") in values


def test_shapes_are_those_of_the_layer(root):
    outer = root.find(f".//{SPACE}Folder[2]//{SPACE}outerBoundaryIs//{SPACE}coordinates")
    ring = [tuple(map(float, place.split(","))) for place in outer.text.split()]
    village = all_layers()[1].frame.geometry.iloc[0]
    assert shapely.hausdorff_distance(shapely.LinearRing(ring), village.exterior) < 1e-6
    assert len(root.findall(f".//{SPACE}Folder[2]//{SPACE}innerBoundaryIs")) == 1


def test_a_kmz_asks_nothing_of_the_internet_and_is_the_same_every_time():
    layers = all_layers()
    packed = kmz(layers, looks_of(layers, ZH), "x", ZH)
    assert packed == kmz(layers, looks_of(layers, ZH), "x", ZH)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        names = archive.namelist()
        assert names[0] == "doc.kml"
        read = archive.read("doc.kml").decode()
        signs = {part.split("</href>")[0] for part in read.split("<href>")[1:]}
        assert signs == set(names[1:])
        assert Image.open(io.BytesIO(archive.read("files/findings_0.png"))).size == (32, 32)
    assert read.count("http") == 1  # the name of the language itself


@needs_program("ogrinfo")
@pytest.mark.parametrize("ending", ["kml", "kmz"])
def test_ogrinfo_reads_it_without_a_warning(ending, tmp_path):
    layers = all_layers(HOSTILE[:2], HOSTILE)
    file = tmp_path / f"a.{ending}"
    if ending == "kml":
        file.write_text(document(layers), encoding="utf-8")
    else:
        file.write_bytes(kmz(layers, looks_of(layers, ZH), "x", ZH))
    told = said_by("ogrinfo", "-ro", "-al", "-so", file)
    assert told.count("Layer name: ") == len(layers)
    assert told.count("Feature Count: 6") == 1
