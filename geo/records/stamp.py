"""Tell whether what people see of the records has changed, without reading them."""

from __future__ import annotations

import hashlib
from typing import Final

from sqlalchemy import func, select

from geo.records import models
from geo.records.store import Store

_ADDED_TO: Final = (
    models.TRACKS, models.LEADS, models.HISTORY, models.FINDINGS, models.VISITS, models.VISIT_CELLS,
    models.VISIT_TRACKS, models.VISIT_YARDS, models.REVISITS, models.FILED_PLACES, models.PHOTOS,
    models.OUTCOMES, models.DECISIONS, models.SIGN_OFFS, models.PLAN_SIGNATURES, models.OBSERVED,
    models.SEASON_EFFORT,
)  # fmt: skip


def stamp(store: Store) -> str:
    """Return a word that changes with what is on record; a running job's progress and a sign-in are none."""
    plans, days = models.PLANS.c, models.TEAM_DAYS.c
    seen = hashlib.sha256()
    with store.reading() as connection:
        # Nothing of these is ever changed or deleted, so a change is a row more.
        counts = [select(func.count()).select_from(table).scalar_subquery() for table in _ADDED_TO]
        stands = [
            select(*counts),
            select(plans.plan_id, plans.state).order_by(plans.plan_id),
            select(days.plan_id, days.team_day_id, days.state, days.locked)
            .where(days.plan_id.in_(select(plans.plan_id).where(plans.state == "adopted")))
            .order_by(days.plan_id, days.team_day_id),
        ]
        for query in stands:
            seen.update(repr([tuple(row) for row in connection.execute(query)]).encode())
    return seen.hexdigest()
