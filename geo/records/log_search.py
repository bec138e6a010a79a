"""Find rows of the log by what stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
from sqlalchemy import or_, select

from geo.records import models
from geo.records.store import Store

_SHOWN: Final = ("seq", "at", "user_id", "action", "subject", "before", "after")
_SEARCHED: Final = ("user_id", "action", "subject", "before", "after")


def found_in_log(store: Store, words: Sequence[str], *, most: int) -> Any:
    """Return the newest rows that hold every word somewhere, whatever its case -> the shown columns."""
    log = models.AUDIT.c
    query = select(*(log[name] for name in _SHOWN))
    for word in words:
        query = query.where(or_(*(log[name].icontains(word, autoescape=True) for name in _SEARCHED)))
    with store.reading() as connection:
        rows = connection.execute(query.order_by(log.seq.desc()).limit(most)).all()
    return pd.DataFrame(rows, columns=list(_SHOWN))
