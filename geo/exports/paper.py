"""Write a document as Chinese offices file it: A4, their typefaces, numbered headings, tables, one map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from geo.exports.zips import same_bytes

TITLE_FONT: Final = "宋体"
BODY_FONT: Final = "仿宋"
HEAD_FONT: Final = "黑体"
SECOND_FONT: Final = "楷体"
LATIN_FONT: Final = "Times New Roman"
FALLBACKS: Final = {
    TITLE_FONT: ("SimSun", "STSong", "Source Han Serif SC", "Noto Serif CJK SC"),
    BODY_FONT: ("FangSong", "仿宋_GB2312", "FangSong_GB2312", "STFangsong", "Noto Serif CJK SC"),
    HEAD_FONT: ("SimHei", "STHeiti", "Source Han Sans SC", "Noto Sans CJK SC"),
    SECOND_FONT: ("KaiTi", "楷体_GB2312", "KaiTi_GB2312", "STKaiti", "Noto Serif CJK SC"),
}
"""Typefaces of official papers (GB/T 9704) and what a program takes where one is not installed."""

_TITLE, _BODY, _TABLE, _NOTE = Pt(22), Pt(16), Pt(10.5), Pt(10.5)
_LINE, _TABLE_LINE = Pt(28), Pt(15)
_CIRCLED: Final = 35
_STOPS: Final = "。.；"
_CELL_MARGIN: Final = 60
"""Twentieths of a point, left and right of the words in a cell."""
_WIDTH_CM: Final = 15.6
"""Between the margins: 21.0 - 2.8 - 2.6."""


@dataclass(frozen=True)
class Heading:
    """A heading; level 0 is the title of the paper."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Line:
    """A paragraph, with the numbers of the recipes that its figures come from.

    together: it stays on the page of the next one.
    """

    text: str
    recipes: tuple[int, ...] = ()
    small: bool = False
    centred: bool = False
    right: bool = False
    together: bool = False


@dataclass(frozen=True)
class Table:
    """A table: what stands above it, heads, rows of text, widths as shares, columns of text from the left."""

    caption: str
    heads: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    widths: tuple[float, ...]
    left: int = 1
    recipes: tuple[int, ...] = ()


@dataclass(frozen=True)
class Picture:
    """A picture with what stands below it."""

    png: bytes
    caption: str


Block = Heading | Line | Table | Picture


def paper(blocks: Sequence[Block], *, language: str, title: str) -> bytes:
    """Return a DOCX document of these blocks; equal blocks give equal bytes.

    Parameters
    ----------
    language : of the text, "zh-CN" or "en-GB"
    title : what a program shows of the file
    """
    document = docx.Document()
    _set_page(document)
    _set_type(document, language)
    for block in blocks:
        match block:
            case Heading():
                _heading(document, block)
            case Line():
                _line(document, block)
            case Table():
                _table(document, block)
            case Picture():
                _picture(document, block)
    document.core_properties.title = title
    document.core_properties.author = document.core_properties.last_modified_by = "Tacha"
    document.core_properties.comments = ""
    written = BytesIO()
    document.save(written)
    return same_bytes(written.getvalue())


def mark(number: int) -> str:
    """Return a number in a circle, as notes are marked in official papers; from 36 on in brackets.

    >>> mark(3), mark(21)
    ('③', '㉑')
    """
    circled = chr(0x2460 + number - 1) if number <= 20 else chr(0x3251 + number - 21)
    return circled if number <= _CIRCLED else f"[{number}]"


def _set_page(document: Any) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text in ("— ", None, " —"):
        run = foot.add_run(text or "")
        _set_font(run, TITLE_FONT, Pt(14))
        if text is None:
            for kind, words in (("begin", ""), ("", " PAGE "), ("end", "")):
                run._r.append(_field(kind, words))  # noqa: SLF001  python-docx has no word for fields


def _field(kind: str, words: str) -> Any:
    if not kind:
        text = OxmlElement("w:instrText")
        text.set(qn("xml:space"), "preserve")
        text.text = words
        return text
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    return mark


def _set_type(document: Any, language: str) -> None:
    """Give the paper its typefaces, and name what stands in for each where it is missing."""
    normal = document.styles["Normal"]
    normal.font.size = _BODY
    _fonts_of(normal.element.get_or_add_rPr(), BODY_FONT)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), language)
    spoken.set(qn("w:eastAsia"), "zh-CN")
    normal.element.get_or_add_rPr().append(spoken)
    for level, font in ((1, HEAD_FONT), (2, SECOND_FONT)):
        style = document.styles[f"Heading {level}"]
        style.font.size, style.font.bold = _BODY, False
        style.font.color.rgb = RGBColor(0, 0, 0)
        _fonts_of(style.element.get_or_add_rPr(), font)
    table = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    named = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{",".join(others)}"/><w:charset w:val="86"/>'
        '<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for name, others in FALLBACKS.items()
    )
    fonts = parse_xml(table.blob)
    for font in parse_xml(f"<w:fonts {nsdecls('w')}>{named}</w:fonts>"):
        fonts.append(font)
    table._blob = serialize_part_xml(fonts)  # noqa: SLF001  python-docx writes this part as it came


