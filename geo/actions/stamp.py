"""Tell whether what a screen shows of a site has changed, without reading the site."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sqlalchemy import select

from geo.records import models
from geo.records.store import Store
from geo.sources.site import FILE_NAME


def stamp(site_dir: Path) -> str:
    """Return a word that changes with the site's description, plans, tracks and findings only.

    A running job writes to the records every second: no reason to read the site anew.
    """
    plans, tracks, findings = models.PLANS.c, models.TRACKS.c, models.FINDINGS.c
    seen = hashlib.sha256((site_dir / FILE_NAME).read_bytes())
    with Store.open(site_dir) as store, store.reading() as connection:
        for query in (
            select(plans.plan_id, plans.state).order_by(plans.plan_id),
            select(tracks.track_id).order_by(tracks.track_id),
            select(findings.finding_id, findings.state, findings.eradicated_on).order_by(findings.finding_id),
        ):
            seen.update(repr([tuple(row) for row in connection.execute(query)]).encode())
    return seen.hexdigest()[:16]
