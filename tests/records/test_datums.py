"""Datums told for programs."""

from __future__ import annotations

from geo.records.datums import read_datums, remember_datums
from geo.records.store import Store


def test_the_last_datum_told_for_a_program_is_the_one_taken(store: Store) -> None:
    assert remember_datums(store, {"OsmAnd": "WGS84", "奥维": "WGS84"}) == 2
    assert remember_datums(store, {"奥维": "GCJ02"}) == 1
    assert remember_datums(store, {"奥维": "GCJ02"}) == 0
    assert read_datums(store) == {"OsmAnd": "WGS84", "奥维": "GCJ02"}
