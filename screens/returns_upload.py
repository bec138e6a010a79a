"""Put uploaded files into a folder while they are read, with what was answered of each."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import streamlit as st

from geo.actions.intake.pile import Handed
from geo.actions.site.create import DATUMS
from screens.shell import text

_UNSAFE: Final = re.compile(r'[\x00-\x1f<>:"/\\|?*]')
_LONGEST: Final = 120


@dataclass(frozen=True)
class Answer:
    """What a person answered of one file; "" or None: nothing yet. lay: "team:…" or "route:…"."""

    kind: str = ""
    datum: str = ""
    lay: str = ""
    walked_on: date | None = None
    finding_id: str = ""

    def having(self, **said: Any) -> Answer:
        """Return the answer with what was said now."""
        return replace(self, **said)


@contextmanager
def on_disk(files: list[Any], main: list[Any], answers: dict[str, Answer]) -> Iterator[list[Handed]]:
    """Write files into a folder of their own, and give the main ones with their answers."""
    with tempfile.TemporaryDirectory(prefix="tacha-returns") as folder:
        paths = _written(files, Path(folder))
        yield [_handed(paths[file.file_id], answers.get(file.file_id, Answer())) for file in main]


def datum_choice(key: str, chosen: str) -> str:
    """Ask in which datum the coordinates of a file stand."""
    options = ["", *DATUMS]
    return str(
        st.selectbox(
            text("returns-ask-datum"),
            options,
            index=options.index(chosen),
            key=key,
            format_func=lambda datum: text(f"returns-datum-{datum.lower() or 'none'}"),
        )
    )


def _written(files: list[Any], folder: Path) -> dict[str, Path]:
    """Write every file under a safe form of its own name; parts of a shapefile come to lie together."""
    paths = {}
    taken: dict[str, int] = {}
    for file in files:
        name = _UNSAFE.sub("_", file.name)[-_LONGEST:].lstrip(".") or "file"
        number = taken[name.casefold()] = taken.get(name.casefold(), -1) + 1
        place = folder / str(number)
        place.mkdir(exist_ok=True)
        paths[file.file_id] = place / name
        paths[file.file_id].write_bytes(file.getvalue())
    return paths


def _handed(path: Path, answer: Answer) -> Handed:
    how, _, name = answer.lay.partition(":")
    return Handed(
        path,
        kind=answer.kind,
        datum=answer.datum or None,
        assignment_id=name if how == "route" else "",
        team_id=name if how == "team" else "",
        walked_on=answer.walked_on,
        finding_id=answer.finding_id,
    )
