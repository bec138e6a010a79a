"""Read a day as people type it."""

from __future__ import annotations

from datetime import date

from geo.errors import InputError


def day_of(text: str | None) -> date | None:
    """Read a day as people type it; None stays None.

    Raises
    ------
    InputError : it is no day
    """
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError("error-no-day", text=text) from error
