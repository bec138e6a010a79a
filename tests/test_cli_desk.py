"""What comes after the field, from the command line: debrief, findings, revisits, leads."""

import json
import shutil
import sys

import pytest

from geo import cli
from geo.actions.prepared.prepare import prepare
from geo.ground.crs import xy_to_lonlat
from geo.records.store import Store
from tests.actions.seasons import found

DAY = "2026-06-10"


@pytest.fixture
def site(planned_season, tmp_path):
    return shutil.copytree(planned_season, tmp_path / "site")


@pytest.fixture
def tacha(site, monkeypatch, capsys):
    monkeypatch.setenv("TACHA_LANG", "en")

    def run(*words):
        monkeypatch.setattr(sys, "argv", ["tacha", *map(str, words)])
        code = 0
        try:
            cli.run()
        except SystemExit as stopped:
            code = stopped.code or 0
        written = capsys.readouterr()
        told = json.loads(written.out) if "--json" in words and not code else written.out
        return code, told, written.err

    return run


@pytest.fixture
def cell(site):
    """A whole cell of the planning grid, in the working CRS."""
    cells = prepare(site).cells
    return cells[cells["area_m2"] > 62_499].iloc[0]


@pytest.fixture
def walked(site, cell, tacha, tmp_path):
    """A lane through the middle of a cell, walked by team 1, and the paper visit of that day."""
    crs = prepare(site).crs
    norths = [cell["y"] - 150 + 10 * n for n in range(31)]
    lons, lats = xy_to_lonlat([cell["x"]] * 31, norths, crs)
    points = "".join(
        f'<trkpt lat="{lat:.7f}" lon="{lon:.7f}"><time>{DAY}T02:{n // 5:02d}:{n % 5 * 12:02d}Z</time></trkpt>'
        for n, (lon, lat) in enumerate(zip(lons, lats, strict=True))
    )
    track = tmp_path / "lane.gpx"
    track.write_text(
        '<gpx version="1.1" creator="t" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>'
        f"{points}</trkseg></trk></gpx>"
    )
    assert tacha("add", "tracks", site, track, "--team", "1")[0] == 0
    sheet = tmp_path / "week.csv"
    sheet.write_text(f"踏查日期,组别,村,人次,小时\n{DAY},1,{cell['village_id']},5,1\n", "utf-8-sig")
    assert tacha("add", "visits", site, sheet)[0] == 0
    (row,) = tacha("visits", "list", site, "--state", "draft", "--json")[1]["visits"]
    assert row["tracks"] == 1
    return row["visit_id"]


def factor(tacha, site, cell, tmp_path):
    out = tmp_path / "coverage.geojson"
    out.unlink(missing_ok=True)
    assert tacha("export", site, "coverage", "--out", out)[0] == 0
    rows = [row["properties"] for row in json.loads(out.read_text())["features"]]
    (own,) = (row["coverage_factor"] for row in rows if row["cell_id"] == cell["cell_id"])
    return own


def test_a_debrief_makes_one_line_five_searchers_and_a_sign_a_lead(tacha, site, cell, walked, tmp_path):
    alone = factor(tacha, site, cell, tmp_path)
    (lon,), (lat,) = xy_to_lonlat([cell["x"]], [cell["y"]], prepare(site).crs)
    sign = f"pipe,{lon:.6f},{lat:.6f},by the gully"
    said = ("--light", "good", "--growth", "flower", "--own-pod", 0.6, "--not-entered", "", "--sign", sign)
    code, told, _ = tacha(
        "visits", "debrief", site, walked, "--abreast", 5, "--spacing", 50, *said, "--submit", "--json"
    )
    assert (code, told["state"], told["walkers"], len(told["leads"])) == (0, "submitted", 5, 1)
    assert factor(tacha, site, cell, tmp_path) == pytest.approx(5 * alone, rel=1e-3)
    assert tacha("visits", "confirm", site, walked)[0] == 0
    # What is not said again stays; in file the same line is one searcher.
    assert tacha("visits", "debrief", site, walked, "--in-file")[0] == 0
    assert factor(tacha, site, cell, tmp_path) == pytest.approx(alone, rel=1e-3)
    listed = tacha("leads", site, "list", "--json")[1]["leads"]
    (lead,) = (row for row in listed if row["lead_id"] == told["leads"][0])
    assert (lead["kind"], lead["note"], lead["village_id"]) == (
        "sign", "pipe: by the gully", cell["village_id"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--abreast", 5), "spacing"),
        (("--in-file", "--spacing", 20), "in file"),
        (("--sign", "pipe,somewhere"), "pipe,somewhere"),
        (("--sign", "ufo,104.6,33.5"), "ufo"),
        (("--sign", "pipe,204.6,33.5"), "204.6"),
    ],
)
def test_a_debrief_that_does_not_add_up_changes_nothing(tacha, site, walked, words, said):
    code, out, err = tacha("visits", "debrief", site, walked, *words)
    assert (code, out) == (1, "")
    assert said in err
    assert err.count("\n") == 1
    assert len(tacha("visits", "list", site, "--state", "draft", "--json")[1]["visits"]) == 1


