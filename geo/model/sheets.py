"""The sheets that offices fill in: titles, Chinese headers, choices and an example row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

EXAMPLE_MARK: Final = "示例"
"""Stands in the first column of an example row, which is not read."""

CHOICES: Final[dict[str, dict[str, str]]] = {
    "kind": {
        "举报": "tip", "群众举报": "tip", "热线": "tip", "卫星靶点": "satellite", "卫星": "satellite",
        "靶点": "satellite",
        "天目": "satellite", "无人机": "drone", "航拍": "drone", "重点部位": "place", "地点": "place",
        "痕迹": "sign",
        "迹象": "sign",
    },
    "vehicle": {
        "车": "car", "汽车": "car", "开车": "car", "乘车": "car", "有车": "car", "步行": "foot",
        "走路": "foot",
        "徒步": "foot", "无车": "foot", "无": "foot", "walk": "foot",
    },
    "mode": {
        "步行": "foot", "徒步": "foot", "走路": "foot", "walk": "foot", "车": "car", "汽车": "car",
        "车载": "car", "乘车": "car", "无人机": "drone", "航拍": "drone", "uav": "drone",
    },
    "stage": {
        "苗期": "rosette", "幼苗期": "rosette", "莲座期": "rosette", "现蕾期": "bud", "蕾期": "bud",
        "花期": "flower",
        "开花期": "flower", "蒴果期": "capsule", "果期": "capsule", "割浆期": "capsule",
        "seedling": "rosette",
    },
    "lead_state": {
        "新": "new", "未核查": "new", "待核查": "new", "已派": "assigned", "核查中": "assigned",
        "属实": "confirmed",
        "已确认": "confirmed", "排除": "ruled_out", "已排除": "ruled_out", "不属实": "ruled_out",
    },
    "finding_state": {
        "已上报": "reported", "上报": "reported", "待取证": "held", "已计数": "counted", "已清点": "counted",
        "已铲除": "eradicated", "铲除": "eradicated", "复查无": "verified_gone", "已复查": "verified_gone",
        "重新立案": "reopened", "复发": "reopened",
    },
    "area_kind": {
        "村民组": "group", "村民小组": "group", "组": "group", "林班": "compartment", "小班": "compartment",
        "网格": "grid", "治理网格": "grid", "综治网格": "grid", "基层治理网格": "grid", "片区": "grid",
    },
    "species": {
        "罂粟": "poppy", "大麻": "cannabis", "其他": "other", "待鉴定": "to_identify", "不明": "to_identify",
    },
    "count_kind": {
        "准确清点": "exact", "清点": "exact", "估算": "provisional", "暂估": "provisional",
        "公安清点": "police",
    },
    "result": {
        "未发现": "nothing", "无": "nothing", "无发现": "nothing", "没有发现": "nothing", "否": "nothing",
        "没有": "nothing", "no": "nothing", "发现": "found", "有": "found", "有发现": "found", "是": "found",
        "yes": "found",
    },
    "formation": {
        "并排": "abreast", "一字排开": "abreast", "拉网": "abreast", "纵队": "file", "一路纵队": "file",
        "单线": "file", "in file": "file",
    },
    "driver": {"是": "yes", "有": "yes", "true": "yes", "1": "yes", "y": "yes", "否": "no", "没有": "no",
        "无": "no",
               "false": "no", "0": "no", "n": "no"},
}  # fmt: skip
"""What people write for the values that tables allow; the first one of each value stands in drop-downs."""


@dataclass(frozen=True)
class Header:
    """A column of a sheet: our name, the Chinese header, an example cell, the choices it is taken from."""

    ours: str
    chinese: str
    example: str | int | float
    choices: str = ""


@dataclass(frozen=True)
class Sheet:
    """One input as a sheet: role, titles and columns."""

    role: str
    chinese: str
    columns: tuple[Header, ...]


_PLACE: Final = (
    Header("township", "乡镇", "云岭镇"),
    Header("village", "村", "李家湾村"),
    Header("lon", "经度", 104.123456),
    Header("lat", "纬度", 26.123456),
)

SHEETS: Final = (
    Sheet("history", "历年发现", (
        Header("date", "发现日期", "2024-05-12"), Header("season", "年份", 2024), *_PLACE,
        Header("plants", "株数", "若干"), Header("area_m2", "面积（平方米）", 60),
    )),
    Sheet("effort", "历年踏查", (
        Header("season", "年份", 2024), Header("township", "乡镇", "云岭镇"), Header("village", "村",
        "李家湾村"),
        Header("coverage", "覆盖系数", 0.35),
    )),
    Sheet("areas", "责任网格", (
        Header("township", "乡镇", "云岭镇"), Header("village", "村", "李家湾村"),
        Header("area", "责任网格", "上寨组"), Header("area_kind", "责任网格类型", "村民组", "area_kind"),
        Header("post", "责任岗位", "村级网格长"), Header("note", "备注", ""),
    )),
    Sheet("leads", "线索", (
        Header("date", "线索日期", "2026-04-02"), *_PLACE, Header("kind", "线索类型", "卫星靶点", "kind"),
        Header("strength", "可信度", 0.8), Header("error_m", "位置误差（米）", 50),
        Header("state", "状态", "待核查", "lead_state"), Header("note", "备注", "沟边新开荒地"),
    )),
    Sheet("yards", "院落", (
        *_PLACE, Header("place", "地名", "上寨"), Header("yards", "院落数", 12), Header("checked",
        "已查院落", 0),
        Header("from_lane", "门外查看", 0),
    )),
    Sheet("bases", "出发点", (
        Header("base", "出发点", "镇政府"), Header("lon", "经度", 104.123456), Header("lat", "纬度",
        26.123456),
    )),
    Sheet("teams", "踏查组", (
        Header("team", "组别", "一组"), Header("base", "出发点", "镇政府"), Header("members", "人数", 5),
        Header("vehicle", "交通方式", "车", "vehicle"), Header("driver", "留车司机", "否", "driver"),
        Header("hours_per_day", "每天小时", 8), Header("window", "时段", ""), Header("days", "天数", 10),
        Header("dates", "出勤日期", ""),
    )),
    Sheet("findings", "发现点", (
        Header("date", "发现日期", "2026-05-12"), *_PLACE, Header("stage", "生育期", "花期", "stage"),
        Header("plants", "株数", 120), Header("area_m2", "面积（平方米）", 60), Header("method", "处置方式",
        "人工拔除"),
        Header("destroyed_on", "铲除日期", "2026-05-13"), Header("state", "状态", "已铲除", "finding_state"),
    )),
    Sheet("visits", "踏查记录", (
        Header("date", "踏查日期", "2026-05-12"), Header("team", "组别", "一组"),
        Header("township", "乡镇", "云岭镇"), Header("village", "村", "李家湾村"),
        Header("area", "责任网格", ""), Header("cells", "方格", ""),
        Header("persons", "人次", 5), Header("hours", "小时", 6),
        Header("vehicles", "车次", 1), Header("sorties", "架次", 0),
        Header("place", "地名", "上寨"),
        Header("entered", "已进院落", 12), Header("from_lane", "门外查看", 3),
        Header("result", "踏查结果", "未发现", "result"),
        Header("lon", "经度", ""), Header("lat", "纬度", ""),
        Header("species", "种类", "", "species"), Header("stage", "生育期", "", "stage"),
        Header("plants", "株数", ""), Header("area_m2", "面积（平方米）", ""),
        Header("method", "处置方式", ""), Header("destroyed_on", "铲除日期", ""),
        Header("coverage", "覆盖系数", ""),
        Header("formation", "队形", "并排", "formation"), Header("walkers", "并排人数", 5),
        Header("spacing_m", "间距（米）", 50), Header("sight_m", "能看清多远（米）", ""),
        Header("not_entered", "未进入原因", ""), Header("note", "备注", ""),
    )),
    Sheet("observed", "物候观察", (
        Header("date", "观察日期", "2026-05-10"), Header("stage", "生育期", "花期", "stage"), *_PLACE,
        Header("elevation_m", "海拔（米）", 1500),
    )),
    Sheet("climate", "气候", (
        Header("month", "月份", 1), Header("temp_c", "平均气温", 4.5), Header("elevation_m", "海拔（米）",
        1500),
    )),
)  # fmt: skip
"""Every input that is a sheet, in the order of the template."""

TITLES: Final = {sheet.role: sheet.chinese for sheet in SHEETS}
