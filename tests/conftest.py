"""Worlds that many tests share, made once."""

import pytest
from hypothesis import settings

# A busy machine is no fault of what is tested.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def planned_season(tmp_path_factory):
    """A site of two villages with a plan in force; copy its folder before anything is written."""
    from tests.actions.seasons import make_site  # noqa: PLC0415  most tests need no planner

    return make_site(tmp_path_factory.mktemp("season"))
