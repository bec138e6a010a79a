"""Start soon: only the module of the command that was typed is loaded, and memory is seldom tidied."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import Final

MODULES: Final = {
    "site": ("demo", "new", "template", "check", "serve"),
    "found": ("found",),
    "plan": ("plan",),
    "season": ("season", "coverage"),
    "export": ("export",),
    "office": ("report", "ledger"),
    "fly": ("drone",),
    "trial": ("compare", "backtest", "trade-off"),
    "day": ("day",),
    "pack": ("pack",),
    "pack_forms": ("forms",),
    "change": ("change",),
    "sign_plan": ("sign-plan",),
    "debrief": ("visits",),
    "signing": ("decide", "visits", "sign-off"),
    "findings": ("findings",),
    "leads": ("leads",),
    "records": ("add", "backup", "restore", "audit"),
    "people": ("user",),
}
"""Commands that a module of `geo.cli` hangs on the app when it is imported, in the order of the help."""

COLLECT_AFTER: Final = 50_000
"""Objects: a command has ended before rings of forgotten ones fill the memory. Python's own step is 700."""


def load(words: Sequence[str]) -> None:
    """Import the modules of the command that begins these words; of every command where none does."""
    command = next((word for word in words if not word.startswith("-")), "")
    named = [module for module, commands in MODULES.items() if command in commands]
    for module in named or MODULES:
        import_module(f"geo.cli.{module}")


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Look for rings of forgotten objects seldom: one look took a second while modules were loaded."""
    before = gc.get_threshold()
    gc.set_threshold(COLLECT_AFTER, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
