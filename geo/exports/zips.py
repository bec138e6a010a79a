"""Pack an office file anew so that equal contents give equal bytes, whenever and wherever it is made."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Final

_BEGINNING: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a zip can hold: it says nothing."""
_STAMPED: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")
_UNIX: Final = 3
_READABLE: Final = 0o644 << 16


def same_bytes(packed: bytes) -> bytes:
    """Pack a workbook or document anew: entries in their order, no times of making in the zip or inside."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(packed)) as given, zipfile.ZipFile(written, "w") as plain:
        for entry in given.infolist():
            content = given.read(entry)
            if entry.filename == "docProps/core.xml":
                content = _STAMPED.sub(rb"\g<1>1980-01-01T00:00:00Z\g<2>", content)
            bare = zipfile.ZipInfo(entry.filename, _BEGINNING)
            bare.compress_type, bare.create_system = zipfile.ZIP_DEFLATED, _UNIX
            bare.external_attr = _READABLE
            plain.writestr(bare, content)
    return written.getvalue()
