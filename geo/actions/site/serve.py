"""Open the app of a site in the browser: of this computer, or of an office whose people sign in."""

from __future__ import annotations

import errno
import os
import signal
import socket
import subprocess
import sys
import threading
import tomllib
from ipaddress import ip_address
from pathlib import Path
from typing import Final

from geo.actions.site.people import signs_in
from geo.actions.site.roof import is_roof, sites_under
from geo.errors import InputError, TachaError
from geo.sources.site import read_site

APP = Path(__file__).resolve().parents[3] / "app.py"
SITE_VARIABLE = "TACHA_SITE"
"""Environment variable that tells app.py which site folder to open."""
ROOF_VARIABLE = "TACHA_ROOF"
"""Environment variable that tells app.py the folder whose sites to open, where it is not one site."""
SINGLE_SIGN_ON_VARIABLE = "TACHA_SINGLE_SIGN_ON"
"""Environment variable that tells app.py that Streamlit's own sign-in vouches for people."""


_PORTS: Final = 65_536
_SECRETS: Final = [APP.parent / ".streamlit", Path.home() / ".streamlit"]


def serve(site_dir: Path, *, port: int = 8501, address: str = "127.0.0.1") -> None:
    """Run the app until it is stopped.

    Parameters
    ----------
    site_dir : a site, a folder of sites, or an empty folder, in which the first site is made
    address : of this computer; any but loopback needs accounts or a single sign-on

    Raises
    ------
    InputError : as `refuse_unservable` says, or the app did not start
    """
    refuse_unservable(site_dir, port=port, address=address)
    command, environment = server_of(site_dir, port=port, address=address)
    with subprocess.Popen(command, env=environment, cwd=APP.parent) as server:  # noqa: S603
        # Whoever stops this program, a service manager for one, means the server.
        stopped = threading.Event()

        def stop(*_: object) -> None:
            stopped.set()
            server.terminate()

        signal.signal(signal.SIGTERM, stop)
        try:
            code = server.wait()
        except KeyboardInterrupt:  # the server heard it, too
            return
    if code and not stopped.is_set():
        raise InputError("error-serve", port=port)


def server_of(site_dir: Path, *, port: int, address: str = "127.0.0.1") -> tuple[list[str], dict[str, str]]:
    """Return the command and the environment in which the app of a site, or of a folder of sites, runs."""
    folder, roof = str(site_dir.resolve()), is_roof(site_dir)
    told = {SITE_VARIABLE: "" if roof else folder, ROOF_VARIABLE: folder if roof else ""}
    told |= {"TACHA_ADDRESS": address, "TACHA_PORT": str(port)}
    told |= {SINGLE_SIGN_ON_VARIABLE: "1" if has_single_sign_on(_SECRETS) else ""}
    return [sys.executable, "-m", "screens.server"], os.environ | told


def refuse_unservable(site_dir: Path, *, port: int, address: str = "127.0.0.1") -> None:
    """Refuse before anybody is told an address what could not be served there.

    Raises
    ------
    InputError : no site in this folder, no such address, nobody could sign in, or the port is taken
    """
    sites = list(sites_under(site_dir).values()) if is_roof(site_dir) else [site_dir]
    if sites == [site_dir]:
        read_site(site_dir)
    if not is_loopback(address) and not has_single_sign_on(_SECRETS) and not any(map(_signs_in, sites)):
        raise InputError("door-not-loopback", address=address)
    if not 0 < port < _PORTS:
        raise InputError("error-serve", port=port)
    try:
        # As servers do: a port whose last connections are still closing is free.
        socket.create_server((address, port), family=_family(address)).close()
    except OSError as error:
        taken = error.errno in {errno.EADDRINUSE, errno.EACCES}
        key = "error-serve" if taken else "door-bad-address"
        raise InputError(key, port=port, address=address) from error


def _signs_in(site_dir: Path) -> bool:
    """Tell whether people can sign in; one site whose records are broken does not keep the others shut."""
    try:
        return signs_in(site_dir)
    except TachaError:
        return False


def _family(address: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in address else socket.AF_INET


def is_loopback(address: str) -> bool:
    """Tell whether only this computer reaches an address.

    Raises
    ------
    InputError : it is no address

    >>> is_loopback("127.0.0.1"), is_loopback("0.0.0.0")
    (True, False)
    """
    if address == "localhost":
        return True
    try:
        return ip_address(address).is_loopback
    except ValueError:
        raise InputError("door-bad-address", address=address) from None


def has_single_sign_on(folders: list[Path]) -> bool:
    """Tell whether one of these folders holds a secrets.toml with [auth], as Streamlit's sign-in wants it."""
    for folder in folders:
        try:
            if "auth" in tomllib.loads((folder / "secrets.toml").read_text(encoding="utf-8")):
                return True
        except OSError:
            continue
    return False
