"""Write zips whose bytes tell of their contents alone: no moment of making, no system."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Final

_BEGINNING: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a zip can hold: it says nothing."""
_STAMPED: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")
_UNIX: Final = 3
_READABLE: Final = 0o644 << 16


def bundle(files: Mapping[str, bytes]) -> bytes:
    """Return a zip of files by name, in the order given: same files, same bytes."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _BEGINNING)
            # What Unix and Windows would each write of their own.
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, _UNIX
            entry.external_attr = _READABLE
            archive.writestr(entry, content)
    return written.getvalue()


def same_bytes(packed: bytes) -> bytes:
    """Pack a workbook or document anew: entries in their order, no times of making in the zip or inside."""
    with zipfile.ZipFile(BytesIO(packed)) as given:
        files = {entry.filename: given.read(entry) for entry in given.infolist()}
    core = "docProps/core.xml"
    if core in files:
        files[core] = _STAMPED.sub(rb"\g<1>1980-01-01T00:00:00Z\g<2>", files[core])
    return bundle(files)
