"""Have the maps of teams for one day drawn as pages, by the program that draws."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from geo.errors import InputError
from geo.words import Language

log = logging.getLogger(__name__)

_PROGRAM: Final = "layers.day_page"
_FOLDER: Final = Path(__file__).resolve().parents[3]


class DayPages:
    """Pages that are being drawn, one for each team, while the caller does something else."""

    def __init__(
        self, site_dir: Path, day: date, teams: Sequence[str], language: Language, *, leader: bool = False
    ) -> None:
        self._place = str(site_dir)
        command = [
            sys.executable, "-m", _PROGRAM, f"--language={language.value}", *(["--leader"] if leader else []),
            "--", str(site_dir.resolve()), str(day), *teams,
        ]  # fmt: skip
        self._drawing = subprocess.Popen(  # noqa: S603  our own
            command, cwd=_FOLDER, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )

    def pages(self) -> list[str]:
        """Wait for the pages, in the order of the teams.

        Raises
        ------
        InputError : they could not be drawn
        """
        out, told = self._drawing.communicate()
        if self._drawing.returncode:
            log.error("the map was not drawn: %s", told.decode("utf-8", "replace")[-2_000:])
            raise InputError("exports-map-not-drawn", place=self._place)
        return list(json.loads(out))

    def stop(self) -> None:
        """End the drawing where nobody waits for it any more."""
        if self._drawing.poll() is None:
            self._drawing.kill()
            self._drawing.communicate()
