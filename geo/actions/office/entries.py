"""The rows of the ledger: one for each finding, visit and later look, in the columns of the trade."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import shapely

from geo.actions.coverage.cover import lines_in
from geo.actions.office.on_file import OnFile
from geo.actions.office.tables import handled
from geo.ground.grid import cell_of_points
from geo.records.due import opens_on
from geo.records.revisits import DESTROYED
from geo.units import M2_PER_MU
from geo.words import Language, t

_DIGITS = 6
_STEPS_A_CELL = 5
"""Points on a cell's side at which a track is asked for its cell."""
_TRACKS_AT_A_TIME = 200

Row = tuple[Any, ...]


@dataclass(frozen=True)
class _Places:
    """Names of villages, townships, areas, and the posts that answer for areas, by id."""

    village: dict[str, str]
    township: dict[str, str]
    area: dict[str, str]
    post: dict[str, str]


def finding_rows(filed: OnFile, language: Language) -> list[Row]:
    """List the findings of the period, all species: as the columns `ledger.FINDINGS` ask."""
    found = filed.findings[filed.findings["found_on"] >= pd.Timestamp(filed.period.first)]
    places, visits = _places(filed), filed.visits.visits.set_index("visit_id")
    looks = _looks(filed, language)
    return [
        (
            number, row.finding_id, row.found_on.date(), places.township.get(row.village_id, ""),
            places.village.get(row.village_id, ""), places.area.get(row.area_id, ""),
            round(row.geometry.x, _DIGITS), round(row.geometry.y, _DIGITS),
            t(f"office-species-{row.species}", language), row.area_m2 / M2_PER_MU, row.plants,
            _counted(row, language), handled(row, language), _answers(row, places, visits),
            _signed_of(row.visit_id, visits, language), looks.get(row.finding_id, ""),
        )
        for number, row in enumerate(found.itertuples(), start=1)
    ]  # fmt: skip


def visit_rows(filed: OnFile, language: Language) -> list[Row]:
    """List the visits of the period that are not drafts: as the columns `ledger.VISITS` ask."""
    places, reached = _places(filed), _ground_of_visits(filed)
    visits = filed.visits.visits[filed.visits.visits["state"] != "draft"]
    lengths = filed.visits.tracks.merge(filed.tracks[["track_id", "length_m"]], on="track_id")
    km = lengths.groupby("visit_id")["length_m"].sum() / 1000
    yards = filed.visits.yards.groupby("visit_id")["entered"].sum()
    found = filed.findings[filed.findings["species"] != "other"]["visit_id"].value_counts()
    return [
        (
            number, row.visit_id, row.visited_on.date(), places.township.get(row.village_id, ""),
            places.village.get(row.village_id, ""), row.area, row.team_id,
            t(f"office-visit-{row.source}", language), row.persons, row.vehicles, row.sorties,
            km.get(row.visit_id), reached.get(row.visit_id), yards.get(row.visit_id),
            _result(row, int(found.get(row.visit_id, 0)), language), row.not_entered,
            _signed(row, language),
        )
        for number, row in enumerate(visits.itertuples(), start=1)
    ]  # fmt: skip


def look_rows(filed: OnFile, language: Language) -> list[Row]:
    """List the looks made in the period, and all still to be made at destroyed places, by day due."""
    looks = filed.revisits.merge(
        filed.findings.drop(columns=["state"]), on="finding_id", suffixes=("", "_of")
    )
    destroyed = filed.findings.loc[filed.findings["state"].isin(DESTROYED), "finding_id"]
    made = looks["done_on"] >= pd.Timestamp(filed.period.first)
    looks = looks[made | (looks["done_on"].isna() & looks["finding_id"].isin(destroyed))]
    places, visits = _places(filed), filed.visits.visits.set_index("visit_id")
    settings = filed.prepared.settings.intake
    return [
        (
            number, row.finding_id, row.found_on.date(), _day(row.eradicated_on),
            places.township.get(row.village_id, ""), places.village.get(row.village_id, ""),
            places.area.get(row.area_id, ""), round(row.geometry.x, _DIGITS), round(row.geometry.y, _DIGITS),
            t(f"office-occasion-{row.occasion}", language), opens_on(row.due_on.date(), settings),
            row.due_on.date(), _day(row.done_on), t(f"office-outcome-{_outcome(row, filed)}", language),
            _answers(row, places, visits), "",
        )
        for number, row in enumerate(looks.sort_values(["due_on", "revisit_id"]).itertuples(), start=1)
    ]  # fmt: skip


