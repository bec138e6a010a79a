"""Other people's programs that hold our files to their own rules, where they are installed."""

import os
import shutil
import subprocess

import pytest


def needs_program(name):
    """Skip a test, and say so, where a program is missing."""
    return pytest.mark.skipif(shutil.which(name) is None, reason=f"{name} is not installed")


def said_by(*words):
    """What a program says of a file; a word of warning or a fault is the test's."""
    run = subprocess.run(
        [str(word) for word in words], capture_output=True, text=True, check=False, timeout=60, env=_others()
    )
    assert run.returncode == 0, run.stdout + run.stderr
    told = run.stdout + run.stderr
    assert "Warning" not in told, told
    assert "ERROR" not in told, told
    return told


def _others():
    """The environment as other people's programs have it: ours tells GDAL which formats it may read."""
    ours = ("GDAL_", "OGR_", "CPL_")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}
