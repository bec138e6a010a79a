"""The day as KML: every style it names is inside, names are text, GDAL reads every mark."""

import re

import pytest
from defusedxml import ElementTree

from geo.exports.packs.kml import NAMESPACE, plan_kml
from geo.words import Language
from tests.exports.packs.worlds import HOSTILE, hostile, task
from tests.programs import needs_program, said_by

_K = f"{{{NAMESPACE}}}"


def marks(content):
    return list(ElementTree.fromstring(content).iter(f"{_K}Placemark"))


def test_every_mark_has_a_style_of_the_file_and_nothing_is_fetched():
    content = plan_kml(task(), Language.ZH)
    root = ElementTree.fromstring(content)
    inside = {f"#{style.get('id')}" for style in root.iter(f"{_K}Style")}
    assert {mark.findtext(f"{_K}styleUrl") for mark in marks(content)} <= inside
    assert b"<href" not in content
    # Base, P1, two stops, seven legs with a length, two pieces, a cliff.
    assert len(marks(content)) == 14


@pytest.mark.parametrize("sign", HOSTILE)
def test_hostile_names_come_out_as_text(sign):
    plain = sign.replace("\x00", "").replace("\x0b", "")
    names = [mark.findtext(f"{_K}name") for mark in marks(plan_kml(hostile(sign), Language.ZH))]
    assert names[0] == plain
    assert names[2] == f"1 {plain}"


@needs_program("ogrinfo")
def test_gdal_reads_every_mark_without_a_warning(tmp_path):
    file = tmp_path / "day.kml"
    file.write_bytes(plan_kml(task(), Language.ZH))
    told = said_by("ogrinfo", "-so", "-al", file)
    assert [int(count) for count in re.findall(r"Feature Count: (\d+)", told)] == [2, 2, 7, 2, 1]
