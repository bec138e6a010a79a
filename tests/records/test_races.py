"""Short versions of the trials in soak/, and a race that is lost as soon as the lock is taken out."""

import os
import subprocess
import sys
import threading
from contextlib import nullcontext, suppress
from pathlib import Path

import pytest
from sqlalchemy import func, select

from geo.records import audit, models
from geo.records.actor import ALONE
from geo.records.store import Store
from soak import many_writers, power_cuts

ROOT = Path(__file__).parents[2]


def race(store):
    """Let two threads read and then write, at the same moment if they can; return what went wrong."""
    failed, together = [], threading.Barrier(2)

    def write(name):
        try:
            with store.writing() as connection:
                connection.scalar(select(func.max(models.AUDIT.c.seq)))
                # Where the other one has to wait outside, as it should, this one waits in vain.
                with suppress(threading.BrokenBarrierError):
                    together.wait(0.3)
                audit.log(connection, ALONE, "add", name, None, {})
        except Exception as error:  # noqa: BLE001
            failed.append(error)

    threads = [threading.Thread(target=write, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failed


def test_two_writers_at_once_take_turns(store):
    assert race(store) == []
    assert audit.head(store).rows == 2
    assert audit.verify(store) == []


def test_without_the_lock_the_same_race_is_lost(tmp_path, monkeypatch):
    with Store.open(tmp_path) as store:
        store._write_lock = nullcontext()
        monkeypatch.setattr("geo.records.engines._writes", lambda _: False)
        assert len(race(store)) == 1


def test_between_processes_the_databases_own_lock_is_enough(tmp_path):
    with Store.open(tmp_path) as store:
        # The lock of this process does not reach another one.
        store._write_lock = nullcontext()
        assert race(store) == []


@pytest.mark.skipif(
    not hasattr(os, "fork"), reason="a killed writer is a forked process, and this is Windows"
)
def test_kills_at_random_moments_lose_nothing():
    # In a process of its own: a process with threads, such as this one, had better not be forked.
    trial = subprocess.run(
        [sys.executable, "-m", "soak.kill_nine", "8"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert trial.returncode == 0, trial
    assert "kills=8" in trial.stdout
    assert "acknowledged=0," not in trial.stdout


def test_power_cuts_at_random_moments_lose_nothing(tmp_path):
    result = power_cuts.run(25, folder=tmp_path, transactions=40)
    assert result.acknowledged > 0
    assert (result.lost, result.corrupt) == (0, 0)


def test_the_same_power_cuts_lose_rows_without_full_synchronisation(tmp_path):
    assert power_cuts.run(25, folder=tmp_path, synchronous="NORMAL", transactions=40).lost > 0


def test_processes_that_write_at_once_under_a_readers_eyes_lose_nothing(tmp_path):
    result = many_writers.run(2, 20, folder=tmp_path)
    assert result.acknowledged == 40
    assert result.reads > 0
    assert (result.lost, result.errors) == (0, 0)
