"""Column names that offices write, and which of ours they mean; columns about persons, which we drop."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import Any, Final

ALIASES: Final[dict[str, tuple[str, ...]]] = {
    "village": (
        "village", "village_name", "villname", "vill_name", "name", "name_zh", "村名", "村", "行政村",
        "行政村名称",
        "村名称", "村庄", "村居", "村（居）", "村社区", "所在村", "zldwmc", "xzqmc", "qsdwmc", "cun",
        "cunm", "cun_name",
        "名称", "municipality", "nam", "title",
    ),
    "village_code": (
        "village_id", "village_code", "villcode", "vill_code", "code", "村代码", "村编码", "行政村代码",
        "zldwdm",
        "xzqdm", "qsdwdm", "cun_code", "行政区代码", "代码", "编码",
    ),
    "village_group": ("village_group", "group", "村民组", "村民小组", "组", "组名", "小组"),
    "township": (
        "township", "town", "townname", "town_name", "乡镇", "乡", "镇", "乡镇名称", "乡镇名", "所属乡镇",
        "乡镇街道",
        "xzmc", "xzname", "xiang", "xiang_name",
    ),
    "lon": ("lon", "lng", "long", "longitude", "经度", "东经", "经度e", "jd"),
    "lat": ("lat", "latitude", "纬度", "北纬", "纬度n", "wd"),
    "wkt": ("wkt", "geometry", "geom", "the_geom", "图形", "几何", "边界坐标"),
    "ring": ("ring", "圈号", "环号", "地块圈号", "界址圈号", "面号"),
    "corner": ("corner", "界址点号", "界址点", "点号", "拐点号", "点序号"),
    "x": ("x", "easting", "东坐标", "横坐标", "x坐标"),
    "y": ("y", "northing", "北坐标", "纵坐标", "y坐标"),
    "date": (
        "date", "found_on", "day", "日期", "发现日期", "发现时间", "时间", "查获日期", "踏查日期", "上报日期",
        "线索日期", "reported_on", "walked_on", "taken_on", "影像日期", "拍摄日期", "观察日期",
    ),
    "time": (
        "time", "timestamp", "datetime", "date_time", "gps_time", "utc_time", "time_utc", "utc", "定位时间",
        "采集时间", "记录时间", "轨迹时间", "日期时间", "时间",
    ),
    "track": (
        "track", "track_id", "track_name", "segment", "轨迹", "轨迹名", "轨迹名称", "轨迹编号", "航迹",
    ),
    "accuracy_m": (
        "accuracy_m", "accuracy", "hacc", "horizontal_accuracy", "精度", "精度米", "定位精度", "水平精度",
    ),
    "mode": ("mode", "踏查方式", "方式", "轨迹方式"),
    "swath_m": ("swath_m", "swath", "幅宽", "幅宽米", "航带宽", "航带宽度", "航拍幅宽"),
    "season": ("season", "year", "年份", "年度", "年", "季", "种植季"),
    "plants": ("plants", "株数", "数量", "数量株", "铲除株数", "plant_count", "罂粟株数", "棵数"),
    "area_m2": ("area_m2", "面积平方米", "面积m2", "面积㎡", "面积", "area"),
    "area_mu": ("area_mu", "面积亩", "亩", "亩数"),
    "coverage": ("coverage", "coverage_factor", "覆盖系数", "平均覆盖系数"),
    "kind": ("kind", "type", "类型", "类别", "线索类型", "来源", "线索来源"),
    "strength": ("strength", "可信度", "可靠程度", "把握"),
    "error_m": ("error_m", "误差", "误差米", "误差m", "位置误差", "位置误差米"),
    "note": ("note", "notes", "remark", "备注", "说明", "情况说明"),
    "state": ("state", "status", "状态", "核查结果"),
    "yards": ("yards", "院落数", "院落", "户数", "院数", "yard_count"),
    "checked": ("checked", "已查院落", "已查", "已查院落数"),
    "from_lane": ("from_lane", "巷外查看", "门外查看"),
    "place": ("place", "place_name", "地名", "小地名", "地点", "具体地点", "位置", "name", "名称"),
    "id": ("id", "编号", "序号", "no", "no.", "number", "history_id", "lead_id", "yard_id", "finding_id",
        "image_id"),
    "visit": ("visit_id", "visit", "踏查编号", "记录编号", "登记编号"),
    "area": (
        "责任网格", "责任片区", "责任区", "片区", "网格名称", "网格", "踏查网格", "area_name",
        "responsibility_area", "片区名称", "林班", "小班", "lin_ban", "xiao_ban",
    ),
    "area_code": (
        "area_id", "area_code", "网格编码", "网格编号", "网格代码", "片区编号", "责任网格编号", "wgbm",
        "wgdm", "grid_code", "grid_id",
    ),
    "area_kind": ("area_kind", "责任网格类型", "网格类型", "片区类型", "责任区类型", "kind"),
    "grid_name": ("grid_name", "grid", "网格名称", "网格名", "网格", "wgmc", "wg_name"),
    "compartment": ("lin_ban", "林班", "林班号", "linban", "lb", "compartment"),
    "subcompartment": ("xiao_ban", "小班", "小班号", "xiaoban", "xb", "subcompartment"),
    "area_title": ("name", "名称", "name_zh", "title", "nam"),
    "post": (
        "post", "responsible_post", "责任岗位", "岗位", "职务", "责任职务", "责任单位", "责任部门",
        "管护单位",
    ),
    "cells": ("cells", "cell_id", "cell", "方格", "方格编号", "踏查方格"),
    "stops": ("stops", "stop_id", "stop", "任务点", "任务点编号"),
    "persons": ("persons", "人次", "出动人次", "踏查人次", "人数", "参加人数", "people"),
    "hours": ("hours", "小时", "工时", "踏查小时", "用时小时", "时长小时"),
    "vehicles": ("vehicles", "车次", "出动车次", "车辆台次", "车辆数", "出动车辆"),
    "sorties": ("sorties", "架次", "无人机架次", "飞行架次", "出动架次"),
    "formation": ("formation", "队形", "行进队形"),
    "walkers": ("walkers", "并排人数", "几人并排", "abreast"),
    "spacing_m": ("spacing_m", "间距米", "并排间距米", "间距", "spacing"),
    "sight_m": ("sight_m", "能看清多远米", "能看清多远", "可视距离米", "sight"),
    "entered": ("entered", "已进院落", "进院数", "入院数", "踏查院落", "走访院落"),
    "result": ("result", "踏查结果", "结果", "发现情况", "是否发现", "有无发现"),
    "not_entered": ("not_entered", "未进入原因", "未踏查原因", "未到原因"),
    "species": ("species", "种类", "植物种类", "原植物种类", "品种"),
    "count_kind": ("count_kind", "计数方式", "清点方式"),
    "police_number": ("police_number", "文书号", "公安文书号", "案件编号"),
    "base": ("base", "base_id", "base_name", "出发点", "驻地", "name", "名称"),
    "team": ("team", "team_id", "组", "组名", "踏查组", "组别", "队伍", "队名", "小组"),
    "members": ("members", "人数", "组员数", "成员数", "people"),
    "vehicle": ("vehicle", "车辆", "交通方式", "出行方式", "交通"),
    "driver": ("driver", "司机", "留车司机", "专职司机", "有司机"),
    "hours_per_day": ("hours_per_day", "hours", "每天小时", "每日小时", "每天小时数", "每日工时", "工时"),
    "days": ("days", "天数", "每时段天数", "出勤天数"),
    "dates": ("dates", "出勤日期", "日期", "date"),
    "window": ("window", "window_id", "时段", "踏查时段"),
    "stage": ("stage", "生育期", "长势", "生长期"),
    "method": ("method", "处置", "处置方式", "铲除方式"),
    "destroyed_on": ("destroyed_on", "eradicated_on", "铲除日期", "铲除时间", "销毁日期"),
    "month": ("month", "月", "月份"),
    "temp_c": ("temp_c", "temperature", "气温", "平均气温", "月平均气温", "温度", "temp"),
    "elevation_m": ("elevation_m", "elevation", "altitude", "海拔", "海拔米", "高程"),
    "photo": ("photo", "照片", "图片"),
    "cover": ("class", "cover", "landcover", "land_cover", "地类", "地类名称", "dlmc", "类别"),
    "dlbm": ("dlbm", "地类编码", "地类代码"),
    "landuse": ("landuse",),
    "natural": ("natural",),
}  # fmt: skip
"""Our column: what else it is called, most telling first. docs/aliases.md is made from it."""

_PERSON: Final = re.compile(
    r"姓名|人名|户主|农户|农户名|当事人|嫌疑|身份证|证件|电话|手机|联系方式|联系人|住址|门牌|微信|举报人|种植人|责任人|负责人|组长"
    r"|(?:网格长|网格员|护林员|巡护员|包村干部|包片领导|包片干部|村支书)(?!.{0,2}[数岗])|队长|队员名单|组员名单|成员名单|签字|签名|经办人|填报人|报告人|发现人|owner|grower|household|person|phone|mobile|id_?card|id_?number"
    r"|surname|first_?name|last_?name|full_?name|contact|reporter|suspect|telephone|e-?mail",
    re.IGNORECASE,
)
_COUNTED: Final = {"persons"}
"""Our own name for how many went (人次): a number, nobody's name."""
_UNITS: Final = re.compile(r"[\s_\-—/、:：()（）\[\]【】*]+")
_BLANK: Final = {"", "nan", "none", "null", "nat", "<na>", "-", "—", "/", "无"}


