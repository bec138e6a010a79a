"""The `tacha` command: ask, call an action, print what came of it. Nothing else prints."""

from __future__ import annotations

import sys

from geo.cli import site, season, fly, trial, day, change, sign_plan  # isort: skip  the order of the help
from geo.cli import debrief, signing, findings, leads, records, people  # isort: skip
from geo.cli.root import app
from geo.cli.telling import err, language
from geo.errors import TachaError
from geo.words import say

COMMANDS = (
    site,
    season,
    fly,
    trial,
    day,
    change,
    sign_plan,
    debrief,
    signing,
    findings,
    leads,
    records,
    people,
)
"""Importing these hangs their commands on `app`."""


def run() -> None:
    """Run the command; an input that is wrong is one sentence and exit code 1."""
    try:
        app()
    except TachaError as error:
        err.print(say(error, language()), soft_wrap=True, markup=False)
        sys.exit(1)
