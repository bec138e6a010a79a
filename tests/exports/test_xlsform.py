"""Phone forms: pyxform takes them without a warning, in both languages, whatever the site's names are."""

from io import BytesIO

import openpyxl
import pytest
from defusedxml import ElementTree
from pyxform.xls2xform import convert

from geo.exports.xlsform import Named, SiteChoices, finding_form, visit_form
from geo.model.phone import code_of, name_of
from geo.model.sheets import SHEETS
from geo.sources.aliases import ALIASES
from tests.exports.packs.worlds import HOSTILE


def choices(name="李家湾村", *, bare=False):
    village = code_of("v1")
    of = (("village", village),)
    stop = Named(f"p-{name}-1", f"1 {name}", (("team", code_of(name)), ("day", "2026-05-12")))
    return SiteChoices(
        title=name, version="1", teams=[Named(name, name)], villages=[Named("v1", name)],
        areas=[] if bare else [Named(name, name, of)], places=[] if bare else [Named(name, name, of)],
        stops=[] if bare else [stop],
    )  # fmt: skip


def converted(form):
    warnings = []
    xform = convert(form, warnings=warnings).xform
    assert warnings == []
    return xform


@pytest.mark.parametrize("make", [visit_form, finding_form])
@pytest.mark.parametrize("bare", [False, True])
def test_pyxform_takes_the_forms_without_a_warning(make, bare):
    xform = converted(make(choices(bare=bare)))
    for language in ("中文 (zh)", "English (en)"):
        assert f'<translation lang="{language}"' in xform
    assert make(choices(bare=bare)) == make(choices(bare=bare))


@pytest.mark.parametrize("sign", [*HOSTILE, "two words"])
def test_names_of_strangers_stay_text(sign):
    form = visit_form(choices(sign))
    pages = openpyxl.load_workbook(BytesIO(form))
    cells = [cell for page in pages for row in page.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    texts = {text.strip() for text in ElementTree.fromstring(converted(form)).itertext()}
    plain = sign.replace("\x00", "").replace("\x0b", "")
    assert plain in {text.replace("\u2060", "") for text in texts}
    coded = {name_of(text) for text in texts if "~" in text or text == sign}
    assert {sign, f"p-{sign}-1"} <= coded | texts


@pytest.mark.parametrize(("make", "role"), [(visit_form, "visits"), (finding_form, "findings")])
def test_every_question_is_a_column_that_the_intake_knows(make, role):
    page = openpyxl.load_workbook(BytesIO(make(choices())))["survey"]
    asked = {row[1].value for row in page.iter_rows(min_row=2)}
    known = {name for sheet in SHEETS if sheet.role == role for name in (one.ours for one in sheet.columns)}
    beside = {"at", "photo_near", "photo_far", "stops", "species", "count_kind"}
    assert asked - known - beside == set()
    assert asked - {"at", "photo_near", "photo_far"} <= set(ALIASES)


@pytest.mark.parametrize("name", [*HOSTILE, "~20;", "a b", "一组"])
def test_a_code_names_what_was_coded_and_has_no_blank(name):
    assert name_of(code_of(name)) == name
    assert " " not in code_of(name)
    assert "$" not in code_of(name)
