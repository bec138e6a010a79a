"""Make files that a stranger might send: broken, swollen, hostile, or merely odd."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Final

import openpyxl
from PIL import Image

WEST, SOUTH = 104.0, 26.0
SCRIPT: Final = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "${7*7}", "`${alert(1)}`", "{{7*7}}",
    '=HYPERLINK("http://a","b")', "+1+1", "@SUM(A1)", "-2+3|cmd", "'; DROP TABLE tracks; --", "%s%n%x",
    "../../etc/passwd", "\u202egpj.exe", "A" * 3000, "\0", "\ud7ff\uffff", "李家湾村\r\n", "🌱" * 50,
)  # fmt: skip
NUMBERS: Final = (
    "NaN", "nan", "inf", "-inf", "1e400", "-1e308", "1e-400", "0", "-0", "180.0000001", "91", "2147483648",
    "9" * 400, "9" * 5000, "0x10", "1,5", "１２", "一百", "26°7'", "", " ", "1e5", "500000", "3000000",
    "None", "18446744073709551616",
)  # fmt: skip
DAYS: Final = (
    "2026-02-30", "0000-00-00", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "1e10", "2026/5/1 25:61",
    "-5000-01-01T00:00:00Z", "2026-05-01T04:00:00+99:99", "昨天", "46143", "99999999", "２０２６年５月１日",
)  # fmt: skip
NAMES: Final = (
    "a", "<img src=x onerror=alert(1)>", "${7*7}", "=1+1", "..a", "轨迹 五月", "a'b\"c", "a;b|c&d", "x" * 180,
    "con", "2026-99-99", "a%00b", "-rf", "a\tb", "{}",
)  # fmt: skip
HEADS: Final = {
    "findings": "发现日期,经度,纬度,生育期,株数,面积（平方米）,铲除日期,状态",
    "leads": "线索日期,经度,纬度,线索类型,可信度,位置误差（米）,备注",
    "history": "年份,村,经度,纬度,株数",
    "observed": "观察日期,生育期,海拔（米）",
    "visits": "踏查日期,组别,村,人次,小时,踏查结果,经度,纬度,株数,网格,覆盖系数",
    "tracks": "时间,经度,纬度,轨迹,方式,幅宽",
}
ROWS: Final = {
    "findings": "2026-05-12,104.005,26.005,花期,120,60,2026-05-13,已铲除",
    "leads": "2026-04-02,104.005,26.005,卫星靶点,0.8,50,沟边",
    "history": "2024,李家湾村,104.005,26.005,12",
    "observed": "2026-05-10,花期,1500",
    "visits": "2026-05-12,一组,李家湾村,5,6,发现,104.005,26.005,30,,0.5",
    "tracks": "2026-05-01 12:00:00,104.005,26.005,一,无人机,60",
}
SHEETS: Final = tuple(HEADS)


def gpx(dice: Random) -> bytes:
    """Make a walk of some minutes."""
    fixes = "".join(
        f'<trkpt lat="{SOUTH + 0.005:.6f}" lon="{WEST + 0.0001 * k:.6f}"><ele>900</ele>'
        f"<time>2026-05-{dice.randint(1, 28):02d}T04:{k:02d}:10Z</time></trkpt>"
        for k in range(dice.randint(0, 40))
    )
    name = dice.choice(SCRIPT)
    return (
        f'<?xml version="1.0"?><gpx version="1.1" creator="{dice.choice(("t", "奥维互动地图 10"))}">'
        f"<trk><name><![CDATA[{name}]]></name><trkseg>{fixes}</trkseg></trk></gpx>"
    ).encode("utf-8", "replace")


def kml(dice: Random) -> bytes:
    """Make a KML with a timed track and a line."""
    count = dice.randint(0, 20)
    whens = "".join(f"<when>2026-05-01T04:{k:02d}:00Z</when>" for k in range(count))
    places = "".join(f"<gx:coord>{WEST + 1e-4 * k} {SOUTH + 0.005} 9</gx:coord>" for k in range(count))
    line = " ".join(f"{WEST + 1e-4 * k},{SOUTH + 0.005},0" for k in range(count))
    return (
        '<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Document>'
        f"<Placemark><name>2026-05-01</name><gx:Track>{whens}{places}</gx:Track></Placemark><Placemark>"
        f"<LineString><coordinates>{line}</coordinates></LineString></Placemark></Document></kml>"
    ).encode()


def geojson(dice: Random) -> bytes:
    """Make features of one kind or another, with properties that look like ours."""
    at = [WEST + 0.005, SOUTH + 0.005]
    ring = [[WEST, SOUTH], [WEST + 0.01, SOUTH], [WEST + 0.01, SOUTH + 0.01], [WEST, SOUTH]]
    shapes = [
        {"type": "Point", "coordinates": at},
        {"type": "Point", "coordinates": at[::-1]},
        {"type": "LineString", "coordinates": [at, [at[0] + 0.0002, at[1]]]},
        {"type": "MultiLineString", "coordinates": [[at, [at[0] + 0.0002, at[1]]], []]},
        {"type": "Polygon", "coordinates": [ring]},
        {"type": "Polygon", "coordinates": [[ring[0], ring[2], ring[1], ring[0]], ring]},
        {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": at}]},
        {"type": "Point", "coordinates": []}, {"type": "LineString", "coordinates": [at]}, None, 5, [],
    ]  # fmt: skip
    said = [*SCRIPT, *NUMBERS, *DAYS, None, True, 1, 2.5, [1], {"a": [{}]}]
    names = [
        "name",
        "date",
        "time",
        "coordTimes",
        "lon",
        "lat",
        "plants",
        "kind",
        "mode",
        "swath",
        "stage",
        "村名",
    ]
    features = [
        {
            "type": "Feature", "geometry": dice.choice(shapes),
            "properties": {dice.choice(names): dice.choice(said) for _ in range(dice.randint(0, 5))},
        }
        for _ in range(dice.randint(0, 6))
    ]  # fmt: skip
    return json.dumps({"type": "FeatureCollection", "features": features}).encode("utf-8", "surrogatepass")


def sheet(dice: Random, role: str) -> bytes:
    """Make a CSV in which some cells are not what they should be."""
    text = _lines(dice, role)
    comma = dice.choice(",,,\t;|")
    encoding = dice.choice(["utf-8-sig", "utf-8", "gb18030", "utf-16", "big5", "shift_jis"])
    return "\n".join(comma.join(row) for row in text).encode(encoding, "replace")


def workbook(dice: Random, role: str) -> bytes:
    """Make the same rows a workbook, formulas among them."""
    book = openpyxl.Workbook()
    page = book.active
    for row in _lines(dice, role):
        page.append([_cell(dice, cell) for cell in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _cell(dice: Random, text: str) -> str | float:
    plain = "".join(sign for sign in text if sign.isprintable())[:2000]
    if dice.random() < 0.3:
        try:
            return float(plain)
        except ValueError:
            return plain
    return plain


def _lines(dice: Random, role: str) -> list[list[str]]:
    lines = [HEADS[role].split(",")]
    for _ in range(dice.randint(0, 4)):
        row = ROWS[role].split(",")
        for _ in range(dice.randint(0, 3)):
            row[dice.randrange(len(row))] = dice.choice([*SCRIPT, *NUMBERS, *DAYS])
        lines.append(row[: dice.choice([len(row)] * 5 + [2])])
    return lines


def picture(dice: Random) -> bytes:
    """Make a photo with a place that may be nonsense; sometimes a small file with many pixels."""
    many = dice.random() < 0.02
    image = Image.new("1" if many else "RGB", (20_000, 20_000) if many else (dice.randint(1, 60), 40))
    exif = Image.Exif()
    exif[306] = dice.choice([*DAYS, "2026:05:01 12:00:00"])
    exif[34853] = {
        1: dice.choice("NSX"),
        2: (26.0, dice.choice([0.0, 1e30]), 0.3),
        3: "E",
        4: (104.0, 0.0, 18.0),
    }
    stream = io.BytesIO()
    try:
        image.save(stream, dice.choice(["JPEG", "PNG", "WEBP"]) if not many else "PNG", exif=exif)
    except (OSError, ValueError):
        image.save(stream, "PNG")
    return stream.getvalue()


def packed(dice: Random, inside: Callable[[Random], bytes]) -> bytes:
    """Pack files into an archive, under names that try to leave the folder; sometimes a small bomb."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        names = ["a.gpx", "../b.gpx", "/c.kml", "d/e.csv", "f.geojson", "g.shp", "g.dbf", "h.zip", "x"]
        for name in dice.sample(names, dice.randint(0, 3)):
            archive.writestr(name, inside(dice))
        if dice.random() < 0.01:
            with archive.open("bomb.gpx", "w", force_zip64=True) as member:
                for _ in range(1_100):
                    member.write(bytes(1_000_000))
    return stream.getvalue()


