"""Run the app behind its door, as `tacha serve` starts it."""

from __future__ import annotations

import logging
import os
import socket
import sys
from pathlib import Path
from typing import Final, NoReturn

import streamlit as st
from starlette.middleware import Middleware

from geo.actions.site.serve import ROOF_VARIABLE, SINGLE_SIGN_ON_VARIABLE, SITE_VARIABLE, is_loopback
from screens.door import Door, routes
from screens.house import House

_ADDRESS: Final = "TACHA_ADDRESS"
_PORT: Final = "TACHA_PORT"
_EVERYWHERE: Final = frozenset({"0.0.0.0", "::"})  # noqa: S104  looked at, not bound to
_APP: Final = Path(__file__).resolve().parents[1] / "app.py"


def behind_door(house: House) -> st.App:
    """Put the app of a house behind its door, or behind the sign-in of an office that vouches for people.

    Then every session is asked by `screens.account.actor` before anything of a site is read.
    """
    if os.environ.get(SINGLE_SIGN_ON_VARIABLE):
        return st.App(_APP)
    return st.App(_APP, routes=routes(house), middleware=[Middleware(Door, house=house)])


def main() -> None:
    """Serve until stopped."""
    address = os.environ[_ADDRESS]
    # Without a name to print Streamlit asks the internet for this computer's address.
    named = socket.gethostname() if address in _EVERYWHERE else address
    where = {
        "server.address": address,
        "server.port": int(os.environ[_PORT]),
        "browser.serverAddress": named,
        "browser.gatherUsageStats": False,
    }
    roof = os.environ.get(ROOF_VARIABLE, "")
    folder = Path(roof or os.environ[SITE_VARIABLE])
    house = House(folder, many=bool(roof), only_here=is_loopback(address))
    behind_door(house).run(config=where)


def leave() -> NoReturn:
    """End now: a session that reads a table when the server stops would keep Arrow waiting for ever."""
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
    leave()
