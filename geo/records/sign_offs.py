"""Villages signed off: a person signs the figures that were shown; revoked by a later row, never edited."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from geo.errors import InputError
from geo.model import schema
from geo.records import audit, models
from geo.records.actor import Actor
from geo.records.amending import held
from geo.records.frames import insert_rows, read_frame
from geo.records.roles import Action, acting
from geo.records.store import Store
from geo.records.transitions import check_step


def sign_off(
    store: Store,
    village_id: str,
    *,
    season: int,
    figures: Mapping[str, Any],
    reason: str,
    on: date,
    actor: Actor,
    township: str = "",
    revoked: bool = False,
    name: str = "",
) -> dict[str, Any]:
    """Sign off a village for a season, or revoke its signature, with the figures shown; return the row.

    Parameters
    ----------
    season : year
    figures : what was shown, such as survey_rate, pod, expected_left, dead_corners; plain values
    reason : as written: figures alone sign nothing
    township : of the village, for actors whose scope is one
    revoked : take an earlier signature back; both rows stay
    name : of the village, for what is said to a person; its id if empty

    Raises
    ------
    InputError : no figures, or no reason
    RecordError : the village is signed off already (or is not, when revoking), or the actor may not
    """
    if not figures:
        raise InputError("sign-off-figures", village=name or village_id)
    if not reason.strip():
        raise InputError("sign-off-reason", village=name or village_id)
    state = "revoked" if revoked else "signed"
    shown = json.dumps(dict(figures), ensure_ascii=False, allow_nan=False, sort_keys=True)
    with acting(store, actor, Action.SIGN_OFF, township=township) as connection:
        state_now, number = _state(connection, village_id, season)
        check_step("village", name or village_id, state_now, state)
        row = {"village_id": village_id, "season": season, "state": state, "signed_on": on}
        row |= {"sign_off_id": f"{village_id}_{season}_{number + 1:04d}", "signed_by": actor.user_id}
        row |= {"figures": shown, "content_hash": signed_hash(village_id, season, shown)}
        row = held({**row, "reason": reason.strip()}, schema.SIGN_OFFS)
        insert_rows(connection, models.SIGN_OFFS, [row])
        action = "revoke_sign_off" if revoked else "sign_off"
        audit.log(connection, actor, action, f"sign_offs {row['sign_off_id']}", None, row)
    return row


def read_sign_offs(store: Store, *, season: int | None = None, every_one: bool = False) -> Any:
    """Read the row that holds for each village and season, or every one: SIGN_OFFS by name.

    Parameters
    ----------
    season : only of this year
    every_one : signatures that were revoked, and the rows that revoke them, too
    """
    where = [] if season is None else [models.SIGN_OFFS.c.season == season]
    with store.reading() as connection:
        order = ["village_id", "season", "sign_off_id"]
        frame = read_frame(connection, models.SIGN_OFFS, schema.SIGN_OFFS, where=where, order=order)
    if every_one:
        return frame
    last = frame.drop_duplicates(["village_id", "season"], keep="last")
    return last[last["state"] == "signed"].reset_index(drop=True)


def signed_hash(village_id: str, season: int, figures: str) -> str:
    """Hash what a signature stands on: 64 hexadecimal digits.

    Parameters
    ----------
    figures : as on record, JSON
    """
    text = json.dumps([village_id, season, figures], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _state(connection: Connection, village_id: str, season: int) -> tuple[str, int]:
    """Whether a village is signed off by its last row, and how many rows there are."""
    signed = models.SIGN_OFFS.c
    of_village = (signed.village_id == village_id) & (signed.season == season)
    number = connection.execute(
        select(func.count()).select_from(models.SIGN_OFFS).where(of_village)
    ).scalar_one()
    query = select(signed.state).where(of_village).order_by(signed.sign_off_id.desc()).limit(1)
    return str(connection.execute(query).scalar() or "open"), int(number)
