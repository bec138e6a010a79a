import json
import shutil
import sqlite3
import threading
import zipfile

import pytest
from geopandas.testing import assert_geodataframe_equal

from geo.errors import RecordError
from geo.records import audit
from geo.records.actor import ALONE, Actor, Role
from geo.records.archive import pack
from geo.records.backup import backup, restore
from geo.records.findings import add_findings, read_findings
from geo.records.plans import read_plan, save_plan
from geo.records.store import FILE_NAME, Store
from geo.records.tracks import add_tracks, read_tracks
from tests.records.worlds import MONDAY, make_findings, make_plan, make_tracks


@pytest.fixture
def filled(store):
    add_tracks(store, make_tracks())
    add_findings(store, make_findings(), actor=ALONE)
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
                with zipfile.ZipFile(bad) as archive:
                    archive.extract(FILE_NAME, other)
                changed = sqlite3.connect(other / FILE_NAME, isolation_level=None)
                changed.execute(said[damage])
                changed.close()
                pack(other / FILE_NAME, other, bad)
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


@pytest.fixture
def site_files(tmp_path):
    """What a site folder holds beside its records."""
    (tmp_path / "inputs").mkdir()
    (tmp_path / "photos").mkdir()
    (tmp_path / "derived").mkdir()
    (tmp_path / "site.toml").write_text("[site]\nname = '苍耳岭'\n", encoding="utf-8")
    (tmp_path / "inputs" / "村界.geojson").write_bytes(b"{}")
    (tmp_path / "photos" / "ab12.jpg").write_bytes(b"\xff\xd8one")
    (tmp_path / "derived" / "risk.feather").write_bytes(b"can be made anew")
    return tmp_path


def test_a_backup_carries_inputs_and_photos_into_a_folder_that_did_not_exist(
    filled, site_files, other, clock
):
    backup(filled, other / "b.zip")
    restore(other / "b.zip", other / "new", now=clock)
    for name in ("site.toml", "inputs/村界.geojson", "photos/ab12.jpg"):
        assert (other / "new" / name).read_bytes() == (site_files / name).read_bytes()
    assert not (other / "new" / "derived").exists()
    with Store.open(other / "new", now=clock) as copy:
        assert len(read_tracks(copy)) == 2


def test_a_file_that_changed_since_the_backup_is_kept_beside(filled, site_files, clock):
    url = filled.address.url if filled.address.on_server else None
    address = f"{url.render_as_string(hide_password=False)}?schema={filled.address.schema}" if url else None
    backup(filled, site_files / "b.zip")
    (site_files / "site.toml").write_text("[site]\nname = '别名'\n", encoding="utf-8")
    restore(site_files / "b.zip", site_files, address, now=clock)
    assert "苍耳岭" in (site_files / "site.toml").read_text(encoding="utf-8")
    (aside,) = site_files.glob("files.before-*")
    assert [path.name for path in aside.rglob("*.*")] == ["site.toml"]
    assert "别名" in (aside / "site.toml").read_text(encoding="utf-8")


def test_a_damaged_photo_in_a_backup_is_refused_and_nothing_is_made(filled, site_files, other, clock):
    backup(filled, other / "b.zip")
    whole = (other / "b.zip").read_bytes()
    at = whole.index(b"\xff\xd8one")
    (other / "b.zip").write_bytes(whole[:at] + b"\xff\xd8two" + whole[at + 5 :])
    with pytest.raises(RecordError) as caught:
        restore(other / "b.zip", other / "new", now=clock)
    assert caught.value.key == "backup-broken"
    assert not (other / "new").exists()


@pytest.mark.parametrize("name", ["../out.txt", "inputs/../../out.txt", "/etc/out.txt", "other/x", "C:/x"])
def test_a_backup_that_names_a_place_outside_the_site_is_refused(tmp_path, name):
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr(name, b"x")
        archive.writestr("backup.json", json.dumps({"format": 1, "files": {name: "00"}}))
    with pytest.raises(RecordError) as caught:
        restore(tmp_path / "b.zip", tmp_path / "new")
    assert caught.value.key == "backup-broken"
    assert [path.name for path in tmp_path.iterdir()] == ["b.zip"]


@pytest.mark.parametrize(
    "files",
    [["inputs/a"], {"": "0"}, {"inputs/a": 7}, {"inputs/" + "a" * 300: "0"}, {"inputs/a\0": "0"}],
)
def test_a_backup_with_a_list_that_makes_no_sense_is_refused(tmp_path, files):
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("inputs/a", "x")
        archive.writestr("backup.json", json.dumps({"format": 1, "files": files}))
    with pytest.raises(RecordError, match="backup-broken"):
        restore(tmp_path / "b.zip", tmp_path / "new", actor=ALONE)


@pytest.mark.parametrize(("offset", "header", "value"), [(8, b"PK\1\2", 1), (10, b"PK\1\2", 99)])
def test_an_encrypted_or_strangely_packed_backup_is_refused(tmp_path, offset, header, value):
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("backup.json", json.dumps({"format": 1, "files": {}}))
    packed = bytearray((tmp_path / "b.zip").read_bytes())
    packed[packed.find(header) + offset] = value
    if value == 1:
        packed[6] = value
    (tmp_path / "b.zip").write_bytes(packed)
    with pytest.raises(RecordError, match="backup-broken"):
        restore(tmp_path / "b.zip", tmp_path / "new", actor=ALONE)


def test_a_backup_that_would_fill_the_disk_is_refused_before_it_is_unpacked(tmp_path, monkeypatch):
    with zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inputs/zeros", bytes(20_000_000))
        archive.writestr("backup.json", json.dumps({"format": 1, "files": {"inputs/zeros": "00"}}))
    assert (tmp_path / "b.zip").stat().st_size < 30_000
    free = shutil.disk_usage(tmp_path)._replace(free=250_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: free)
    monkeypatch.setattr(shutil, "copyfileobj", lambda *_: pytest.fail("nothing may be unpacked"))
    # 3 x 20 MB are more than the 50 MB over what the disk is to keep.
    with pytest.raises(RecordError, match="backup-no-room") as refused:
        restore(tmp_path / "b.zip", tmp_path / "new", actor=ALONE)
    assert (refused.value.args_["needed"], refused.value.args_["free"]) == (60, 50)
    assert [path.name for path in tmp_path.iterdir()] == ["b.zip"]


def test_a_file_never_yields_more_than_its_listed_size(tmp_path):
    with zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inputs/zeros", bytes(5_000_000))
        archive.writestr("backup.json", json.dumps({"format": 1, "files": {"inputs/zeros": "00"}}))
    packed = (tmp_path / "b.zip").read_bytes()
    lied = packed.replace((5_000_000).to_bytes(4, "little"), (1_000).to_bytes(4, "little"))
    assert lied != packed
    (tmp_path / "b.zip").write_bytes(lied)
    with pytest.raises(RecordError, match="backup-broken"):
        restore(tmp_path / "b.zip", tmp_path / "new", actor=ALONE)
    assert [path.name for path in tmp_path.iterdir()] == ["b.zip"]
