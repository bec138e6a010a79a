"""Random little worlds: whatever is planned and drawn breaks no rule. Long run: `python -m soak.plans`."""

from soak.plans import run


def test_no_plan_of_a_random_world_breaks_a_rule():
    result = run(12, seed=5_000)
    assert result.broken == {}
    assert result.routes > 20
    assert result.stops > 100
