"""Ledger and report from the command line: a period in one of three ways, a file by its name."""

import shutil
import sys

import pytest

from geo import cli


@pytest.fixture
def tacha(planned_season, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("TACHA_LANG", "en")
    site = shutil.copytree(planned_season, tmp_path / "site")

    def run(verb, *words):
        monkeypatch.setattr(sys, "argv", ["tacha", verb, str(site), *map(str, words)])
        try:
            cli.run()
        except SystemExit as stopped:
            return site, stopped.code or 0, capsys.readouterr().err
        return site, 0, capsys.readouterr().out

    return run


def test_report_and_ledger_are_written_under_names_that_tell_their_time(tacha):
    site, code, _ = tacha("report", "--quarter", "2026Q2", "--form", "internal", "--unit", "township")
    assert code == 0
    assert (site / "exports" / "report_internal_2026Q2.docx").read_bytes()[:2] == b"PK"
    for words in (("--year", 2026), ("--from", "2026-06-01", "--to", "2026-06-30", "--format", "csv")):
        assert tacha("ledger", *words)[1] == 0
    assert sorted(path.name for path in (site / "exports").glob("ledger*")) == [
        "ledger_2026.xlsx",
        "ledger_202606.csv",
    ]


@pytest.mark.parametrize("verb", ["report", "ledger"])
def test_a_time_that_is_none_is_one_sentence_and_writes_nothing(tacha, verb):
    site, code, said = tacha(verb, "--quarter", "2026Q7")
    assert (code, said) == (1, '"2026Q7" is no quarter; write it like 2026Q1.\n')
    assert not (site / "exports").exists()
