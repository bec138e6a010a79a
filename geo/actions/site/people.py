"""Let people in: accounts for the command line, sign-ins for the app, and who acts where nobody signs in."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from geo.errors import RecordError
from geo.records import accounts, sessions
from geo.records.known import has_records
from geo.records.roles import ALONE, WHOLE_SITE, Action, Actor, Role, refusal, require
from geo.records.store import Store
from geo.sources.site import read_site


def local_actor(site_dir: Path) -> Actor:
    """Return who acts from the command line: the one person, or its keeper once there are accounts.

    With accounts he keeps every right (the files are his) but confirms nothing that he submitted.
    """
    if not has_records(site_dir):
        return ALONE  # asking must not make a database where the command is then refused
    with Store.open(site_dir) as store:
        return Actor(ALONE.user_id, Role.ADMIN) if accounts.has_accounts(store) else ALONE


def add_person(
    site_dir: Path,
    user_id: str,
    password: str | None,
    *,
    role: str,
    scope: str = WHOLE_SITE,
    team_id: str = "",
    actor: Actor | None = None,
) -> None:
    """Add an account; from the first one on the app asks everybody to sign in.

    Parameters
    ----------
    actor : who does it, here and in the next ones; None: who sits at the command line

    Raises
    ------
    InputError : no site in this folder
    RecordError : a name that cannot be one or is taken, too short a password, no such role, no team
    """
    read_site(site_dir)
    more = {"role": role, "scope": scope, "team_id": team_id}
    actor = actor or local_actor(site_dir)
    with Store.open(site_dir) as store:
        accounts.add_account(store, user_id, password, actor=actor, **more)


def change_role(
    site_dir: Path,
    user_id: str,
    *,
    role: str,
    scope: str = WHOLE_SITE,
    team_id: str = "",
    actor: Actor | None = None,
) -> None:
    """Give an account another role, scope and team.

    Raises
    ------
    InputError : no site in this folder
    RecordError : no such account or role, no team
    """
    read_site(site_dir)
    actor = actor or local_actor(site_dir)
    with Store.open(site_dir) as store:
        accounts.set_role(store, user_id, actor=actor, role=role, scope=scope, team_id=team_id)


def disable(site_dir: Path, user_id: str, *, disabled: bool = True, actor: Actor | None = None) -> None:
    """Shut an account out, or let it in again.

    Raises
    ------
    InputError : no site in this folder
    RecordError : no such account
    """
    read_site(site_dir)
    actor = actor or local_actor(site_dir)
    with Store.open(site_dir) as store:
        accounts.set_disabled(store, user_id, actor=actor, disabled=disabled)


def change_password(site_dir: Path, user_id: str, password: str, *, actor: Actor | None = None) -> None:
    """Give an account a new password.

    Raises
    ------
    InputError : no site in this folder
    RecordError : no such account, too short a password
    """
    read_site(site_dir)
    actor = actor or local_actor(site_dir)
    with Store.open(site_dir) as store:
        accounts.set_password(store, user_id, password, actor=actor)


def people(site_dir: Path) -> Any:
    """Every account by name: USERS without password hashes.

    Raises
    ------
    InputError : no site in this folder
    """
    read_site(site_dir)
    with Store.open(site_dir) as store:
        return accounts.read_accounts(store)


def signs_in(site_dir: Path) -> bool:
    """Tell whether people sign in on this site: as soon as it has any account."""
    return accounts.has_accounts(_kept_open(site_dir))


def sign_in(site_dir: Path | None, user_id: str, password: str) -> str:
    """Return the token of a new session, for the person's cookie.

    Parameters
    ----------
    site_dir : None where the person named no site of ours: then the answer is that of a wrong password

    Raises
    ------
    RecordError : wrong name or password, or the account is locked
    """
    if site_dir is None:
        accounts.refuse_stranger(password)
    return sessions.sign_in(_kept_open(site_dir), user_id.strip(), password)


def sign_out(site_dir: Path, token: str) -> None:
    """End a session."""
    sessions.sign_out(_kept_open(site_dir), token)


def who(site_dir: Path, token: str) -> Actor | None:
    """Return who a cookie's token stands for as of now, or None."""
    return sessions.session_actor(_kept_open(site_dir), token)


def who_by_name(site_dir: Path, user_id: str) -> Actor | None:
    """Return who a person acts as whom a single sign-on vouches for; None without an account here."""
    return accounts.account_actor(_kept_open(site_dir), user_id)


def may(actor: Actor, action: Action, *, team_id: str = "", township: str = "") -> bool:
    """Tell whether a screen should offer an action on the whole site, or on a team's or township's work.

    The records ask again.
    """
    return refusal(actor, action, team_id=team_id, township=township) is None


def may_at_home(actor: Actor, action: Action) -> bool:
    """Tell whether to offer an action on the actor's own ground, for his own team; the records ask again."""
    town = "" if actor.scope == WHOLE_SITE else actor.scope
    return refusal(actor, action, team_id=actor.team_id, township=town) is None


def ask(site_dir: Path, actor: Actor, action: Action) -> None:
    """Let an actor do something on the whole site, or refuse and log it.

    Raises
    ------
    RecordError : he may not
    """
    require(_kept_open(site_dir), actor, action)


def cookie_name(site_dir: Path) -> str:
    """Name of a site's cookie: two sites on one computer share its cookies, whatever their ports."""
    return "tacha_" + hashlib.sha256(str(site_dir.resolve()).encode()).hexdigest()[:12]


def session_s(site_dir: Path) -> int:
    """How long a sign-in lasts, in seconds."""
    return round(_kept_open(site_dir).settings.session_h * 3600)


def _kept_open(site_dir: Path) -> Store:
    # Asked at every request; to open the records each time would take longer than the answer.
    return _store(site_dir.resolve())


@cache
def _store(folder: Path) -> Store:
    if not folder.is_dir():
        raise RecordError("records-no-folder", file=str(folder))
    return Store.open(folder)
