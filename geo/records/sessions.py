"""Sign-ins that survive a reload: a random token in a cookie, its hash and expiry on record."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import delete, insert, select

from geo.records import models
from geo.records.accounts import actor_of, check_password, current_row
from geo.records.actor import Actor
from geo.records.audit import log
from geo.records.database import instant
from geo.records.store import Store

_TOKEN_BYTES = 32


def sign_in(store: Store, user_id: str, password: str) -> str:
    """Check name and password and open a session.

    Returns
    -------
    token : for the person's cookie only; it stands nowhere on record

    Raises
    ------
    RecordError : wrong name or password, or the account is locked
    """
    actor = check_password(store, user_id, password)
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    sessions = models.SESSIONS
    with store.writing() as connection:
        now = instant(connection)
        connection.execute(delete(sessions).where(sessions.c.expires_at <= now))
        expires_at = now + timedelta(hours=store.settings.session_h)
        row = {"token_hash": _hash(token), "user_id": actor.user_id, "expires_at": expires_at}
        connection.execute(insert(sessions), [row])
        log(connection, actor, "sign_in", f"sessions {actor.user_id}", None, {"expires_at": expires_at})
    return token


def session_actor(store: Store, token: str) -> Actor | None:
    """Return who a token stands for as of now, or None: unknown, run out, or the account is disabled."""
    if not token:
        return None
    sessions = models.SESSIONS
    query = select(sessions.c.user_id).where(
        sessions.c.token_hash == _hash(token), sessions.c.expires_at > store.now()
    )
    with store.reading() as connection:
        user_id = connection.scalar(query)
        return None if user_id is None else actor_of(current_row(connection, user_id))


def sign_out(store: Store, token: str) -> None:
    """End a session; one that is not open is none to end."""
    actor = session_actor(store, token)
    sessions = models.SESSIONS
    with store.writing() as connection:
        connection.execute(delete(sessions).where(sessions.c.token_hash == _hash(token)))
        if actor is not None:
            log(connection, actor, "sign_out", f"sessions {actor.user_id}", None, None)


def _hash(token: str) -> str:
    # The token is random and long, so a fast hash is enough; a slow one would cost on every page.
    return hashlib.sha256(token.encode()).hexdigest()
