"""Open the app of a site in the browser of this computer."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from geo.errors import InputError
from geo.sources.site import read_site

APP = Path(__file__).resolve().parents[2] / "app.py"
SITE_VARIABLE = "TACHA_SITE"
"""Environment variable that tells app.py which site folder to open."""


def serve(site_dir: Path, *, port: int = 8501) -> None:
    """Run the app until it is stopped; only this computer reaches it.

    Raises
    ------
    InputError : no site in this folder, or the port is taken by another program
    """
    read_site(site_dir)
    command = [sys.executable, "-m", "streamlit", "run", str(APP), "--server.port", str(port)]
    command += ["--server.address", "127.0.0.1", "--browser.gatherUsageStats", "false"]
    environment = os.environ | {SITE_VARIABLE: str(site_dir.resolve())}
    try:
        code = subprocess.run(command, env=environment, cwd=APP.parent, check=False).returncode  # noqa: S603
    except KeyboardInterrupt:
        return
    if code:
        raise InputError("error-serve", port=port)
