"""Accounts: who may sign in, as what, and what happens after wrong passwords.

Passwords are kept as argon2 hashes; a hash never enters the log.
"""

from __future__ import annotations

import re
from datetime import timedelta
from functools import cache
from typing import Any, Final, NoReturn

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import Connection, delete, exists, select

from geo.errors import RecordError
from geo.model import schema
from geo.records import models
from geo.records.actor import WHOLE_SITE, Actor, Role
from geo.records.audit import log
from geo.records.database import instant
from geo.records.frames import selected
from geo.records.roles import Action, acting
from geo.records.store import Store
from geo.records.versions import read_current, write_version

_NAME: Final = re.compile(r"[\w.@+-]{1,64}")
_LOCAL: Final = "local"
"""What the log calls the person at the computer itself; no account may be named so."""

_hasher: Final = PasswordHasher()


def add_account(
    store: Store,
    user_id: str,
    password: str | None,
    *,
    actor: Actor,
    role: str,
    scope: str = WHOLE_SITE,
    team_id: str = "",
) -> None:
    """Add an account.

    Parameters
    ----------
    password : None for an account of a single sign-on, which has no password here
    scope : "site", or a township's name
    team_id : a surveyor's own team

    Raises
    ------
    Refused : the actor may not manage accounts
    RecordError : a name that cannot be one or is taken, too short a password, no such role, no team
    """
    if not _NAME.fullmatch(user_id) or user_id == _LOCAL:
        raise RecordError("accounts-name", user=user_id)
    row: dict[str, Any] = {
        "user_id": user_id, "password_hash": _hash(password, store) if password is not None else "",
        "disabled": False, "failures": 0, "locked_until": None, **_place(user_id, role, scope, team_id),
    }  # fmt: skip
    with acting(store, actor, Action.MANAGE_ACCOUNTS) as connection:
        if _row(connection, user_id) is not None:
            raise RecordError("accounts-taken", user=user_id)
        _write(connection, actor, "add", None, row)


def set_role(
    store: Store, user_id: str, *, actor: Actor, role: str, scope: str = WHOLE_SITE, team_id: str = ""
) -> None:
    """Give an account another role, scope and team; it holds from the next thing that the person does.

    Raises
    ------
    Refused : the actor may not manage accounts
    RecordError : no such account or role, no team
    """
    _amend(store, user_id, actor, "role", _place(user_id, role, scope, team_id))


def set_disabled(store: Store, user_id: str, *, actor: Actor, disabled: bool = True) -> None:
    """Shut an account out, open sign-ins too, or let it in again; a lock after wrong passwords is lifted.

    Raises
    ------
    Refused : the actor may not manage accounts
    RecordError : no such account
    """
    verb = "disable" if disabled else "enable"
    changes = {"disabled": disabled, "failures": 0, "locked_until": None}
    _amend(store, user_id, actor, verb, changes, sign_out=disabled)


def set_password(store: Store, user_id: str, password: str, *, actor: Actor) -> None:
    """Give an account a new password; its open sign-ins end, a lock after wrong passwords is lifted.

    Raises
    ------
    Refused : the actor may not manage accounts
    RecordError : no such account, or too short a password
    """
    changes = {"password_hash": _hash(password, store), "failures": 0, "locked_until": None}
    _amend(store, user_id, actor, "password", changes, sign_out=True)


def read_accounts(store: Store) -> Any:
    """Every account by name: USERS without the password hash."""
    with store.reading() as connection:
        return read_current(connection, models.USERS, schema.USERS).drop(columns="password_hash")


def has_accounts(store: Store) -> bool:
    """Tell whether the site has any account, disabled ones too: from the first one on, people sign in."""
    with store.reading() as connection:
        return bool(connection.scalar(select(exists().select_from(models.USERS))))


def account_actor(store: Store, user_id: str) -> Actor | None:
    """Return who an account acts as; None if there is no such account or it is disabled."""
    with store.reading() as connection:
        return actor_of(_row(connection, user_id))


