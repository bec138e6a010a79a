"""One team's day on an invented slope: two stops, a parking place, a cliff; names as they are asked for."""

from dataclasses import replace
from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely import LineString, MultiLineString, Point, box

from geo.exports.packs.task import Task
from geo.ground.terrain import make_terrain
from geo.model.land import PixelGrid
from geo.settings import DEFAULTS

CRS = "EPSG:32648"
X, Y = 500_000.0, 3_700_000.0  # 105 E, 33.4 N


def slope():
    """A hillside of 3 x 3 km that rises to the north."""
    grid = PixelGrid(CRS, X - 1500, Y + 1500, 30.0, 100, 100)
    north = np.repeat(np.linspace(1900, 1500, 100)[:, None], 100, axis=1)
    return make_terrain(grid, north, None, None, None, DEFAULTS)


def _table(geometry, **columns):
    return gpd.GeoDataFrame(columns, geometry=geometry, crs=CRS)


def task(name="李家湾东坡", team="一组", village="李家湾村", base="乡政府", note="别靠近", kind="cliff"):
    """A day: base, road to P1, walk to stop 1 and its lines, walk to stop 2 and its lines, and back."""
    stops = _table(
        [Point(X + 200, Y + 300), Point(X + 500, Y + 300)], order=[1, 2], name=[name, name],
        village=[village] * 2, kind=["required", "plain"], passes=[1, 2], abreast=[4, 1],
        spacing_m=[25.0, 0.0], car=[1, 1], yards=[0, 0], service_min=[20.0, 30.5], arrive_min=[40, 75],
        turn_back_min=[300, 280],
    )  # fmt: skip
    lines = [
        LineString([(X, Y), (X + 100, Y + 100)]),
        LineString([(X + 100, Y + 100), (X + 150, Y + 250)]),
        LineString([(X + 150, Y + 250), (X + 250, Y + 250), (X + 250, Y + 350), (X + 150, Y + 350)]),
        LineString([(X + 150, Y + 350), (X + 150, Y + 350)]),
        LineString([(X + 150, Y + 350), (X + 450, Y + 250)]),
        MultiLineString([[(X + 450, Y + 250), (X + 550, Y + 250)], [(X + 550, Y + 350), (X + 450, Y + 350)]]),
        LineString([(X + 450, Y + 350), (X + 100, Y + 100)]),
        LineString([(X + 100, Y + 100), (X, Y)]),
    ]
    modes = ["drive", "walk", "search", "walk", "walk", "search", "walk", "drive"]
    legs = _table(lines, mode=modes, to_stop=[1, 1, 1, 2, 2, 2, 0, 0])
    squares = [box(X + 125, Y + 200, X + 375, Y + 450), box(X + 375, Y + 200, X + 625, Y + 450)]
    return Task(
        site="云岭乡", team=team, day=date(2026, 5, 12), window="花期踏查", plan_hash="0123456789abcdef" * 4,
        members=5, car=True, leave_min=480, back_min=310, due_min=480, check_ins=(120, 240), look="flower",
        drive_m=283.0, walk_m=1600.0, climb_m=250.0, base=_table([Point(X, Y)], name=[base]), stops=stops,
        cars=_table([Point(X + 100, Y + 100)], number=[1]), legs=legs,
        pieces=_table(squares, number=[1, 2], name=[name, name], area_m2=[62_500.0] * 2),
        hazards=_table([LineString([(X + 600, Y), (X + 600, Y + 500)])], kind=[kind], note=[note]),
        villages=_table([box(X - 1000, Y - 1000, X + 1000, Y + 1000)], name=[village]),
        roads=_table([LineString([(X, Y), (X + 100, Y + 100)])], drivable=[True]), terrain=slope(),
        places=_table([Point(X - 200, Y + 100)], name=[village], village=[True]),
        visited=pd.DataFrame({"village": [village], "township": ["云岭乡"], "posts": [["村级网格长"]]}),
    )  # fmt: skip


HOSTILE = ("=1+1", "${x}", "</script>", "<b>&", "$a$ \\frac{1}{2}", "a\x00b\x0bc", "]]>", "'\"><img src=x>")
"""Names that a file of strangers may bring; each must come out as the text it is."""


def hostile(sign):
    """The day with this name everywhere."""
    return replace(
        task(name=sign, team=sign, village=sign, base=sign, note=sign, kind=sign), site=sign, window=sign
    )
