"""The riskiest ground that nobody saw is named by village, with who goes there next."""

from datetime import date
from types import SimpleNamespace

import pandas as pd

from geo.actions.views.unseen_first import unseen_first

CELLS = ["a1", "a2", "a3", "b1", "b2", "c1"]


def view(*, plan=None):
    return SimpleNamespace(
        cells=pd.DataFrame({"cell_id": CELLS, "village_id": list("aaabbc"), "searchable_m2": 100.0}),
        risk=pd.DataFrame(
            {"cell_id": CELLS, "risk_class": "high", "expected_plots": [5.0, 4.0, 1.0, 3.0, 2.0, 9.0]}
        ),
        coverage=pd.DataFrame({"cell_id": ["a1", "b2"], "visited": [True, False]}),
        ground=pd.DataFrame({"cell_id": CELLS, "state": ["searched", *["open"] * 4, "restricted"]}),
        villages=pd.DataFrame({"village_id": list("abc"), "name": ["甲村", "乙村", "丙村"]}),
        plan=plan,
    )


def test_each_village_gives_its_riskiest_cell_but_what_was_seen_or_is_closed():
    found = unseen_first(view(), date(2026, 4, 1), most=5)
    assert found["cell_id"].tolist() == ["a2", "b1"]
    assert found["village"].tolist() == ["甲村", "乙村"]
    assert found["team_id"].tolist() == ["", ""]
    assert found["date"].isna().all()


def test_the_next_route_counts_and_one_that_is_past_does_not():
    routes = pd.DataFrame(
        {
            "route_id": ["r1", "r2", "r3"],
            "date": pd.to_datetime(["2026-03-01", "2026-05-02", "2026-05-01"]),
            "team_id": ["一", "二", "三"],
        }
    )
    stops = pd.DataFrame({"cell_id": ["a2", "a2", "a2", "b1"], "route_id": ["r1", "r2", "r3", "r1"]})
    found = unseen_first(view(plan=SimpleNamespace(routes=routes, stops=stops)), date(2026, 4, 1), most=5)
    assert found["team_id"].tolist() == ["三", ""]
    assert found["date"].iloc[0] == pd.Timestamp("2026-05-01")


def test_no_more_villages_than_asked_for():
    assert len(unseen_first(view(), date(2026, 4, 1), most=1)) == 1
