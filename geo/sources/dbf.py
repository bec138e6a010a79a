"""Find out how the texts of a Shapefile are written, before GDAL turns them into something else."""

from __future__ import annotations

import codecs
import re
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

AS_BYTES: Final = "ISO-8859-1"
"""Encoding in which every byte stays itself: what GDAL turns into text differs from system to system."""

_CHINESE: Final = "gb18030"
_UTF8: Final = "utf-8"
_DECLARED: Final = {
    "936": _CHINESE, "gbk": _CHINESE, "gb2312": _CHINESE, "gb18030": _CHINESE, "54936": _CHINESE,
    "65001": _UTF8, "utf8": _UTF8, "950": "big5", "88591": "latin-1",
}  # fmt: skip
"""What stands in .cpg files, without CP, ANSI, MS and blanks."""
_LANGUAGES: Final = {0x4D: _CHINESE, 0x4F: "big5", 0x4E: "cp949", 0x13: "cp932", 0x7B: "cp932"}
"""Language byte of a table in whose alphabet a wrong guess would still look like text."""
_LANGUAGE_AT: Final = 29
_HEAD: Final = struct.Struct("<4xIHH")
_FIELD: Final = 32
_PREFIX: Final = re.compile(r"^(?:cp|ansi|ms|windows|oem)?[\s_-]*")
_LONGEST_SIGN: Final = 4
_MOST_BYTES: Final = 50_000_000


@dataclass(frozen=True)
class TextCodec:
    """How the texts of a table are written; declared: it says so itself."""

    name: str
    declared: bool

    def mended(self, frame: Any) -> Any:
        """Return a frame that was read as `AS_BYTES` with its texts as they are meant."""
        out = frame.rename(columns={name: self._text(name) for name in frame.columns})
        for name in out.columns[out.dtypes == "str"]:
            out[name] = [self._text(value) for value in out[name]]
        return out

    def _text(self, value: Any) -> Any:
        return value.encode(AS_BYTES).decode(self.name, "ignore") if isinstance(value, str) else value


def text_codec(shapefile: Path) -> TextCodec:
    """Return how the texts of a Shapefile's table are written.

    What the .cpg file or the table's language byte says is taken where every text can be read that way; else
    UTF-8, and where that cannot be, GB18030, which holds GBK.
    """
    table = shapefile.with_suffix(".dbf")
    head, texts = _texts(table)
    declared = _of_cpg(shapefile.with_suffix(".cpg"))
    if declared is None and len(head) > _LANGUAGE_AT:
        declared = _LANGUAGES.get(head[_LANGUAGE_AT])
    if declared is not None and _readable(texts, declared):
        return TextCodec(declared, declared=True)
    return TextCodec(_UTF8 if _readable(texts, _UTF8) else _CHINESE, declared=False)


def _of_cpg(file: Path) -> str | None:
    if not file.exists():
        return None
    said = file.read_text(encoding="latin-1")[:40].strip().strip("\x00").lower()
    bare = _PREFIX.sub("", said).replace("-", "").replace("_", "").replace(" ", "")
    name = _DECLARED.get(bare) or (f"cp{bare}" if bare.isdigit() else said)
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def _texts(table: Path) -> tuple[bytes, bytes]:
    """Return the head of a table, and the bytes of its names and text fields, a line each."""
    with table.open("rb") as stream:
        raw = stream.read(_MOST_BYTES)
    if len(raw) < _FIELD:
        return raw, b""
    _, start, width = _HEAD.unpack_from(raw)
    names, fields, at = [], [], 1  # the first byte of a row marks it as deleted
    for place in range(_FIELD, max(start - 1, 0), _FIELD):
        field = raw[place : place + _FIELD]
        if len(field) < _FIELD or field[0] == 0x0D:
            break
        names.append(field[:11].split(b"\0")[0])
        if field[11:12] == b"C":
            fields.append((at, at + field[16]))
        at += field[16]
    rows = range(start, len(raw) - width + 1, width) if width else range(0)
    texts = [raw[row + low : row + high].rstrip(b" \0") for row in rows for low, high in fields]
    return raw[:_FIELD], b"\n".join([*names, *texts])


def _readable(texts: bytes, codec: str) -> bool:
    """Tell whether every text can be read; the last one of a full field may be cut within a character."""
    return _strict(texts, codec) or all(_up_to_its_end(text, codec) for text in texts.split(b"\n"))


def _strict(text: bytes, codec: str) -> bool:
    try:
        text.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _up_to_its_end(text: bytes, codec: str) -> bool:
    try:
        text.decode(codec)
    except UnicodeDecodeError as fault:
        return len(text) - fault.start < _LONGEST_SIGN
    return True
