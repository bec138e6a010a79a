"""Kill a writer at random moments, again and again: nothing acknowledged is lost, nothing is half there.

A kill may fall into the making of the database too: each twentieth trial begins in a new folder.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from geo.records import audit
from geo.records.store import Store
from geo.records.tracks import read_tracks
from soak.rows import write

IN_ONE_WRITE = 3
OPENED = "opened"
TRIALS_IN_A_FOLDER = 20
EARLY_SHARE = 0.2  # of the kills: while the database is opened or made
OPENING_S = 0.5
WRITING_S = 0.15


@dataclass
class Result:
    """What a run of trials came to; all but kills and acknowledged must be 0."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    torn: int = 0
    corrupt: int = 0
    unlogged: int = 0


def run(kills: int, *, folder: Path, seed: int = 0) -> Result:
    """Kill a writer so many times and look after each what is left. Needs fork, so no Windows."""
    rng = random.Random(seed)
    result = Result()
    acknowledged: list[str] = []
    site = folder
    for trial in range(kills):
        if trial % TRIALS_IN_A_FOLDER == 0:
            site = folder / f"site {trial}"
            site.mkdir()
            acknowledged = []
        early = rng.random() < EARLY_SHARE
        after_s = rng.uniform(0, OPENING_S if early else WRITING_S)
        said = _killed_writer(site, f"{trial:04}", after_s, early=early)
        acknowledged += said
        result.kills += 1
        result.acknowledged += len(said)
        _look(site, acknowledged, result)
    return result


def _killed_writer(site: Path, name: str, after_s: float, *, early: bool) -> list[str]:
    """Let a process write until it is killed, and return what it said was kept."""
    ends, speaks = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(ends)
        try:
            _write(site, name, speaks)
        finally:
            os._exit(1)
    os.close(speaks)
    with os.fdopen(ends, encoding="ascii") as heard:
        opened = "" if early else heard.readline()
        time.sleep(after_s)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        said = opened + heard.read()
    return [name for name in said.split() if name != OPENED]


def _write(site: Path, name: str, speaks: int) -> None:
    with Store.open(site) as store:
        os.write(speaks, f"{OPENED}\n".encode("ascii"))
        for i in range(10_000):
            names = [f"{name}_{i:04}_{k}" for k in range(IN_ONE_WRITE)]
            write(store, names)
            os.write(speaks, (" ".join(names) + "\n").encode("ascii"))


def _look(site: Path, acknowledged: list[str], result: Result) -> None:
    with Store.open(site) as store:
        kept = set(read_tracks(store)["track_id"])
        result.lost += len(set(acknowledged) - kept)
        result.torn += len(kept) % IN_ONE_WRITE
        result.unlogged += int(audit.head(store).rows != len(kept) or bool(audit.verify(store)))
        with store.bare() as connection:
            result.corrupt += int(connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        began = time.monotonic()
        outcome = run(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, folder=Path(made))
        print(f"{outcome} in {time.monotonic() - began:.0f} s")
        sys.exit(bool(outcome.lost or outcome.torn or outcome.corrupt or outcome.unlogged))
