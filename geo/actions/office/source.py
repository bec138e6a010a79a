"""Say where the figures of a ledger or report come from: records, head of the log, plan, who made it."""

from __future__ import annotations

from importlib.metadata import version

from geo.actions.office.on_file import OnFile
from geo.model.notes import Note
from geo.words import Language, t


def source_lines(filed: OnFile, what: str) -> list[Note]:
    """Return what stands at the end; what: "ledger" or "report"."""
    head = str(filed.head)
    if filed.logged_at is None:
        first = Note("office-source-empty", {"head": head})
    else:
        logged = f"{filed.logged_at.astimezone(filed.prepared.time_zone):%Y-%m-%d %H:%M}"
        first = Note("office-source-log", {"what": what, "logged": logged, "head": head})
    made: dict[str, object] = {"plan": filed.plan_id or "none", "user": filed.asked_by}
    made |= {"version": version("tacha")}
    return [first, Note("office-source-made", made), Note("office-source-now"), Note("office-source-map")]


def source_foot(filed: OnFile, language: Language) -> str:
    """Return one line for the foot of a page."""
    return t("office-source-foot", language, head=str(filed.head), version=version("tacha"))
