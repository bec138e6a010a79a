"""Number the recipes of the figures, as reports do; docs/figures.md tells them in full."""

from __future__ import annotations

from typing import Final

OFFICIAL: Final = (
    "visits", "tracks", "searchable_m2", "survey_rate", "declared_rate", "unconfirmed_rate", "areas",
    "yards", "villages_visited", "full_coverage", "findings", "nothing_found", "destroyed",
    "looks", "leads", "match_rate", "stops_not_reached",
)  # fmt: skip
INTERNAL: Final = ("pod", "expected_left", "dead_corners")
"""Estimates: never in a report that goes up."""
ALL: Final = (*OFFICIAL, *INTERNAL)


def number_of(recipe: str) -> int:
    """Return the number of a recipe in every report and ledger.

    >>> number_of("visits")
    1
    """
    return ALL.index(recipe) + 1
