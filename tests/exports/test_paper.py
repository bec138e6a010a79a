"""A document as Chinese offices file it: their typefaces, heads of tables on every page, equal bytes."""

import zipfile
from io import BytesIO

import docx
from docx.oxml.ns import qn

from geo.exports.paper import FALLBACKS, Heading, Line, Picture, Table, mark, paper

BLOCKS = [
    Heading("踏查工作总结", 0),
    Heading("一、总体情况"),
    Line("踏查率9.9%。", (4, 21)),
    Table("表1", ("村", "踏查率"), [("甲村", "9.9%"), ("乙\x07村", "0.0%")], (2.0, 1.0)),
]


def read(blocks=BLOCKS):
    return docx.Document(BytesIO(paper(blocks, language="zh-CN", title="总结")))


def test_every_word_has_an_east_asian_typeface_and_its_stand_ins_are_named():
    document = read()
    runs = [run for line in document.paragraphs for run in line.runs]
    runs += [run for row in document.tables[0].rows for cell in row.cells for run in cell.paragraphs[0].runs]
    fonts = {run._r.rPr.rFonts.get(qn("w:eastAsia")) for run in runs}
    assert fonts <= set(FALLBACKS)
    assert {"宋体", "黑体", "仿宋"} <= fonts
    with zipfile.ZipFile(BytesIO(paper(BLOCKS, language="zh-CN", title=""))) as file:
        table = file.read("word/fontTable.xml").decode()
    assert all(",".join(names) in table for names in FALLBACKS.values())


def test_a_figure_carries_the_numbers_of_its_recipes_before_the_full_stop():
    line = read().paragraphs[2]
    assert line.text == "踏查率9.9%④㉑。"
    assert [bool(run.font.superscript) for run in line.runs] == [False, True, False]
    assert mark(36) == "[36]"


def test_a_table_repeats_its_head_and_holds_only_signs_that_xml_allows():
    table = read().tables[0]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [cell.text for cell in table.rows[2].cells] == ["乙村", "0.0%"]


def test_the_paper_is_a4_with_its_page_number():
    document = read()
    section = document.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    assert "PAGE" in section.footer.paragraphs[0]._p.xml


def test_equal_blocks_are_equal_bytes_a_picture_among_them():
    png = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060"
        "000000050001a5f645400000000049454e44ae426082"
    )
    blocks = [*BLOCKS, Picture(png, "图1")]
    first, again = (paper(blocks, language="zh-CN", title="总结") for _ in range(2))
    assert first == again
    with zipfile.ZipFile(BytesIO(first)) as file:
        assert b"1980-01-01T00:00:00Z" in file.read("docProps/core.xml")
