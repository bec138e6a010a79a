"""Pass what a reader made from one process to another: JSON and Arrow tables, never pickles.

The process that reads a stranger's file may have been turned by it. What comes from there can only be one
of the kinds named here; nothing in it is run.
"""

from __future__ import annotations

import io
import json
from dataclasses import fields
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.errors import Fault, InputError, TableError
from geo.model.notes import Note
from geo.sources.described import Described
from geo.sources.photos import Photo
from geo.sources.visits import PaperVisits

_MADE: Final[dict[str, Any]] = {"Photo": Photo, "PaperVisits": PaperVisits, "Described": Described}
_HEAD: Final = 8
"""Bytes of a length."""


def packed(value: Any) -> bytes:
    """Pack a result: texts, numbers, notes, refusals, lists, tables, photos, paper visits, descriptions.

    Raises
    ------
    TypeError : holds something else
    """
    blobs: list[bytes] = []
    tree = json.dumps(_tree(value, blobs), ensure_ascii=False).encode("utf-8", "surrogatepass")
    return b"".join(len(part).to_bytes(_HEAD, "big") + part for part in (tree, *blobs))


def unpacked(message: bytes) -> Any:
    """Take apart what `packed` made.

    Raises
    ------
    ValueError : anything else
    """
    parts, at = [], 0
    while at < len(message):
        size = int.from_bytes(message[at : at + _HEAD], "big")
        at += _HEAD + size
        parts.append(message[at - size : at])
    if not parts or at != len(message):
        raise ValueError("a cut message")
    try:
        return _value(json.loads(parts[0].decode("utf-8", "surrogatepass")), parts[1:])
    except (KeyError, IndexError, TypeError, AttributeError, OSError) as fault:
        raise ValueError("not a message") from fault


def _tree(value: Any, blobs: list[bytes]) -> Any:
    """Turn a value into what JSON can write; bytes and tables stand beside it."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str | np.generic):
        return str(value) if isinstance(value, str) else value.item()
    if isinstance(value, list | tuple):
        return [_tree(item, blobs) for item in value]
    if isinstance(value, dict):
        return {"dict": {str(name): _tree(item, blobs) for name, item in value.items()}}
    return _object_tree(value, blobs)


def _object_tree(value: Any, blobs: list[bytes]) -> dict[str, Any]:
    if isinstance(value, Note):
        return {"note": value.key, "args": _tree(value.args, blobs)}
    if isinstance(value, InputError):
        return _fault_tree(value, blobs)
    if isinstance(value, pd.DataFrame):
        return {"table": _blob(_table_bytes(value), blobs), "placed": isinstance(value, gpd.GeoDataFrame)}
    if isinstance(value, bytes):
        return {"bytes": _blob(value, blobs)}
    name = type(value).__name__
    if _MADE.get(name) is not type(value):
        raise TypeError(name)
    held = {item.name: _tree(getattr(value, item.name), blobs) for item in fields(value)}
    return {"made": name, "fields": held}


def _fault_tree(fault: InputError, blobs: list[bytes]) -> Any:
    """Key and arguments of a refusal, or the faults of a table."""
    if not isinstance(fault, TableError):
        return {"fault": fault.key, "args": _tree(fault.args_, blobs)}
    rows = [[item.table, item.column, item.rule, _tree(item.args, blobs)] for item in fault.faults]
    return {"where": str(fault.args_["file"]), "faults": rows}


def _blob(content: bytes, blobs: list[bytes]) -> int:
    blobs.append(content)
    return len(blobs) - 1


def _table_bytes(table: Any) -> bytes:
    stream = io.BytesIO()
    table.to_feather(stream)
    return stream.getvalue()


def _value(tree: Any, blobs: list[bytes]) -> Any:
    if isinstance(tree, list):
        return [_value(item, blobs) for item in tree]
    if not isinstance(tree, dict):
        return tree
    if "dict" in tree:
        return {name: _value(item, blobs) for name, item in tree["dict"].items()}
    return _object(tree, blobs)


def _object(tree: dict[str, Any], blobs: list[bytes]) -> Any:
    if "note" in tree:
        return Note(str(tree["note"]), _value(tree["args"], blobs))
    if "fault" in tree:
        return InputError(str(tree["fault"]), **_value(tree["args"], blobs))
    if "faults" in tree:
        rows = [(*map(str, row[:3]), _value(row[3], blobs)) for row in tree["faults"]]
        return TableError(str(tree["where"]), [Fault(*row) for row in rows])
    if "table" in tree:
        read = gpd.read_feather if tree["placed"] else pd.read_feather
        return read(io.BytesIO(blobs[tree["table"]]))
    if "bytes" in tree:
        return blobs[tree["bytes"]]
    held = {name: _value(item, blobs) for name, item in tree["fields"].items()}
    return _MADE[tree["made"]](**held)
