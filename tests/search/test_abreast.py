"""Searchers abreast: the example of methods 5, counted by hand."""

import pandas as pd
import pytest

from geo.model.schema import VISITS
from geo.model.tables import check
from geo.search.surveys import Surveys, tell_walkers
from tests.search.test_coverage import LANE, covered
from tests.search.worlds import square_cells, tracks_of

DRAFT = {
    "visit_id": "v1", "visited_on": pd.Timestamp("2025-06-05"), "assignment_id": "", "team_id": "1",
    "village_id": "v0", "area": "", "source": "paper", "persons": 5, "hours": 1.0, "vehicles": 0,
    "sorties": 0, "nothing_found": True, "formation": "", "walkers": 1, "spacing_m": None, "sight_m": None,
    "light": "", "growth": "", "own_pod": None, "not_entered": "", "declared_coverage": None, "note": "",
    "state": "confirmed", "submitted_by": "a", "submitted_at": None, "decided_by": "b", "decided_at": None,
    "self_confirmed": False, "reason": "", "content_hash": "",
}  # fmt: skip


@pytest.fixture
def debriefed(one_sowing, june_flower, nothing_known):
    """One lane through a cell of open ground in flower (W 80 m), and what its visit says."""

    def cover(**said):
        tracks = tracks_of([("2025-06-05", [LANE])])
        visits = check(pd.DataFrame([DRAFT | said], dtype="object"), VISITS)
        named = pd.DataFrame({"visit_id": "v1", "track_id": tracks["track_id"]})
        none = Surveys.none()
        told = tell_walkers(tracks, Surveys(visits, none.cells, named, none.yards))
        found, _, _ = covered(told, cells=square_cells(1, 1), year=june_flower, settings=one_sowing,
                              nothing_known=nothing_known)  # fmt: skip
        return found.iloc[0]

    return cover


def test_five_abreast_at_50_m_count_five_times_250_m(debriefed):
    row = debriefed(formation="abreast", walkers=5, spacing_m=50.0)
    assert row["searcher_m"] == pytest.approx(5 * 250)
    # 80 x 1250 / 62,500
    assert row["coverage_factor"] == pytest.approx(1.6)
    # They see the whole cell: the outer two walk 25 m inside its edges.
    assert row["seen_share"] == pytest.approx(1)
    assert row["pod"] == pytest.approx(0.798, abs=5e-4)


@pytest.mark.parametrize("formation", ["file", ""])
def test_in_file_or_unasked_five_people_are_one_searcher(debriefed, formation):
    row = debriefed(formation=formation, persons=5)
    assert (row["searcher_m"], row["coverage_factor"]) == pytest.approx((250, 0.32))
