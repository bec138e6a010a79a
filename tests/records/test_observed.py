import pandas as pd
import pytest

from geo.errors import RecordError
from geo.model.season import ObservedStage, Stage
from geo.records.observed import add_observed, observed_stages, read_observed
from geo.records.roles import ALONE
from tests.records.worlds import MONDAY, TUESDAY


def seen(*rows):
    return pd.DataFrame(rows, columns=["observed_id", "seen_on", "stage", "elevation_m"])


def test_of_a_day_and_height_the_last_word_counts_whatever_it_is_called(store):
    add_observed(store, seen(("z", TUESDAY, "bud", 1800.0), ("y", MONDAY, "rosette", 2000.0)), actor=ALONE)
    add_observed(store, seen(("a", TUESDAY, "flower", 1800.0)), actor=ALONE)
    assert observed_stages(read_observed(store)) == [
        ObservedStage(Stage.ROSETTE, MONDAY, 2000.0),
        ObservedStage(Stage.FLOWER, TUESDAY, 1800.0),
    ]


def test_a_stage_is_kept_once_and_never_overwritten(store):
    row = ("o1", MONDAY, "flower", 1800.0)
    assert add_observed(store, seen(row), actor=ALONE) == 1
    assert add_observed(store, seen(row), actor=ALONE) == 0
    with pytest.raises(RecordError, match="observed-differs"):
        add_observed(store, seen(("o1", MONDAY, "bud", 1800.0)), actor=ALONE)
