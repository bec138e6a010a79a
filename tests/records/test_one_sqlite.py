"""GDAL carries a second SQLite, which drops the locks of the first one: rows are lost without an error."""

import ast
import re
from pathlib import Path

import pytest

from geo.errors import InputError
from geo.records.store import FILE_NAME, Store
from geo.sources.vectors import read_polygons

ROOT = Path(__file__).parents[2]
GDAL_PACKAGES = {"pyogrio", "fiona", "rasterio", "osgeo"}
GDAL_CALLS = {
    "read_file",
    "to_file",
    "read_dataframe",
    "write_dataframe",
    "read_arrow",
    "list_layers",
    "read_info",
}


def gdal_in(source):
    """What a module takes from GDAL: packages it imports, calls that open files."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name.split(".")[0] in GDAL_PACKAGES)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in GDAL_PACKAGES:
            yield str(node.module)
        elif isinstance(node, ast.Attribute) and node.attr in GDAL_CALLS:
            yield node.attr


def modules():
    for folder in ("geo", "layers", "screens"):
        yield from sorted((ROOT / folder).rglob("*.py"))
    yield ROOT / "app.py"


def test_nothing_but_sources_opens_files_with_gdal():
    found = {
        str(path.relative_to(ROOT)): names
        for path in modules()
        if "sources" not in path.parts and (names := sorted(set(gdal_in(path.read_text(encoding="utf-8")))))
    }
    assert found == {}


def test_the_lint_sees_what_it_forbids():
    seen = gdal_in("import geopandas as gpd\nfrom pyogrio import raw\ngpd.read_file('tacha.db')")
    assert sorted(seen) == ["pyogrio", "read_file"]


def test_nothing_but_records_speaks_to_the_database():
    speakers = [
        str(path.relative_to(ROOT))
        for path in modules()
        if "records" not in path.parts
        and re.search(r"^\s*(from|import) (sqlalchemy|alembic)", path.read_text(encoding="utf-8"), re.M)
    ]
    assert speakers == []


def test_the_readers_refuse_the_live_database(tmp_path):
    with Store.open(tmp_path), pytest.raises(InputError):
        read_polygons(tmp_path / FILE_NAME, role="villages")


def test_the_readers_refuse_the_live_database_without_touching_it(tmp_path, monkeypatch):
    # Closing any handle on the file would drop this process's locks on it, so it must not be opened at all.
    def opened(self, *_, **__):
        raise AssertionError(f"{self.name} was opened")

    for name in (FILE_NAME, "renamed.gpkg"):
        (tmp_path / name).write_bytes(b"SQLite format 3\0")
        (tmp_path / f"{name}-wal").touch()
    monkeypatch.setattr(Path, "open", opened)
    for name in (FILE_NAME, "renamed.gpkg"):
        with pytest.raises(InputError):
            read_polygons(tmp_path / name, role="villages")
