"""The process in which files of strangers are read: `python -m geo.sources.reading`.

It takes one request after the other on its standard input from the process that started it, and answers on
what was its standard output.
"""

from __future__ import annotations

import os
import pickle
import sys
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Any, Final

from geo.errors import InputError
from geo.sources.described import describe
from geo.sources.findings import read_findings
from geo.sources.kinds import read_kind
from geo.sources.observed import read_observed
from geo.sources.odk import photos_named
from geo.sources.passing import packed
from geo.sources.photos import read_photo
from geo.sources.sheets import read_history, read_leads
from geo.sources.tracks import read_tracks
from geo.sources.visits import read_visits

READERS: Final[Mapping[str, Callable[..., Any]]] = {
    "tracks": read_tracks,
    "findings": read_findings,
    "leads": read_leads,
    "history": read_history,
    "observed": read_observed,
    "visits": read_visits,
    "photos": read_photo,
    "form_photos": photos_named,
    "kind": read_kind,
    "described": describe,
}
"""Readers of what people bring in, by kind; each takes a path and returns a result and notes."""

HEAD: Final = 8
"""Bytes of the length before every answer."""


Readers = Mapping[str, Callable[..., Any]]


def answer(readers: Readers, kind: str, file: Path, options: Mapping[str, Any]) -> dict[str, Any]:
    """Read one file -> {"read": result}, {"refused": fault}, {"full": True} or {"broke": traceback}."""
    try:
        return {"read": readers[kind](file, **options)}
    except InputError as fault:
        return {"refused": fault}
    except MemoryError:
        return {"full": True}
    except Exception:  # noqa: BLE001  whatever a reader lets through is the parent's one sentence
        return {"broke": traceback.format_exc()}


def limit_memory(megabytes: float) -> None:
    """Let this process take so much memory more than it holds, where the system can keep to that.

    Linux can. Windows has no such limit for a process alone, and macOS does not hold to its own: there
    the parent watches, and ends it.
    """
    if sys.platform != "linux":
        return
    import resource  # noqa: PLC0415  Windows has none

    held_pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    most = held_pages * os.sysconf("SC_PAGE_SIZE") + round(megabytes * 1_000_000)
    resource.setrlimit(resource.RLIMIT_AS, (most, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def serve(readers: Readers, requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer until the parent hangs up; what all files of a pile share comes before the first of them."""
    shared: dict[str, Any] = {}
    _send(answers, {"ready": True})
    while True:
        try:
            # From the process that started this one, which no file has told anything.
            kind, what, options = pickle.load(requests)  # noqa: S301
        except EOFError:
            return
        if kind == "shared":
            limit_memory(what)
            shared = options
        else:
            _send(answers, answer(readers, kind, what, shared))


def _send(answers: IO[bytes], told: dict[str, Any]) -> None:
    try:
        message = packed(told)
    except MemoryError:
        message = packed({"full": True})
    except (TypeError, ValueError):
        message = packed({"broke": traceback.format_exc()})
    answers.write(len(message).to_bytes(HEAD, "big") + message)
    answers.flush()


def main(readers: Readers = READERS) -> None:
    """Set the channel apart from what libraries print, and serve."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(readers, sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
