import threading

import pytest

from geo.errors import RecordError
from geo.records.address import URL_VARIABLE, address_of
from geo.records.store import FILE_NAME, Store
from geo.records.tracks import add_tracks, read_tracks
from geo.settings import RecordSettings
from geo.words import Language, say
from tests.records.conftest import needs_server
from tests.records.worlds import make_tracks

URL = "postgresql+psycopg://li:secret@db.county/tacha"


def test_without_an_address_the_records_are_a_file_in_the_folder(tmp_path):
    address = address_of(tmp_path, None)
    assert not address.on_server
    assert address.path == tmp_path / FILE_NAME


def test_what_is_given_goes_before_the_environment_and_that_before_the_site_file(tmp_path, monkeypatch):
    (tmp_path / "site.toml").write_text(f'[site]\nname = "x"\ndatabase = "{URL}?schema=a"\n', "utf-8")
    assert address_of(tmp_path, None).schema == "a"
    monkeypatch.setenv(URL_VARIABLE, f"{URL}?schema=b")
    assert address_of(tmp_path, None).schema == "b"
    assert address_of(tmp_path, f"{URL}?schema=c").schema == "c"


def test_a_site_without_a_schema_is_named_after_its_folder(tmp_path):
    folder = tmp_path / "大坳山镇"
    assert address_of(folder, URL.replace("+psycopg", "")).schema == "大坳山镇"


def test_a_password_is_never_shown(tmp_path):
    assert "secret" not in str(address_of(tmp_path, URL))


@pytest.mark.parametrize("url", ["mysql://li@db/tacha", "tacha.db", "sqlite:///tacha.db"])
def test_an_address_of_anything_but_postgresql_is_refused(tmp_path, url):
    with pytest.raises(RecordError, match="records-unknown-database"):
        address_of(tmp_path, url)


@pytest.mark.parametrize("schema", ["public", "pg_mine", "镇" * 22, 'a"b'])
def test_a_name_that_cannot_be_a_schema_is_refused(tmp_path, schema):
    with pytest.raises(RecordError, match="records-schema-name") as caught:
        address_of(tmp_path, f"{URL}?schema={schema}" if schema != 'a"b' else f"{URL}?schema=a%22b")
    assert "schema=" in say(caught.value, Language.ZH)


def test_a_server_that_does_not_answer_is_a_sentence(tmp_path):
    with pytest.raises(RecordError, match="records-no-server") as caught:
        Store.open(tmp_path, "postgresql://li:secret@127.0.0.1:1/tacha")
    assert "secret" not in say(caught.value, Language.EN)


@needs_server
def test_a_site_on_a_server_leaves_no_file(tmp_path, server):
    with Store.open(tmp_path, server) as store:
        add_tracks(store, make_tracks())
    assert list(tmp_path.iterdir()) == []
    with Store.open(tmp_path, server) as store:
        assert len(read_tracks(store)) == 2


@needs_server
def test_two_sites_on_one_server_see_nothing_of_each_other(tmp_path, server):
    with Store.open(tmp_path, server) as one, Store.open(tmp_path, f"{server} two") as two:
        add_tracks(one, make_tracks())
        assert read_tracks(two).empty
        with two.writing() as connection:
            connection.exec_driver_sql(f'DROP SCHEMA "{two.address.schema}" CASCADE')


@needs_server
def test_a_writer_that_waits_too_long_on_a_server_is_told_so(tmp_path, server):
    with (
        Store.open(tmp_path, server) as one,
        Store.open(tmp_path, server, settings=RecordSettings(busy_timeout_s=0.05)) as two,
    ):
        # The lock of this process would make the second one wait before it asks the server.
        two._write_lock = threading.Lock()
        with one.writing(), pytest.raises(RecordError, match="records-busy"), two.writing():
            pass


@needs_server
def test_many_rows_are_the_same_as_few_on_a_server(tmp_path, server):
    names = [f"t{i:04}" for i in range(400)]
    many = make_tracks(names, [make_tracks()["walked_on"][0]] * 400)
    with Store.open(tmp_path, server) as store:
        add_tracks(store, many.iloc[:10])
        assert add_tracks(store, many) == 390
        read = read_tracks(store)
        assert (read.geometry.to_wkb() == many.geometry.to_wkb()).all()
        assert read["started_at"].nunique() == 1
        assert read["spacing_m"].isna().all()


@pytest.fixture
def county(server):
    """Address of the server alone, and a folder name that only this test's schema bears."""
    address, schema = server.split("?schema=")
    return address, schema


@needs_server
def test_two_folders_of_one_name_do_not_share_a_schema_unasked(tmp_path, county):
    address, name = county
    for place in ("here", "there"):
        (tmp_path / place / name).mkdir(parents=True)
    with Store.open(tmp_path / "here" / name, address) as store:
        add_tracks(store, make_tracks())
    with pytest.raises(RecordError, match="records-schema-taken") as caught:
        Store.open(tmp_path / "there" / name, address)
    assert "?schema=" in say(caught.value, Language.ZH)
    with Store.open(tmp_path / "there" / name, f"{address}?schema={name}") as shared:
        assert len(read_tracks(shared)) == 2
    with Store.open(tmp_path / "here" / name, address) as again:
        assert len(read_tracks(again)) == 2


@needs_server
def test_a_schema_from_before_the_marks_is_taken_over_by_the_first_folder(tmp_path, county):
    address, name = county
    for place in ("here", "there"):
        (tmp_path / place / name).mkdir(parents=True)
    Store.open(tmp_path / "here" / name, f"{address}?schema={name}").close()
    Store.open(tmp_path / "here" / name, address).close()
    with pytest.raises(RecordError, match="records-schema-taken"):
        Store.open(tmp_path / "there" / name, address)


def test_a_schema_that_the_environment_names_is_not_meant_for_every_site(tmp_path, monkeypatch):
    assert address_of(tmp_path, f"{URL}?schema=a").named
    monkeypatch.setenv(URL_VARIABLE, f"{URL}?schema=a")
    assert not address_of(tmp_path, None).named
