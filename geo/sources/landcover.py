"""Read land cover from polygons or from a WorldCover raster into the eight classes; one table a coding."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np
import rasterio
import shapely
from numpy.typing import NDArray
from rasterio.enums import Resampling
from rasterio.errors import RasterioError
from rasterio.warp import reproject

from geo.errors import InputError
from geo.model.land import LandCover, PixelGrid
from geo.model.notes import Note
from geo.settings import DEFAULTS, Settings
from geo.sources import aliases
from geo.sources.opening import look_at
from geo.sources.rasters import burn_polygons, opened_raster, transform_of
from geo.sources.vectors import VECTOR_KINDS, polygons_of

_UNMAPPED: Final = 255


def _table(**classes: str) -> dict[str, LandCover]:
    return {word: LandCover[name.upper()] for name, words in classes.items() for word in words.split()}


NATURAL: Final = _table(
    open="grassland fell meadow grass tundra wetland mud moor",
    scrub="scrub heath shrubbery",
    forest="wood tree_row tree_group",
    bare="bare_rock scree sand shingle glacier rock stone bare_ground beach cliff landslide",
    water="water bay spring hot_spring",
)
"""OSM natural=*."""

LANDUSE: Final = _table(
    open="meadow grass grassland village_green recreation_ground greenfield cemetery flowerbed",
    crop="farmland allotments greenhouse_horticulture paddy farm field",
    orchard="orchard vineyard plant_nursery",
    forest="forest logging",
    bare="quarry landfill brownfield",
    water="reservoir basin aquaculture salt_pond",
    built="residential industrial commercial retail farmyard construction railway military religious "
    "education garages depot institutional port highway",
)
"""OSM landuse=*."""

DLBM: Final = _table(
    open="04 0401 0402 0403 0404 1108 1201 1106 1105",
    crop="01 0101 0102 0103 1202 1203",
    orchard="02 0201 0202 0203 0204",
    scrub="0305 0306 0307",
    forest="03 0301 0302 0303 0304",
    bare="12 1110 1204 1205 1206 1207 0602 204",
    water="11 1101 1102 1103 1104 1107 0603",
    built="05 06 07 08 09 10 0601 1109 20 201 202 203 205 1001 1002 1003 1004 1005 1006 1007 1008 1009",
)
"""Codes of the national land survey (GB/T 21010); a code not listed counts as its first two digits."""

NAMES: Final = _table(
    open="open grass 草地 天然牧草地 人工牧草地 其他草地 荒草地 开阔地 空闲地 沼泽地 内陆滩涂",
    crop="crop cropland 耕地 水田 水浇地 旱地 田坎 设施农用地 农田",
    orchard="orchard 园地 果园 茶园 橡胶园 其他园地",
    scrub="scrub shrub 灌木林地 灌木林 灌丛 其他林地 疏林地",
    forest="forest wood tree 林地 乔木林地 竹林地 有林地 森林",
    bare="bare 裸地 裸土地 裸岩石砾地 沙地 盐碱地 采矿用地 未利用地",
    water="water 水域 水面 河流水面 湖泊水面 水库水面 坑塘水面 沟渠 河流 水库",
    built="built urban 建设用地 建筑用地 城镇 村庄 农村宅基地 城镇住宅用地 工业用地 "
    "交通运输用地 农村道路 公路用地 城镇村及工矿用地",
)
"""Plain class names, ours and those of survey layers (DLMC)."""

WORLDCOVER: Final = {
    10: LandCover.FOREST, 20: LandCover.SCRUB, 30: LandCover.OPEN, 40: LandCover.CROP, 50: LandCover.BUILT,
    60: LandCover.BARE, 70: LandCover.BARE, 80: LandCover.WATER, 90: LandCover.OPEN, 95: LandCover.FOREST,
    100: LandCover.BARE,
}  # fmt: skip
"""ESA WorldCover codes."""


def read_cover(
    path: str | Path, grid: PixelGrid, *, datum: str | None = None, settings: Settings = DEFAULTS
) -> tuple[NDArray[np.uint8], NDArray[np.bool_], list[Note]]:
    """Read land cover onto the site's pixels.

    Parameters
    ----------
    path : polygons with natural, landuse, DLBM, DLMC or class; or a GeoTIFF of ESA WorldCover codes

    Returns
    -------
    cover uint8 (rows, columns) of `LandCover` codes, open where unmapped; mapped bool; notes

    Raises
    ------
    InputError : as `vectors.read_polygons`; no column of a known coding; nothing of it in the site
    """
    file, kind = look_at(path, (*VECTOR_KINDS, "tiff"), settings=settings)
    notes: list[Note] = []
    if kind == "tiff":
        codes = _from_raster(file, grid)
    else:
        codes, notes = _from_polygons(file, grid, datum, settings)
    mapped = codes != _UNMAPPED
    if not mapped.any():
        raise InputError("source-cover-elsewhere", file=file.name)
    return np.where(mapped, codes, np.uint8(LandCover.OPEN)).astype(np.uint8), mapped, notes


def _from_polygons(
    file: Path, grid: PixelGrid, datum: str | None, settings: Settings
) -> tuple[NDArray[np.uint8], list[Note]]:
    frame, notes = polygons_of(file, datum=datum, settings=settings)
    codes, unknown = _codes(frame, name=file.name)
    if unknown:
        most = max(unknown, key=lambda word: (unknown[word], word))
        rows = sum(unknown.values())
        notes.append(Note("source-cover-unknown", {"file": file.name, "rows": rows, "value": most}))
    shapes = frame.to_crs(grid.crs).geometry.array
    crossing = ~shapely.is_valid(shapes)
    if crossing.any():
        notes.append(Note("source-cover-repaired", {"file": file.name, "rows": int(crossing.sum())}))
        shapes = np.where(crossing, shapely.make_valid(np.asarray(shapes)), np.asarray(shapes))
    known = np.flatnonzero(codes != _UNMAPPED)
    # Small pieces lie on top of large ones: a pond in a forest is a pond.
    order = known[np.argsort(-shapely.area(np.asarray(shapes)[known]), kind="stable")]
    return burn_polygons([shapes[row] for row in order], codes[order].tolist(), grid, _UNMAPPED), notes


def _codes(frame: Any, *, name: str) -> tuple[NDArray[np.uint8], dict[str, int]]:
    """Class of every polygon, `_UNMAPPED` where no coding knows it; unknown values and how many rows."""
    codings = [
        ("dlbm", DLBM),
        ("natural", NATURAL),
        ("landuse", LANDUSE),
        ("cover", NAMES | LANDUSE | NATURAL),
    ]
    columns = [
        (frame[column], table)
        for ours, table in codings
        if (column := aliases.column_of(frame.columns, ours)) is not None
    ]
    if not columns:
        found = ", ".join(str(column) for column in frame.columns if column != frame.geometry.name)
        raise InputError("source-cover-no-column", file=name, columns=found or "-")
    codes = np.full(len(frame), _UNMAPPED, dtype=np.uint8)
    said = np.full(len(frame), "", dtype=object)
    for values, table in columns:
        words = [aliases.plain_text(value) for value in values]
        for row, word in enumerate(words):
            if codes[row] == _UNMAPPED and word:
                codes[row] = _class_of(word, table)
                said[row] = word
    unknown: dict[str, int] = {}
    for word in said[(codes == _UNMAPPED) & (said != "")]:
        unknown[word] = unknown.get(word, 0) + 1
    return codes, unknown


def _class_of(word: str, table: dict[str, LandCover]) -> int:
    if table is DLBM:
        # A table program drops the leading zero of 0301.
        code = word.zfill(4) if word.isdigit() and len(word) == 3 and not word.startswith("20") else word
        for key in (code, code[:4], code[:3], code[:2]):
            if key in table:
                return int(table[key])
        return _UNMAPPED
    return int(table.get(word.lower(), table.get(word, _UNMAPPED)))


def _from_raster(file: Path, grid: PixelGrid) -> NDArray[np.uint8]:
    """Most frequent class of the pixels that fall into ours."""
    out = np.zeros((grid.rows, grid.columns), dtype=np.uint8)
    with opened_raster(file) as source:
        if source.dtypes[0] not in {"uint8", "int8", "int16", "uint16", "int32"}:
            raise InputError("source-cover-raster", file=file.name)
        try:
            reproject(
                rasterio.band(source, 1), out, dst_transform=transform_of(grid), dst_crs=grid.crs,
                src_nodata=source.nodata, dst_nodata=0, resampling=Resampling.mode,
            )  # fmt: skip
        except (RasterioError, ValueError, OSError) as fault:
            raise InputError("source-unreadable", file=file.name, reason="GeoTIFF") from fault
    known = np.full(256, _UNMAPPED, dtype=np.uint8)
    for code, cover in WORLDCOVER.items():
        known[code] = cover
    return known[out]