def column_of(columns: Iterable[object], ours: str) -> str | None:
    """Return the column that means ours, None if there is none.

    >>> column_of(["FID", "VILLNAME"], "village")
    'VILLNAME'
    """
    by_plain: dict[str, str] = {}
    for column in map(str, columns):
        by_plain.setdefault(plain_header(column), column)
    for alias in ALIASES[ours]:
        found = by_plain.get(plain_header(alias))
        if found is not None:
            return found
    return None


def plain_header(header: str) -> str:
    """Take out of a header what people write differently: blanks, brackets, case.

    >>> plain_header("面积（亩）")
    '面积亩'
    """
    return _UNITS.sub("", str(header)).lower()


def is_about_persons(header: str) -> bool:
    """Tell whether a column looks like names, numbers or homes of persons.

    >>> is_about_persons("户主姓名"), is_about_persons("村名"), is_about_persons("persons")
    (True, False, False)
    """
    return plain_header(header) not in _COUNTED and bool(_PERSON.search(str(header).strip()))


def plain_text(value: Any) -> str:
    """Text of a cell as people mean it: "" where empty, whole numbers without .0.

    >>> plain_text(12.0), plain_text(None), plain_text(" 李家湾 ")
    ('12', '', '李家湾')
    """
    if value is None:
        return ""
    if isinstance(value, float):
        if not math.isfinite(value):
            return ""
        if value.is_integer():
            return str(int(value))
    text = str(value).strip()
    return "" if text.lower() in _BLANK else text
