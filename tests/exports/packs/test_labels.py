"""Signs on a map keep off each other and stay on it."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from geo.exports.packs.labels import placed

SIDE = 100.0


@given(st.lists(st.tuples(st.floats(5, 95), st.floats(5, 95)), min_size=1, max_size=25))
def test_no_sign_covers_another_and_none_leaves_the_map(points):
    at = np.array(points)
    radii = np.full(len(at), 2.5)
    stand = placed(at, radii, width=SIDE, height=SIDE)
    away = np.hypot(*(stand[:, None] - stand[None, :]).transpose(2, 0, 1))
    assert (away[~np.eye(len(at), dtype=bool)] >= 5.0 - 1e-9).all()
    assert ((stand >= 2.5) & (stand <= SIDE - 2.5)).all()


def test_a_sign_that_is_alone_stands_at_its_point():
    at = np.array([[20.0, 30.0], [60.0, 30.0]])
    assert (placed(at, np.array([2.5, 2.5]), width=SIDE, height=SIDE) == at).all()


def test_a_sign_stands_as_far_off_as_is_asked_and_off_what_is_taken():
    at, taken = np.array([[50.0, 50.0]]), np.array([[53.0, 53.0, 4.0]])
    stand = placed(at, np.array([2.0]), width=SIDE, height=SIDE, first=4.0, taken=taken)
    assert np.hypot(*(stand[0] - at[0])) >= 4.0 - 1e-9
    assert np.hypot(*(stand[0] - taken[0, :2])) >= 6.0 - 1e-9
