"""Villages are signed off by a person under figures; nothing is edited, the last row holds."""

import json

import pytest

from geo.errors import InputError, RecordError
from geo.records.audit import verify
from geo.records.roles import Actor, Role
from geo.records.sign_offs import read_sign_offs, sign_off, signed_hash
from geo.records.stamp import stamp
from tests.records.worlds import MONDAY, TUESDAY

OFFICER = Actor("officer", Role.OFFICER)
FIGURES = {"survey_rate": 0.97, "pod": 0.81, "expected_left": 0.02, "dead_corners": 1}


def sign(store, *, season=2025, on=MONDAY, actor=OFFICER, figures=FIGURES, reason="各组均已踏查", **given):
    return sign_off(store, "530", season=season, figures=figures, reason=reason, on=on, actor=actor, **given)


def test_a_village_is_signed_off_under_the_figures_that_were_shown(store):
    before = stamp(store)
    row = sign(store)
    found = read_sign_offs(store, season=2025).iloc[0]
    assert (found["village_id"], found["signed_by"], found["state"]) == ("530", "officer", "signed")
    assert json.loads(found["figures"]) == FIGURES
    assert found["content_hash"] == row["content_hash"] == signed_hash("530", 2025, found["figures"])
    assert verify(store) == []
    assert stamp(store) != before


def test_neither_figures_nor_a_reason_alone_sign(store):
    with pytest.raises(InputError, match="sign-off-figures"):
        sign(store, figures={})
    with pytest.raises(InputError, match="sign-off-reason"):
        sign(store, reason=" ")
    assert len(read_sign_offs(store, every_one=True)) == 0


def test_a_signature_is_revoked_by_a_later_row_and_all_rows_stay(store):
    with pytest.raises(RecordError, match="step-village-open"):
        sign(store, revoked=True)
    sign(store)
    with pytest.raises(RecordError, match="step-village-signed"):
        sign(store)
    sign(store, revoked=True, on=TUESDAY, reason="北沟未到")
    assert len(read_sign_offs(store)) == 0
    sign(store, on=TUESDAY)
    assert list(read_sign_offs(store, every_one=True)["state"]) == ["signed", "revoked", "signed"]
    assert list(read_sign_offs(store)["sign_off_id"]) == ["530_2025_0003"]


def test_a_signature_holds_for_its_season(store):
    sign(store, season=2024)
    assert len(read_sign_offs(store, season=2025)) == 0
    sign(store)
    assert list(read_sign_offs(store)["season"]) == [2024, 2025]


def test_a_surveyor_does_not_sign_and_an_officer_only_in_the_own_township(store):
    with pytest.raises(RecordError, match="roles-refused"):
        sign(store, actor=Actor("w", Role.SURVEYOR, team_id="t1"))
    officer = Actor("o2", Role.OFFICER, scope="甲镇")
    with pytest.raises(RecordError, match="roles-refused-scope"):
        sign(store, actor=officer, township="乙镇")
    sign(store, actor=officer, township="甲镇")
