"""A site of two villages without plan or records."""

import geopandas as gpd
import shapely

from geo.actions.site.create import NewSite, create_site

WEST, SOUTH, STEP = 104.60, 33.50, 0.01


def bare_site(folder):
    """Two villages of about 1 km2, flat and open, one assumed team."""
    squares = [shapely.box(WEST + STEP * n, SOUTH, WEST + STEP * (n + 1), SOUTH + STEP) for n in range(2)]
    villages = folder / "villages.geojson"
    gpd.GeoDataFrame({"name": ["甲村", "乙村"]}, geometry=squares, crs="EPSG:4326").to_file(villages)
    site = folder / "site"
    create_site(
        site, NewSite(villages=villages, files={}, name_field=None, season=2026, preset=None, datums={})
    )
    return site
