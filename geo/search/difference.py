"""Say in one sentence why the official survey rate and the probability of detection differ."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from geo.model.notes import Note

NEAR: Final = 0.05
"""Shares this near tell the same story (assumed)."""
MOST: Final = 0.8
"""Share of the plots on ground that was entered from which it was mostly seen (assumed)."""


def why_they_differ(coverage: Any, cells: Any, risk: Any, *, signed_off: bool) -> Note:
    """Find what weighs most between the rate, which counts cells, and POD, which counts plots seen.

    Official ground is ground near which a track came; of the plots expected there only those are seen that
    lie within sight of the track, and of these only those that show and are not overlooked. Four steps lead
    from one figure to the other: tracks nobody has confirmed, where the ground lies, how much of it was in
    sight, and what was seen of that. The largest is named.

    Parameters
    ----------
    coverage : COVERAGE of one window or of the season
    cells, risk : CELLS, RISK, at least those of `coverage`
    signed_off : visits are signed here, so that only confirmed tracks are official

    Returns
    -------
    Note, key ``difference-…``; shares in whole percents
    """
    ground = _by_cell(coverage, cells, risk)
    area, plots = ground["area"].sum(), ground["plots"].sum()
    near, official = ground["visited"], ground["confirmed" if signed_off else "visited"]
    if not area or not plots or not near.any():
        return Note("difference-nothing")
    rate = float(ground.loc[official, "area"].sum() / area)
    walked = float(ground.loc[near, "area"].sum() / area)
    reach = float(ground.loc[near, "plots"].sum() / plots)
    in_sight = float((ground["plots"] * ground["seen_share"])[near].sum() / plots)
    pod = float((ground["plots"] * ground["pod"]).sum() / plots)
    if abs(rate - pod) < NEAR and walked - rate < NEAR and pod >= MOST * reach:
        return Note("difference-none", _percent(rate=rate, pod=pod))
    if pod > rate:
        steps = {"unsigned": walked - rate, "better": reach - walked}
    else:
        steps = {"where": walked - reach, "thin": reach - in_sight, "sight": in_sight - pod}
    largest = max(steps, key=lambda name: steps[name])
    told = _percent(
        rate=rate, walked=walked, reach=reach, pod=pod,
        sight=in_sight / reach if reach else 0.0, seen=pod / in_sight if in_sight else 0.0,
    )  # fmt: skip
    return Note(f"difference-{largest}", told)


def _by_cell(coverage: Any, cells: Any, risk: Any) -> pd.DataFrame:
    """One row a cell: of several windows the last POD, which holds those before, and the widest sight."""
    several = coverage["window_id"].nunique() > 1
    pod = coverage.groupby("cell_id")["season_pod" if several else "pod"].last()
    flags = coverage.groupby("cell_id")[["visited", "confirmed"]].any()
    seen = coverage.groupby("cell_id")["seen_share"].max()
    names = cells["cell_id"]
    plots = risk.set_index("cell_id")["expected_plots"].reindex(names).to_numpy(float)
    table = pd.DataFrame({"area": cells["searchable_m2"].to_numpy(float), "plots": plots}, index=names)
    for name in ("visited", "confirmed"):
        # Not np.isin: it compares every name with every other, minutes for a county.
        table[name] = names.isin(flags.index[flags[name]]).to_numpy()
    return table.assign(
        seen_share=seen.reindex(names).fillna(0.0).to_numpy(),
        pod=pod.reindex(names).fillna(0.0).to_numpy(),
    )


def _percent(**shares: float) -> dict[str, object]:
    return {name: round(100 * share) for name, share in shares.items()}
