"""The day as GeoJSON: valid by RFC 7946, and nothing in it but the team's own day."""

import json

import pytest

from geo.exports.packs.tasks import PROPERTIES, tasks_geojson
from tests.exports.packs.worlds import HOSTILE, hostile, task
from tests.exports.rfc7946 import faults


def test_a_day_is_valid_and_says_what_each_thing_is():
    text = tasks_geojson(task())
    assert faults(text) == []
    rows = [feature["properties"] for feature in json.loads(text)["features"]]
    kinds = [row["what"] for row in rows]
    assert kinds == ["meeting", "parking", *["stop"] * 2, *["leg"] * 7, *["piece"] * 2, "hazard"]
    assert {tuple(row) for row in rows} == {PROPERTIES}
    stop = rows[3]
    assert (stop["arrive"], stop["turn_back"], stop["passes"], stop["order"]) == ("09:15", "12:40", 2, 2)
    assert rows[2]["kind"] == "required"


@pytest.mark.parametrize("sign", HOSTILE)
def test_hostile_names_come_out_as_text(sign):
    rows = json.loads(tasks_geojson(hostile(sign)))["features"]
    assert rows[2]["properties"]["name"] == sign


@pytest.mark.parametrize("sign", [*HOSTILE, "../../up", "a b"])
def test_no_team_name_leads_a_file_elsewhere_or_over_another(sign):
    stem = task(team=sign).stem
    assert not set(stem) & set('/\\:*?"<>|\x00 ')
    assert not stem.startswith(".")
    assert stem != task(team=f"{sign}/").stem
    assert task(team="第一组").stem == "第一组_2026-05-12"
