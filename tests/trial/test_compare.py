"""The comparison on a site: everybody has the same days, and it says that it is a simulation."""

import json
from dataclasses import asdict

import pandas as pd
import pytest
from typer.testing import CliRunner

from geo.actions.jobs import last_done
from geo.cli import trial  # noqa: F401  hangs its commands on the app
from geo.cli.root import app
from geo.records.jobs import start_job
from geo.records.store import Store
from geo.settings import DEFAULTS
from geo.trial.compare import ROWS, compare, cost_of_errors
from geo.trial.kept import comparison_of, curve_of, text_of_comparison
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


def test_a_comparison_is_read_back_as_it_was_found(compared):
    back = comparison_of(text_of_comparison(compared))
    pd.testing.assert_frame_equal(back.table, compared.table, check_dtype=False, rtol=1e-8)
    assert [asdict(note) for note in back.costs] == [asdict(note) for note in compared.costs]
    assert (back.plan_id, back.seasons, back.team_days) == (compared.plan_id, 40, compared.team_days)


def test_a_job_keeps_the_curve_that_the_command_prints(site):
    with Store.open(site) as store:
        job = start_job(store, "trade-off")
    printed = CliRunner().invoke(app, ["trade-off", str(site), "--json", "--job", job])
    kept = last_done(site, "trade-off")
    assert kept.job_id == job
    points = curve_of(kept.result)
    assert [point.reserve for point in points] == list(DEFAULTS.plan.reserve_points)
    assert json.loads(printed.stdout)["points"] == [asdict(point) for point in points]
    # More reserve never brings less ground.
    assert [p.visited_share for p in points] == sorted(p.visited_share for p in points)
