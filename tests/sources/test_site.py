"""site.toml: what is written is read back, and every slip has a place and a suggestion."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sample_data
from geo.errors import InputError
from geo.sources.site import INPUT_ROLES, read_site, site_from, write_site
from geo.words import Language, keys

FULL = {
    "site": {"name": "云岭镇", "kind": "township", "crs": "EPSG:4544", "cell_size_m": 200.0},
    "season": {
        "year": 2026,
        "sowing": date(2026, 3, 1),
        "observed": [{"stage": "flower", "date": date(2026, 6, 1), "elevation_m": 1500.0}],
    },
    "window": [{"id": "w1", "opens": date(2026, 5, 1), "closes": date(2026, 5, 20)}],
    "base": [{"name": "镇政府", "lon": 105.0, "lat": 27.0}],
    "team": [
        {"id": "一组", "base": "镇政府", "members": 5, "vehicle": "car", "days": {"w1": 4}},
        {"id": "二组", "base": "镇政府", "vehicle": "foot", "dates": [date(2026, 5, 2)]},
    ],
    "input": [
        {
            "role": "villages",
            "file": "a.gpkg",
            "datum": "WGS84",
            "sha256": "00",
            "taken_at": datetime(2026, 1, 1, tzinfo=UTC),
        }
    ],
    "settings": {"plan": {"reserve_share": 0.2}},
}


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    site = site_from(FULL)
    write_site(tmp_path, site)
    assert read_site(tmp_path) == site
    assert [item.name for item in tmp_path.iterdir()] == ["site.toml"]


@given(name=st.text(min_size=1).filter(lambda name: name.strip() == name and name.isprintable()))
def test_any_name_survives(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    folder = tmp_path_factory.mktemp("site")
    site = site_from({"site": {"name": name}, "season": {"year": 2026}})
    write_site(folder, site)
    assert read_site(folder).site.name == name


def test_an_old_file_stays_when_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(tmp_path, site_from(FULL))
    before = (tmp_path / "site.toml").read_bytes()

    def full_disk(_: int) -> None:
        raise OSError("no space")

    monkeypatch.setattr("os.fsync", full_disk)
    with pytest.raises(OSError, match="no space"):
        write_site(tmp_path, site_from({"site": {"name": "x"}, "season": {"year": 2026}}))
    assert (tmp_path / "site.toml").read_bytes() == before


def test_settings_are_defaults_with_the_changes_of_the_site() -> None:
    settings = site_from(FULL).all_settings()
    assert settings.grid.cell_size_m == 200.0
    assert settings.plan.reserve_share == 0.2


def test_no_team_list_is_none_and_not_empty() -> None:
    assert site_from({"site": {"name": "x"}, "season": {"year": 2026}}).team is None


@pytest.mark.parametrize(
    ("part", "change", "place", "suggestion"),
    [
        ("site", {"nmae": "x"}, "site", "name"),
        ("season", {"preest": "x"}, "season", "preset"),
        ("settings", {"plan": {"reserv_share": 0.1}}, "settings.plan", "reserve_share"),
    ],
)
def test_an_unknown_key_gets_a_suggestion(part: str, change: dict, place: str, suggestion: str) -> None:
    with pytest.raises(InputError) as caught:
        site_from({**FULL, part: {**FULL[part], **change}})
    assert caught.value.key == "error-unknown-key"
    assert (caught.value.args_["place"], caught.value.args_["suggestion"]) == (place, suggestion)


@pytest.mark.parametrize(
    "season",
    [{"year": "soon"}, {"year": 1800}, {"year": 2026, "sowing": "soon"}, {"year": 2026, "sowing": 20260301}],
)
def test_values_of_another_kind_are_refused_with_their_place(season: dict) -> None:
    with pytest.raises(InputError) as caught:
        site_from({"site": {"name": "x"}, "season": season})
    assert str(caught.value.args_["place"]).startswith("season")


def test_a_day_is_no_point_in_time() -> None:
    with pytest.raises(InputError) as caught:
        site_from(
            {"site": {"name": "x"}, "season": {"year": 2026, "sowing": datetime(2026, 3, 1, tzinfo=UTC)}}
        )
    assert caught.value.args_["place"] == "season sowing"


def test_the_sample_township_is_a_site_that_can_be_read() -> None:
    site = read_site(Path(sample_data.__file__).parent / "township")
    assert {"areas", "hazards"} <= {row.role for row in site.input}


@pytest.mark.parametrize("language", list(Language))
def test_every_role_of_an_input_has_a_name(language):
    assert {f"word-role-{role}" for role in INPUT_ROLES} <= keys(language)