def test_a_finding_goes_from_report_to_regrowth_without_a_screen(tacha, site, cell):
    with Store.open(site) as store:
        found(site, store, cell["cell_id"], DAY)
    name = f"f{cell['cell_id']}"
    code, _, err = tacha("findings", site, "eradicate", name, "--method", "pulled", "--on", DAY)
    assert code == 1
    assert "held for the police" in err
    assert "held for police" in tacha("findings", site, "hold", name)[1]
    assert tacha("findings", site, "count", name, 600, "--kind", "police")[0] == 1
    assert "provisional" in tacha("findings", site, "count", name, 600, "--kind", "provisional")[1]
    counted = ("findings", site, "count", name, 612, "--kind", "police", "--police-number", "公禁2026-7")
    assert "612" in tacha(*counted)[1]
    assert tacha("findings", site, "eradicate", name, "--on", DAY)[0] == 1  # no method
    gone = ("findings", site, "eradicate", name, "--method", "pulled", "--on", DAY, "--area-m2", 40)
    assert "revisit" in tacha(*gone)[1]
    listed = tacha("findings", site, "list", "--json")[1]
    (row,) = listed["findings"]
    assert (row["state"], row["plants"], row["area_m2"], row["eradicated_on"]) == (
        "eradicated", 612, 40, DAY,
    )  # fmt: skip
    first, second = (
        next(row for row in listed["revisits"] if row["occasion"] == occasion)
        for occasion in ("weeks", "next_stage")
    )
    assert (first["finding_id"], first["due_on"]) == (name, "2026-07-01")
    assert tacha("findings", site, "revisit", first["revisit_id"], "gone", "--on", "2026-06-30")[0] == 0
    assert tacha("findings", site, "list", "--json")[1]["findings"] == []
    assert tacha("findings", site, "revisit", second["revisit_id"], "regrowth", "--on", "2026-07-20")[0] == 0
    (row,) = tacha("findings", site, "list", "--json")[1]["findings"]
    assert row["state"] == "reopened"
    assert tacha("findings", site, "reopen", name)[0] == 1  # it is open already


def test_leads_are_sent_out_confirmed_or_ruled_out(tacha, site, cell, tmp_path):
    (lon,), (lat,) = xy_to_lonlat([cell["x"]], [cell["y"]], prepare(site).crs)
    sheet = tmp_path / "leads.csv"
    rows = [f"{name},2026-06-01,{lon:.6f},{lat:.6f},卫星靶点" for name in ("xs-a", "xs-b")]
    sheet.write_text("\n".join(["编号,线索日期,经度,纬度,线索类型", *rows]), "utf-8-sig")
    assert tacha("add", "leads", site, sheet, "--datum", "WGS84")[0] == 0
    with Store.open(site) as store:
        found(site, store, cell["cell_id"], DAY)
    assert "assigned" in tacha("leads", site, "assign", "xs-a")[1]
    assert tacha("leads", site, "assign", "xs-a")[0] == 1
    assert tacha("leads", site, "take-back", "xs-a")[0] == 0
    assert tacha("leads", site, "confirm", "xs-a", f"f{cell['cell_id']}", "--on", DAY)[0] == 0
    stood = ("--lon", f"{lon:.6f}", "--lat", f"{lat:.6f}", "--on", DAY)
    code, _, err = tacha("leads", site, "rule-out", "xs-b", "tulips", *stood)
    assert code == 1
    assert "ornamental" in err
    assert tacha("leads", site, "rule-out", "xs-b", "ornamental", *stood)[0] == 0
    assert tacha("leads", site, "list", "--json")[1]["leads"] == []
    states = {
        row["lead_id"]: row["state"] for row in tacha("leads", site, "list", "--all", "--json")[1]["leads"]
    }
    assert states == {"xs-a": "confirmed", "xs-b": "ruled_out"}
    assert tacha("leads", site, "list", "--all")[0] == tacha("findings", site, "list")[0] == 0


def test_a_dry_run_of_tracks_says_team_and_route_of_each_file(tacha, site, walked, tmp_path):
    code, told, _ = tacha("add", "tracks", site, tmp_path / "lane.gpx", "--team", "7", "--dry-run")
    assert code == 0
    assert f"lane.gpx ({DAY}): team 7, route -" in told
