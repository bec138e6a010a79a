"""A site of an earlier version is brought up to date in place, and keeps what it holds."""

import sqlite3

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import text

from geo.records import models
from geo.records.address import address_of
from geo.records.database import Database
from geo.records.findings import read_findings
from geo.records.plans import read_plan, save_plan
from geo.records.store import FILE_NAME, Store
from geo.records.upgrade import _config, newest_version
from geo.settings import DEFAULTS
from tests.records.worlds import make_findings, make_plan

# A row as the first version wrote it.
FINDING = """INSERT INTO findings VALUES
    ('f1', '2025-05-05', '530', 'flower', 40.0, 12.0, '', 'reported', NULL, NULL, ?)"""


def old_site(folder, clock):
    """A site folder with a database of the first version that holds one finding."""
    database = Database(address_of(folder, None), now=clock, settings=DEFAULTS.records)
    config = _config()
    with database.writing() as connection:
        config.attributes.update(connection=connection, schema=None)
        command.upgrade(config, "0001")
        shape = make_findings().geometry.iloc[0].wkb
        connection.exec_driver_sql(FINDING, (shape,))
    database.close()


def test_findings_of_the_first_version_become_their_own_first_version(tmp_path, clock):
    old_site(tmp_path, clock)
    with Store.open(tmp_path, now=clock) as store:
        found = read_findings(store)
        assert found.to_dict("records")[0]["finding_id"] == "f1"
        assert found.geometry.iloc[0] == make_findings().geometry.iloc[0]
        assert list(found["species"]) == ["poppy"]
        with store.reading() as connection:
            assert connection.execute(text("SELECT version, withdrawn FROM findings")).all() == [(1, 0)]


def test_an_upgraded_site_takes_plans_and_all_new_tables(tmp_path, clock):
    old_site(tmp_path, clock)
    with Store.open(tmp_path, now=clock) as store:
        save_plan(store, **make_plan())
        assert not read_plan(store).team_days["locked"].any()
        with store.reading() as connection:
            for table in models.METADATA.sorted_tables:
                connection.execute(table.select())


def test_an_upgrade_that_fails_half_way_leaves_the_old_database(tmp_path, clock, monkeypatch):
    old_site(tmp_path, clock)

    def broken(*_, **__):
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr("alembic.op.drop_table", broken)
        with pytest.raises(OSError, match="disk full"):
            Store.open(tmp_path, now=clock)
    left = sqlite3.connect(tmp_path / FILE_NAME)
    assert left.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
    assert left.execute("SELECT count(*) FROM findings").fetchall() == [(1,)]
    left.close()
    with Store.open(tmp_path, now=clock) as store:
        assert len(read_findings(store)) == 1


def test_the_newest_version_is_the_one_the_steps_lead_to():
    assert newest_version() == ScriptDirectory.from_config(_config()).get_current_head()
