"""Keep several sites under one roof: a folder whose subfolders are sites, or that waits for its first."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from geo.errors import InputError
from geo.sources.site import FILE_NAME

_LONGEST_NAME: Final = 60
_NO_FOLDER: Final = re.compile(r'[\x00-\x1f\\/:*?"<>|]')
_OF_WINDOWS: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def is_site(folder: Path) -> bool:
    """Tell whether a folder is a site."""
    return (folder / FILE_NAME).is_file()


def is_roof(folder: Path) -> bool:
    """Tell whether a folder holds sites, or nothing yet: hidden files do not count."""
    if not folder.is_dir() or is_site(folder):
        return False
    return bool(sites_under(folder)) or not any(not one.name.startswith(".") for one in folder.iterdir())


def sites_under(roof: Path) -> dict[str, Path]:
    """Return the sites of a roof by the names of their folders; hidden folders are none."""
    if not roof.is_dir():
        return {}
    return {one.name: one for one in sorted(roof.iterdir()) if not one.name.startswith(".") and is_site(one)}


def place_of(roof: Path, name: str) -> Path:
    """Return the folder in which a new site of a name will stand.

    Raises
    ------
    InputError : a name of which no folder can be called, or one that is taken
    """
    called = _NO_FOLDER.sub("", name).strip(" .")[:_LONGEST_NAME].rstrip(" .")
    if not called or _OF_WINDOWS.fullmatch(called):
        raise InputError("start-name", name=name)
    place = roof / called
    if place.exists():
        raise InputError("start-taken", name=called)
    return place
