"""Pieces of a route: cells side by side put together within bounds that one sees, named by what is near."""

import numpy as np
import pandas as pd
import pytest

from geo.model.schema import PIECES
from geo.model.tables import faults
from geo.route.pieces import make_pieces, piece_name
from geo.settings import DEFAULTS
from geo.words import Language, t
from tests.route.test_lines import hill_of, sweeps_on

SIDE = 250.0
HOUSES = pd.DataFrame({"name": ["李家湾"], "village_id": ["v"], "x": [375.0], "y": [375.0]})


def pieces_of(cells, *, terrain=None, columns=3, rows=3, named=HOUSES):
    """Pieces of one route that searches these cells (ix, iy) in order."""
    terrain = hill_of(0.0, 0.0) if terrain is None else terrain
    world = sweeps_on(terrain, columns=columns, rows=rows)
    table = world.cells.assign(x=(world.cells["ix"] + 0.5) * SIDE, y=(world.cells["iy"] + 0.5) * SIDE)
    stops = pd.DataFrame({"route_id": "r1", "order": range(1, len(cells) + 1), "passes": 1})
    stops["cell_id"] = [f"v_{i}_{j}" for i, j in cells]
    found = make_pieces(stops, table, world.villages, terrain, named, DEFAULTS)
    assert not faults(found, PIECES)
    return found


def test_cells_side_by_side_are_one_piece_up_to_40_ha():
    found = pieces_of([(0, 0), (1, 0), (2, 0), (2, 1)])
    assert found["cells"].tolist() == ["v_0_0;v_1_0;v_2_0;v_2_1"]
    assert found["area_m2"].iloc[0] == pytest.approx(250_000.0)
    assert found.geometry.area.iloc[0] == pytest.approx(250_000.0)
    whole = pieces_of([(i, j) for j in range(3) for i in range(3)])
    assert whole["area_m2"].max() <= 400_000.0
    assert whole["area_m2"].sum() == pytest.approx(9 * 62_500.0)
    assert whole["number"].tolist() == list(range(1, len(whole) + 1))


def test_a_cell_that_stands_alone_stays_a_piece():
    assert len(pieces_of([(0, 0), (2, 2)])) == 2


def test_a_path_is_a_border_where_both_sides_are_large_enough():
    terrain = hill_of(0.0, 0.0)
    x, _ = terrain.grid.centre(*np.indices(terrain.path.shape))
    terrain.path[np.abs(x - 500.0) < 30] = True
    found = pieces_of([(0, 0), (1, 0), (2, 0), (3, 0)], terrain=terrain, columns=4, rows=1)
    assert found["cells"].tolist() == ["v_0_0;v_1_0", "v_2_0;v_3_0"]


def test_a_piece_is_named_by_the_nearest_place_and_its_side():
    named = [t(n.key, Language.ZH, **n.args) for n in map(piece_name, pieces_of([(2, 2)]).itertuples())]
    assert named == ["李家湾东北侧"]
    assert piece_name(next(pieces_of([(1, 1)]).itertuples())).key == "piece-at"
    far = HOUSES.assign(x=40_000.0)
    assert piece_name(next(pieces_of([(1, 1)], named=far).itertuples())).key == "piece-nameless"


def test_a_slope_is_named_by_where_it_falls_to():
    piece = next(pieces_of([(2, 2)], terrain=hill_of(20.0, 135.0)).itertuples())
    said = piece_name(piece)
    assert t(said.key, Language.ZH, **said.args) == "李家湾东南坡"
    assert t(said.key, Language.EN, **said.args) == "south-east slope near 李家湾"


def test_nothing_searched_makes_no_pieces():
    assert len(pieces_of([])) == 0