def check_password(store: Store, user_id: str, password: str) -> Actor:
    """Return who a person is, by name and password.

    After too many wrong passwords in a row the account is locked for a while, for the right one too.

    Raises
    ------
    RecordError : wrong name or password, which of them is not said; or the account is locked
    """
    settings = store.settings
    with store.reading() as connection:
        known = _row(connection, user_id)
    if known is None or not known["password_hash"]:
        refuse_stranger(password)
    # Counted in the transaction that tries, so that guesses made at once are all counted.
    with store.writing() as connection:
        row, now = _row(connection, user_id), instant(connection)
        assert row is not None  # noqa: S101  accounts are never deleted
        locked_until = row["locked_until"]
        if locked_until is not None and now < locked_until:
            matches = None
        elif _matches(row["password_hash"], password) and not row["disabled"]:
            matches = actor_of(row)
            if row["failures"]:
                _write(connection, _as(row), "sign_in", row, {**row, "failures": 0, "locked_until": None})
        else:
            matches, failures = None, row["failures"] + 1
            full = failures >= settings.sign_in_failures
            locked_until = now + timedelta(seconds=settings.lock_out_s) if full else None
            # A lock that has run out starts a new count.
            failed = {"failures": 0 if full else failures, "locked_until": locked_until}
            _write(connection, _as(row), "sign_in_failed", row, {**row, **failed})
    if matches is not None:
        return matches
    if locked_until is not None and now < locked_until:
        minutes = -(-(locked_until - now).total_seconds() // 60)
        raise RecordError("accounts-locked", minutes=int(minutes))
    raise RecordError("accounts-wrong")


def refuse_stranger(password: str) -> NoReturn:
    """Refuse who names no account, or no site, of ours.

    As slow as for an account that exists, so that names cannot be told by the clock.

    Raises
    ------
    RecordError : always
    """
    _matches(_nobody(), password)
    raise RecordError("accounts-wrong")


def actor_of(row: dict[str, Any] | None) -> Actor | None:
    """Return who a row of USERS acts as; None for no row or a disabled account."""
    return None if row is None or row["disabled"] else _as(row)


def current_row(connection: Connection, user_id: str) -> dict[str, Any] | None:
    """Newest version of an account's row, or None."""
    return _row(connection, user_id)


def _as(row: dict[str, Any]) -> Actor:
    return Actor(row["user_id"], row["role"], row["scope"], row["team_id"])


def _row(connection: Connection, user_id: str) -> dict[str, Any] | None:
    users = models.USERS
    query = select(*selected(users, schema.USERS)).where(users.c.user_id == user_id)
    row = connection.execute(query.order_by(users.c.version.desc()).limit(1)).mappings().first()
    return None if row is None else dict(row)


def _place(user_id: str, role: str, scope: str, team_id: str) -> dict[str, str]:
    if role not in set(Role):
        raise RecordError("accounts-role", role=role, roles=", ".join(Role))
    if role == Role.SURVEYOR and not team_id:
        raise RecordError("accounts-no-team", user=user_id)
    own_team = team_id if role == Role.SURVEYOR else ""
    return {"role": str(role), "scope": scope or WHOLE_SITE, "team_id": own_team}


def _amend(
    store: Store, user_id: str, actor: Actor, verb: str, changes: dict[str, Any], *, sign_out: bool = False
) -> None:
    with acting(store, actor, Action.MANAGE_ACCOUNTS) as connection:
        row = _row(connection, user_id)
        if row is None:
            raise RecordError("accounts-unknown", user=user_id)
        _write(connection, actor, verb, row, {**row, **changes})
        if sign_out:
            sessions = models.SESSIONS
            connection.execute(delete(sessions).where(sessions.c.user_id == user_id))


def _write(
    connection: Connection, actor: Actor, verb: str, before: dict[str, Any] | None, after: dict[str, Any]
) -> None:
    write_version(connection, models.USERS, schema.USERS, [after])
    log(connection, actor, verb, f"users {after['user_id']}", _told(before), _told(after))


def _told(row: dict[str, Any] | None) -> dict[str, Any] | None:
    """Row as the log may hold it: many read the log, nobody needs a hash."""
    if row is None:
        return None
    return {name: value for name, value in row.items() if name != "password_hash"}


def _hash(password: str, store: Store) -> str:
    least = store.settings.least_password
    if len(password) < least:
        raise RecordError("accounts-short-password", least=least)
    return _hasher.hash(password)


def _matches(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, password)
    except VerificationError:
        return False


@cache
def _nobody() -> str:
    return _hasher.hash("nobody")
