"""Have the map of a site drawn as one page, by the program that draws."""

from __future__ import annotations

import logging
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Final

from geo.errors import InputError
from geo.records.actor import WHOLE_SITE

log = logging.getLogger(__name__)

_PROGRAM: Final = "layers.page"
_FOLDER: Final = Path(__file__).resolve().parents[3]


def draw_map(
    site_dir: Path, *, window_id: str | None, language: str, today: date, scope: str = WHOLE_SITE
) -> str:
    """Return the map of a site as HTML that needs nothing beside it.

    Parameters
    ----------
    window_id : one that the site has; None: the one that is on or next
    scope : "site", or the township that is drawn

    Raises
    ------
    InputError : it could not be drawn
    """
    command = [
        sys.executable, "-m", _PROGRAM, str(site_dir.resolve()), "--window", window_id or "",
        "--language", language, "--scope", scope, "--day", str(today),
    ]  # fmt: skip
    done = subprocess.run(command, cwd=_FOLDER, capture_output=True, check=False)  # noqa: S603  our own
    if done.returncode:
        log.error("the map was not drawn: %s", done.stderr.decode("utf-8", "replace")[-2_000:])
        raise InputError("exports-map-not-drawn", place=str(site_dir))
    return done.stdout.decode("utf-8")
