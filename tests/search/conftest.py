"""What most search tests begin with: settings, a crop year, a site of which nothing is known."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from geo.model.schema import EFFORT, HISTORY, LEADS
from geo.model.season import CropYear
from geo.model.tables import empty
from geo.settings import DEFAULTS, GridSettings, Settings
from tests.search.worlds import CRS, SUMMER, day


@pytest.fixture
def settings() -> Settings:
    """Defaults: squares of 250 m."""
    return DEFAULTS


@pytest.fixture
def halved() -> Settings:
    """Squares of 125 m."""
    return replace(DEFAULTS, grid=GridSettings(cell_size_m=125.0))


@pytest.fixture
def one_sowing() -> Settings:
    """All sown on one day: five classes that are alike, so that a hand can count."""
    return replace(DEFAULTS, season=replace(DEFAULTS.season, class_days=(0, 0, 0, 0, 0)))


@pytest.fixture
def june_flower() -> CropYear:
    """Emerges 1 April, flowers 1 June, lancing 14 June, over 20 July, at every elevation."""
    dates = [np.array([day(f"2025-{text}")]) for text in ("03-10", "04-01", "06-01", "06-14", "07-20")]
    return CropYear(SUMMER, np.array([1_500.0]), *dates)


@pytest.fixture
def nothing_known() -> dict[str, Any]:
    """No records, no effort, no leads, no images."""
    return {"history": empty(HISTORY, CRS), "effort": empty(EFFORT), "leads": empty(LEADS, CRS),
            "images_covered": None, "season": SUMMER}  # fmt: skip
