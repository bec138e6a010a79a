"""Count responsibility areas: surveyed with track, or declared by a visit that names them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Final

import numpy as np
import pandas as pd

from geo.search.coverage import by_place
from geo.search.surveys import Surveys

_SPLIT: Final = re.compile(r"[、,，;；/]+|\s{1,}")
_ENDINGS: Final = re.compile(r"(村民小组|村民组|小组|组|网格|片区|片)$")
_FOREST: Final = re.compile(r"(\w+?)林班(\w*?)(?:小班)?$")
_DIGITS: Final = {digit: number for number, digit in enumerate("一二三四五六七八九", start=1)}
_NUMERAL: Final = re.compile(r"([一二三四五六七八九]?)(十?)([一二三四五六七八九]?)")
_VILLAGE_END: Final = re.compile(r"(村民委员会|村委会|社区|村)$")


def named_areas(surveys: Surveys, areas: Any, villages: Any) -> tuple[Any, list[str]]:
    """Find the areas that visits name, within the village of the visit.

    一组, 1组, 第一村民小组 are one, and so are 12-3 and 12林班3小班; a visit may name several, parted by 、.

    Returns
    -------
    DataFrame visit_id, area_id, each pair once; and the names that mean no area of the list, a name for each
    visit that has one
    """
    known = _known(areas, villages)
    pairs: dict[tuple[str, str], None] = {}
    lost = []
    told = surveys.visits[surveys.visits["area"] != ""]
    for row in told.itertuples():
        whole = _meant(str(row.area), str(row.village_id), known)
        parts = [str(row.area)] if whole else [part for part in _SPLIT.split(str(row.area)) if part]
        found = [_meant(part, str(row.village_id), known) for part in parts]
        pairs |= {(str(row.visit_id), area): None for area in found if area}
        lost += [part for part, area in zip(parts, found, strict=True) if not area][:1]
    return pd.DataFrame(list(pairs), columns=["visit_id", "area_id"], dtype="str"), lost


def declare_areas(surveys: Surveys, named: Any, cells: Any) -> Surveys:
    """Let paper visits that name areas, and no cells, declare the cells of these areas.

    A visit on tracks declares nothing by it: its tracks say where it was. A visit that names cells says it
    more exactly than by the name of their area.
    """
    paper = surveys.visits.loc[surveys.visits["source"] == "paper", "visit_id"]
    loose = named[named["visit_id"].isin(paper) & ~named["visit_id"].isin(surveys.cells["visit_id"])]
    if not len(loose):
        return surveys
    ground = cells.loc[cells["area_id"] != "", ["area_id", "cell_id"]]
    more = loose.merge(ground, on="area_id")[["visit_id", "cell_id"]].drop_duplicates()
    return replace(surveys, cells=pd.concat([surveys.cells, more], ignore_index=True))


def by_area(
    coverage: Any, cells: Any, areas: Any, villages: Any, risk: Any, *, named: Any, surveys: Surveys,
    left: Any = None,
) -> Any:  # fmt: skip
    """Sum coverage up by responsibility area, in the order of AREAS.

    Parameters
    ----------
    coverage, cells, areas, villages, risk : COVERAGE, CELLS, AREAS, VILLAGES, RISK
    named : visit_id, area_id of the visits that count, see `named_areas`
    surveys : survey records
    left : as `coverage.by_place` takes it

    Returns
    -------
    DataFrame area_id, name, kind, post, village_id, village, township, cells (number), visits (confirmed ones
    that name it), surveyed ("track": tracks came within sight of one of its cells; "declared": a confirmed
    visit names it or one of its cells, and no such track; "no"), then the columns of `by_place`, NaN for
    areas without ground
    """
    signed = surveys.confirming
    sums = by_place(coverage, cells, cells["area_id"].to_numpy(), risk, left=left, signed_off=signed)
    confirmed = surveys.visits.loc[surveys.visits["state"] == "confirmed", "visit_id"]
    visits = named.loc[named["visit_id"].isin(confirmed), "area_id"].value_counts()
    area_of = cells.set_index("cell_id")["area_id"]
    hit = {
        flag: area_of.reindex(coverage.loc[coverage[flag], "cell_id"])
        for flag in ("visited", "confirmed", "declared")
    }
    name = areas["area_id"]
    with_track = name.isin(hit["confirmed" if signed else "visited"]).to_numpy()
    number = visits.reindex(name).fillna(0).to_numpy(np.int64)
    declared = name.isin(hit["declared"]).to_numpy() | (number > 0)
    place = villages.drop_duplicates("village_id").set_index("village_id")
    table = pd.DataFrame(areas[["area_id", "name", "kind", "post", "village_id"]]).reset_index(drop=True)
    return table.assign(
        village=place["name"].reindex(table["village_id"]).to_numpy(),
        township=place["township"].reindex(table["village_id"]).to_numpy(),
        cells=area_of.value_counts().reindex(name).fillna(0).to_numpy(np.int64),
        visits=number,
        surveyed=np.select([with_track, declared & signed], ["track", "declared"], default="no"),
        **{column: sums[column].reindex(name).to_numpy() for column in sums},
    )


def areas_surveyed(table: Any, by: str) -> pd.DataFrame:
    """Count areas by a column of `by_area`: areas, areas_with_track, areas_declared; an official figure."""
    surveyed = table["surveyed"]
    counts = pd.DataFrame(
        {
            by: table[by].to_numpy(),
            "areas": 1,
            "areas_with_track": (surveyed == "track").to_numpy(np.int64),
            "areas_declared": (surveyed == "declared").to_numpy(np.int64),
        }
    )
    return counts.groupby(by, sort=True).sum()


def _known(areas: Any, villages: Any) -> dict[tuple[str, str], set[str]]:
    """Areas by village ("" for any) and spelling."""
    names = dict(zip(villages["village_id"], villages["name"], strict=True))
    known: dict[tuple[str, str], set[str]] = {}
    for row in areas.itertuples():
        village = str(names.get(row.village_id, ""))
        bare = _VILLAGE_END.sub("", village) or village
        spelled = {_plain(str(row.name)), str(row.area_id), str(row.name)}
        spelled |= {f"{start}{end}" for start in (village, bare) for end in tuple(spelled)}
        for spelling in spelled:
            for place in (str(row.village_id), ""):
                known.setdefault((place, spelling), set()).add(str(row.area_id))
    return known


def _meant(text: str, village_id: str, known: dict[tuple[str, str], set[str]]) -> str:
    """Area that a text means, "" if none or several."""
    for spelling in (text.strip(), _plain(text)):
        found = known.get((village_id, spelling), set())
        if len(found) == 1:
            return next(iter(found))
    return ""


def _plain(text: str) -> str:
    """One spelling of what people write in many ways.

    >>> _plain("第十二村民小组"), _plain("1组"), _plain("12林班3小班"), _plain("上寨组")
    ('12', '1', '12-3', '上寨')
    """
    word = text.replace(" ", "")
    forest = _FOREST.fullmatch(word)
    if forest:
        return "-".join(part for part in forest.groups() if part)
    bare = _ENDINGS.sub("", word).removeprefix("第") or word
    numeral = _NUMERAL.fullmatch(bare)
    if numeral is None or not bare:
        return bare
    tens, ten, ones = numeral.groups()
    if not ten:
        return str(_DIGITS[tens or ones]) if len(bare) == 1 else bare
    return str(10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0))
