"""Where a site's records are: the file in its folder, or a schema of a county's PostgreSQL."""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from geo.errors import RecordError

FILE_NAME: Final = "tacha.db"
URL_VARIABLE: Final = "TACHA_DATABASE_URL"
_LONGEST_NAME: Final = 63  # bytes, PostgreSQL
_TAKEN: Final = frozenset({"public", "information_schema"})


@dataclass(frozen=True)
class Address:
    """Where the records of a site are.

    Parameters
    ----------
    url : of the database
    path : the file; on a server the one that would be there
    schema : the site's own schema on a server; empty for a file
    named : somebody chose that schema for this very site; else it follows from the folder or the environment
    """

    url: URL
    path: Path
    schema: str = ""
    named: bool = False

    @property
    def on_server(self) -> bool:
        """Tell whether it is a server's database."""
        return bool(self.schema)

    def __str__(self) -> str:
        """Write it for messages: never with a password."""
        if not self.on_server:
            return str(self.path)
        return f"{self.url.render_as_string(hide_password=True)} {self.schema}"


def address_of(folder: Path, url: str | None) -> Address:
    """Find the records of a site folder.

    Parameters
    ----------
    folder : absolute
    url : as given; else the environment's TACHA_DATABASE_URL, else `database` under [site] in site.toml, else
        the file in the folder. ``?schema=name`` names the site's schema; else it is named after the folder

    Raises
    ------
    RecordError : no PostgreSQL address, or a name that cannot be a schema
    """
    path = folder / FILE_NAME
    outside = "" if url else os.environ.get(URL_VARIABLE, "")
    given = url or outside or _in_site_file(folder)
    if not given:
        return file_address(path)
    try:
        parsed = make_url(given)
    except ArgumentError as error:
        raise RecordError("records-unknown-database", file=str(folder)) from error
    if parsed.get_backend_name() != "postgresql":
        raise RecordError("records-unknown-database", file=str(folder))
    named = parsed.query.get("schema", folder.name)
    schema = named if isinstance(named, str) else named[-1]
    if not _can_name(schema):
        raise RecordError("records-schema-name", file=str(folder), schema=schema)
    plain = parsed.set(drivername="postgresql+psycopg").difference_update_query(["schema"])
    # What the environment says holds for every site that is opened under it.
    return Address(plain, path, schema, named="schema" in parsed.query and not outside)


def file_address(path: Path) -> Address:
    """Address of a database file."""
    # Put together as text, a question mark in a folder's name would end the path.
    return Address(URL.create("sqlite", database=str(path)), path)


def _can_name(schema: str) -> bool:
    short = 0 < len(schema.encode()) <= _LONGEST_NAME
    ours = schema.lower() not in _TAKEN and not schema.lower().startswith("pg_")
    return short and ours and not re.search(r'[\x00-\x1f"]', schema)


def _in_site_file(folder: Path) -> str:
    try:
        head = tomllib.loads((folder / "site.toml").read_text(encoding="utf-8")).get("site", {})
    except (OSError, ValueError):
        # Who reads the site's description tells what is wrong with it.
        return ""
    return str(head.get("database", "")) if isinstance(head, dict) else ""
