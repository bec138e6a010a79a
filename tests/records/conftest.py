import os
import shutil
import sqlite3
import uuid
from contextlib import closing
from datetime import UTC, datetime

import pytest
from sqlalchemy import create_engine, text

from geo.records.address import URL_VARIABLE
from geo.records.store import FILE_NAME, Store

SERVER = os.environ.get("TACHA_TEST_POSTGRES", "")
needs_server = pytest.mark.skipif(not SERVER, reason="TACHA_TEST_POSTGRES names no PostgreSQL server")


class Clock:
    """A clock that a test sets by hand."""

    def __init__(self):
        self.time = datetime(2025, 5, 5, 8, tzinfo=UTC)

    def __call__(self):
        return self.time


@pytest.fixture(autouse=True)
def _no_server_from_outside(monkeypatch):
    monkeypatch.delenv(URL_VARIABLE, raising=False)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def server():
    """Address of a schema of its own, gone after the test."""
    schema = f"test {uuid.uuid4().hex[:12]}"
    yield f"{SERVER}?schema={schema}"
    _drop(schema)


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory):
    """A database file without rows: copied where a test needs one, since making it takes longer."""
    folder = tmp_path_factory.mktemp("empty")
    Store.open(folder).close()
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return folder / FILE_NAME


def _drop(schema):
    engine = create_engine(SERVER)
    with engine.begin() as connection:
        connection.execute(text(f'DROP SCHEMA IF EXISTS "{schema}" CASCADE'))
    engine.dispose()


@pytest.fixture(params=["file", pytest.param("server", marks=needs_server)])
def store(request, tmp_path, clock):
    """The records of a site, in a file and on a server: what holds for one holds for the other."""
    url = None
    if request.param == "server":
        url = request.getfixturevalue("server")
    else:
        shutil.copyfile(request.getfixturevalue("empty_file"), tmp_path / FILE_NAME)
    with Store.open(tmp_path, url, now=clock) as opened:
        yield opened
