"""Keep a result that is all tables, arrays and notes, under the hash of all that it was made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from geo.model.notes import Note
from geo.sources.derived import keep, kept

Made = TypeVar("Made")


def kept_or_made(folder: Path, of: Callable[..., Made], make: Callable[[], Made]) -> Made:
    """Return a result from its derived folder; where it is not there, make it, keep it and read it back.

    Parameters
    ----------
    folder : derived folder; its name ends in the hash of all that the result is made from
    of : a dataclass of tables, arrays and `notes`
    make : makes it
    """
    found = kept(folder)
    if found is None:
        made: Any = make()
        parts = {item.name: getattr(made, item.name) for item in fields(made) if item.name != "notes"}
        keep(
            folder,
            tables={name: part for name, part in parts.items() if isinstance(part, pd.DataFrame)},
            arrays={name: part for name, part in parts.items() if isinstance(part, np.ndarray)},
            facts={"notes": [[note.key, note.args] for note in made.notes]},
        )
        found = kept(folder)
        if found is None:
            return made
    tables, arrays, facts = found
    given: dict[str, Any] = {**tables, **arrays}
    return of(**given, notes=tuple(Note(key, args) for key, args in facts["notes"]))