def bomb(dice: Random) -> bytes:
    """Make what fills memory or stacks in a parser: entities, depth, long names."""
    kind = dice.randrange(5)
    if kind == 0:
        levels = "".join(f'<!ENTITY l{k} "{f"&l{k - 1};" * 10}">' for k in range(1, 10))
        return f'<?xml version="1.0"?><!DOCTYPE g [<!ENTITY l0 "ha">{levels}]><gpx>&l9;</gpx>'.encode()
    if kind == 1:
        return b'<!DOCTYPE g [<!ENTITY x SYSTEM "file:///etc/passwd">]><kml>&x;</kml>'
    depth = dice.choice([1_000, 100_000])
    if kind == 2:
        return b'{"type":"FeatureCollection","features":' + b"[" * depth + b"]" * depth + b"}"
    if kind == 3:
        return b"<gpx>" + b"<trk>" * depth + b"</gpx>"
    return (f"时间,经度,纬度,{'列,' * depth}\n" + "1," * 50).encode()


def disturbed(dice: Random, content: bytes) -> bytes:
    """Break some bytes of a file: cut, turn, repeat, or put something hostile in."""
    data = bytearray(content)
    for _ in range(dice.choice([0, 1, 1, 2, 8])):
        at = dice.randrange(len(data) + 1)
        way = dice.randrange(7)
        if way == 0:
            del data[at:]
        elif way == 1 and data:
            data[min(at, len(data) - 1)] = dice.randrange(256)
        elif way == 2:
            del data[at : at + dice.randint(1, 40)]
        elif way == 3:
            data[at:at] = data[at : at + dice.randint(1, 200)] * dice.randint(1, 20)
        elif way == 4:
            data[at:at] = dice.choice([*SCRIPT, *NUMBERS, *DAYS]).encode("utf-8", "replace")
        elif way == 5:
            data[at:at] = dice.randbytes(dice.randint(1, 30))
        else:
            _number_for_number(dice, data)
    return bytes(data)


