"""What a person must be told: a repair, an assumption, a thing left out. Keys and arguments, no sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

OnProgress = Callable[[int, int, str], None]
"""Called with (steps done, steps in all, message key of what is being done)."""


@dataclass(frozen=True)
class Note:
    """One thing to say; `key` names a message in geo/words and `args` fill it."""

    key: str
    args: dict[str, object] = field(default_factory=dict)


ASSUMED: Final = frozenset(
    {
        "areas-visits-unknown",
        "assumed-base",
        "assumed-effort-width",
        "assumed-flat",
        "assumed-no-roads",
        "assumed-one-searcher",
        "assumed-open",
        "assumed-streams",
        "assumed-team",
        "assumed-villages-walked",
        "search-climate-assumed",
        "search-effort-unlogged",
        "search-factor-missing",
        "search-leads-village-only",
        "search-plots-assumed",
        "search-tracks-nearest-window",
        "season-tracks-other",
        "source-degrees-assumed",
        "source-dem-voids",
        "source-encoding-guessed",
        "source-lead-strength",
        "source-track-day-assumed",
        "source-yards-inner-point",
    }
)
"""Notes of what was assumed for want of input: every summary lists these; the others tell of an import."""


def assumptions(notes: Iterable[Note]) -> list[Note]:
    """Keep the notes that say what was assumed, each once, in order."""
    found = {(note.key, repr(note.args)): note for note in notes if note.key in ASSUMED}
    return list(found.values())


def silent(done: int, total: int, what: str) -> None:
    """Show no progress."""
