"""Tell whether plans, tracks or findings on record have changed, without reading them."""

from __future__ import annotations

import hashlib

from sqlalchemy import select

from geo.records import models
from geo.records.store import Store


def stamp(store: Store) -> str:
    """Return a word that changes with plans, tracks and findings only: a running job's progress is none."""
    plans, tracks, findings = models.PLANS.c, models.TRACKS.c, models.FINDINGS.c
    seen = hashlib.sha256()
    with store.reading() as connection:
        for query in (
            select(plans.plan_id, plans.state).order_by(plans.plan_id),
            select(tracks.track_id).order_by(tracks.track_id),
            select(findings.finding_id, findings.state, findings.eradicated_on).order_by(findings.finding_id),
        ):
            seen.update(repr([tuple(row) for row in connection.execute(query)]).encode())
    return seen.hexdigest()
