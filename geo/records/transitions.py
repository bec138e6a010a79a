"""What may follow what: the lifecycles of visits, leads, findings, ground and villages, one each."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from geo.errors import RecordError

VISIT: Final = MappingProxyType(
    {
        "draft": ("draft", "submitted"),
        "submitted": ("confirmed", "returned"),
        # An amended visit is submitted anew, because the signature was on what it said before.
        "confirmed": ("submitted",),
        "returned": ("draft", "submitted"),
    }
)
LEAD: Final = MappingProxyType(
    {
        "new": ("assigned", "confirmed", "ruled_out"),
        "assigned": ("new", "confirmed", "ruled_out"),
        # Evidence that comes later opens a lead again.
        "confirmed": ("assigned",),
        "ruled_out": ("assigned",),
    }
)
FINDING: Final = MappingProxyType(
    {
        "reported": ("held",),
        "held": ("counted",),
        # A provisional count becomes an exact one or the police's.
        "counted": ("counted", "eradicated"),
        "eradicated": ("verified_gone", "reopened"),
        "verified_gone": ("reopened",),
        # What grew again is held for the police like what is found first.
        "reopened": ("held",),
    }
)
GROUND: Final = MappingProxyType(
    {
        "open": ("suspended", "restricted"),
        "suspended": ("resumed", "restricted"),
        "restricted": ("resumed", "suspended"),
        "resumed": ("suspended", "restricted"),
    }
)
VILLAGE: Final = MappingProxyType(
    {
        "open": ("signed",),
        "signed": ("revoked",),
        "revoked": ("signed",),
    }
)
TEAM_DAY: Final = MappingProxyType(
    {
        "planned": ("handed_out",),
        # What nobody has set out on can be taken back.
        "handed_out": ("out", "planned"),
        "out": ("back",),
        "back": (),
    }
)

LIFECYCLES: Final = MappingProxyType(
    {
        "visit": VISIT,
        "lead": LEAD,
        "finding": FINDING,
        "ground": GROUND,
        "village": VILLAGE,
        "team-day": TEAM_DAY,
    }
)
"""Lifecycle to state to the states that may follow it (methods 7)."""


def check_step(lifecycle: str, subject: str, state: str, wanted: str) -> None:
    """Let a step pass, or raise and name the steps that are allowed.

    Parameters
    ----------
    lifecycle : key of `LIFECYCLES`
    subject : name of the visit, lead, finding, cell or team-day
    state : where it stands
    wanted : where it is to go

    Raises
    ------
    RecordError : the step is not allowed; one message for each state, which names what is
    """
    if wanted not in LIFECYCLES[lifecycle][state]:
        raise RecordError(f"step-{lifecycle}-{state.replace('_', '-')}", subject=subject)
