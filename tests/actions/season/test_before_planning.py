"""What cannot be planned is said in one sentence before anything is planned, and nothing is kept."""

import shutil

import pytest

import geo.actions.season.plan
from geo.actions.season.plan import plan
from geo.actions.season.trade_off import reserve_curve
from geo.errors import InputError
from geo.words import Language, say
from tests.actions.seasons import make_site

BASE = '\n[[base]]\nname = "B"\nlon = 104.605\nlat = 33.505\n'
TEAM = '\n[[team]]\nid = "T1"\nbase = "{base}"\nmembers = 5\nvehicle = "car"\ndays = {days}\n'
WINDOW = '\n[[window]]\nid = "w1"\nopens = {opens}\ncloses = {closes}\n'
FAULTS = {
    "error-plan-no-days": BASE + TEAM.format(base="B", days=0),
    "source-unknown-base": BASE + TEAM.format(base="C", days=3),
    "source-dates-reversed": WINDOW.format(opens="2026-06-20", closes="2026-06-01"),
    "search-error-window-blind": WINDOW.format(opens="2026-01-01", closes="2026-01-10"),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return make_site(tmp_path_factory.mktemp("made"))


@pytest.mark.parametrize("key", FAULTS)
def test_it_is_one_sentence_before_any_route_is_planned(key, made, tmp_path, monkeypatch):
    site = tmp_path / "site"
    shutil.copytree(made, site)
    toml = site / "site.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + FAULTS[key], encoding="utf-8")
    monkeypatch.setattr(geo.actions.season.plan, "solve", lambda *_: pytest.fail("planned all the same"))
    with pytest.raises(InputError) as fault:
        plan(site)
    assert fault.value.key == key
    for language in Language:
        assert "\n" not in say(fault.value, language)


def test_the_reserve_curve_of_a_site_has_a_point_for_each_share(made):
    points = reserve_curve(made)
    assert [point.reserve for point in points] == [0.0, 0.15, 0.3, 0.6, 1.0]
    assert points[0].expected_finds >= points[-1].expected_finds
