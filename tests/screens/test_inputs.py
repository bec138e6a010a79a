"""Inputs: what came in is listed for everybody; more is shown before it is kept, by who may."""

import pytest
from streamlit.testing.v1 import AppTest

from geo.actions.intake.take_in import take_in_history
from geo.records.actor import Actor, Role
from geo.records.history import read_history
from geo.records.store import Store
from screens import inputs_add
from tests.actions.seasons import SOUTH, STEP, WEST
from tests.screens.reading import tables_of
from tests.screens.test_returns import as_person, ran, said, site
from tests.screens.test_screens import HOSTILE, words

__all__ = ["as_person", "site"]  # fixtures
SHEET = f"年份,经度,纬度,株数\n2023,{WEST + STEP / 2},{SOUTH + STEP / 2},30\n"


def screen():
    from screens import inputs  # noqa: PLC0415  AppTest runs this function on its own

    inputs.show()


def opened(part="came", language="zh"):
    test = AppTest.from_function(screen, default_timeout=60)
    test.query_params["lang"], test.query_params["part"] = language, part
    return ran(test)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_came_in_is_one_table_with_file_rows_and_crs(site, language):
    shown = tables_of(opened(language=language))[0]
    assert shown.iloc[0, 1] == "villages.geojson"
    assert "EPSG:4326" in set(shown.iloc[0])


def test_who_may_add_what_goes_by_the_role(site, as_person):
    for role, kinds in ((Role.VIEWER, 0), (Role.SURVEYOR, 2), (Role.OFFICER, 3), (Role.LEAD, 15)):
        as_person(Actor("x", role, team_id="1" if role == Role.SURVEYOR else ""))
        assert len(inputs_add.offered()) == kinds
    as_person(Actor("x", Role.VIEWER))
    test = opened("add")  # a link that somebody else sent
    assert not test.file_uploader
    assert tables_of(test)


def test_a_sheet_asks_for_its_datum_is_shown_and_kept_only_when_accepted(site):
    test = opened("add")
    test = ran(test.file_uploader[0].set_value([(f"{HOSTILE[4:20]}.csv", SHEET.encode(), "")]))
    assert "坐标没有说明基准" in words(test)
    assert "<img" not in words(test)
    (datum,) = [one for one in test.selectbox if one.label == "坐标基准"]
    test = ran(datum.set_value("WGS84"))
    assert "读到 1 条，其中 1 条是新的。还没有保存。" in words(test)
    with Store.open(site) as store:
        assert not len(read_history(store))
    test = ran(test.button(key="inputs_accept").click())
    assert said(test) == ["已收下历年发现 1 条。"]
    with Store.open(site) as store:
        assert read_history(store)["plants"].tolist() == [30.0]


def test_a_preview_tells_rows_for_the_map(site, tmp_path):
    file = tmp_path / "h.csv"
    file.write_text(SHEET, encoding="utf-8")
    brought = take_in_history(site, [file], datum="WGS84", dry_run=True)
    assert brought.rows.geometry.notna().tolist() == [True]