def _number_for_number(dice: Random, data: bytearray) -> None:
    """Put an impossible number in the place of one that is there."""
    start = data.find(b'"', dice.randrange(len(data) + 1))
    end = data.find(b'"', start + 1)
    if 0 <= start < end < start + 60:
        data[start + 1 : end] = dice.choice(NUMBERS).encode()


def hostile_file(dice: Random, folder: Path, real: Sequence[Path]) -> tuple[str, Path]:
    """Make one file and say what kind of input it is brought as.

    Parameters
    ----------
    real : files of strangers to break, besides those made here; may be empty
    """
    role = dice.choice([*SHEETS, "tracks", "photos", "villages"])
    table = role if role in HEADS else "findings"
    makers: list[tuple[str, Callable[[], bytes]]] = [
        (".csv", lambda: sheet(dice, table)), (".csv", lambda: sheet(dice, table)),
        (".xlsx", lambda: workbook(dice, table)), (".geojson", lambda: geojson(dice)),
        (dice.choice([".gpx", ".geojson", ".csv"]), lambda: bomb(dice)),
        (".zip", lambda: packed(dice, dice.choice([gpx, kml, geojson]))),
    ]  # fmt: skip
    if role == "tracks":
        makers += [(".gpx", lambda: gpx(dice)), (".gpx", lambda: gpx(dice)), (".kml", lambda: kml(dice))]
    if role == "photos":
        makers = [(".jpg", lambda: picture(dice))]
    if real and role in {"tracks", "villages"} and dice.random() < 0.5:
        chosen = dice.choice(real)
        makers = [(chosen.suffix, chosen.read_bytes)]
    ending, make = dice.choice(makers)
    ending = dice.choice([ending] * 9 + [".gpx", ".csv", ".xlsx", ".tif", ".gpkg", ".shp", ""])
    path = folder / f"{dice.choice(NAMES)}{ending}"
    path.write_bytes(disturbed(dice, make()) if dice.random() < 0.7 else make())
    return role, path
