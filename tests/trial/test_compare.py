"""The comparison on a site: everybody has the same days, and it says that it is a simulation."""

import json

import pytest
from typer.testing import CliRunner

from geo.cli.root import app
from geo.trial.compare import ROWS, compare, cost_of_errors
from geo.trial.truths import Truth
from tests.actions.seasons import make_site


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return make_site(tmp_path_factory.mktemp("compare"))


@pytest.fixture(scope="module")
def compared(site):
    return compare(site, seeds=40)


def test_every_rival_stands_under_every_truth_and_shares_are_shares(compared):
    table = compared.table
    assert list(table["truth"].unique()) == [str(truth) for truth in Truth]
    assert (table.groupby("truth")["rival"].agg(list).map(tuple) == ROWS).all()
    assert table[["found", "early", "visited", "low", "high"]].stack().between(0, 1).all()
    assert (table["early"] <= table["found"] + 1e-12).all()
    assert (table.loc[table["rival"] == "smart", "times"] == 1).all()


def test_the_plan_on_record_is_the_one_that_is_judged(site, compared):
    assert len(compared.plan_id) == 12
    assert [note.key for note in compared.costs] == [note.key for note in cost_of_errors(site)]


def test_the_command_says_that_it_is_a_simulation(site):
    shown = CliRunner(env={"TACHA_LANG": "zh"}).invoke(app, ["compare", str(site), "--seeds", "2"])
    assert shown.stdout.startswith("模拟，不是结果")


def test_the_command_prints_one_object_and_the_same_seeds_give_the_same_figures(site, compared):
    printed = json.loads(CliRunner().invoke(app, ["compare", str(site), "--seeds", "40", "--json"]).stdout)
    assert printed["simulation"] is True
    assert printed["version"] == 1
    assert len(printed["rows"]) == len(ROWS) * len(Truth)
    found = [row["found"] for row in printed["rows"]]
    assert found == pytest.approx(compared.table["found"].tolist(), abs=1e-9)
