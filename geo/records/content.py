"""What a sign-off signs: the contents of a visit as one hash, whatever order they came in."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

from geo.model import schema

LIFE_COLUMNS: Final = (
    "state", "submitted_by", "submitted_at", "decided_by", "decided_at", "self_confirmed", "reason",
    "content_hash",
)  # fmt: skip
"""Columns of VISITS that say what became of a visit; the others are its contents."""

CONTENT_COLUMNS: Final = tuple(name for name in schema.VISITS.names if name not in LIFE_COLUMNS)


def visit_hash(
    visit: Mapping[str, Any],
    *,
    cells: Iterable[str],
    tracks: Iterable[str],
    yards: Iterable[Mapping[str, Any]],
) -> str:
    """Hash the contents of a visit; what was decided about it is not among them.

    Parameters
    ----------
    visit : row of VISITS
    cells : cells that it names
    tracks : sha256 of its tracks, so that the very points are signed
    yards : rows of VISIT_YARDS: yard_id, entered, from_lane

    Returns
    -------
    str : 64 hexadecimal digits
    """
    parts = {
        "visit": {name: _plain(visit[name]) for name in CONTENT_COLUMNS},
        "cells": sorted(set(cells)),
        "tracks": sorted(set(tracks)),
        "yards": sorted([str(row["yard_id"]), int(row["entered"]), int(row["from_lane"])] for row in yards),
    }
    text = json.dumps(parts, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    """One way to write each value: 8 and 8.0 hours are the same, and so are NaN and None."""
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    number = float(value)
    # + 0.0 makes one zero of two.
    return None if math.isnan(number) else round(number, 6) + 0.0
