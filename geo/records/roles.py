"""Who may do what: one matrix of roles and actions, asked before anything is written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection

from geo.errors import RecordError
from geo.records.actor import ALONE, WHOLE_SITE, Actor, Role
from geo.records.audit import log
from geo.records.store import Store

__all__ = [
    "ALONE", "MATRIX", "OWN_TEAM", "WHOLE_SITE", "Action", "Actor", "Refused", "Role", "acting",
    "log_refusal", "refusal", "require",
]  # fmt: skip


class Action(StrEnum):
    """What can be done to a site's records."""

    READ = "read"
    ADD_TRACK = "add_track"
    ADD_VISIT = "add_visit"
    ADD_FINDING = "add_finding"
    ADD_LEAD = "add_lead"
    ADD_OBSERVED = "add_observed"
    ADD_HISTORY = "add_history"
    CONFIRM_VISIT = "confirm_visit"
    RETURN_VISIT = "return_visit"
    SIGN_OFF = "sign_off"
    REPORT = "report"
    READ_LOG = "read_log"
    PLAN = "plan"
    ADOPT = "adopt"
    HAND_OUT = "hand_out"
    CHANGE_BY_HAND = "change_by_hand"
    DECIDE_GROUND = "decide_ground"
    CLOSE_SEASON = "close_season"
    MANAGE_ACCOUNTS = "manage_accounts"
    CHANGE_SETTINGS = "change_settings"
    BACKUP = "backup"
    RESTORE = "restore"


_NEW: Final = {
    Role.VIEWER: {Action.READ},
    # What a team brings home; tracks, visits and findings of the own team only.
    Role.SURVEYOR: {
        Action.ADD_TRACK, Action.ADD_VISIT, Action.ADD_FINDING, Action.ADD_LEAD, Action.ADD_OBSERVED,
    },
    Role.OFFICER: {
        Action.CONFIRM_VISIT, Action.RETURN_VISIT, Action.SIGN_OFF, Action.ADD_HISTORY, Action.REPORT,
        Action.READ_LOG,
    },
    Role.LEAD: {
        Action.PLAN, Action.ADOPT, Action.HAND_OUT, Action.CHANGE_BY_HAND, Action.DECIDE_GROUND,
        Action.CLOSE_SEASON,
    },
    Role.ADMIN: {Action.MANAGE_ACCOUNTS, Action.CHANGE_SETTINGS, Action.BACKUP, Action.RESTORE},
}  # fmt: skip


def _matrix() -> dict[Role, frozenset[Action]]:
    rights: frozenset[Action] = frozenset()
    matrix = {}
    for role in Role:
        rights = rights | _NEW[role]
        matrix[role] = rights
    return matrix


MATRIX: Final = _matrix()
"""Role to the actions it may do."""

OWN_TEAM: Final = frozenset({Action.ADD_TRACK, Action.ADD_VISIT, Action.ADD_FINDING})
"""Actions that a surveyor may do for his own team only."""


class Refused(RecordError):
    """The actor may not do this; `action` says what, `actor` who."""

    def __init__(self, key: str, actor: Actor, action: Action, **args: object) -> None:
        self.actor = actor
        self.action = action
        super().__init__(key, user=actor.user_id, role=str(actor.role), action=str(action), **args)


def refusal(
    actor: Actor, action: Action, *, team_id: str = "", township: str = "", submitted_by: str = ""
) -> Refused | None:
    """Return why an actor may not do something, or None if he may.

    Parameters
    ----------
    team_id : team whose work it is
    township : township it is about; empty means the whole site, for which the scope must be the site
    submitted_by : account that submitted what is to be confirmed
    """
    if action not in MATRIX[Role(actor.role)]:
        return Refused("roles-refused", actor, action)
    own = actor.role == Role.SURVEYOR and action in OWN_TEAM
    if own and (not actor.team_id or team_id != actor.team_id):
        return Refused("roles-refused-team", actor, action, team=team_id, own=actor.team_id)
    # The own team is narrower than a township, so its work need not name one.
    if actor.scope not in (WHOLE_SITE, township) and not (own and not township):
        key = "roles-refused-scope" if township else "roles-refused-whole"
        return Refused(key, actor, action, scope=actor.scope, township=township)
    if action is Action.CONFIRM_VISIT and submitted_by == actor.user_id and not actor.alone:
        return Refused("roles-refused-own", actor, action)
    return None


def require(
    where: Store | Connection,
    actor: Actor,
    action: Action,
    *,
    team_id: str = "",
    township: str = "",
    submitted_by: str = "",
) -> None:
    """Let an actor pass, or raise and write the refusal into the log.

    Parameters
    ----------
    where : the store, outside any writing transaction; or the connection of `acting`, which logs it

    Raises
    ------
    Refused : the role, team or scope does not allow it, or it is his own submission
    """
    refused = refusal(actor, action, team_id=team_id, township=township, submitted_by=submitted_by)
    if refused is None:
        return
    if isinstance(where, Store):
        log_refusal(where, refused)
    raise refused


@contextmanager
def acting(
    store: Store, actor: Actor, action: Action, *, team_id: str = "", township: str = ""
) -> Iterator[Connection]:
    """Open a writing transaction for an actor who may do this.

    What `require(connection, ...)` refuses inside undoes the transaction and is logged after it.

    Raises
    ------
    Refused : he may not
    """
    require(store, actor, action, team_id=team_id, township=township)
    try:
        with store.writing() as connection:
            yield connection
    except Refused as refused:
        # The log's row must outlive the transaction that is undone, so it gets one of its own.
        log_refusal(store, refused)
        raise


def log_refusal(store: Store, refused: Refused) -> None:
    """Write into the log that somebody was refused."""
    told = {name: value for name, value in refused.args_.items() if value and name not in {"user", "action"}}
    with store.writing() as connection:
        log(connection, refused.actor, "refused", str(refused.action), None, {"reason": refused.key, **told})
