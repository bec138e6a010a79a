"""Place signs on a map so that none covers another."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_RINGS: Final = 14
_DIRECTIONS: Final = 16


def placed(
    points: Floats,
    radii: Floats,
    *,
    width: float,
    height: float,
    first: float = 0.0,
    taken: Floats | None = None,
) -> Floats:
    """Move signs off one another, each as little as needed, in the order given.

    Parameters
    ----------
    points : (n, 2) where they belong, in millimetres from a corner of the map
    radii : (n,) room that each takes
    width, height : of the map; signs stay inside
    first : how far from its point a sign stands at least, so that it does not cover the place itself
    taken : (m, 3) x, y and radius of what must stay free

    Returns
    -------
    (n, 2) where they stand; signs for which no room is left stand at their point
    """
    stand = [tuple(row) for row in (np.empty((0, 3)) if taken is None else taken).tolist()]
    out = np.array(points, float)
    for k, (point, radius) in enumerate(zip(points, radii, strict=True)):
        known = np.array(stand).reshape(-1, 3)
        for place in _around(point, float(radius), first):
            if not (radius <= place[0] <= width - radius and radius <= place[1] <= height - radius):
                continue
            away = np.hypot(known[:, 0] - place[0], known[:, 1] - place[1])
            if (away >= known[:, 2] + radius).all():
                out[k] = place
                break
        stand.append((float(out[k, 0]), float(out[k, 1]), float(radius)))
    return out


def _around(point: Floats, radius: float, first: float) -> Floats:
    """Places to try: the point itself, then rings around it, the upper right first."""
    steps = first + radius * 0.7 * np.arange(0 if first else 1, _RINGS)
    turns = np.pi / 4 + 2 * np.pi * np.arange(_DIRECTIONS) / _DIRECTIONS
    rings = [point + step * np.column_stack([np.cos(turns), np.sin(turns)]) for step in steps]
    return np.vstack(rings if first else [point[None, :], *rings])
