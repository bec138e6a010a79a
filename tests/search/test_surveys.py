"""What survey records say of tracks, and the figures of a week."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from geo.model.schema import COVERAGE
from geo.model.tables import check
from geo.search import seen as seen_module
from geo.search.coverage import by_place, by_village, coverage
from geo.search.risk import risk
from geo.search.surveys import Surveys, tell_walkers
from geo.settings import DEFAULTS
from tests.search.worlds import square_cells, surveys_of, tracks_of, village_strips, windows_of

JUNE = ("2025-06-01", "2025-06-16")
DAY = "2025-06-05"
LANE = [(125.0, -60.0), (125.0, 310.0)]
FLOWER = {"walkers": 5, "formation": "abreast", "spacing_m": 50.0}


@pytest.fixture
def week(one_sowing, june_flower, nothing_known):
    """Cells of open ground in flower (W 80 m, Rd 44.4 m); tracks and survey records of one June window."""

    def covered(rows, surveys=None, *, columns=1, villages=1, windows=(JUNE,), **tracks):
        cells = square_cells(columns, 1, villages=villages)
        table, _ = risk(cells, settings=one_sowing, **nothing_known)
        walked = tracks_of(rows or [(DAY, [LANE])], **tracks).iloc[: len(rows)]
        found, _ = coverage(
            walked, villages=village_strips(columns, 1, villages=villages), cells=cells, cell_size_m=250.0,
            windows=windows_of(*windows), risk=table, crop_year=june_flower, settings=one_sowing,
            surveys=surveys,
        )  # fmt: skip
        signed = surveys is not None and surveys.confirming
        sums = by_village(
            found, cells, village_strips(columns, 1, villages=villages), table, signed_off=signed
        )
        return check(found, COVERAGE), sums

    return covered


def test_five_abreast_over_one_cell_give_the_plan_s_own_figures(week):
    found, _ = week([(DAY, [LANE])], surveys_of({"tracks": ["t0"], **FLOWER}))
    row = found.iloc[0]
    # METHODS 5: C = 80 x 1250 / 62500 = 1.6, and all of the cell lies within sight: POD .798.
    assert row["searcher_m"] == pytest.approx(1_250)
    assert row["coverage_factor"] == pytest.approx(1.6)
    assert row["seen_share"] == pytest.approx(1.0)
    assert row["pod"] == pytest.approx(0.798, abs=5e-4)
    assert row["confirmed"]


@pytest.mark.parametrize("said", [{"formation": "file"}, {"spacing_m": np.nan}])
def test_in_file_or_without_a_spacing_five_are_one_searcher(week, said):
    found, _ = week([(DAY, [LANE])], surveys_of({"tracks": ["t0"], **FLOWER, **said}))
    assert found["searcher_m"].iloc[0] == pytest.approx(250)


def test_phones_that_ran_together_share_the_searchers_of_their_visit():
    times = pd.to_datetime(["2025-06-05 01:00", "2025-06-05 01:05", "2025-06-05 03:00"], utc=True)
    tracks = tracks_of([(DAY, [LANE])] * 3).assign(started_at=times, ended_at=times + pd.Timedelta("30min"))
    told = tell_walkers(tracks, surveys_of({"tracks": ["t0", "t1", "t2"], **FLOWER, "walkers": 6}))
    assert told["walkers"].tolist() == [3, 3, 6]


def test_debriefed_sight_takes_the_place_of_the_tables(week):
    found, _ = week([(DAY, [LANE])], surveys_of({"tracks": ["t0"], "sight_m": 25.0}))
    row = found.iloc[0]
    # W = 1.8 x 25 = 45 m: C = 45 x 250 / 62500 = .18, s = 2 x 25 / 250 = .2, POD = .2 (1 - exp(-.9)).
    assert row["coverage_factor"] == pytest.approx(0.18)
    assert row["seen_share"] == pytest.approx(0.2, abs=1e-3)
    assert row["pod"] == pytest.approx(0.2 * (1 - np.exp(-0.9)), abs=1e-3)


def test_two_teams_of_one_day_with_different_sight_are_one_look(week):
    surveys = surveys_of({"tracks": ["t0"], "sight_m": 25.0}, {"tracks": ["t1"], "sight_m": 10.0})
    found, _ = week([(DAY, [LANE]), (DAY, [LANE])], surveys)
    row = found.iloc[0]
    assert row["visits"] == 1
    assert row["coverage_factor"] == pytest.approx((45 + 18) * 250 / 62_500)
    assert row["seen_share"] == pytest.approx(0.2, abs=1e-3)


def test_debriefed_sight_shows_nothing_before_the_crop_does(week):
    found, _ = week([("2025-03-20", [LANE])], surveys_of({"tracks": ["t0"], "sight_m": 100.0}))
    assert found["pod"].iloc[0] == 0


@pytest.mark.parametrize(
    ("state", "confirmed", "searcher_m"),
    [
        ("confirmed", True, 1_250),
        ("submitted", False, 1_250),
        ("draft", False, 250),
        ("returned", False, 250),
    ],
)
def test_unconfirmed_tracks_count_for_pod_and_are_marked(week, state, confirmed, searcher_m):
    found, _ = week([(DAY, [LANE])], surveys_of({"tracks": ["t0"], "state": state, **FLOWER}))
    row = found.iloc[0]
    assert (row["visited"], row["confirmed"]) == (True, confirmed)
    assert row["searcher_m"] == pytest.approx(searcher_m)


def test_a_paper_visit_names_ground_and_sees_nothing(week):
    found, sums = week([], surveys_of({"source": "paper", "cells": ["v0_0_0"]}), columns=4)
    row = found.iloc[0]
    assert (len(found), row["declared"], row["visited"], row["pod"]) == (1, True, False, 0)
    assert sums[["survey_rate", "declared_rate"]].iloc[0].tolist() == [0, 0.25]


def test_what_paper_claims_enters_the_coverage_factor_and_is_marked(week):
    surveys = surveys_of({"source": "paper", "cells": ["v0_0_0"], "declared_coverage": 1.0})
    row = week([], surveys)[0].iloc[0]
    assert (row["coverage_factor"], row["declared_factor"]) == (1.0, 1.0)
    assert row["pod"] == pytest.approx(1 - np.exp(-1))
    assert row["pod_low"] == 0
    assert row["state"] == "open"


def test_unconfirmed_paper_declares_nothing(week):
    surveys = surveys_of({"source": "paper", "cells": ["v0_0_0"], "state": "submitted"})
    assert len(week([], surveys)[0]) == 0


def test_a_paper_only_week_counts_what_it_names(week):
    named = {"source": "paper", "cells": ["v0_0_0", "v0_1_0", "v0_2_0"]}
    _, sums = week([], surveys_of(named), columns=4)
    assert sums[["survey_rate", "declared_rate", "pod"]].iloc[0].tolist() == [0.0, 0.75, 0.0]


def test_a_track_only_week_counts_what_its_lines_came_near(week):
    # Two of four cells: five abreast, POD .798; what is seen of the site is half of that.
    both = [[(125.0, -60.0), (125.0, 310.0)], [(375.0, -60.0), (375.0, 310.0)]]
    found, sums = week([(DAY, both)], surveys_of({"tracks": ["t0"], **FLOWER}), columns=4)
    row = sums.iloc[0]
    assert (row["survey_rate"], row["declared_rate"], row["unconfirmed_rate"]) == (0.75, 0.0, 0.0)
    # Half the swath is 100 + 44.4 m: the third cell is seen in its first 19.4 m.
    assert found["searcher_m"].tolist() == pytest.approx([1_250, 1_250, 0])
    assert row["pod"] == pytest.approx(2 * 0.7981 / 4, abs=1e-3)


def test_a_mixed_week_keeps_track_paper_and_unconfirmed_apart(week):
    surveys = surveys_of(
        {"tracks": ["t0"]},
        {"source": "paper", "cells": ["v0_0_0", "v0_1_0"]},
        {"tracks": ["t1"], "state": "submitted"},
    )
    lanes = [[(125.0 + 250 * column, -60.0), (125.0 + 250 * column, 310.0)] for column in (0, 3)]
    _, sums = week([(DAY, lanes[:1]), (DAY, lanes[1:])], surveys, columns=4)
    row = sums.iloc[0]
    # Cell 0 by track; cell 1 by paper alone; cell 3 by a track that nobody has confirmed; cell 2 by nobody.
    assert row[["survey_rate", "declared_rate", "unconfirmed_rate"]].tolist() == [0.25, 0.25, 0.25]
    # One searcher: C = .32, s = 88.9 / 250, POD = s (1 - exp(-.9)); two of four cells.
    assert row["pod"] == pytest.approx(2 / 4 * 88.89 / 250 * (1 - np.exp(-0.9)), abs=1e-3)


def test_without_sign_off_tracks_count_and_nothing_is_declared(week):
    _, sums = week([(DAY, [LANE])], surveys_of(), columns=4)
    assert sums["survey_rate"].iloc[0] == 0.25
    assert sums["unconfirmed_rate"].iloc[0] == 0.25
    assert np.isnan(sums["declared_rate"].iloc[0])


def test_paper_after_a_track_on_a_later_day_counts_seven_tenths(week):
    paper = {"source": "paper", "cells": ["v0_0_0"], "declared_coverage": 1.0, "visited_on": "2025-06-07"}
    found, _ = week([(DAY, [LANE])], surveys_of({"tracks": ["t0"]}, paper))
    assert found["declared_factor"].iloc[0] == pytest.approx(0.7)
    assert str(found["last_visit"].iloc[0].date()) == "2025-06-07"


def test_paper_in_a_later_window_keeps_what_the_tracks_had_seen(week):
    halves = (("2025-06-01", "2025-06-08"), ("2025-06-09", "2025-06-16"))
    paper = {"source": "paper", "cells": ["v0_0_0"], "declared_coverage": 1.0, "visited_on": "2025-06-12"}
    found, sums = week([(DAY, [LANE])], surveys_of({"tracks": ["t0"]}, paper), windows=halves)
    missed = (1 - found["pod"].iloc[0]) * np.exp(-0.7)
    assert found["season_pod"].iloc[1] == pytest.approx(1 - missed)
    assert sums["pod"].iloc[0] == pytest.approx(1 - missed)
    assert sums["survey_rate"].iloc[0] == 1


def test_a_township_adds_up_its_villages(week, nothing_known, one_sowing):
    surveys = surveys_of({"tracks": ["t0"]})
    found, sums = week([(DAY, [LANE])], surveys, columns=4, villages=2)
    cells = square_cells(4, 1, villages=2)
    table, _ = risk(cells, settings=one_sowing, **nothing_known)
    town = by_place(found, cells, ["t"] * 4, table, signed_off=True).loc["t"]
    assert town["survey_rate"] == sums["survey_rate"].mean() == 0.25
    assert town["expected_left"] == pytest.approx(sums["expected_left"].sum())


def test_painting_in_blocks_changes_no_figure(june_flower, nothing_known, monkeypatch):
    dice = np.random.default_rng(8)
    rows = [(f"2025-06-{day:02d}", [dice.uniform(-100, far, (40, 2))])
            for day, far in ((2, 2_100), (3, 900), (11, 2_100))]  # fmt: skip
    cells, villages = square_cells(8, 8), village_strips(8, 8)
    table, _ = risk(cells, settings=DEFAULTS, **nothing_known)
    surveys = surveys_of({"tracks": ["t1"], **FLOWER}, {"tracks": ["t2"], "state": "submitted"})

    def run():
        return coverage(tracks_of(rows), villages=villages, cells=cells, cell_size_m=250.0,
                        windows=windows_of(JUNE), risk=table, crop_year=june_flower, settings=DEFAULTS,
                        surveys=surveys)[0]  # fmt: skip

    whole = run()
    monkeypatch.setattr(seen_module, "BLOCK", 3)
    pd.testing.assert_frame_equal(run(), whole, rtol=1e-12)
    assert 0 < whole["confirmed"].sum() < len(whole)


def test_no_records_are_nobody_s_word():
    tracks = tracks_of([(DAY, [LANE])], walkers=3)
    told = tell_walkers(tracks, Surveys.none())
    assert told["walkers"].tolist() == [3]
    assert not told["confirmed"].any()
    assert replace(Surveys.none()).confirming is False
