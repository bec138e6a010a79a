import json

import pytest
from sqlalchemy import delete, func, select, update

from geo.records import audit, models
from geo.records.actor import ALONE, Actor, Role
from geo.records.findings import add_findings
from geo.records.plans import adopt, save_plan
from geo.records.tracks import add_tracks
from geo.words import Language, t
from tests.records.worlds import MONDAY, make_findings, make_plan, make_tracks

LI = Actor("li", Role.OFFICER, "site")


@pytest.fixture
def logged(store):
    """A store with a log of four rows."""
    add_tracks(store, make_tracks(), actor=LI)
    with store.writing() as connection:
        audit.log(connection, LI, "count", "findings f1", {"plants": 40.0}, {"plants": 41.0})
        audit.log(connection, ALONE, "refused", "visits v1", None, None)
    return store


def rows(store):
    with store.reading() as connection:
        found = connection.execute(select(models.AUDIT).order_by(models.AUDIT.c.seq))
        return [dict(row) for row in found.mappings()]


def change(store, statement):
    with store.writing() as connection:
        connection.execute(statement)


def keys(notes):
    for note in notes:
        for language in Language:
            assert t(note.key, language, **note.args)
    return [note.key for note in notes]


def test_the_log_says_who_did_what_when_before_and_after(logged, clock):
    row = rows(logged)[2]
    assert (row["seq"], row["user_id"], row["action"], row["subject"]) == (3, "li", "count", "findings f1")
    assert row["at"] == clock.time
    assert json.loads(row["before"]) == {"plants": 40.0}
    assert json.loads(row["after"]) == {"plants": 41.0}
    assert rows(logged)[3]["after"] == ""


def test_every_row_added_leaves_one_in_the_log(store):
    add_tracks(store, make_tracks())
    add_tracks(store, make_tracks())
    add_findings(store, make_findings(), actor=ALONE)
    save_plan(store, **make_plan(state="adopted"))
    said = [(row["action"], row["subject"].split()[0]) for row in rows(store)]
    assert said == [("add", "tracks")] * 2 + [("add", "findings")] * 2 + [
        ("add", "plans"),
        ("adopt", "plans"),
    ]
    adopt(store, make_plan()["plan"]["plan_id"])
    assert audit.head(store).rows == 6


def test_an_empty_log_has_a_head_and_nothing_wrong_with_it(store):
    assert audit.head(store) == (0, "0" * 64)
    assert audit.verify(store, audit.head(store)) == []


def test_an_untouched_log_is_whole(logged):
    assert audit.verify(logged, audit.head(logged)) == []
    assert audit.verify(logged, str(audit.head(logged))) == []


def test_a_head_printed_earlier_still_holds_when_the_log_has_grown(logged):
    earlier = audit.head(logged)
    add_tracks(logged, make_tracks(("cc33",), (MONDAY,)))
    assert audit.verify(logged, earlier) == []


@pytest.mark.parametrize(
    "column", ["user_id", "action", "subject", "before", "after", "previous_hash", "hash"]
)
@pytest.mark.parametrize("seq", [1, 2, 4])
def test_one_changed_byte_is_found(logged, column, seq):
    old = rows(logged)[seq - 1][column]
    new = f"x{old[1:]}" if old else " "
    change(logged, update(models.AUDIT).where(models.AUDIT.c.seq == seq).values({column: new}))
    assert "audit-row-changed" in keys(audit.verify(logged))


def test_a_changed_moment_is_found(logged, clock):
    later = clock.time.replace(microsecond=1)
    change(logged, update(models.AUDIT).where(models.AUDIT.c.seq == 2).values(at=later))
    assert keys(audit.verify(logged)) == ["audit-row-changed"]


def test_a_row_taken_out_of_the_middle_is_found(logged):
    change(logged, delete(models.AUDIT).where(models.AUDIT.c.seq == 2))
    assert "audit-row-missing" in keys(audit.verify(logged))


def test_a_row_written_anew_with_a_fitting_hash_breaks_the_chain(logged):
    forged = {**rows(logged)[1], "user_id": "wang"}
    forged["hash"] = audit._hash(forged)
    change(logged, update(models.AUDIT).where(models.AUDIT.c.seq == 2).values(forged))
    assert keys(audit.verify(logged)) == ["audit-chain-broken"]


def test_a_cut_tail_is_found_by_the_head_and_by_nothing_else(logged):
    head = audit.head(logged)
    change(logged, delete(models.AUDIT).where(models.AUDIT.c.seq > 2))
    assert audit.verify(logged) == []
    assert keys(audit.verify(logged, head)) == ["audit-tail-cut"]


def test_a_log_that_was_cut_and_grew_again_is_found_by_the_head(logged):
    head = audit.head(logged)
    change(logged, delete(models.AUDIT).where(models.AUDIT.c.seq > 2))
    add_tracks(logged, make_tracks(("cc33", "dd44"), (MONDAY, MONDAY)))
    assert audit.head(logged).rows == head.rows
    assert keys(audit.verify(logged, head)) == ["audit-head-differs"]


@pytest.mark.parametrize("head", ["", "4", "four:abc", "4:abc"])
def test_a_head_that_cannot_be_read_or_does_not_fit_is_told(logged, head):
    assert keys(audit.verify(logged, head)) == ["audit-head-differs"]


def test_a_write_that_fails_leaves_nothing_in_the_log(store, monkeypatch):
    def broken(*_, **__):
        raise OSError("disk full")

    monkeypatch.setattr("geo.records.tracks.audit.log_added", broken)
    with pytest.raises(OSError, match="disk full"):
        add_tracks(store, make_tracks())
    with store.reading() as connection:
        assert connection.scalar(select(func.count()).select_from(models.TRACKS)) == 0


def test_neither_passwords_nor_tokens_enter_the_log(store):
    with store.writing() as connection:
        audit.log(connection, LI, "add", "users li", None, {"user_id": "li", "password_hash": "$argon2"})
    assert "argon2" not in rows(store)[0]["after"]
