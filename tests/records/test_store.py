import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from geo.errors import RecordError
from geo.model import schema
from geo.records import models
from geo.records.store import FILE_NAME, Store
from geo.records.tracks import add_tracks, read_tracks
from geo.settings import RecordSettings
from geo.words import Language, say
from tests.records.worlds import make_tracks

# Adds tracks, some in each transaction, and says which are kept.
WRITER = """
import sys
from datetime import date
from geo.records.store import Store
from geo.records.tracks import add_tracks
from tests.records.worlds import MONDAY, make_tracks
folder, name, writes, size = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
with Store.open(folder) as store:
    for i in range(writes):
        names = [f"{name}{i:03}{k}" for k in range(size)]
        assert add_tracks(store, make_tracks(names, [MONDAY] * size)) == size
        print(*names)
"""
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path.cwd())}


def test_a_new_file_has_the_measured_settings(tmp_path):
    with Store.open(tmp_path) as store, store.bare() as connection:
        asked = ("journal_mode", "synchronous", "busy_timeout", "foreign_keys")
        found = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in asked]
    assert found == ["wal", 2, 30_000, 1]  # 2 is FULL


@pytest.mark.filterwarnings("ignore:Did not recognize type 'geometry'")
def test_the_migrations_make_exactly_the_declared_tables(store):
    with store.reading() as connection:
        # Indexes of shapes are written by hand in the steps; PostGIS has a table of its own in public.
        def ours(name, kind, _):
            return name != "spatial_ref_sys" and not (kind == "index" and name.startswith("gx_"))

        context = MigrationContext.configure(connection, opts={"include_name": ours})
        assert compare_metadata(context, models.METADATA) == []


@pytest.mark.parametrize("record", models.METADATA.sorted_tables, ids=str)
def test_the_database_keeps_every_declared_column(record):
    declared = getattr(schema, record.name.upper())
    assert set(declared.names) <= set(record.c.keys())
    assert set(declared.key) <= {column.name for column in record.primary_key}


def test_opening_again_finds_what_was_written(tmp_path):
    with Store.open(tmp_path) as store:
        add_tracks(store, make_tracks())
    with Store.open(tmp_path) as store:
        assert len(read_tracks(store)) == 2


def test_a_database_without_tables_is_brought_up_to_date(tmp_path):
    (tmp_path / FILE_NAME).touch()
    with Store.open(tmp_path) as store:
        assert read_tracks(store).empty


def test_a_database_of_a_newer_version_is_refused_and_left_alone(tmp_path):
    with Store.open(tmp_path) as store, store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    before = (tmp_path / FILE_NAME).read_bytes()
    with pytest.raises(RecordError, match="records-newer") as caught:
        Store.open(tmp_path)
    assert "9999" in say(caught.value, Language.ZH)
    assert (tmp_path / FILE_NAME).read_bytes() == before


def test_another_programs_database_is_refused_and_left_alone(tmp_path):
    other = sqlite3.connect(tmp_path / FILE_NAME)
    other.execute("CREATE TABLE gpkg_contents (name TEXT)")
    other.close()
    with pytest.raises(RecordError, match="records-foreign"):
        Store.open(tmp_path)


def test_a_file_that_is_no_database_is_refused_in_a_sentence(tmp_path):
    (tmp_path / FILE_NAME).write_text("这不是数据库" * 100, encoding="utf-8")
    with pytest.raises(RecordError, match="records-refused"):
        Store.open(tmp_path)


def test_a_site_folder_that_is_not_there_is_refused_and_not_made(tmp_path):
    with pytest.raises(RecordError, match="records-no-folder"):
        Store.open(tmp_path / "missing")
    assert not (tmp_path / "missing").exists()


def test_a_network_share_is_refused_before_anything_is_written(tmp_path, monkeypatch):
    monkeypatch.setattr("geo.records.store.network_share", lambda _: "cifs")
    with pytest.raises(RecordError, match="records-network-share"):
        Store.open(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_blanks_percent_signs_and_chinese_letters_works(tmp_path):
    folder = tmp_path / "大坳山 100% #1?"
    folder.mkdir()
    with Store.open(folder) as store:
        assert read_tracks(store).empty
    assert (folder / FILE_NAME).exists()


def test_a_write_that_raises_changes_nothing(store):
    def write_and_raise():
        with store.writing() as connection:
            row = "INSERT INTO plans VALUES ('a', '2025-01-01', 1, '', '', '', 0, NULL, '', 'draft')"
            connection.execute(text(row))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_raise()
    with store.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM plans")).scalar() == 0


def test_a_step_that_fails_half_way_leaves_the_old_database(tmp_path, monkeypatch):
    def broken(*_, **__):
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr("alembic.op.create_index", broken)
        with pytest.raises(OSError, match="disk full"):
            Store.open(tmp_path)
    left = sqlite3.connect(tmp_path / FILE_NAME)
    assert left.execute("SELECT name FROM sqlite_master").fetchall() == []
    left.close()
    with Store.open(tmp_path) as store:
        assert read_tracks(store).empty


def test_a_writer_killed_in_the_middle_loses_nothing_that_it_acknowledged(tmp_path):
    writer = subprocess.Popen(
        [sys.executable, "-u", "-c", WRITER, str(tmp_path), "a", "1000", "1"],
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        text=True,
    )
    acknowledged = [writer.stdout.readline().strip() for _ in range(20)]
    writer.kill()
    writer.communicate()
    with Store.open(tmp_path) as store:
        kept = set(read_tracks(store)["track_id"])
    assert set(acknowledged) <= kept
    assert len(kept) < 1000


def test_a_locked_database_is_a_sentence_not_a_traceback(tmp_path):
    with Store.open(tmp_path, settings=RecordSettings(busy_timeout_s=0.05)) as store:
        other = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordError, match="records-busy"):
            add_tracks(store, make_tracks())
        other.close()
        assert add_tracks(store, make_tracks()) == 2


def test_threads_with_stores_of_their_own_lose_nothing(tmp_path):
    failed = []

    def write(name):
        try:
            with Store.open(tmp_path) as store:
                for i in range(5):
                    add_tracks(store, make_tracks((f"{name}{i}",), make_tracks()["walked_on"][:1]))
        except Exception as error:  # noqa: BLE001
            failed.append(error)

    threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    with Store.open(tmp_path) as store:
        assert len(read_tracks(store)) == 20


def test_four_processes_that_open_and_write_at_once_lose_nothing(tmp_path):
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path), name, "10", "5"],
            env=ENVIRONMENT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in "abcd"
    ]
    answers = [writer.communicate(timeout=120) for writer in writers]
    assert [len(out.split()) for out, _ in answers] == [50] * 4, answers
    with Store.open(tmp_path) as store:
        assert len(read_tracks(store)) == 200
        with store.bare() as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
