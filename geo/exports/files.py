"""Write a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from geo.errors import InputError
from geo.words import refusal_of


def write_text(path: Path | str, text: str) -> None:
    """Write UTF-8 text so that a reader finds the old file or the new one, never half of it.

    Raises
    ------
    InputError : the place cannot be written; what was there stays
    """
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path | str, content: bytes) -> None:
    """Write bytes like `write_text`; missing folders are made."""
    target = Path(path)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            # mkstemp makes files that only their owner may read; an export is for others.
            part.chmod(0o644)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise InputError("exports-not-written", file=str(target), reason=refusal_of(error)) from error
