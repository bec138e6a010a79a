"""Responsibility areas as offices hold them: drawn, or only named under a village; posts, never persons."""

import geopandas as gpd
import openpyxl
import pytest
from shapely.geometry import Point, box

from geo.errors import InputError
from geo.exports.template import write_template
from geo.sources.areas import read_areas
from geo.sources.posts import without_names

CRS = "EPSG:32648"


@pytest.fixture
def villages():
    """Two villages of 1 km2 side by side."""
    shapes = [box(500_000 + 1000 * n, 3_000_000, 501_000 + 1000 * n, 3_001_000) for n in range(2)]
    return gpd.GeoDataFrame(
        {"village_id": ["v0", "v1"], "name": ["上坝村", "下坝村"], "township": "黄泥镇"},
        geometry=shapes, crs=CRS,
    )  # fmt: skip


def drawn(folder, columns, boxes, *, file="areas.geojson"):
    shapes = [item if isinstance(item, Point) else box(*item) for item in boxes]
    frame = gpd.GeoDataFrame(columns, geometry=shapes, crs=CRS)
    path = folder / file
    (frame.to_crs("EPSG:4326") if file.endswith("geojson") else frame).to_file(path)
    return path


def keys(notes):
    return [note.key for note in notes]


def test_compartments_are_named_by_both_numbers_and_lie_in_the_village_with_most_of_them(tmp_path, villages):
    columns = {"LIN_BAN": ["12", "12", "13"], "XIAO_BAN": ["1", "2", "1"], "GUANHU_RY": ["张三", "", ""]}
    boxes = [(500_100, 3_000_100, 500_500, 3_000_500), (500_500, 3_000_100, 501_100, 3_000_500),
             (501_200, 3_000_100, 501_500, 3_000_500)]  # fmt: skip
    areas, _ = read_areas(drawn(tmp_path, columns, boxes, file="xb.shp"), villages=villages, crs=CRS)
    assert list(areas["area_id"]) == ["v0-12-1", "v0-12-2", "v1-13-1"]
    assert set(areas["kind"]) == {"compartment"}
    assert areas.area.tolist() == pytest.approx([160_000, 240_000, 120_000])
    assert "张三" not in str(areas.drop(columns="geometry").to_dict())


def test_a_gbk_sheet_of_names_has_areas_without_ground_and_drops_persons(tmp_path, villages):
    text = (
        "序号,乡镇,村,村民组,责任岗位,网格员,联系电话\n"
        "1,黄泥镇,上坝村,一组,村级网格长,李四,13800000000\n"
        "2,黄泥镇,上坝,二组,张三,王五,\n"
        "3,黄泥镇,下坝村,一组,护林员：赵六,,\n"
    )
    path = tmp_path / "村民组.csv"
    path.write_bytes(text.encode("gbk"))
    areas, notes = read_areas(path, villages=villages, crs=CRS)
    assert areas[["area_id", "village_id", "name", "kind", "post"]].to_numpy().tolist() == [
        ["v0-一组", "v0", "一组", "group", "村级网格长"],
        ["v0-二组", "v0", "二组", "group", ""],
        ["v1-一组", "v1", "一组", "group", "护林员"],
    ]
    assert areas.geometry.isna().all()
    said = {note.key: note.args for note in notes}
    assert said["source-persons-dropped"]["columns"] == "网格员, 联系电话"
    assert said["source-posts-names"]["rows"] == 2
    assert said["source-areas-named"]["areas"] == 3
    assert said["source-encoding-guessed"]["encoding"] == "GBK"


def test_the_sheet_of_the_template_is_read_with_its_kinds(tmp_path, villages):
    book = openpyxl.load_workbook(write_template(tmp_path / "t.xlsx"))
    page = book["责任网格"]
    page.append([1, "黄泥镇", "上坝村", "东沟林班", "林班", "镇林业站", ""])
    page.append([2, "黄泥镇", "下坝村", "三号网格", "网格", "", ""])
    book.save(tmp_path / "t.xlsx")
    areas, _ = read_areas(tmp_path / "t.xlsx", villages=villages, crs=CRS)
    assert list(areas["kind"]) == ["compartment", "grid"]
    assert list(areas["post"]) == ["镇林业站", ""]


def test_codes_name_areas_and_parts_of_one_area_come_together(tmp_path, villages):
    boxes = [(500_000, 3_000_000, 500_300, 3_000_300), (500_600, 3_000_000, 500_700, 3_000_100),
             (501_600, 3_000_000, 501_700, 3_000_100)]  # fmt: skip
    columns = {"网格编码": ["G1", "G1", "G2"], "网格名称": ["西片", "西片", "东片"]}
    columns["post"] = ["甲岗", "乙岗", ""]
    areas, notes = read_areas(drawn(tmp_path, columns, boxes), villages=villages, crs=CRS)
    assert list(areas["area_id"]) == ["G1", "G2"]
    assert areas.area.tolist() == pytest.approx([100_000, 10_000], rel=1e-6)
    assert list(areas["post"]) == ["甲岗、乙岗", ""]
    assert "source-areas-joined" in keys(notes)
    columns["网格名称"] = ["西片", "中片", "东片"]
    with pytest.raises(InputError, match="source-area-code-twice"):
        read_areas(drawn(tmp_path, columns, boxes, file="b.geojson"), villages=villages, crs=CRS)


def test_a_point_of_a_group_is_listed_by_name_and_ground_outside_every_village_left_out(tmp_path, villages):
    boxes = [Point(500_500, 3_000_500), (510_000, 3_000_000, 510_100, 3_000_100),
             (500_000, 3_000_000, 500_100, 3_000_100)]  # fmt: skip
    columns = {"村民组": ["一组", "二组", "三组"], "村": ["上坝村", "", ""]}
    areas, notes = read_areas(drawn(tmp_path, columns, boxes), villages=villages, crs=CRS)
    assert list(areas["name"]) == ["一组", "三组"]
    assert areas.geometry.isna().tolist() == [True, False]
    assert {"source-areas-no-polygon", "source-areas-outside"} <= set(keys(notes))


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("上坝村,,村民组", "source-area-unnamed"),
        (",一组,村民组", "source-area-nowhere"),
        ("上坝村,一组,家族", "source-unknown-word"),
        ("中坝寨,一组,村民组", "source-village-unknown"),
    ],
)
def test_what_cannot_be_an_area_is_refused_in_a_sentence(tmp_path, villages, line, fault):
    path = tmp_path / "a.csv"
    path.write_text(f"村,责任网格,网格类型\n上坝村,零组,村民组\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=fault):
        read_areas(path, villages=villages, crs=CRS)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("张三", ""),
        ("欧阳修竹", ""),
        ("网格长张三", "网格长"),
        ("张三（村级网格长）", "村级网格长"),
        ("李书记", "书记"),
        ("包村干部 13812345678", "包村干部"),
        ("李家湾村党支部书记", "李家湾村党支部书记"),
        ("黄泥镇禁毒办", "黄泥镇禁毒办"),
        ("镇派出所民警", "镇派出所民警"),
        ("东沟管护站", "东沟管护站"),
        ("", ""),
        ("Wang Wei", ""),
        ("Forest ranger", "Forest ranger"),
        ("Green Valley Ranger Station", "Green Valley Ranger Station"),
    ],
)
def test_a_post_is_kept_and_the_person_beside_it_is_not(written, kept):
    assert without_names(written) == kept
