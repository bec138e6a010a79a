"""Who acts: a person with a role and the ground and team the role is for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

WHOLE_SITE: Final = "site"
"""The scope that is not one township."""


class Role(StrEnum):
    """What a person is in the office; each may do what the one before may."""

    VIEWER = "viewer"
    SURVEYOR = "surveyor"
    OFFICER = "officer"
    LEAD = "lead"
    ADMIN = "admin"


@dataclass(frozen=True)
class Actor:
    """Who does something, as the log will name him.

    Parameters
    ----------
    user_id : account, or "local"
    role : one of `Role`
    scope : "site", or the name of the only township he works in
    team_id : a surveyor's own team; empty otherwise
    alone : the only person on his computer, without sign-in
    """

    user_id: str
    role: str
    scope: str = WHOLE_SITE
    team_id: str = ""
    alone: bool = False


ALONE: Final = Actor("local", Role.ADMIN, alone=True)
"""The one person of a computer that only he reaches: every right, and what he confirms is marked."""
