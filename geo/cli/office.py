"""Commands about what offices file: ledger, report."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from geo.actions.coverage.report_lines import Form
from geo.actions.office.document import report_docx
from geo.actions.office.ledger import ledger, ledger_csv
from geo.actions.office.period import period_of
from geo.actions.office.units import Unit
from geo.actions.site.people import local_actor
from geo.cli.options import Site
from geo.cli.root import app
from geo.cli.telling import tell
from geo.cli.terminal import language
from geo.exports.files import write_bytes


class LedgerFormat(StrEnum):
    """As what the ledger is written."""

    XLSX = "xlsx"
    CSV = "csv"


_First = Annotated[str | None, typer.Option("--from", help="first day, YYYY-MM-DD")]
_Last = Annotated[str | None, typer.Option("--to", help="last day, YYYY-MM-DD")]
_Quarter = Annotated[str | None, typer.Option(help="a quarter, such as 2026Q1")]
_Year = Annotated[int | None, typer.Option(help="a year, such as 2026")]
_Format = Annotated[LedgerFormat, typer.Option("--format", help="csv: the findings only")]
_Out = Annotated[Path | None, typer.Option("--out", help="file to write; default exports/ in the site")]


@app.command("report")
def report(
    folder: Site,
    from_: _First = None,
    to: _Last = None,
    quarter: _Quarter = None,
    year: _Year = None,
    unit: Annotated[Unit, typer.Option(help="what the tables are summed up by")] = Unit.VILLAGE,
    form: Annotated[Form, typer.Option(help="to hand up, or with estimates for our own use")] = Form.OFFICIAL,
    out_path: _Out = None,
) -> None:
    """写出一段时间的工作总结（上报版、内部研判版）。Write the work summary of a period; else the season."""
    period = period_of(first=from_, last=to, quarter=quarter, year=year)
    name, document = report_docx(
        folder, period, form=form, unit=unit, language=language(), actor=local_actor(folder)
    )
    _write(folder, name, document, out_path)


@app.command("ledger")
def ledger_(
    folder: Site,
    from_: _First = None,
    to: _Last = None,
    quarter: _Quarter = None,
    year: _Year = None,
    format_: _Format = LedgerFormat.XLSX,
    out_path: _Out = None,
) -> None:
    """写出一段时间的台账。Write the ledger of a period; of the season where none is given."""
    period = period_of(first=from_, last=to, quarter=quarter, year=year)
    make = ledger if format_ is LedgerFormat.XLSX else ledger_csv
    name, book = make(folder, period, language=language(), actor=local_actor(folder))
    _write(folder, name, book, out_path)


def _write(folder: Path, name: str, content: bytes, out_path: Path | None) -> None:
    path = out_path or folder / "exports" / name
    write_bytes(path, content)
    tell("cli-written", path=str(path))
