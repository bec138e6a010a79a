"""Make sure that two site folders of one name do not share a schema of a county's server unasked."""

from __future__ import annotations

import re
import uuid
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, text
from sqlalchemy.schema import CreateSchema

from geo.errors import RecordError
from geo.records.address import Address
from geo.records.database import Database

MARK_NAME: Final = ".tacha-records"
"""File in the site folder that holds the mark of its schema."""

_MARK: Final = re.compile(r"tacha site ([0-9a-f]{32})")


def claim(database: Database) -> None:
    """Tie a schema that is named after the folder to this folder, or refuse one that is another's.

    A schema that site.toml names by ``?schema=`` is taken as meant: several computers may share it.

    Raises
    ------
    RecordError : the schema belongs to another folder
    """
    address = database.address
    if not address.on_server or address.named:
        return
    file = address.path.with_name(MARK_NAME)
    ours = _read(file)
    with database.reading() as connection:
        theirs = _mark_of(connection, address)
    if theirs is None:
        with database.writing() as connection:
            # Another process may have been faster while this one waited.
            theirs = _mark_of(connection, address) or _set_mark(connection, address, ours, file)
            ours = _read(file)
    if theirs != ours:
        raise RecordError("records-schema-taken", file=str(file.parent), schema=address.schema)


def _set_mark(connection: Connection, address: Address, ours: str, file: Path) -> str:
    mark = ours or uuid.uuid4().hex
    connection.execute(CreateSchema(address.schema, if_not_exists=True))
    name = connection.dialect.identifier_preparer.quote(address.schema)
    # A comment takes no parameters; the mark is 32 hexadecimal digits.
    connection.exec_driver_sql(f"COMMENT ON SCHEMA {name} IS 'tacha site {mark}'")
    file.write_text(f"{mark}\n", encoding="ascii")
    return mark


def _mark_of(connection: Connection, address: Address) -> str | None:
    query = text("SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = :name")
    comment = connection.execute(query, {"name": address.schema}).scalar()
    found = _MARK.fullmatch(comment or "")
    return found[1] if found else None


def _read(file: Path) -> str:
    try:
        mark = file.read_text(encoding="ascii", errors="replace").strip()
    except FileNotFoundError:
        return ""
    return mark if _MARK.fullmatch(f"tacha site {mark}") else ""
