import pytest

from geo.errors import RecordError
from geo.model import schema
from geo.records.transitions import LIFECYCLES, check_step
from geo.words import Language, say

STATES = {
    "visit": schema.VISITS.column("state").allowed,
    "lead": schema.LEADS.column("state").allowed,
    "finding": schema.FINDINGS.column("state").allowed,
    "ground": ("open", *schema.DECISIONS.column("state").allowed),
    "village": ("open", *schema.SIGN_OFFS.column("state").allowed),
    "team-day": schema.TEAM_DAYS.column("state").allowed,
}
PAIRS = [(life, a, b) for life, states in STATES.items() for a in states for b in states]


@pytest.mark.parametrize("life", LIFECYCLES)
def test_every_state_of_a_table_has_its_place_in_the_lifecycle(life):
    assert set(LIFECYCLES[life]) == set(STATES[life])
    assert {step for steps in LIFECYCLES[life].values() for step in steps} <= set(STATES[life])


@pytest.mark.parametrize(("life", "state", "wanted"), PAIRS)
def test_a_step_passes_only_if_the_table_has_it_and_is_refused_in_words(life, state, wanted):
    if wanted in LIFECYCLES[life][state]:
        check_step(life, "n1", state, wanted)
        return
    with pytest.raises(RecordError) as refused:
        check_step(life, "n1", state, wanted)
    for language in Language:
        assert "n1" in say(refused.value, language)


def test_nothing_is_destroyed_before_it_was_held_for_the_police_and_counted():
    before = {state for state, steps in LIFECYCLES["finding"].items() if "eradicated" in steps}
    assert before == {"counted"}
    assert {state for state, steps in LIFECYCLES["finding"].items() if "counted" in steps} == {
        "held",
        "counted",
    }
