"""Every number of the method is shown; a site may have another one, if a season can be worked out with it."""

import pytest

from geo.actions.site import numbers
from geo.actions.site.safekeeping import read_log
from geo.errors import InputError
from geo.records.roles import Actor, Refused
from geo.settings import DEFAULTS
from geo.sources.site import read_site

LEAD = Actor("wang", "lead")


@pytest.fixture
def site(tmp_path, monkeypatch):
    (tmp_path / "site.toml").write_text('[site]\nname = "甲乡"\n[season]\nyear = 2026\n', encoding="utf-8")
    monkeypatch.setattr(numbers, "prepare", lambda folder: folder)
    monkeypatch.setattr(numbers, "assess", lambda prepared: None)
    return tmp_path


def row(site, name):
    table = numbers.numbers_of(site)
    return table.set_index(table["part"] + "." + table["name"]).loc[name]


def test_every_number_has_a_source_and_stands_with_its_default(site):
    table = numbers.numbers_of(site)
    assert (table["source"] != "").all()
    assert not table["changed"].any()
    assert row(site, "risk.plots_per_km2")["value"] == DEFAULTS.risk.plots_per_km2


def test_a_change_stands_in_the_site_and_in_the_log_and_can_be_taken_back(site):
    numbers.set_number(site, "risk", "plots_per_km2", 0.5)
    assert read_site(site).settings == {"risk": {"plots_per_km2": 0.5}}
    assert row(site, "risk.plots_per_km2")["changed"]
    _, told = read_log(site, "settings PLOTS", most=10)
    assert told["after"].tolist() == ['{"value":0.5}']
    numbers.set_number(site, "risk", "plots_per_km2", None)
    assert read_site(site).settings == {}
    assert len(read_log(site, "settings plots", most=10)[1]) == 2
    assert read_log(site, "settings nothing", most=10)[1].empty


def test_setting_what_is_set_already_changes_nothing(site):
    numbers.set_number(site, "risk", "plots_per_km2", None)
    assert read_log(site, most=10)[1].empty


@pytest.mark.parametrize(
    ("part", "name", "value"),
    [
        ("risk", "nothing", 1.0),
        ("nothing", "x", 1.0),
        ("risk", "required_strength", 2.0),
        ("risk", "plots_per_km2", -1.0),
    ],
)
def test_an_unknown_number_and_one_out_of_range_are_refused(site, part, name, value):
    before = (site / "site.toml").read_bytes()
    with pytest.raises(InputError):
        numbers.set_number(site, part, name, value)
    assert (site / "site.toml").read_bytes() == before


@pytest.mark.parametrize("fault", [ZeroDivisionError(), InputError("error-cancelled")])
def test_a_number_with_which_no_season_comes_out_is_not_kept(site, monkeypatch, fault):
    def broken(prepared):
        raise fault

    monkeypatch.setattr(numbers, "assess", broken)
    with pytest.raises(InputError):
        numbers.set_number(site, "grid", "pixel_m", 0.0)
    assert read_site(site).settings == {}


def test_who_may_not_changes_nothing_and_reads_no_log(site):
    with pytest.raises(Refused):
        numbers.set_number(site, "risk", "plots_per_km2", 0.5, actor=LEAD)
    with pytest.raises(Refused):
        read_log(site, most=1, actor=Actor("li", "viewer"))
    assert read_site(site).settings == {}
    assert read_log(site, "refused wang", most=10)[1]["user_id"].tolist() == ["wang"]


def test_signs_of_a_search_are_no_wildcards(site):
    numbers.set_number(site, "risk", "plots_per_km2", 0.5)
    assert read_log(site, "%", most=10)[1].empty
    assert len(read_log(site, "plots_per", most=10)[1]) == 1
    assert read_log(site, "plotsXper", most=10)[1].empty
