"""First glance for an officer: how much high-risk ground was searched, what is left, where, how fresh."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd

CLOSED_STATES: Final = ("eradicated", "verified_gone")
SETTLED_LEADS: Final = ("confirmed", "ruled_out")


@dataclass(frozen=True)
class Glance:
    """What stands at the top of the overview, for one window.

    Areas in m2 of searchable ground; rates are shares, NaN where there is no such ground; plots are expected
    plots; days are None where nothing was recorded yet. signed: visits are signed here, so that the rate
    counts confirmed tracks alone; unsigned_rate: share with tracks that still wait for it.
    """

    window_id: str
    high_m2: float
    high_searched_m2: float
    survey_rate: float
    unsigned_rate: float
    signed: bool
    pod: float
    pod_low: float
    pod_high: float
    expected_before: float
    expected_left: float
    findings_open: int
    findings_closed: int
    leads_open: int
    last_track: date | None
    last_finding: date | None

    @property
    def high_rate(self) -> float:
        """Share of the high-risk ground that was searched in the window."""
        return self.high_searched_m2 / self.high_m2 if self.high_m2 else float("nan")


def current_window(windows: Any, coverage: Any, today: date) -> str:
    """Window to look at first: the one that is open, else the last one searched, else the next to open."""
    day = pd.Timestamp(today)
    is_open = _open_on(windows, day)
    if len(is_open):
        return str(is_open["window_id"].iloc[0])
    searched = windows[windows["window_id"].isin(coverage["window_id"].unique())]
    if len(searched):
        return str(searched.sort_values("opens")["window_id"].iloc[-1])
    ahead = windows[windows["opens"] > day].sort_values("opens")
    return str((ahead if len(ahead) else windows)["window_id"].iloc[0])


def in_window(windows: Any, today: date) -> bool:
    """Tell whether a window is open."""
    return len(_open_on(windows, pd.Timestamp(today))) > 0


def _open_on(windows: Any, day: pd.Timestamp) -> Any:
    return windows[(windows["opens"] <= day) & (windows["closes"] >= day)]


def glance(view: Any, window_id: str) -> Glance:
    """Sum up a site (`look`'s SiteView) for one window."""
    ground = _ground(view, window_id)
    high = ground[ground["risk_class"] == "high"]
    lam = ground["lam"].sum()
    area = ground["searchable_m2"]
    closed = view.findings["state"].isin(CLOSED_STATES)
    return Glance(
        window_id=window_id,
        high_m2=float(high["searchable_m2"].sum()),
        high_searched_m2=float(high.loc[high["visited"], "searchable_m2"].sum()),
        survey_rate=_share(area[ground["official"]].sum(), area.sum()),
        unsigned_rate=_share(area[ground["visited"] & ~ground["official"]].sum(), area.sum()),
        signed=_signed(view),
        pod=_share((ground["lam"] * ground["pod"]).sum(), lam),
        pod_low=_share((ground["lam"] * ground["pod_low"]).sum(), lam),
        pod_high=_share((ground["lam"] * ground["pod_high"]).sum(), lam),
        expected_before=float(lam),
        expected_left=float(ground["left"].sum()),
        findings_open=int((~closed).sum()),
        findings_closed=int(closed.sum()),
        leads_open=int((~view.leads["state"].isin(SETTLED_LEADS)).sum()),
        last_track=_last(view.tracks["walked_on"]),
        last_finding=_last(view.findings["found_on"]),
    )


def by_village(view: Any, window_id: str) -> pd.DataFrame:
    """One row a village, where most high-risk ground is left first.

    Columns village_id, name, high_m2, high_left_m2, high_rate, survey_rate, pod, expected_left,
    findings_open, findings; rates are NaN where a village has no such ground.
    """
    ground = _ground(view, window_id)
    high = ground["risk_class"] == "high"
    area = ground["searchable_m2"]
    sums = pd.DataFrame(
        {
            "village_id": ground["village_id"],
            "area_m2": area,
            "visited_m2": area.where(ground["official"], 0.0),
            "high_m2": area.where(high, 0.0),
            "high_left_m2": area.where(high & ~ground["visited"], 0.0),
            "lam": ground["lam"],
            "seen": ground["lam"] * ground["pod"],
            "expected_left": ground["left"],
        }
    )
    rows = sums.groupby("village_id").sum().reindex(view.villages["village_id"]).fillna(0.0)
    open_finds = view.findings[~view.findings["state"].isin(CLOSED_STATES)]
    out = pd.DataFrame(
        {
            "village_id": rows.index.to_numpy(),
            "name": view.villages["name"].to_numpy(),
            "high_m2": rows["high_m2"].to_numpy(),
            "high_left_m2": rows["high_left_m2"].to_numpy(),
            "high_rate": _ratio(rows["high_m2"] - rows["high_left_m2"], rows["high_m2"]),
            "survey_rate": _ratio(rows["visited_m2"], rows["area_m2"]),
            "pod": _ratio(rows["seen"], rows["lam"]),
            "expected_left": rows["expected_left"].to_numpy(),
            "findings_open": _count(open_finds, rows.index),
            "findings": _count(view.findings, rows.index),
        }
    )
    return out.sort_values(["high_left_m2", "expected_left"], ascending=False, ignore_index=True)


def _ground(view: Any, window_id: str) -> pd.DataFrame:
    """One row a cell with its risk and what was seen of it in the window."""
    cells = view.cells.set_index("cell_id")
    risk = view.risk.set_index("cell_id").reindex(cells.index)
    seen = view.coverage[view.coverage["window_id"] == window_id].set_index("cell_id").reindex(cells.index)
    left = view.coverage.groupby("cell_id")["expected_left"].min().reindex(cells.index)
    return pd.DataFrame(
        {
            "village_id": cells["village_id"],
            "searchable_m2": cells["searchable_m2"],
            "risk_class": risk["risk_class"],
            "lam": risk["expected_plots"],
            "left": left.fillna(risk["expected_plots"]),
            "visited": seen["visited"].eq(True),  # noqa: FBT003  unseen cells hold null, not False
            # Once visits are signed, only the tracks of signed ones are official.
            "official": seen["confirmed" if _signed(view) else "visited"].eq(True),  # noqa: FBT003
            "pod": seen["pod"].fillna(0.0),
            "pod_low": seen["pod_low"].fillna(0.0),
            "pod_high": seen["pod_high"].fillna(0.0),
        }
    )


def _signed(view: Any) -> bool:
    """Whether visits are signed here."""
    return bool(view.by_village["declared_rate"].notna().any())


def _share(part: float, whole: float) -> float:
    return float(part / whole) if whole else float("nan")


def _ratio(part: pd.Series, whole: pd.Series) -> Any:
    return np.divide(
        part.to_numpy(), whole.to_numpy(), out=np.full(len(part), np.nan), where=whole.to_numpy() > 0
    )


def _count(findings: Any, villages: Any) -> Any:
    return findings["village_id"].value_counts().reindex(villages).fillna(0).astype("int64").to_numpy()


def _last(days: pd.Series) -> date | None:
    last = days.max()
    return None if pd.isna(last) else last.date()
