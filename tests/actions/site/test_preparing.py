"""The files of a new site are read in a process apart first: what that says is what the program says."""

from __future__ import annotations

import geopandas as gpd
import pytest
import shapely

from geo.actions.site import preparing
from geo.actions.site.create import NewSite, create_site
from geo.errors import InputError
from geo.settings import DEFAULTS
from geo.sources.apart import reading_apart
from geo.words import Language, say


def test_a_fault_of_a_new_sites_files_comes_over_and_nothing_is_left(tmp_path):
    file = tmp_path / "villages.geojson"
    names = {"name": ["李家湾村", ""]}
    gpd.GeoDataFrame(names, geometry=[shapely.box(104, 26, 104.01, 26.01)] * 2, crs="EPSG:4326").to_file(file)
    with pytest.raises(InputError) as caught:
        create_site(tmp_path / "site", NewSite(villages=file, season=2026))
    assert (caught.value.key, caught.value.args_["file"]) == ("source-blank-name", "villages.geojson")
    assert not (tmp_path / "site").exists()


def test_a_process_that_dies_names_the_files_it_was_given(tmp_path):
    with reading_apart(preparing.KIND, module=preparing.MODULE) as apart:
        apart._process._process.kill()
        with pytest.raises(InputError, match="source-reader-died") as caught:
            apart.read_all([tmp_path], DEFAULTS.intake, called="a.geojson, b.tif")
    assert all("a.geojson, b.tif" in say(caught.value, language) for language in Language)
