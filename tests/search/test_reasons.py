"""Why this cell, in words."""

import re
from pathlib import Path

import numpy as np
import pytest

import geo.search
from geo.model.notes import Note
from geo.search.reasons import reasons
from geo.search.risk import risk
from geo.settings import DEFAULTS
from geo.words import Language, keys, t
from tests.search.worlds import history_of, lead, square_cells


def told_cells():
    cells = square_cells(6, 6, remote_h=2.3, water_m=80.0, slope_deg=17.0, southness=-0.8, seam_m=200.0,
                         edge_share=0.2, cover_crop=0.7, cover_open=0.3)  # fmt: skip
    cells.loc[0, "water_m"] = np.nan
    return cells


def told_risk(nothing_known):
    given = nothing_known | {
        "history": history_of([(2024, "v0", (800, 800))]),
        "leads": lead("tip", (700, 700)),
    }
    return risk(told_cells(), settings=DEFAULTS, **given)


@pytest.mark.parametrize("row", [0, 14])
def test_a_person_can_multiply_along(row, nothing_known):
    table, _ = told_risk(nothing_known)
    notes = reasons(told_cells().iloc[row], table.iloc[row])
    base, *factors, total = notes
    product = float(base.args["plots"])
    for note in factors:
        product *= float(note.args["times"])
    assert product == pytest.approx(float(total.args["plots"]), rel=0.03)
    assert float(total.args["plots"]) == pytest.approx(table["expected_plots"].iloc[row], rel=0.01)


def test_the_weightiest_reason_stands_first_with_its_figure(nothing_known):
    table, _ = told_risk(nothing_known)
    notes = reasons(told_cells().iloc[14], table.iloc[14])
    weights = [abs(np.log(float(note.args["times"]))) for note in notes[1:-1]]
    assert weights == sorted(weights, reverse=True)
    remote = next(note for note in notes if note.key == "search-reason-remote")
    assert t(remote.key, Language.ZH, **remote.args) == f"步行 2.3 小时才到公路：{remote.args['times']} 倍"


def test_a_factor_that_is_unknown_is_no_reason(nothing_known):
    table, _ = told_risk(nothing_known)
    assert "search-reason-water" not in [note.key for note in reasons(told_cells().iloc[0], table.iloc[0])]


def test_every_reason_and_note_has_words_in_both_languages(nothing_known):
    table, notes = told_risk(nothing_known)
    said = [*notes, *reasons(told_cells().iloc[14], table.iloc[14])]
    for note in said:
        assert isinstance(note, Note)
        for language in Language:
            assert t(note.key, language, **note.args)


def test_every_key_of_the_search_is_in_both_catalogues():
    files = Path(geo.search.__file__).parent.glob("*.py")
    used = {key for file in files for key in re.findall(r'"(search-[a-z-]+[a-z])"', file.read_text("utf-8"))}
    assert len(used) > 10
    for language in Language:
        assert used <= keys(language)
