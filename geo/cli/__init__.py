"""The `tacha` command: ask, call an action, print what came of it. Nothing else prints."""

from __future__ import annotations

import sys

from geo.cli.loading import load, seldom_collecting
from geo.cli.root import app
from geo.cli.terminal import err, language
from geo.errors import TachaError
from geo.words import say


def run() -> None:
    """Run the command; an input that is wrong is one sentence and exit code 1."""
    with seldom_collecting():
        load(sys.argv[1:])
        try:
            app()
        except TachaError as error:
            err.print(say(error, language()), soft_wrap=True, markup=False)
            sys.exit(1)
