"""Write the sheets of the office as CSV with Chinese headers: finds, effort, leads, yards, teams."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from sample_data.cover import Cover
from sample_data.finds import LAST_YEAR, Growing, Plot
from sample_data.ground import Ground, xy
from sample_data.lines import lonlat
from sample_data.season import TEAMS, Trip
from sample_data.villages import NAMES, Villages

_VILLAGE_ONLY = {2020: 0.75, 2021: 0.6, 2022: 0.42, 2023: 0.38, 2024: 0.32, 2025: 0.2}
BASES = ("苍耳岭乡政府", "三棵椿护林站")
_STATION_VILLAGE = 8
TEAM_ROWS: tuple[tuple[str, str, int, str, str, float, int], ...] = (
    (TEAMS[0], BASES[0], 6, "车", "是", 8.0, 42),
    (TEAMS[1], BASES[0], 5, "车", "否", 8.0, 42),
    (TEAMS[2], BASES[0], 5, "车", "否", 8.0, 39),
    (TEAMS[3], BASES[1], 5, "车", "否", 8.0, 36),
    (TEAMS[4], BASES[1], 5, "步行", "否", 7.5, 36),
)
"""Team, base, members, vehicle, driver stays with the car, hours a day, days of the season."""


def write_csv(path: Path, header: list[str], rows: list[list[Any]]) -> None:
    """UTF-8 with a byte order mark, as Excel writes it."""
    sink = io.StringIO()
    csv.writer(sink, lineterminator="\r\n").writerows([header, *rows])
    path.write_bytes(sink.getvalue().encode("utf-8-sig"))


def place(row: Any, column: Any, *, off_m: float = 0.0, rng: np.random.Generator | None = None) -> list[str]:
    """Longitude and latitude of a pixel with the error of whoever noted it."""
    x, y = xy(row, column)
    if rng is not None:
        x, y = float(x) + rng.normal(0, off_m), float(y) + rng.normal(0, off_m)
    point = lonlat([shapely.points(x, y)])[0]
    return [f"{point.x:.6f}", f"{point.y:.6f}"]


def write_history(path: Path, growing: Growing, villages: Villages, rng: np.random.Generator) -> None:
    """Write the finds of 2020 to 2025; many of the early ones are known only by village."""
    rows: list[list[Any]] = []
    for plot in growing.plots:
        if not plot.found or plot.year == LAST_YEAR:
            continue
        on = date(plot.year, 6, 20) + timedelta(days=int(rng.integers(0, 90)))
        only_village = rng.random() < _VILLAGE_ONLY[plot.year]
        where = ["", ""] if only_village else place(plot.row, plot.column, off_m=9.0, rng=rng)
        group = _group(plot, villages) if rng.random() < 0.6 else ""
        plants = str(rng.choice([str(plot.plants), "若干", ""], p=[0.74, 0.16, 0.10]))
        area: Any = _area(plot, rng) if plants not in {"若干", ""} or rng.random() < 0.3 else ""
        day = "" if only_village and rng.random() < 0.5 else on.isoformat()
        note = rng.choice(["", "", "", "林间空地", "沟脑", "已当场铲除", "荒地边缘", "旧址复种"])
        rows.append([day, plot.year, NAMES[plot.village], group, *where, plants, area, str(note)])
    rows = [[number, *row] for number, row in enumerate(rows, 1)]
    header = ["序号", "日期", "年份", "村", "组", "经度", "纬度", "株数", "面积_m2", "备注"]
    write_csv(path, header, rows)


def _area(plot: Plot, rng: np.random.Generator) -> int:
    return round(float(np.clip(plot.plants / rng.uniform(7.0, 16.0), 3, 900)))


def _group(plot: Plot, villages: Villages) -> str:
    near = [s for s in villages.settlements if s.village == plot.village and s.group > 0]
    return min(near, key=lambda s: np.hypot(s.row - plot.row, s.column - plot.column)).name


def write_effort(path: Path, growing: Growing) -> None:
    """Mean coverage factor by season and village; two villages of the first season were never logged."""
    rows = [
        [year, NAMES[village], f"{coverage:.2f}"]
        for (year, village), coverage in growing.effort.items()
        if year < LAST_YEAR and not (year == 2020 and village in {3, 9})
    ]
    write_csv(path, ["年份", "村", "覆盖系数"], rows)


def write_leads(
    path: Path, growing: Growing, ground: Ground, cover: NDArray[np.uint8], rng: np.random.Generator
) -> None:
    """Leads of 2026, true ones and false ones, and nobody can tell which."""
    standing = [plot for plot in growing.plots if plot.year == LAST_YEAR]
    clear = [p for p in standing if cover[p.row, p.column] != Cover.FOREST] or standing
    pick = rng.permutation(len(clear))
    wrong = np.argwhere(ground.township & np.isin(cover, (Cover.FARMLAND, Cover.MEADOW, Cover.GRASSLAND)))
    rows: list[list[Any]] = []

    def add(
        day: int, kind: str, at: tuple[int, int] | None, village: str, off: float, rest: list[Any]
    ) -> None:
        where = ["", ""] if at is None else place(*at, off_m=off, rng=rng)
        on = date(LAST_YEAR, 5, 25) + timedelta(days=day)
        rows.append([on.isoformat(), kind, village, *where, *rest])

    for i in range(3):
        plot = clear[int(pick[i])]
        add(20 + i, "卫星靶点", (plot.row, plot.column), "", 30.0, ["0.8", "50", "影像红斑，待核"])
    for i, note in enumerate(("影像红斑，待核", "疑似花卉基地", "影像红斑，云边")):
        row, column = (int(v) for v in wrong[int(rng.integers(len(wrong)))])
        add(23 + i, "卫星靶点", (row, column), "", 10.0, ["0.8", "", note])
    plot = clear[int(pick[3])]
    add(27, "无人机", (plot.row, plot.column), "", 15.0, ["0.7", "30", "低空巡查所见，未落地"])
    plot = standing[int(rng.integers(len(standing)))]
    add(9, "举报", (plot.row, plot.column), "", 220.0, ["0.6", "250", "来电：沟里春天有新动的土"])
    plot = standing[int(rng.integers(len(standing)))]
    add(14, "举报", None, NAMES[plot.village], 0.0, ["0.5", "", "来信：只说在本村后山"])
    add(16, "举报", None, NAMES[int(rng.integers(len(NAMES)))], 0.0, ["0.3", "", "转述，地点不清"])
    old = [p for p in growing.plots if p.found and p.year == LAST_YEAR - 1]
    for i in rng.permutation(len(old))[:2]:
        add(
            2, "重点部位", (old[int(i)].row, old[int(i)].column), "", 8.0, ["1.0", "20", "上年铲除点，回头看"]
        )
    plot = standing[int(rng.integers(len(standing)))]
    add(32, "痕迹", (plot.row, plot.column), "", 120.0, ["0.4", "150", "林边见新开荒和地膜"])
    header = ["编号", "日期", "类型", "村", "经度", "纬度", "可信度", "误差_m", "备注"]
    in_order = sorted(rows, key=lambda row: row[0])
    write_csv(path, header, [[f"X{number:02d}", *row] for number, row in enumerate(in_order, 1)])


def write_people(folder: Path, villages: Villages, rng: np.random.Generator) -> None:
    """Yards, village groups, bases, teams: places and numbers, no persons."""
    yards: list[list[Any]] = []
    areas: list[list[Any]] = []
    for spot in villages.settlements:
        village = NAMES[spot.village]
        parts = [("村部", 0.55), ("上片", 0.25), ("下片", 0.2)] if spot.group == 0 else [(spot.name, 1.0)]
        for part, (name, share) in enumerate(parts):
            row = spot.row + (0, -3, 3)[part] * (spot.group == 0)
            where = place(row, spot.column + part, off_m=12.0, rng=rng)
            yards.append(
                [
                    village,
                    spot.name if spot.group else "",
                    name,
                    *where,
                    max(round(spot.yards * share), 1),
                    "",
                ]
            )
        if spot.group:
            areas.append([village, spot.name, "包组干部", f"{village.removesuffix('村')}{spot.name}"])
    for number, what in ((2, "废弃小学"), (6, "停产采石场"), (9, "搬迁后的老村")):
        spot = next(s for s in villages.settlements if s.village == number and s.group == 1)
        where = place(spot.row + 2, spot.column - 2, off_m=20.0, rng=rng)
        yards.append([NAMES[number], spot.name, what, *where, 4 if number == 9 else 1, "重点部位"])
    numbered = [[f"Y{number:03d}", *row] for number, row in enumerate(yards, 1)]
    write_csv(
        folder / "yards.csv", ["编号", "村", "村民组", "地名", "经度", "纬度", "院落数", "备注"], numbered
    )
    write_csv(folder / "areas.csv", ["村", "村民组", "责任岗位", "网格"], areas)
    header = ["组别", "出发点", "人数", "车辆", "司机", "每天小时", "天数"]
    write_csv(folder / "teams.csv", header, [list(row) for row in TEAM_ROWS])


def base_places(villages: Villages, drivable: NDArray[np.bool_]) -> list[list[str]]:
    """Put the township office at the first village's seat, the ranger station at another, on the road."""
    seats = [s for s in villages.settlements if s.group == 0]
    road = np.argwhere(drivable)
    spots = []
    for name, seat in zip(BASES, (seats[0], seats[_STATION_VILLAGE]), strict=True):
        row, column = road[np.hypot(*(road - [seat.row, seat.column]).T).argmin()]
        spots.append([name, *place(row, column)])
    return spots


def write_findings(
    path: Path, found: list[tuple[Trip, Plot]], villages: Villages, rng: np.random.Generator
) -> None:
    """Write what the first window brought; one is still held for the police."""
    rows: list[list[Any]] = []
    for number, (trip, plot) in enumerate(found, 1):
        early = rng.random() < 0.3
        held = number == len(found)
        rows.append([
            f"F{LAST_YEAR}{number:02d}", trip.on.isoformat(), NAMES[plot.village], _group(plot, villages),
            *place(plot.row, plot.column, off_m=4.0, rng=rng), "现蕾期" if early else "莲座期",
            "" if held else plot.plants, _area(plot, rng), "" if held else "人工拔除",
            "" if held else (trip.on + timedelta(days=1)).isoformat(), "待取证" if held else "已铲除",
        ])  # fmt: skip
    header = [
        "编号",
        "日期",
        "村",
        "村民组",
        "经度",
        "纬度",
        "生育期",
        "株数",
        "面积_m2",
        "处置方式",
        "铲除日期",
        "状态",
    ]
    write_csv(path, header, rows)
