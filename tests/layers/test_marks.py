"""State is told by pattern: what a person signed comes before what was searched."""

import numpy as np
import pandas as pd

from layers.base import base_parts, tied_classes
from layers.classes import CellClasses, Quantity, compared_classes
from layers.drawn import picture_of
from layers.grid_image import grid_frame
from layers.marks import Mark, compared_marks, ground_marks, marks_in
from layers.overlays import Shown
from layers.steep import steep_picture
from tests.layers.worlds import CRS, valley


def test_signed_and_steep_ground_is_marked_before_searched_ground():
    view = valley()
    marks = ground_marks(view.cells, view.ground, view.coverage, "w1", hatch=True)
    assert marks[[40, 41]].tolist() == [Mark.STEEP] * 2
    assert marks[42] == Mark.SUSPENDED
    assert marks[43] == Mark.RESTRICTED
    searched = view.cells["cell_id"].isin(view.coverage["cell_id"]).to_numpy(copy=True)
    searched[40:44] = False
    assert (marks[searched] == Mark.VISITED).all()
    assert set(marks_in(marks)) == {Mark.VISITED, Mark.STEEP, Mark.RESTRICTED, Mark.SUSPENDED}


def test_where_colour_tells_coverage_only_rulings_are_marked():
    view = valley()
    marks = ground_marks(view.cells, view.ground, view.coverage, "w1", hatch=False)
    assert (marks > 0).sum() == 4


def test_two_windows_beside_each_other_have_four_classes_and_a_pattern_for_three():
    view = valley()
    later = view.coverage.iloc[:10].assign(window_id="w2")
    only = view.coverage.iloc[10:20].assign(window_id="w2")
    both = view.coverage.drop(view.coverage.index[10:20])
    shown = compared_classes(view.cells, pd.concat([both, later, only]), "w1", "w2")
    counts = np.bincount(shown.classes, minlength=4)
    assert counts.tolist() == [len(view.cells) - len(view.coverage), len(both) - 10, 10, 10]
    assert compared_marks(np.arange(4, dtype=np.uint8)).tolist() == [
        Mark.NONE, Mark.VISITED, Mark.LATER, Mark.BOTH,
    ]  # fmt: skip


def test_a_class_of_equal_cells_tells_what_it_really_holds():
    # Two thirds of the cells are alike and fall into one class that is named for 20 % of the area.
    shown = CellClasses(Quantity.RISK, np.repeat([4, 2, 0], [1, 66, 33]).astype(np.uint8))
    assert tied_classes(shown, np.ones(100)) == {2: 0.66}
    assert tied_classes(CellClasses(Quantity.LEFT, shown.classes), np.ones(100)) == {}


def test_as_ranked_no_class_of_the_valley_is_called_tied():
    view = valley()
    parts = base_parts(
        view.villages, view.cells, view.terrain, None, cell_size_m=view.cell_size_m, limit_deg=30.0
    )
    assert picture_of(view, parts, Shown("w1")).tied == {}


def test_steep_ground_is_marked_inside_the_cells_only():
    view = valley()
    frame = grid_frame(view.cells, crs=CRS, cell_size_m=view.cell_size_m)
    half = view.cells[view.cells["ix"] < view.cells["ix"].median()]
    whole = steep_picture(view.terrain, view.cells, frame, limit_deg=5.0)
    part = steep_picture(view.terrain, half, frame, limit_deg=5.0)
    assert whole is not None
    assert part is not None
    assert whole.url != part.url
    assert steep_picture(view.terrain, view.cells, frame, limit_deg=89.0) is None
