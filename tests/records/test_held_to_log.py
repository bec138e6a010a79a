"""Records held to their log: one changed, added or deleted behind its back is named."""

import pandas as pd
import pytest
from sqlalchemy import delete, event, insert, select, update

from geo.records import models
from geo.records.actor import ALONE, Actor, Role
from geo.records.eradication import count, hold
from geo.records.findings import add_findings
from geo.records.held_to_log import differing_rows
from geo.records.tracks import add_tracks
from geo.records.visits import amend, confirm, save_visit, submit
from geo.words import Language, t
from tests.records.worlds import MONDAY, make_findings, make_tracks

LI = Actor("li", Role.LEAD)


@pytest.fixture
def kept(store):
    """Tracks, findings in several versions, a visit that dropped one of its cells."""
    add_tracks(store, make_tracks(), actor=ALONE)
    add_findings(store, make_findings(), actor=ALONE)
    name = save_visit(store, {"visited_on": MONDAY, "team_id": "t1", "village_id": "v", "hours": 2.0},
                      ["530_1_1", "530_1_2"], actor=ALONE)  # fmt: skip
    submit(store, name, actor=LI)
    confirm(store, name, actor=ALONE)
    amend(store, name, {"persons": 4}, ["530_1_1"], actor=LI)
    return store


def change(store, statement):
    with store.writing() as connection:
        connection.execute(statement)


def told(store):
    notes = differing_rows(store)
    for note in notes:
        assert all(t(note.key, language, **note.args) for language in Language)
    return [
        (note.key.removeprefix("audit-record-"), note.args["table"], note.args["version"]) for note in notes
    ]


def test_what_was_written_in_order_is_as_the_log_tells(kept):
    assert told(kept) == []


def test_a_changed_row_is_named_in_any_version(kept):
    visits = models.VISITS
    change(kept, update(visits).where(visits.c.version == 2).values(persons=99, hours=9.0))
    assert told(kept) == [("changed", "visits", 2)]
    (note,) = differing_rows(kept)
    assert note.args["columns"] == "hours, persons"


def test_a_row_put_in_taken_out_or_brought_back_is_named(kept):
    cells, findings = models.VISIT_CELLS, models.FINDINGS
    with kept.reading() as connection:
        row = dict(connection.execute(select(cells)).mappings().first())
    change(kept, insert(cells).values({**row, "cell_id": "530_9_9"}))
    assert told(kept) == [("unlogged", "visit_cells", 1)]
    change(kept, update(cells).where(cells.c.withdrawn).values(withdrawn=False))
    assert ("changed", "visit_cells", 2) in told(kept)
    change(kept, delete(findings))
    assert [row for row in told(kept) if row[1] == "findings"] == [("missing", "findings", 1)] * 2


def test_a_moved_line_or_point_is_named(kept):
    tracks = models.TRACKS
    with kept.reading() as connection:
        rows = list(connection.execute(select(tracks)).mappings())
    one, other = rows[:2]
    change(
        kept, update(tracks).where(tracks.c.track_id == one["track_id"]).values(geometry=other["geometry"])
    )
    assert told(kept) == [("changed", "tracks", 1)]


def test_a_police_count_is_held_to_the_log_too(kept):
    with kept.reading() as connection:
        poppy = models.FINDINGS.c
        where = (poppy.species == "poppy") & (poppy.state == "reported")
        name = connection.execute(select(poppy.finding_id).where(where)).scalars().first()
    assert name is not None, "the world must hold a poppy that was reported"
    hold(kept, name, actor=ALONE)
    count(kept, name, 3_100, kind="exact", actor=ALONE)
    assert told(kept) == []
    change(kept, update(models.FINDINGS).where(models.FINDINGS.c.plants == 3_100).values(plants=2_900))
    assert told(kept) == [("changed", "findings", 3)]


def test_the_number_of_queries_does_not_grow_with_the_rows(store):
    few, asked = make_findings(), []
    many = pd.concat([few.iloc[[0]]] * 1_500, ignore_index=True)
    many["finding_id"] = [f"n{number}" for number in range(len(many))]
    with store.reading() as connection:
        event.listen(connection.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    assert differing_rows(store) == []
    alone = len(asked)
    add_findings(store, many, actor=ALONE)
    asked.clear()
    assert differing_rows(store) == []
    assert len(asked) == alone
