"""Whatever a file or a person wrote, no table that leaves the house holds a formula."""

import ast
import csv
import io
from pathlib import Path

import openpyxl
import pytest

from geo.exports.sheet_csv import layer_csv
from geo.exports.template import write_template
from geo.exports.workbook import Column, Sheet, workbook
from geo.exports.xlsform import Named, SiteChoices, finding_form, visit_form
from tests.exports.tiny_layers import FORMULAS, HOSTILE, all_layers

ROOT = Path(__file__).parents[2]
WRITERS = {
    "geo/exports/sheet_csv.py", "geo/exports/template.py", "geo/exports/workbook.py",
    "geo/exports/xlsform.py", "geo/actions/site/found.py",
}  # fmt: skip
"""Every module that writes a table; one that is new has to be held to this, too."""

SIGNS = ("=", "+", "-", "@", "\t", "\r")


def writes_tables(source):
    """Tell whether a module makes a workbook or writes CSV."""
    calls = {("openpyxl", "Workbook"), ("csv", "writer"), ("csv", "DictWriter")}
    return any(
        isinstance(node, ast.Attribute) and (getattr(node.value, "id", ""), node.attr) in calls
        for node in ast.walk(ast.parse(source))
    ) or ".to_csv(" in source or ".to_excel(" in source  # fmt: skip


def formulas_in_workbook(content):
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = (cell for page in book.worksheets for row in page.iter_rows() for cell in row)
    return [cell.value for cell in cells if cell.data_type == "f"]


def formulas_in_csv(text):
    """Cells that a table program would take for a formula; a number may begin with its sign."""
    cells = [cell for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")) for cell in row]
    return [cell for cell in cells if cell.startswith(SIGNS) and not is_number(cell)]


def is_number(text):
    try:
        float(text)
    except ValueError:
        return False
    return True


def test_every_writer_of_tables_is_known_here():
    found = {
        str(path.relative_to(ROOT))
        for folder in ("geo/exports", "geo/actions", "geo/cli", "screens", "layers")
        for path in (ROOT / folder).rglob("*.py")
        if writes_tables(path.read_text(encoding="utf-8"))
    }
    assert found <= WRITERS


@pytest.mark.parametrize("text", [*FORMULAS, *HOSTILE])
def test_a_workbook_holds_text_only(text):
    made = workbook([Sheet("台账", text, (Column(text, 10),), [(text,)], empty=text)], source=text)
    assert formulas_in_workbook(made) == []


@pytest.mark.parametrize("text", FORMULAS)
def test_csv_of_every_layer_holds_text_only(text):
    for layer in all_layers((text, f"{text}村"), (text,)):
        assert formulas_in_csv(layer_csv(layer)) == []


def test_the_template_holds_text_only(tmp_path):
    assert formulas_in_workbook(write_template(tmp_path / "t.xlsx").read_bytes()) == []


@pytest.mark.parametrize("text", [*FORMULAS, *HOSTILE])
def test_phone_forms_hold_text_only(text):
    named = [Named(text, text, (("village", "v1"),))]
    choices = SiteChoices(text, "1", named, named, named, named, named)
    for form in (visit_form, finding_form):
        assert formulas_in_workbook(form(choices)) == []


def test_the_check_sees_what_it_forbids(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"] = "=1+1"
    book.save(tmp_path / "a.xlsx")
    assert formulas_in_workbook((tmp_path / "a.xlsx").read_bytes()) == ["=1+1"]
    assert formulas_in_csv("\ufeffa,=1+1\r\n-0.5,'=1\r\n") == ["=1+1"]
    assert writes_tables("import csv\ncsv.writer(x)")
