"""Keep what only inputs can rebuild in the site's derived/ folder, under the hash of what made it."""

from __future__ import annotations

import hashlib
import json
import shutil
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

FORMAT = 1
"""Raised whenever what is kept changes its meaning, so that an upgraded Tacha rebuilds."""


def derived_key(parts: Mapping[str, Any]) -> str:
    """Hash what a derived folder is made from: 16 hexadecimal digits.

    Parameters
    ----------
    parts : anything JSON can write (other values by their `repr`): input hashes, settings
    """
    text = json.dumps({"format": FORMAT, **parts}, sort_keys=True, default=repr, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def keep(
    folder: Path, *, tables: Mapping[str, Any], arrays: Mapping[str, NDArray], facts: Mapping[str, Any]
) -> None:
    """Write tables, arrays and facts as one derived folder, all or nothing; older ones beside it go.

    A reader never meets half a folder: it is written under another name and renamed.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    partial = folder.with_name(f".{folder.name}.{uuid.uuid4().hex}")
    partial.mkdir()
    for name, table in tables.items():
        table.to_parquet(partial / f"{name}.parquet")
    np.savez(partial / "arrays.npz", allow_pickle=False, **dict(arrays))
    (partial / "facts.json").write_text(
        json.dumps(facts, ensure_ascii=False, sort_keys=True), encoding="utf-8"
    )
    for stale in folder.parent.glob(f"{folder.name.rsplit('-', 1)[0]}-*"):
        shutil.rmtree(stale, ignore_errors=True)
    partial.rename(folder)


def kept(folder: Path) -> tuple[dict[str, Any], dict[str, NDArray], dict[str, Any]] | None:
    """Read a derived folder back as (tables, arrays, facts); None when it is not there."""
    if not (folder / "facts.json").exists():
        return None
    facts = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
    tables = {file.stem: _read_table(file) for file in sorted(folder.glob("*.parquet"))}
    with np.load(folder / "arrays.npz", allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in stored.files}
    return tables, arrays, facts


def sha256_of(path: Path) -> str:
    """Hash a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read_table(file: Path) -> Any:
    try:
        return gpd.read_parquet(file)
    except ValueError:  # a table without geometry
        return pd.read_parquet(file)
