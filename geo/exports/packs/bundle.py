"""Put files into one zip: same files, same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Final

_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can name; the true one would make every pack another."""


def bundle(files: Mapping[str, bytes]) -> bytes:
    """Return a zip of files by name, in the order given, without the moment of making."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # What Unix and Windows would each write of their own.
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, content)
    return out.getvalue()
