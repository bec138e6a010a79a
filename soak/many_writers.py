"""Let processes write at once while another reads: no row lost, no error, and the log one unbroken chain.

python -m soak.many_writers [processes] [writes each] [address of a PostgreSQL]
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from geo.records import audit
from geo.records.store import Store
from geo.records.tracks import read_tracks
from soak.rows import write

ROOT = Path(__file__).parents[1]


@dataclass
class Result:
    """What a run came to; lost and errors must be 0."""

    acknowledged: int = 0
    lost: int = 0
    errors: int = 0
    reads: int = 0
    longest_write_s: float = 0.0


def run(processes: int, writes: int, *, folder: Path, url: str | None = None) -> Result:
    """Let each of the processes write so many tracks one by one, and read all the while."""
    result = Result()
    with Store.open(folder, url) as store:
        stop = threading.Event()
        reader = threading.Thread(target=_read, args=(store, stop, result))
        reader.start()
        arguments = [str(folder), str(writes), *([url] if url else [])]
        writers = [
            subprocess.Popen(
                [sys.executable, "-m", "soak.many_writers", "write", str(number), *arguments],
                cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            )
            for number in range(processes)
        ]  # fmt: skip
        answers = [writer.communicate() for writer in writers]
        stop.set()
        reader.join()
        acknowledged = [line.split() for out, _ in answers for line in out.splitlines()]
        kept = set(read_tracks(store)["track_id"])
        result.acknowledged = len(acknowledged)
        result.lost = len({name for name, _ in acknowledged} - kept) + processes * writes - len(acknowledged)
        result.errors += sum(writer.returncode != 0 for writer in writers)
        result.errors += len(audit.verify(store)) + abs(audit.head(store).rows - len(kept))
        result.longest_write_s = max((float(took) for _, took in acknowledged), default=0.0)
    for _, said in answers:
        print(said, end="", file=sys.stderr)
    return result


def _read(store: Store, stop: threading.Event, result: Result) -> None:
    seen = 0
    while not stop.is_set():
        try:
            rows = audit.head(store).rows
        except Exception as error:  # noqa: BLE001  any error whatever is what the trial looks for
            print(error, file=sys.stderr)
            result.errors += 1
            return
        # What was seen once is never gone again.
        result.errors += rows < seen
        seen = rows
        result.reads += 1
        # A reader that never rests would take a core from the writers.
        time.sleep(0.005)


def _write(number: str, folder: str, writes: str, url: str | None = None) -> None:
    with Store.open(folder, url) as store:
        for i in range(int(writes)):
            name = f"w{number}_{i:05}"
            began = time.monotonic()
            write(store, [name])
            print(name, f"{time.monotonic() - began:.3f}", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["write"]:
        _write(*sys.argv[2:])
    else:
        count, each, *address = [*sys.argv[1:], *["8", "400"][len(sys.argv) - 1 :]]
        with tempfile.TemporaryDirectory() as made:
            started = time.monotonic()
            outcome = run(int(count), int(each), folder=Path(made), url=address[0] if address else None)
            print(f"{outcome} in {time.monotonic() - started:.0f} s")
            sys.exit(bool(outcome.lost or outcome.errors))
