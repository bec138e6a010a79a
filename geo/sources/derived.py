"""Keep what only inputs can rebuild in the site's derived/ folder, under the hash of what made it."""

from __future__ import annotations

import hashlib
import json
import shutil
import uuid
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import shapely
from numpy.typing import NDArray

FORMAT = 3
"""Raised whenever what is kept changes its meaning, so that an upgraded Tacha rebuilds."""


def derived_key(parts: Mapping[str, Any]) -> str:
    """Hash what a derived folder is made from: 16 hexadecimal digits.

    Parameters
    ----------
    parts : anything JSON can write (other values by their `repr`): input hashes, settings
    """
    text = json.dumps({"format": FORMAT, **parts}, sort_keys=True, default=repr, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def digest_of(table: Any) -> str:
    """Hash a table: its columns and its rows in their order, shapes included; 64 hexadecimal digits."""
    plain = pd.DataFrame(table)
    digest = hashlib.sha256(repr(list(plain.columns)).encode())
    for name in plain.columns:
        if plain[name].dtype == "geometry":
            shapes = shapely.to_wkb(plain[name].to_numpy())
            plain[name] = [b"" if shape is None else shape for shape in shapes]
    digest.update(pd.util.hash_pandas_object(plain, index=False).to_numpy().tobytes())
    return digest.hexdigest()


def keep(
    folder: Path, *, tables: Mapping[str, Any], arrays: Mapping[str, NDArray], facts: Mapping[str, Any]
) -> None:
    """Write tables, arrays and facts as one derived folder, all or nothing; older ones beside it go.

    A reader never meets half a folder: it is written under another name and renamed. Where a folder of that
    name cannot be moved aside, or another process was first, that one stays: what is kept can be made again.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    partial = folder.with_name(f".{folder.name}.{uuid.uuid4().hex}")
    partial.mkdir()
    for name, table in tables.items():
        table.to_parquet(partial / f"{name}.parquet")
    for name, array in arrays.items():
        np.save(partial / f"{name}.npy", array, allow_pickle=False)
    (partial / "facts.json").write_text(
        json.dumps(facts, ensure_ascii=False, sort_keys=True), encoding="utf-8"
    )
    aside = partial.with_name(f"{partial.name}.old")
    with suppress(OSError):
        folder.rename(aside)
    try:
        partial.rename(folder)
    except OSError:
        shutil.rmtree(partial, ignore_errors=True)
    stem = folder.name.rsplit("-", 1)[0]
    for stale in (aside, *folder.parent.glob(f"{stem}-*"), *folder.parent.glob(f".{stem}-*.old")):
        if stale != folder:
            shutil.rmtree(stale, ignore_errors=True)


def kept(
    folder: Path, *, only: str = "*"
) -> tuple[dict[str, Any], dict[str, NDArray], dict[str, Any]] | None:
    """Read a derived folder back as tables, arrays, facts; None when it is not there, or is going.

    only: name of the one table that is read. Arrays are read from the file as they are looked at; writing to
    one changes the copy in memory only.
    """
    try:
        facts = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
        tables = {file.stem: _read_table(file) for file in sorted(folder.glob(f"{only}.parquet"))}
        arrays = {file.stem: _read_array(file) for file in sorted(folder.glob("*.npy"))}
    except FileNotFoundError:
        return None
    # Another process may have moved the folder aside half-way.
    return (tables, arrays, facts) if (folder / "facts.json").exists() else None


def sha256_of(path: Path) -> str:
    """Hash a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read_table(file: Path) -> Any:
    shaped = b"geo" in (pq.read_schema(file).metadata or {})
    return gpd.read_parquet(file) if shaped else pd.read_parquet(file)


def _read_array(file: Path) -> NDArray:
    try:
        return np.asarray(np.load(file, mmap_mode="c", allow_pickle=False))
    except ValueError:  # nothing in it
        return np.asarray(np.load(file, allow_pickle=False))
