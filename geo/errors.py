"""What can go wrong, as keys and arguments that the words folder turns into one sentence.

TachaError
├── InputError (also ValueError): what a person gave is wrong; exit 1, nothing changed
│   └── TableError: a table breaks its contract; carries every fault at once
├── RecordError: the records cannot be read or written as asked
└── Cancelled: a person stopped long work
"""

from __future__ import annotations

from dataclasses import dataclass, field


class TachaError(Exception):
    """A fault that has words: `key` names a message in geo/words, `args_` fill it.

    Parameters
    ----------
    key : message id in every language's catalogue, such as ``error-no-crs``
    **args : what the message names: by custom ``file``, ``place`` and what else it needs
    """

    def __init__(self, key: str, **args: object) -> None:
        self.key = key
        self.args_ = args
        super().__init__(key, args)

    def __str__(self) -> str:
        """Give key and arguments, for logs; people get the sentence from `geo.words.say`."""
        return f"{self.key} {self.args_}" if self.args_ else self.key


class InputError(TachaError, ValueError):
    """What a person gave is wrong: one sentence with file, place and cure; nothing was changed."""


@dataclass(frozen=True)
class Fault:
    """One broken promise of a table: which column, which rows, which rule (a message key)."""

    table: str
    column: str
    rule: str
    args: dict[str, object] = field(default_factory=dict)


class TableError(InputError):
    """A table breaks its contract; `faults` holds all of them, the message names the first."""

    def __init__(self, where: str, faults: list[Fault]) -> None:
        self.faults = faults
        first = faults[0]
        super().__init__(
            "error-table",
            file=where,
            table=first.table,
            column=first.column,
            rule=first.rule,
            rule_args=first.args,
            others=len(faults) - 1,
        )


class RecordError(TachaError):
    """The records cannot be read or written as asked."""


class Cancelled(TachaError):
    """A person stopped long work; nothing of it was kept."""

    def __init__(self) -> None:
        super().__init__("error-cancelled")
