"""The results screen: two figures and the reason between them, every table, and a recipe for every figure."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
import streamlit as st

from geo.actions.coverage.results import results as action
from screens import results as screen
from screens import shell
from screens.results import FIGURES
from tests.screens.reading import tables_of
from tests.screens.test_screens import HOSTILE, opened, words

RECIPES = Path(__file__).parents[2] / "docs" / "figures.md"


def results():
    from screens import results  # noqa: PLC0415  AppTest runs this function on its own

    results.show()


@pytest.fixture(autouse=True)
def office(searched_season, monkeypatch):
    monkeypatch.setenv(shell.SITE_VARIABLE, str(searched_season[0]))


def test_both_figures_stand_with_the_reason_for_their_difference():
    text = words(opened(results))
    for said in ("踏查率（官方口径，有轨迹）", "发现概率", "主要因为", "死角（未看到的地方）", "个已踏查"):
        assert said in text


def test_the_villages_table_holds_both_figures_and_a_window_can_be_chosen():
    test = opened(results)
    table = tables_of(test)[0]
    assert table["村"].tolist() == ["乙村", "甲村"]
    assert _most(table["踏查率"]) > _most(table["发现概率"]) > 0
    test.segmented_control(key="results_window").set_value("w2").run()
    assert _most(tables_of(test)[0]["踏查率"]) == 0
    assert test.query_params["results"] == "w2"


def _most(shares):
    return max(int(share.removesuffix("%")) for share in shares)


def test_hostile_names_stay_text_in_every_table(monkeypatch):
    def hostile(folder, **given):
        found_there = action(folder, **given)
        areas = found_there.areas.reindex([0]).assign(village=HOSTILE, name=HOSTILE, post=HOSTILE, visits=0)
        areas = areas.assign(kind="group", surveyed="no")
        whole = found_there.whole | {"areas": 1, "areas_with_track": 0, "areas_declared": 0, "yards": 3}
        villages = found_there.villages.assign(name=HOSTILE, yards=3)
        return replace(found_there, villages=villages, areas=areas, whole=whole)

    monkeypatch.setattr(screen, "results", hostile)
    st.cache_resource.clear()
    for part in ("villages", "areas", "yards"):
        test = opened(results, **{"kept table": part})
        assert "<img src=x" not in words(test)
        assert HOSTILE in tables_of(test)[0].to_numpy()
    st.cache_resource.clear()


@pytest.mark.parametrize("part", ["areas", "townships", "corners", "marks", "yards", "meaning"])
def test_every_table_opens_or_says_why_it_is_empty(part):
    test = opened(results, "en", **{"kept table": part})
    assert tables_of(test) or test.info or "estimates for your own judgement" in words(test)
    assert test.query_params["table"] == part


def test_every_figure_that_is_shown_has_a_recipe_in_the_docs():
    named = set(re.findall(r"`([a-z_]+)`", RECIPES.read_text(encoding="utf-8").split("- **Before")[0]))
    # The docs write these two out in words.
    assert set(FIGURES) - {"match_rate", "pod"} <= named
    text = words(opened(results, **{"kept table": "meaning"}))
    assert len(set(re.findall(r"<dt>(.*?)</dt>", text))) == len(FIGURES)
