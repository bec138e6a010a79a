"""Put what a row of the log changed into words: fields that people know, and what each was and is."""

from __future__ import annotations

import json
from typing import Any, Final

from screens.shell import text

FIELDS: Final = (
    "state", "role", "scope", "team_id", "disabled", "locked", "outcome", "reason", "found_on", "species",
    "plants", "area_m2", "count_kind", "police_number", "eradicated_on", "due_on", "walked_on", "length_m",
    "visited_on", "persons", "hours", "nothing_found", "submitted_by", "expected_finds", "note", "file",
)  # fmt: skip
"""Fields that are told, in this order; the rest are names and sums of the program."""
VALUES: Final = (
    "planned", "handed_out", "out", "back", "reported", "held", "counted", "eradicated", "verified_gone",
    "reopened", "draft", "submitted", "confirmed", "returned", "adopted", "superseded", "viewer", "surveyor",
    "officer", "lead", "admin", "site", "done", "partly", "not_reached", "weather", "time", "road", "danger",
    "blocked", "hands", "poppy", "cannabis", "other", "to_identify", "exact", "provisional", "police", "new",
    "assigned", "ruled_out", "gone", "regrowth", "suspended", "restricted", "resumed",
)  # fmt: skip
"""Codes of the records that have a word."""


def changed(before: str, after: str) -> str:
    """Say in one line what a row of the log changed; a dash where no field that people know did.

    Parameters
    ----------
    before, after : JSON of the log, empty where there was or is nothing
    """
    was, now = _read(before), _read(after)
    told = []
    for name in FIELDS:
        old, new = was.get(name), now.get(name)
        if old == new or new in (None, "") or (not was and new is False):
            continue
        args = {"field": text(f"settings-field-{name.replace('_', '-')}"), "now": _value(new)}
        key = "settings-log-set" if old in (None, "") else "settings-log-from-to"
        told.append(text(key, **args) if key == "settings-log-set" else text(key, was=_value(old), **args))
    return text("settings-log-and").join(told) or "–"


def _read(row: str) -> dict[str, Any]:
    try:
        found = json.loads(row) if row else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _value(value: object) -> str:
    if isinstance(value, bool):
        return text("settings-yes" if value else "settings-no")
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, str) and value in VALUES:
        return text(f"settings-value-{value.replace('_', '-')}")
    return str(value)
