import sqlite3
import threading

import pytest
from geopandas.testing import assert_geodataframe_equal

from geo.errors import RecordError
from geo.records import audit
from geo.records.actor import Actor, Role
from geo.records.backup import backup, restore
from geo.records.findings import add_findings, read_findings
from geo.records.plans import read_plan, save_plan
from geo.records.store import FILE_NAME, Store
from geo.records.tracks import add_tracks, read_tracks
from tests.records.worlds import MONDAY, make_findings, make_plan, make_tracks


@pytest.fixture
def filled(store):
    add_tracks(store, make_tracks())
    add_findings(store, make_findings())
    save_plan(store, **make_plan(state="adopted"))
    return store


@pytest.fixture
def other(tmp_path_factory):
    return tmp_path_factory.mktemp("另一个辖区")


def test_a_backup_put_into_another_folder_is_the_same_site(filled, other, clock):
    head = backup(filled, other / "备份.db")
    assert restore(other / "备份.db", other, now=clock) == head
    with Store.open(other, now=clock) as copy:
        assert_geodataframe_equal(read_tracks(copy), read_tracks(filled))
        assert_geodataframe_equal(read_findings(copy), read_findings(filled))
        assert_geodataframe_equal(read_plan(copy).legs, read_plan(filled).legs)
        assert audit.verify(copy, head) == []
        assert audit.head(copy).rows == head.rows + 1


def test_what_was_there_is_kept_beside_the_restored_records(filled, tmp_path, clock):
    backup(filled, tmp_path / "early.db")
    add_tracks(filled, make_tracks(("cc33",), (MONDAY,)))
    url = filled.address.url if filled.address.on_server else None
    address = f"{url.render_as_string(hide_password=False)}?schema={filled.address.schema}" if url else None
    restore(tmp_path / "early.db", tmp_path, address, now=clock)
    assert list(read_tracks(filled)["track_id"]) == ["aa11", "bb22"]
    (kept,) = tmp_path.glob(f"{FILE_NAME}.before-*")
    restore(kept, tmp_path, address, now=clock)
    assert set(read_tracks(filled)["track_id"]) == {"aa11", "bb22", "cc33"}
    assert len(list(tmp_path.glob(f"{FILE_NAME}.before-*"))) == 2


def test_a_backup_is_one_file_and_leaves_nothing_else(filled, other):
    backup(filled, other / "b.db")
    assert [path.name for path in other.iterdir()] == ["b.db"]
    assert not list(filled.path.parent.glob(".records-*"))


def test_a_backup_taken_while_others_write_is_whole(tmp_path, other, clock):
    with Store.open(tmp_path, now=clock) as store:
        stop = threading.Event()

        def write():
            for i in range(200):
                if stop.is_set():
                    return
                add_tracks(store, make_tracks((f"w{i:03}",), (MONDAY,)))

        writer = threading.Thread(target=write)
        writer.start()
        heads = [backup(store, other / f"{i}.db") for i in range(5)]
        stop.set()
        writer.join()
        for i, head in enumerate(heads):
            folder = other / f"site {i}"
            folder.mkdir()
            assert restore(other / f"{i}.db", folder, now=clock) == head
            with Store.open(folder, now=clock) as copy:
                assert len(read_tracks(copy)) == head.rows - i - 1
        assert audit.verify(store, heads[-1]) == []


def test_a_backup_never_writes_over_a_file(filled, other):
    (other / "b.db").write_text("mine")
    with pytest.raises(RecordError, match="backup-exists"):
        backup(filled, other / "b.db")
    assert (other / "b.db").read_text() == "mine"


@pytest.mark.parametrize("damage", ["cut", "page", "text", "missing", "foreign", "newer", "log"])
def test_a_bad_backup_is_refused_and_the_site_left_alone(tmp_path, other, clock, damage):
    with Store.open(tmp_path, now=clock) as store:
        add_tracks(store, make_tracks())
        bad = other / "bad.db"
        backup(store, bad)
        before = audit.head(store)
        whole = bad.read_bytes()
        match damage:
            case "cut":
                bad.write_bytes(whole[: len(whole) // 2])
            case "page":
                bad.write_bytes(whole[:4096] + bytes(4096) + whole[8192:])
            case "text":
                bad.write_text("这不是备份" * 999, encoding="utf-8")
            case "missing":
                bad.unlink()
            case "foreign":
                bad.unlink()
                with sqlite3.connect(bad) as made:
                    made.execute("CREATE TABLE t (x)")
                made.close()
            case "newer" | "log":
                said = {
                    "newer": "UPDATE alembic_version SET version_num = '9999'",
                    "log": "UPDATE audit SET user_id = 'wang' WHERE seq = 1",
                }
                changed = sqlite3.connect(bad, isolation_level=None)
                changed.execute(said[damage])
                changed.close()
        with pytest.raises(RecordError) as caught:
            restore(bad, tmp_path, now=clock)
        assert caught.value.key in {
            "backup-broken", "backup-missing", "records-foreign", "records-newer", "backup-log-broken",
        }  # fmt: skip
        assert audit.head(store) == before
        assert not list(tmp_path.glob(".records-*"))


def test_a_database_that_is_damaged_past_opening_is_replaced_and_kept(filled, other, clock):
    backup(filled, other / "b.db")
    (other / FILE_NAME).write_bytes(b"damaged" * 1000)
    restore(other / "b.db", other, now=clock)
    with Store.open(other, now=clock) as copy:
        assert len(read_tracks(copy)) == 2
    (kept,) = other.glob(f"{FILE_NAME}.damaged-*")
    assert kept.read_bytes() == b"damaged" * 1000


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMIN])
def test_only_an_administrator_backs_up_and_restores(tmp_path, other, clock, role):
    with Store.open(tmp_path, now=clock) as store:
        backup(store, other / "b.db")
        actor = Actor("li", role)
        with pytest.raises(RecordError, match="roles-refused"):
            backup(store, other / "c.db", actor=actor)
        with pytest.raises(RecordError, match="roles-refused"):
            restore(other / "b.db", tmp_path, now=clock, actor=actor)
        assert not (other / "c.db").exists()
