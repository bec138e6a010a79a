"""Colours can be read, and text from a file stays text."""

import re

import pytest

from layers.style import TEAM_COLOURS, escape, rgba, team_colours


def luminance(colour: str) -> float:
    parts = [value / 255 for value in rgba(colour, 1)[:3]]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("sign", ["<", ">", '"', "'", "`", "$", "\\", "{", "}"])
def test_no_sign_that_html_or_a_template_string_obeys_survives(sign):
    text = re.sub(r"&#?\w+;", "", escape(f"a{sign}b"))
    assert sign not in text


def test_chinese_text_is_left_as_it_is():
    assert escape("李家湾村（一组）") == "李家湾村（一组）"


@pytest.mark.parametrize("colour", TEAM_COLOURS)
def test_white_numbers_on_a_team_colour_pass_aa(colour):
    assert 1.05 / (luminance(colour) + 0.05) >= 4.5


def test_a_ninth_team_begins_the_colours_again():
    colours = team_colours([f"t{i}" for i in range(9)])
    assert colours["t8"] == colours["t0"] != colours["t1"]