def _places(filed: OnFile) -> _Places:
    villages, areas = filed.prepared.villages.drop_duplicates("village_id"), filed.prepared.areas
    return _Places(
        village=dict(zip(villages["village_id"], villages["name"], strict=True)),
        township=dict(zip(villages["village_id"], villages["township"], strict=True)),
        area=dict(zip(areas["area_id"], areas["name"], strict=True)),
        post=dict(zip(areas["area_id"], areas["post"], strict=True)),
    )


def _ground_of_visits(filed: OnFile) -> dict[str, float]:
    """Ground in mu of the cells that a visit names or its tracks run through."""
    visits = filed.visits
    on_tracks = visits.tracks[visits.tracks["track_id"].isin(filed.tracks["track_id"])]
    names = list(on_tracks["track_id"].unique())
    starts = range(0, max(len(names), 1), _TRACKS_AT_A_TIME)
    through = pd.concat([_cells_through(filed, names[start : start + _TRACKS_AT_A_TIME]) for start in starts])
    through = on_tracks[["visit_id", "track_id"]].merge(through, on="track_id")
    named = pd.concat([visits.cells[["visit_id", "cell_id"]], through[["visit_id", "cell_id"]]])
    named = named.drop_duplicates()
    ground = filed.prepared.cells.set_index("cell_id")["searchable_m2"]
    area_mu = named["cell_id"].map(ground).astype(float).fillna(0.0) / M2_PER_MU
    return {str(name): float(area) for name, area in area_mu.groupby(named["visit_id"]).sum().items()}


def _cells_through(filed: OnFile, track_ids: list[str]) -> Any:
    """Find the cells that tracks run through: track_id, cell_id, each pair once."""
    prepared, size_m = filed.prepared, filed.prepared.settings.grid.cell_size_m
    step_m = size_m / _STEPS_A_CELL
    lines = lines_in(filed.recorded, prepared.crs)(track_ids)
    at, row = shapely.get_coordinates(
        shapely.segmentize(lines.geometry.to_numpy(), step_m), return_index=True
    )
    # One point of a track in each square of a step: rows that lie side by side say nothing new.
    east, north = np.floor(at / step_m).astype(np.int64).T
    first = pd.DataFrame({"row": row, "east": east, "north": north}).drop_duplicates().index.to_numpy()
    held = cell_of_points(prepared.villages, prepared.cells, at[first, 0], at[first, 1], size_m)
    pairs = {"track_id": lines["track_id"].to_numpy()[row[first]], "cell_id": np.asarray(held, str)}
    return pd.DataFrame(pairs, dtype="str").drop_duplicates()


def _answers(row: Any, places: _Places, visits: Any) -> str:
    """Post that answers for the ground, else the team that was there: never a person."""
    post = places.post.get(row.area_id, "")
    return str(post or (visits["team_id"].get(row.visit_id, "") if row.visit_id else ""))


def _counted(row: Any, language: Language) -> str:
    return t(f"office-counted-{row.count_kind}", language, number=row.police_number) if row.count_kind else ""


def _signed_of(visit_id: str, visits: Any, language: Language) -> str:
    return _signed(visits.loc[visit_id], language) if visit_id in visits.index else ""


def _signed(visit: Any, language: Language) -> str:
    self_confirmed = visit.state == "confirmed" and visit.self_confirmed
    return t(f"office-visit-{visit.state}{'-self' if self_confirmed else ''}", language)


def _result(visit: Any, found: int, language: Language) -> str:
    if found:
        return t("office-visit-found", language, count=str(found))
    return t("office-visit-nothing", language) if visit.nothing_found else ""


def _looks(filed: OnFile, language: Language) -> dict[str, str]:
    """Say of each finding what the last look found, else by when to look first."""
    looks = filed.revisits.sort_values(["done_on", "revisit_id"])
    said = {
        str(name): t("office-look-due", language, day=f"{due:%Y-%m-%d}")
        for name, due in looks.groupby("finding_id")["due_on"].min().items()
    }
    for row in looks[looks["done_on"].notna()].drop_duplicates("finding_id", keep="last").itertuples():
        said[row.finding_id] = t(f"office-look-{row.outcome}", language, day=f"{row.done_on:%Y-%m-%d}")
    return said


def _outcome(look: Any, filed: OnFile) -> str:
    if look.outcome:
        return str(look.outcome)
    return "late" if look.due_on <= pd.Timestamp(filed.period.last) else "ahead"


def _day(moment: Any) -> Any:
    return None if pd.isna(moment) else moment.date()
