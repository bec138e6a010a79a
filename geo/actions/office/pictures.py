"""Prepare the maps of a report: which ground was surveyed, and how well it was seen."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pandas as pd

from geo.actions.office.on_file import OnFile
from geo.exports.area_map import GROUND, area_map
from geo.exports.charts import chinese_font
from geo.ground.crs import to_working
from geo.ground.dissolve import dissolve
from geo.words import Language, t

_LEFT_OUT: Final = ("restricted", "suspended")
_POD_STEPS: Final = (0.30, 0.60, 0.80)


def survey_map(filed: OnFile, language: Language) -> bytes | None:
    """Draw ground by the official recipes: with track and signed, unsigned, declared, not surveyed.

    None where this computer has no typeface with Chinese characters: names would be empty boxes.
    """
    cells, coverage = filed.prepared.cells, filed.covered.coverage
    signed = filed.found.whole["declared_rate"] is not None
    flags = {name: cells["cell_id"].isin(coverage.loc[coverage[name], "cell_id"]).to_numpy()
             for name in ("visited", "confirmed", "declared")}  # fmt: skip
    surveyed = flags["confirmed"] if signed else flags["visited"]
    out = filed.covered.ground["state"].isin(_LEFT_OUT).to_numpy()
    kinds = np.select(
        [surveyed, flags["visited"], flags["declared"], out],
        ["surveyed", "unsigned", "declared", "left_out"],
        default="open",
    )
    return _drawn(filed, kinds, language, signed=signed)


def pod_map(filed: OnFile, language: Language) -> bytes | None:
    """Draw the season's chance of detection in five classes; None as for `survey_map`."""
    pod = filed.seen_to_date["pod"].to_numpy(float)
    classes = np.where(pod > 0, 1 + np.digitize(pod, _POD_STEPS), 0)
    kinds = np.array([f"seen_{number}" for number in range(len(_POD_STEPS) + 2)])[classes]
    return _drawn(filed, kinds, language, signed=True)


def _drawn(filed: OnFile, kinds: Any, language: Language, *, signed: bool) -> bytes | None:
    if not chinese_font():
        return None
    prepared = filed.prepared
    here = prepared.cells["village_id"].isin(filed.here).to_numpy()
    villages = prepared.villages[prepared.villages["village_id"].isin(filed.here)]
    size_m = prepared.settings.grid.cell_size_m
    ground = dissolve(villages, prepared.cells[here], kinds[here], size_m)
    words = {kind: t(f"office-map-{kind}", language) for kind in GROUND}
    if not signed:
        words["surveyed"] = t("office-map-surveyed-unsigned", language)
    for name in ("finding_open", "finding_destroyed", "north", "km"):
        words[name] = t(f"office-map-{name}", language)
    return area_map(villages, ground, _points(filed), words)


def _points(filed: OnFile) -> Any:
    """Choose findings of the period, and older ones that are open at its end."""
    crop = filed.findings[filed.findings["species"] != "other"]
    first, last = pd.Timestamp(filed.period.first), pd.Timestamp(filed.period.last)
    gone = (crop["eradicated_on"] <= last) & (crop["state"] != "reopened")
    shown = crop[(crop["found_on"] >= first) | ~gone]
    kinds = np.where(gone[shown.index], "destroyed", "open")
    return to_working(shown, filed.prepared.crs)[["geometry"]].assign(kind=kinds)
