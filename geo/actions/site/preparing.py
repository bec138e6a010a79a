"""The process in which the files of a new site are read first: `python -m geo.actions.site.preparing`.

What a stranger's boundaries, elevation or roads do to it, they do not do to the program. The ground it makes
is kept in the site's derived/ folder, from where the program takes it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from geo.actions.prepared.prepare import prepare
from geo.sources.reading import main

MODULE: Final = "geo.actions.site.preparing"
KIND: Final = "site"


def prepare_once(site_dir: Path) -> None:
    """Make a site ready, for what that leaves in derived/.

    Raises
    ------
    InputError : as `prepare`
    """
    prepare(site_dir)


if __name__ == "__main__":
    main({KIND: prepare_once})
