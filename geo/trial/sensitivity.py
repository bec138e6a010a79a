"""Say in plain words what it would cost a plan to be wrong: about dates, sight, or where crops stand."""

from __future__ import annotations

import numpy as np

from geo.model.notes import Note
from geo.trial.truths import LATE_D, Chances, World, other_weights

_DRAWS = 40  # other weights that are tried


def sensitivity(chance: Chances, world: World, *, seed: int = 1) -> list[Note]:
    """Tell what each error would cost: percent of the expected finds.

    Parameters
    ----------
    chance : how the plan sees under each truth
    world : what was expected when it was made
    seed : of the other weights

    Returns
    -------
    a season 15 days early, 15 days late, half the sweep width, other weights of the factors (mean and worst
    tenth); each with what is still found of the finds that were expected
    """
    plain = chance.plain.before_harvest
    expected = float((world.plots * plain).sum())
    if expected <= 0:
        return [Note("trial-cost-nothing")]
    rng = np.random.default_rng([seed, 77])
    others = [float((other_weights(world, rng) * plain).sum()) for _ in range(_DRAWS)]
    found = {
        "early": float((world.plots * chance.early.before_harvest).sum()),
        "late": float((world.plots * chance.late.before_harvest).sum()),
        "width": float((world.plots * chance.narrow.before_harvest).sum()),
        "weights": float(np.mean(others)),
    }
    worst = max(_percent(float(np.quantile(others, 0.1)), expected), 0)
    cost = {name: _cost(value, expected) for name, value in found.items()}
    return [
        Note("trial-cost-early", {**cost["early"], "days": round(LATE_D)}),
        Note("trial-cost-late", {**cost["late"], "days": round(LATE_D)}),
        Note("trial-cost-width", cost["width"]),
        Note("trial-cost-weights", {**cost["weights"], "worst": worst, "draws": _DRAWS}),
    ]


def _cost(found: float, expected: float) -> dict[str, object]:
    percent = _percent(found, expected)
    return {
        "percent": abs(percent),
        "direction": "less" if percent > 0 else "more" if percent < 0 else "same",
        "finds": round(found, 1),
        "expected": round(expected, 1),
    }


def _percent(found: float, expected: float) -> int:
    """Percent of the expected finds that are lost; below zero where more is found."""
    return round(100 * (1 - found / expected))