def _fonts_of(properties: Any, font: str) -> None:
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{name}"), LATIN_FONT)
    fonts.set(qn("w:eastAsia"), font)


def _set_font(run: Any, font: str, size: Any, *, bold: bool = False) -> None:
    run.font.size, run.font.bold = size, bold
    _fonts_of(run._r.get_or_add_rPr(), font)  # noqa: SLF001  python-docx knows no East Asian font


def _plain(text: str) -> str:
    return ILLEGAL_CHARACTERS_RE.sub("", text)


def _space(paragraph: Any, line: Any = _LINE, *, before: float = 0, after: float = 0) -> None:
    form = paragraph.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, line
    form.space_before, form.space_after = Pt(before), Pt(after)


def _heading(document: Any, block: Heading) -> None:
    if not block.level:
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _set_font(paragraph.add_run(_plain(block.text)), TITLE_FONT, _TITLE, bold=True)
        _space(paragraph, Pt(34), after=6)
        return
    paragraph = document.add_paragraph(style=f"Heading {block.level}")
    _set_font(paragraph.add_run(_plain(block.text)), HEAD_FONT if block.level == 1 else SECOND_FONT, _BODY)
    paragraph.paragraph_format.first_line_indent = 2 * _BODY
    paragraph.paragraph_format.keep_with_next = True
    _space(paragraph, before=4)


def _line(document: Any, block: Line) -> None:
    paragraph = document.add_paragraph()
    size = _NOTE if block.small else _BODY
    text, stop = _plain(block.text), ""
    if block.recipes and text[-1:] in _STOPS:
        # Before the full stop, the numbers cannot stand alone at the head of a line.
        text, stop = text[:-1], text[-1]
    _set_font(paragraph.add_run(text), BODY_FONT, size)
    _recipes(paragraph, block.recipes, size)
    if stop:
        _set_font(paragraph.add_run(stop), BODY_FONT, size)
    if block.centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif block.right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    elif not block.small:
        paragraph.paragraph_format.first_line_indent = 2 * _BODY
    paragraph.paragraph_format.keep_with_next = block.together
    _space(paragraph, Pt(18) if block.small else _LINE)


def _recipes(paragraph: Any, numbers: tuple[int, ...], size: Any) -> None:
    if numbers:
        marks = paragraph.add_run("".join(mark(number) for number in numbers))
        _set_font(marks, BODY_FONT, size)
        marks.font.superscript = True


def _table(document: Any, block: Table) -> None:
    above = document.add_paragraph()
    above.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _set_font(above.add_run(_plain(block.caption)), HEAD_FONT, Pt(12))
    _recipes(above, block.recipes, Pt(12))
    above.paragraph_format.keep_with_next = True
    _space(above, Pt(20), before=8, after=2)
    table = document.add_table(rows=1, cols=len(block.heads), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _narrow(table)
    widths = [Cm(_WIDTH_CM * share / sum(block.widths)) for share in block.widths]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    _row(table.rows[0], block.heads, widths, head=True, left=0)
    for values in block.rows:
        _row(table.add_row(), values, widths, head=False, left=block.left)
    _space(document.add_paragraph(), Pt(10))


def _narrow(table: Any) -> None:
    """Leave less room beside the words than Word does of its own."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), str(_CELL_MARGIN))
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    table._tbl.tblPr.append(margins)  # noqa: SLF001  python-docx has no word for it


def _row(row: Any, values: tuple[str, ...], widths: list[Any], *, head: bool, left: int) -> None:
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001  python-docx has no word for what follows
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))
    for number, (cell, value, width) in enumerate(zip(row.cells, values, widths, strict=True)):
        cell.width = width
        paragraph = cell.paragraphs[0]
        in_middle = head or number >= left
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if in_middle else WD_ALIGN_PARAGRAPH.LEFT
        _set_font(paragraph.add_run(_plain(value)), HEAD_FONT if head else BODY_FONT, _TABLE)
        _space(paragraph, _TABLE_LINE)


def _picture(document: Any, block: Picture) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    drawn = paragraph.add_run().add_picture(BytesIO(block.png))
    widest = Cm(_WIDTH_CM)
    if drawn.width > widest:
        drawn.height, drawn.width = round(drawn.height * widest / drawn.width), widest
    paragraph.paragraph_format.keep_with_next = True
    below = document.add_paragraph()
    below.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _set_font(below.add_run(_plain(block.caption)), HEAD_FONT, Pt(12))
    _space(below, Pt(20), after=6)
