"""When the crop shows."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from geo.errors import InputError
from geo.model.season import STAGES, ObservedStage, Stage
from geo.search.detection import visibility
from geo.search.phenology import (
    PRESETS,
    check_windows,
    crop_year,
    default_windows,
    season_day,
    stage_at,
    stage_on,
)
from geo.settings import DEFAULTS
from geo.words import Language, say
from tests.search.worlds import SUMMER, day, square_cells, windows_of

DATES = ("sown", "emerged", "flowering", "lancing", "ended")


def year_of(**given):
    asked = {"climate": None, "preset": None, "sowing": None, "observed": [], "median_elevation_m": 1_500.0}
    return crop_year(SUMMER, settings=DEFAULTS, **(asked | given))


def mild_climate(temp_c=12.0, months=range(1, 13)):
    return pd.DataFrame({"month": list(months), "temp_c": temp_c, "elevation_m": 1_500.0})


def test_at_ten_degree_days_a_day_every_date_is_a_whole_count_of_days():
    year, _ = year_of(climate=mild_climate(), sowing=date(SUMMER, 3, 1))
    band = year.elevation_m.tolist().index(1_500.0)
    found = [getattr(year, name)[band] - day("2025-03-01") for name in DATES]
    assert found == pytest.approx([0, 11, 81, 101, 149])


def test_without_a_sowing_date_ground_is_sown_when_the_mean_passes_six_degrees():
    monthly = [0, 0, 0, 12, 20, 20, 20, 20, 20, 12, 4, 0]
    year, _ = year_of(climate=mild_climate(temp_c=monthly))
    band = year.elevation_m.tolist().index(1_500.0)
    mid_march, mid_april = day("2025-03-01") + 15.5, day("2025-04-01") + 15.0
    assert year.sown[band] == pytest.approx((mid_march + mid_april) / 2, abs=0.5)


def test_higher_ground_is_later_in_every_date():
    year, _ = year_of()
    for name in DATES:
        later = np.diff(getattr(year, name))
        assert (later >= 0).all()
        # Low down the mean never falls to 6 C and all ground is sown in mid January.
        assert ((later > 0) & (later < 30)).sum() >= (len(later) if name != "sown" else 15)


def test_the_dates_of_a_crop_stand_in_order_far_above_and_below_the_bands():
    year, _ = year_of()
    z = np.array([-400.0, 500.0, 3_500.0])
    stages = stage_at(year, z, np.arange(-200, 800), DEFAULTS)[:, 2]
    for row in stages:
        shown = row[row > 0]
        assert len(shown) > 0
        assert (np.diff(shown) >= 0).all()


def test_an_assumed_climate_is_said_and_a_given_one_is_not():
    assert [note.key for note in year_of()[1]] == ["search-climate-assumed"]
    assert year_of(climate=mild_climate())[1] == []


def test_a_preset_holds_at_the_median_elevation_and_runs_four_days_later_a_hundred_metres_up():
    year, _ = year_of(preset="northeast", median_elevation_m=800.0)
    assert year.flowering[0] == (day("2025-07-01") + day("2025-09-01")) / 2
    assert year.flowering[1] - year.flowering[0] == pytest.approx(4.4)
    assert year.elevation_m.tolist() == [800.0, 900.0]


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_runs_from_sowing_to_the_end_and_shows_every_class_in_every_window(preset):
    year, _ = year_of(preset=preset)
    dates = [getattr(year, name)[0] for name in DATES]
    assert dates == sorted(dates)
    windows = default_windows(year, 1_500.0, DEFAULTS)
    check_windows(windows, visibility(square_cells(1, 1), year, windows, DEFAULTS))


def test_south_china_sows_in_the_year_before():
    year, _ = year_of(preset="south-china")
    assert year.sown[0] < year.emerged[0] < 0 < year.flowering[0]


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.NONE])
def test_an_observed_stage_pins_the_season(stage):
    seen = ObservedStage(stage, date(SUMMER, 6, 20), 1_800.0)
    free, _ = year_of()
    year, notes = year_of(observed=[seen])
    at = stage_on(year, [1_800.0], [day("2025-06-20")], DEFAULTS)[0, 2]
    assert STAGES[at] is stage
    moved = [getattr(year, name) - getattr(free, name) for name in DATES]
    assert np.ptp(np.concatenate(moved)) == pytest.approx(0)
    assert "search-season-pinned" in [note.key for note in notes]


def test_the_middle_class_is_seen_from_twenty_days_after_emergence_to_the_end(june_flower):
    first = {"2025-04-20": "none", "2025-04-21": "rosette", "2025-05-17": "rosette", "2025-05-18": "bud",
             "2025-05-31": "bud", "2025-06-01": "flower", "2025-06-16": "flower", "2025-06-17": "capsule",
             "2025-07-19": "capsule", "2025-07-20": "none"}  # fmt: skip
    stages = stage_at(june_flower, [1_500.0], [day(text) for text in first], DEFAULTS)[0, 2]
    assert [str(STAGES[index]) for index in stages] == list(first.values())


def test_sowing_classes_flower_apart_by_their_days(june_flower):
    stages = stage_at(june_flower, [1_500.0], np.arange(365), DEFAULTS)[0]
    begin = [int(np.flatnonzero(row == STAGES.index(Stage.FLOWER))[0]) for row in stages]
    assert [start - begin[2] for start in begin] == [-19, -8, 0, 8, 19]


def test_stage_on_is_the_diagonal_of_stage_at():
    year, _ = year_of()
    z, days = np.linspace(300, 2_600, 40), np.linspace(60, 240, 40)
    every = stage_at(year, z, days, DEFAULTS)
    assert (stage_on(year, z, days, DEFAULTS) == every[np.arange(40), :, np.arange(40)]).all()


def test_windows_are_twenty_days_and_meet_half_way_where_they_would_overlap(june_flower):
    windows = default_windows(june_flower, 1_500.0, DEFAULTS)
    spans = [(f"{row.opens:%m-%d}", f"{row.closes:%m-%d}") for row in windows.itertuples()]
    # Centres: 1 May, 7 June, 24 June; the last two overlap by three days, 14 to 16 June.
    assert spans == [("04-21", "05-10"), ("05-28", "06-15"), ("06-16", "07-03")]
    assert windows["name"].tolist() == ["苗期踏查", "花期踏查", "果期踏查"]


def test_days_are_counted_from_the_first_of_january(june_flower):
    days = pd.Series(pd.to_datetime(["2025-01-01", "2025-03-01", "2024-12-31"]))
    assert season_day(june_flower, days).tolist() == [0, 59, -1]


def faulty():
    return {
        "search-error-preset": lambda: year_of(preset="north-east"),
        "search-error-too-cold": lambda: year_of(climate=mild_climate(temp_c=-10.0)),
        "search-error-climate-months": lambda: year_of(climate=mild_climate(months=range(1, 12))),
        "search-error-observed-none": lambda: year_of(
            observed=[ObservedStage(Stage.NONE, date(SUMMER, 6, 1), 1_500.0)]
        ),
        "search-error-window-reversed": lambda: check_windows(windows_of(("2025-06-20", "2025-06-01"))),
        "search-error-window-blind": lambda: check_windows(
            WINTER, visibility(square_cells(1, 1), year_of()[0], WINTER, DEFAULTS)
        ),
    }


WINTER = windows_of(("2025-01-01", "2025-01-20"))


@pytest.mark.parametrize("key", faulty())
def test_what_a_person_gets_wrong_is_one_sentence_in_both_languages(key):
    with pytest.raises(InputError) as caught:
        faulty()[key]()
    assert caught.value.key == key
    for language in Language:
        sentence = say(caught.value, language)
        assert "\n" not in sentence
        assert sentence


def test_a_misspelt_preset_is_answered_with_the_nearest():
    with pytest.raises(InputError) as caught:
        year_of(preset="north-east")
    assert "northeast" in say(caught.value, Language.EN)
