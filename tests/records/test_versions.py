from sqlalchemy import func, select

from geo.model import schema
from geo.records import models
from geo.records.frames import rows_of
from geo.records.versions import read_current, read_versions, write_version
from tests.records.worlds import make_findings

FINDINGS = (models.FINDINGS, schema.FINDINGS)


def write(store, frame, **options):
    with store.writing() as connection:
        write_version(connection, *FINDINGS, rows_of(frame, schema.FINDINGS), **options)


def current(store, **options):
    with store.reading() as connection:
        return read_current(connection, *FINDINGS, **options)


def test_an_amended_row_is_read_as_it_is_now_and_kept_as_it_was(store, clock):
    write(store, make_findings())
    first = clock.time
    clock.time = first.replace(hour=9)
    write(store, make_findings().iloc[:1].assign(plants=41.0))
    assert list(current(store)["plants"].fillna(0)) == [41, 0]
    with store.reading() as connection:
        kept = read_versions(connection, *FINDINGS, where=[models.FINDINGS.c.finding_id == "f1"])
    assert list(kept["plants"]) == [40, 41]
    assert list(kept["version"]) == [1, 2]
    assert list(kept["recorded_at"]) == [first, clock.time]


def test_conditions_are_asked_of_the_newest_version(store):
    write(store, make_findings())
    write(store, make_findings().iloc[:1].assign(state="counted"))
    assert list(current(store, where=[models.FINDINGS.c.state == "reported"])["finding_id"]) == ["f2"]


def test_a_withdrawn_row_is_no_longer_read_and_a_later_version_brings_it_back(store):
    write(store, make_findings())
    write(store, make_findings().iloc[:1], withdrawn=True)
    assert list(current(store)["finding_id"]) == ["f2"]
    write(store, make_findings().iloc[:1])
    assert list(current(store)["finding_id"]) == ["f1", "f2"]
    with store.reading() as connection:
        assert connection.scalar(select(func.max(models.FINDINGS.c.version))) == 3


def test_versions_of_many_rows_are_counted_row_by_row(store):
    names = [f"f{i:04}" for i in range(900)]
    many = make_findings(names[:2]).iloc[[0] * 900].assign(finding_id=names)
    write(store, many)
    write(store, many.iloc[450:])
    with store.reading() as connection:
        version = models.FINDINGS.c.version
        of_version = select(func.count(version)).group_by(version).order_by(func.count(version))
        assert list(connection.scalars(of_version)) == [450, 900]


def test_a_key_of_two_columns_has_versions_of_its_own(store):
    record, table = models.VISIT_CELLS, schema.VISIT_CELLS
    rows = [{"visit_id": "v1", "cell_id": "a"}, {"visit_id": "v1", "cell_id": "b"}]
    with store.writing() as connection:
        write_version(connection, record, table, rows)
        write_version(connection, record, table, rows[:1], withdrawn=True)
    with store.reading() as connection:
        assert list(read_current(connection, record, table)["cell_id"]) == ["b"]


def test_no_rows_write_nothing(store):
    write(store, make_findings().iloc[:0])
    assert current(store).empty
