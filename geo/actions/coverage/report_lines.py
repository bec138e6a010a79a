"""Put a window or a season into the sentences of a report: a form to hand up, and one for our own use."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Final

import pandas as pd

from geo.actions.coverage.results import Results
from geo.model.notes import Note
from geo.units import M2_PER_MU

_DESTROYED: Final = ("eradicated", "verified_gone")
_WORST: Final = 3
"""Villages named as those where least was seen."""


class Form(StrEnum):
    """The two forms: official figures alone, or with what was really seen."""

    OFFICIAL = "official"
    INTERNAL = "internal"


def report_lines(found: Results, findings: Any, *, form: Form) -> list[Note]:
    """Return the sentences of a report, each from the records alone.

    Parameters
    ----------
    found : figures of the window or season
    findings : FINDINGS of the same time and place
    form : the official one holds no estimate; the other adds POD, why it differs, and the dead corners
    """
    somewhere = found.whole["survey_rate"] > 0 or (found.whole["declared_rate"] or 0.0) > 0
    lines = [*_searched(found), *_found(findings, somewhere=somewhere), *_marks(found)]
    return lines if form is Form.OFFICIAL else [*lines, *_really_seen(found)]


def _searched(found: Results) -> list[Note]:
    whole = found.whole
    declared = whole["declared_rate"]
    told: dict[str, object] = {"rate": _percent(whole["survey_rate"])}
    lines = [Note("report-rate", {**told, "declared": "none" if declared is None else _percent(declared)})]
    if whole.get("areas"):
        done = whole["areas_with_track"] + whole["areas_declared"]
        given: dict[str, object] = {"areas": whole["areas"], "surveyed": done}
        lines.append(Note("report-areas", {**given, "with_track": whole["areas_with_track"]}))
    if whole["yards"]:
        entered: dict[str, object] = {name: whole[name] for name in ("yards", "yards_entered")}
        lines.append(Note("report-yards", entered))
    return lines


def _found(findings: Any, *, somewhere: bool) -> list[Note]:
    """Say what was found; "nothing" is only said of ground that was searched."""
    crop = findings[findings["species"] != "other"]
    if not len(crop):
        return [Note("report-nothing" if somewhere else "report-nothing-nowhere")]
    gone = crop[crop["state"].isin(_DESTROYED)]
    return [
        Note(
            "report-found",
            {
                "findings": len(crop),
                "plants": f"{crop['plants'].sum():.0f}",
                "area": f"{crop['area_m2'].sum() / M2_PER_MU:.2f}",
                "destroyed": len(gone),
                "open": len(crop) - len(gone),
            },
        )
    ]


def _marks(found: Results) -> list[Note]:
    if pd.isna(found.match_rate):
        return []
    return [Note("report-marks", {"rate": _percent(found.match_rate), "marks": len(found.marks)})]


def _really_seen(found: Results) -> list[Note]:
    whole, corners = found.whole, found.corners
    band: dict[str, object] = {name: _percent(whole[name]) for name in ("pod", "pod_low", "pod_high")}
    lines = [Note("report-pod", band), found.why]
    by_reason = corners.groupby("reason")["area_m2"].agg(["size", "sum"])
    lines += [
        Note(
            "report-corners",
            {"reason": str(reason), "count": int(row["size"]), "mu": f"{row['sum'] / M2_PER_MU:.0f}"},
        )
        for reason, row in by_reason.sort_values("sum", ascending=False).iterrows()
    ]
    worst = found.villages.sort_values("pod", kind="stable").head(_WORST)
    return [*lines, Note("report-worst", {"villages": [str(name) for name in worst["name"]]})]


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"
