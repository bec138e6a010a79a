import pytest
from geopandas.testing import assert_geodataframe_equal

from geo.errors import RecordError
from geo.model import schema
from geo.model.tables import check
from geo.records.actor import ALONE
from geo.records.findings import add_findings, read_findings
from tests.records.worlds import MONDAY, TUESDAY, make_findings


def test_findings_come_back_as_they_were_added(store):
    assert add_findings(store, make_findings(), actor=ALONE) == 2
    assert_geodataframe_equal(read_findings(store), check(make_findings(), schema.FINDINGS))


def test_the_same_finding_is_kept_once(store):
    add_findings(store, make_findings(), actor=ALONE)
    assert add_findings(store, make_findings(("f2", "f3"), (TUESDAY, TUESDAY))[1:], actor=ALONE) == 1
    assert add_findings(store, make_findings(), actor=ALONE) == 0


def test_a_finding_on_record_is_never_overwritten(store):
    add_findings(store, make_findings(), actor=ALONE)
    changed = make_findings(("f0", "f2"), (MONDAY, TUESDAY)).assign(plants=400.0)
    with pytest.raises(RecordError, match="records-finding-differs"):
        add_findings(store, changed, actor=ALONE)
    assert list(read_findings(store)["finding_id"]) == ["f1", "f2"]


def test_findings_are_read_by_day_with_both_days_included(store):
    add_findings(store, make_findings(), actor=ALONE)
    assert list(read_findings(store, opens=TUESDAY)["finding_id"]) == ["f2"]
    assert list(read_findings(store, closes=MONDAY)["finding_id"]) == ["f1"]
