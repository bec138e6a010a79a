"""The process in which files are read, as the one that started it sees it."""

from __future__ import annotations

import atexit
import os
import pickle
import queue
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from typing import IO, Any, Final, cast

from geo.settings import IntakeSettings
from geo.sources.memory import held_bytes
from geo.sources.passing import unpacked
from geo.sources.reading import HEAD

_LOOK_S: Final = 0.1
"""How often time and memory are looked at."""
_MB: Final = 1_000_000
_NO_WINDOW: Final = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_MOST_ANSWER_BYTES: Final = 2_000_000_000
_WAITS_S: Final = 60.0
"""How long a process that has nothing to do waits for the next pile."""


class FailedError(Exception):
    """The process is of no more use: `how` is slow, full or died."""

    def __init__(self, how: str) -> None:
        self.how = how
        super().__init__(how)


class ReaderProcess:
    """One process, the thread that hears its answers, and a folder of its own for what it unpacks.

    `module` is what it runs: one that calls `geo.sources.reading.main`.
    """

    def __init__(self, module: str) -> None:
        self.module = module
        self._folder = tempfile.TemporaryDirectory(prefix="tacha", ignore_cleanup_errors=True)
        own = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), self._folder.name)
        self._process = subprocess.Popen(  # noqa: S603  our own command line
            [sys.executable, "-m", module], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, env=os.environ | own, creationflags=_NO_WINDOW,
        )  # fmt: skip
        self._asked, self._told = (
            cast("IO[bytes]", pipe) for pipe in (self._process.stdin, self._process.stdout)
        )
        self._answers: queue.Queue[bytes] = queue.Queue()
        self._ready = False
        threading.Thread(target=self._hear, daemon=True).start()

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def send(self, request: tuple[str, Any, Any], limits: IntakeSettings) -> None:
        """Send a request once it is ready, so that its start is not counted as reading.

        Raises
        ------
        FailedError : it did not start, or is gone
        """
        if not self._ready:
            self.answer(limits.reader_start_s, limits.reader_mb)
            self._ready = True
        try:
            pickle.dump(request, self._asked)
            self._asked.flush()
        except OSError as fault:
            raise FailedError("died") from fault

    def answer(self, seconds: float, megabytes: float) -> dict[str, Any]:
        """Wait for an answer.

        Raises
        ------
        FailedError : none within the limits, or none that could be understood
        """
        ends = time.monotonic() + seconds
        while True:
            try:
                message = self._answers.get(timeout=_LOOK_S)
                break
            except queue.Empty:
                if held_bytes(self._process) > megabytes * _MB:
                    raise FailedError("full") from None
                if time.monotonic() > ends:
                    raise FailedError("slow") from None
        try:
            told = unpacked(message)
        except ValueError as fault:
            raise FailedError("died") from fault
        if not isinstance(told, dict):
            raise FailedError("died")
        return told

    def end(self) -> None:
        """End it and remove what it unpacked."""
        with suppress(OSError):
            self._process.kill()
        self._process.wait()
        for pipe in (self._asked, self._told):
            with suppress(OSError, ValueError):
                pipe.close()
        self._folder.cleanup()

    def _hear(self) -> None:
        """Put every answer into the queue; an empty one when it hangs up."""
        with suppress(OSError, ValueError):
            while len(head := self._told.read(HEAD)) == HEAD:
                size = int.from_bytes(head, "big")
                if size > _MOST_ANSWER_BYTES:
                    break
                self._answers.put(self._told.read(size))
        self._answers.put(b"")


class _Waiting:
    """At most one process that waits for the next pile: twenty sheets one by one start one interpreter."""

    def __init__(self, module: str) -> None:
        self._module = module
        self._lock = threading.Lock()
        self._process: ReaderProcess | None = None
        self._timer: threading.Timer | None = None

    def take(self) -> ReaderProcess:
        """Give the one that waits, or start one."""
        found = self._swap(None)
        if found is not None and not found.alive:
            found.end()
            found = None
        return found or ReaderProcess(self._module)

    def put(self, process: ReaderProcess) -> None:
        """Let a process wait; one that waited before it ends."""
        before = self._swap(process)
        if before is not None:
            before.end()

    def end(self) -> None:
        """End the one that waits."""
        process = self._swap(None)
        if process is not None:
            process.end()

    def _swap(self, process: ReaderProcess | None) -> ReaderProcess | None:
        with self._lock:
            before, self._process = self._process, process
            if self._timer is not None:
                self._timer.cancel()
            self._timer = None
            if process is not None:
                self._timer = threading.Timer(_WAITS_S, self.end)
                self._timer.daemon = True
                self._timer.start()
        return before


_WAITING: Final[dict[str, _Waiting]] = {}


def waiting(module: str) -> _Waiting:
    """Give what waits in this program to run a module."""
    if module not in _WAITING:
        _WAITING[module] = _Waiting(module)
        atexit.register(_WAITING[module].end)
    return _WAITING[module]
