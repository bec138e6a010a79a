"""The sheet and the card of a day: on A4, the same twice, names as text, the way where it is."""

import re
from io import BytesIO

import numpy as np
import pytest
import shapely
from PIL import Image

from geo.errors import InputError
from geo.exports.charts import chinese_font
from geo.exports.packs import paper
from geo.exports.packs.card import WIDTH_PX, plan_card
from geo.exports.packs.frame import frame_around
from geo.exports.packs.lines import order_in_words, ten_lines
from geo.exports.packs.paper import Paper, picture_of, width_mm, wrapped
from geo.exports.packs.plate import draw_plate
from geo.exports.packs.sheet import grouped, plan_pdf
from geo.model.sheets import SHEETS
from geo.words import Language
from tests.exports.packs.worlds import task
from tests.programs import needs_program, said_by

PRINTED = ("=1+1", "${x}", "</script>", "<b>&", "$a$ \\frac{1}{2}", "'\"><img src=x>")
needs_type = pytest.mark.skipif(not chinese_font(), reason="no type with Chinese characters is installed")


@pytest.fixture(scope="module")
def pdf():
    return plan_pdf(task(), Language.ZH)


def text_of(content, tmp_path):
    file = tmp_path / "day.pdf"
    file.write_bytes(content)
    return said_by("pdftotext", "-layout", file, "-")


@needs_type
def test_the_same_day_is_the_same_bytes(pdf):
    assert plan_pdf(task(), Language.ZH) == pdf
    assert b"CreationDate" not in pdf


@needs_type
@needs_program("pdftotext")
def test_the_sheet_says_what_a_leader_asks_for(pdf, tmp_path):
    told = text_of(pdf, tmp_path)
    for words in (
        "一组", "2026-05-12（周二）", "08:00，乡政府", "报平安", "10:00、12:00、13:10", "16:00",
        "【必查】李家湾东坡", "4 人并排×25 米", "走两遍", "13:00", "陡崖（别靠近）", "不拔除", "带队签字",
        "0123456789abcdef", "村级网格长", "1:",
    ):  # fmt: skip
        assert words in told, words


@needs_type
@needs_program("pdftotext")
def test_the_paper_record_has_the_headers_of_the_sheet_that_is_taken_in(pdf, tmp_path):
    page = text_of(pdf, tmp_path).split("\f")[-2]
    headers = next(sheet for sheet in SHEETS if sheet.role == "visits").columns
    assert [header.chinese for header in headers if header.chinese not in page] == []


@needs_type
@needs_program("pdfinfo")
def test_every_page_is_a4(pdf, tmp_path):
    file = tmp_path / "day.pdf"
    file.write_bytes(pdf)
    told = said_by("pdfinfo", "-l", "9", file)
    assert re.search(r"Pages:\s+4", told)
    assert len(re.findall(r"size:\s+59\d\.?\d* x 84\d\.?\d* pts \(A4\)", told)) == 4


@needs_type
@needs_program("pdftotext")
def test_hostile_names_are_printed_as_text(tmp_path):
    signs = dict(zip(("team", "village", "base", "note", "name", "kind"), PRINTED, strict=True))
    told = text_of(plan_pdf(task(**signs), Language.ZH), tmp_path)
    assert [sign for sign in signs.values() if sign not in told] == []


@needs_type
def test_the_card_is_1080_pixels_wide_and_the_same_twice():
    card = plan_card(task(), Language.ZH)
    with Image.open(BytesIO(card)) as picture:
        assert picture.width == WIDTH_PX
    assert card == plan_card(task(), Language.ZH)


def test_without_chinese_type_one_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setattr(paper, "chinese_font", lambda: "")
    with pytest.raises(InputError, match="pack-no-type"):
        plan_pdf(task(), Language.ZH)


@needs_type
def test_the_way_is_drawn_where_it_is():
    day = task()
    frame = frame_around(
        (499_900.0, 3_699_900.0, 500_700.0, 3_700_500.0), width_mm=90, height_mm=76, margin_mm=4
    )
    page = Paper((90, 76), dpi=254)
    draw_plate(page.axes(0, 0, 90, 76), day, frame, Language.EN, detail=False)
    pixels = np.asarray(picture_of(page).convert("RGB")).astype(int)
    red = (pixels[..., 0] > 130) & (pixels[..., 1] < 60) & (pixels[..., 2] < 80)
    row, column = np.nonzero(red)
    at = frame.to_m(np.column_stack([column, len(pixels) - row]) / 10)
    walked = shapely.union_all(day.legs.geometry[day.legs["mode"] != "drive"].to_numpy())
    # Arrows stand 1.3 mm beside the line, a line is half a millimetre wide.
    assert shapely.distance(shapely.points(at), walked).max() < 2.5 * frame.scale / 1000
    assert np.ptp(at[:, 0]) == pytest.approx(450, abs=30)


def test_a_frame_takes_the_largest_scale_that_holds_what_it_shows():
    frame = frame_around((0.0, 0.0, 1000.0, 500.0), width_mm=120, height_mm=100, margin_mm=10)
    assert frame.scale == 10_000
    assert frame.bounds == (-100.0, -250.0, 1100.0, 750.0)
    assert frame.to_mm([[500.0, 250.0]]).tolist() == [[60.0, 50.0]]


def test_stops_that_lie_together_share_a_panel():
    assert grouped(task()) == [[1, 2]]
    far = task()
    far.stops.geometry = [far.stops.geometry[0], shapely.affinity.translate(far.stops.geometry[1], 9000)]
    assert grouped(far) == [[1], [2]]


def test_a_day_is_told_in_ten_lines_without_a_blank_one():
    for language in Language:
        lines = ten_lines(task(), language)
        assert len(lines) == 10
        assert all(line.strip() and "\n" not in line for line in lines)
    assert order_in_words(task()) == ["1–2 李家湾东坡"]


def test_lines_are_broken_at_their_width_and_never_begin_with_a_stop():
    text = "踏查记录（注明 WGS84），写经纬度，" * 4
    lines = wrapped(text, width=40, size=9)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert max(width_mm(line.rstrip("，。；：、）"), 9) for line in lines) <= 40
    assert not any(line[0] in "，。；：、）" for line in lines)
    assert wrapped(text, width=40, size=9, most=1)[0].endswith("…")
