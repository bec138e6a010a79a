"""Tell whether what a screen shows of a site has changed, without reading the site."""

from __future__ import annotations

import hashlib
from pathlib import Path

from geo.records import stamp as records
from geo.records.store import Store
from geo.sources.site import FILE_NAME


def stamp(site_dir: Path) -> str:
    """Return a word that changes with the site's description and its records.

    A running job writes to the records every second: no reason to read the site anew.
    """
    seen = hashlib.sha256((site_dir / FILE_NAME).read_bytes())
    with Store.open(site_dir) as store:
        seen.update(records.stamp(store).encode())
    return seen.hexdigest()[:16]
