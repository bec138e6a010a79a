from datetime import UTC, datetime

import pytest

from geo.records.store import Store


class Clock:
    """A clock that a test sets by hand."""

    def __init__(self):
        self.time = datetime(2025, 5, 5, 8, tzinfo=UTC)

    def __call__(self):
        return self.time


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store(tmp_path, clock):
    with Store.open(tmp_path, now=clock) as opened:
        yield opened
