"""The column names that people read about are those that the readers know."""

import pytest

from docs.make_aliases import TARGET, text
from geo.sources.aliases import ALIASES, column_of


def test_the_page_is_made_from_the_table():
    assert TARGET.read_text(encoding="utf-8") == text(), "run: python docs/make_aliases.py"


@pytest.mark.parametrize(
    ("header", "ours"),
    [
        ("XZQMC", "village"), ("XZQDM", "village_code"), ("ZLDWMC", "village"), ("ZLDWDM", "village_code"),
        ("LIN_BAN", "compartment"), ("XIAO_BAN", "subcompartment"), ("DLBM", "dlbm"), ("DLMC", "cover"),
        ("qsdwmc", "village"), ("面积（亩）", "area_mu"),
    ],
)  # fmt: skip
def test_headers_of_survey_and_forest_layers_are_known(header, ours):
    assert column_of(["OBJECTID", header, "备注"], ours) == header


def test_every_name_finds_its_own_column_where_it_stands_alone():
    assert all(column_of([name], ours) == name for ours, names in ALIASES.items() for name in names)
