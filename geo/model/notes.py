"""What a person must be told: a repair, an assumption, a thing left out. Keys and arguments, no sentences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

OnProgress = Callable[[int, int, str], None]
"""Called with (steps done, steps in all, message key of what is being done)."""


@dataclass(frozen=True)
class Note:
    """One thing to say; `key` names a message in geo/words and `args` fill it."""

    key: str
    args: dict[str, object] = field(default_factory=dict)


def silent(done: int, total: int, what: str) -> None:
    """Show no progress."""
