"""The work summary: official figures only where it goes up, and nothing found only with its ground."""

import shutil
from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
import pytest

from geo.actions.coverage.report_lines import Form
from geo.actions.office import sentences
from geo.actions.office.count import figures_of, tracks_prove_all
from geo.actions.office.document import report_docx
from geo.actions.office.on_file import on_file
from geo.actions.office.period import Period
from geo.actions.office.tables import uncounted
from geo.actions.office.units import Unit
from geo.actions.prepared.prepare import prepare
from geo.errors import InputError, RecordError
from geo.records import audit
from geo.records.actor import ALONE, Actor, Role
from geo.records.store import Store
from geo.records.visits import confirm, save_visit, submit
from geo.words import Language
from tests.actions.office.conftest import JUNE
from tests.actions.seasons import walked


def words(content):
    document = docx.Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in document.paragraphs), *cells])


def test_the_form_that_goes_up_holds_no_estimate_and_the_other_holds_both_figures(june_papers):
    name, content = june_papers[Form.OFFICIAL]
    official = words(content)
    assert name == "report_official_202606.docx"
    assert not any(word in official for word in ("发现概率为", "预计", "死角"))
    name, content = june_papers[Form.INTERNAL]
    internal = words(content)
    assert name == "report_internal_202606.docx"
    assert "踏查率44.1%，而发现概率为" in internal
    assert "表3" in internal
    assert len(docx.Document(BytesIO(content)).inline_shapes) == 2


def test_the_head_of_the_log_the_account_and_the_version_stand_at_the_end(june_made, june_papers):
    with Store.open(june_made) as store:
        head = str(audit.head(store))
    said = words(june_papers[Form.OFFICIAL][1])
    assert head in said
    assert "由账号local用 Tacha" in said


def test_the_same_records_give_the_same_bytes(june_papers, june_site):
    assert june_papers[Form.OFFICIAL] == report_docx(june_site, JUNE)


def test_nothing_found_stands_with_the_ground_that_it_covers(planned_season, tmp_path):
    site = shutil.copytree(planned_season, tmp_path / "site")
    filed = on_file(site, JUNE)
    figures = figures_of(filed)
    keys = [one.note.key for one in (*sentences.searched(filed, figures), *sentences.discovered(figures))]
    assert {"office-nothing-nowhere", "office-rate-none"} <= set(keys)
    cells = prepare(site).cells
    whole = list(cells.loc[cells["area_m2"] > 62_000, "cell_id"])[:3]
    with Store.open(site) as store:
        walked(site, store, whole, date(2026, 6, 3), track_id="t")
        visit = {
            "visited_on": date(2026, 6, 3),
            "team_id": "一组",
            "village_id": "乙村",
            "source": "track",
            "persons": 4,
        }
        name = save_visit(store, visit, tracks=["t"], actor=ALONE)
        submit(store, name, actor=ALONE)
        confirm(store, name, actor=ALONE)
    figures = figures_of(on_file(site, JUNE))
    said = words(report_docx(site, JUNE)[1])
    assert f"零报告：在有轨迹踏查的{figures['surveyed_m2'] / 2000 * 3:.0f}亩内，未发现种植罂粟、大麻" in said
    left = (figures["searchable_m2"] - figures["surveyed_m2"]) / 2000 * 3
    assert f"其余{left:.0f}亩没有踏查" in said
    assert "不能说已全部踏查" in said


def test_all_is_said_to_be_searched_only_where_confirmed_tracks_prove_it(june):
    settings, cells = june.prepared.settings, june.prepared.cells.head(2)
    seen = june.covered.coverage.head(2).assign(
        cell_id=cells["cell_id"].to_numpy(), confirmed=True, seen_share=0.95
    )
    assert tracks_prove_all(seen, cells, settings, signed=True)
    assert not tracks_prove_all(seen, cells, settings, signed=False)
    assert not tracks_prove_all(seen.assign(confirmed=[True, False]), cells, settings, signed=True)
    assert not tracks_prove_all(seen.assign(seen_share=[0.95, 0.94]), cells, settings, signed=True)
    assert not tracks_prove_all(seen, june.prepared.cells.head(3), settings, signed=True)


def test_the_tables_may_be_those_of_areas_in_english_too(june_made):
    said = words(report_docx(june_made, JUNE, unit=Unit.AREA, language=Language.EN)[1])
    assert "Poppy search: work summary, 6/2026" in said
    assert "包组干部" in said


def test_a_county_names_some_of_the_villages_that_nobody_went_to(june, monkeypatch):
    rows = june.found.villages.assign(survey_rate=[0.0, 0.5], declared_rate=0.0)
    nobody = replace(june.visits, visits=june.visits.visits[:0])
    filed = replace(june, found=replace(june.found, villages=rows), visits=nobody)
    keys = {one.note.key for one in sentences.searched(filed, figures_of(filed))}
    assert "office-villages" in keys
    monkeypatch.setattr(sentences, "_MOST_NAMES", 0)
    keys = {one.note.key for one in sentences.searched(filed, figures_of(filed))}
    assert "office-villages-many" in keys


def test_a_find_that_is_not_counted_yet_has_no_plants_rather_than_none():
    assert uncounted({"findings": 1, "findings_uncounted": 1})
    assert not uncounted({"findings": 2, "findings_uncounted": 1})
    assert not uncounted({"findings": 0, "findings_uncounted": 0})


def test_without_a_period_the_season_so_far_is_told(june_made):
    filed = on_file(june_made)
    assert filed.period == Period(date(2026, 4, 16), date(2026, 7, 2))
    assert figures_of(filed)["survey_rate"] == figures_of(filed)["survey_rate_to_date"]


def test_an_officer_of_a_township_may_not_report_on_the_whole_site(june_site):
    officer = Actor("li", Role.OFFICER, scope="别的乡")
    with pytest.raises(RecordError):
        report_docx(june_site, JUNE, actor=officer)
    with pytest.raises(InputError) as fault:
        report_docx(june_site, JUNE, scope="没有的乡")
    assert fault.value.key == "office-nowhere"
