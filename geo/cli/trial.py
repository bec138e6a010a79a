"""Commands that judge plans: compare, backtest, trade-off."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table as RichTable

from geo.actions.jobs import begin, keep_result
from geo.actions.season.trade_off import reserve_curve
from geo.actions.site.people import local_actor
from geo.cli.options import Json, Site
from geo.cli.root import app
from geo.cli.telling import print_json, progress, said, tell, tell_notes, whisper
from geo.cli.terminal import language, out
from geo.exports.charts import backtest_chart, backtest_words
from geo.exports.files import write_bytes
from geo.model.notes import Note, OnProgress
from geo.trial.backtest import backtest as backtest_site
from geo.trial.compare import Comparison
from geo.trial.compare import compare as compare_site
from geo.trial.kept import text_of_backtest, text_of_comparison, text_of_curve
from geo.trial.truths import Truth
from geo.words import t

Job = Annotated[str | None, typer.Option(hidden=True)]

_COLUMNS = ("rival", "stops", "visited", "found", "early", "times")


@app.command()
def compare(
    folder: Site,
    seeds: Annotated[int, typer.Option(min=1, max=10_000, help="seasons drawn for each truth")] = 100,
    job: Job = None,
    json_: Json = False,
) -> None:
    """模拟比较：本计划与几种常见做法。Simulate the plan against what is done by hand, at equal team-days."""
    with _working(folder, job, "compare") as on_progress:
        found = compare_site(folder, seeds=seeds, on_progress=on_progress)
        _keep(folder, job, text_of_comparison(found))
    if json_:
        print_json(_object(folder.name, found))
        return
    tell("trial-title", **_figures(found))
    if not found.plan_id:
        tell("trial-plan-now")
    _print_prior(found.table)
    _print_truths(found.table)
    tell("trial-legend")
    tell("trial-costs")
    tell_notes(found.costs)
    tell("trial-how")


@app.command()
def backtest(
    folder: Site,
    plot: Annotated[Path | None, typer.Option(help="PNG to write: two charts beside the tables")] = None,
    job: Job = None,
    json_: Json = False,
) -> None:
    """回测：用往年记录检验预计地块数。Test the map of expected plots on past seasons, one after another."""
    with _working(folder, job, "backtest") as on_progress:
        found = backtest_site(folder, on_progress=on_progress)
        _keep(folder, job, text_of_backtest(found))
    if plot is not None:
        write_bytes(plot, backtest_chart(found.curve, found.calibration, backtest_words(language())))
        whisper(Note("cli-written", {"path": str(plot)}))
    if json_:
        print_json(
            {
                "site": folder.name,
                **{name: json.loads(getattr(found, name).to_json(orient="records"))
                   for name in ("table", "calibration", "curve")},
                "notes": said(found.notes),
            }
        )  # fmt: skip
        return
    tell("trial-backtest-title")
    _print_backtest(found.table)
    tell("trial-backtest-how")
    shown = _headed(*(t(f"trial-column-{name}", language()) for name in ("group", "expected", "found-past")))
    for row in found.calibration.itertuples():
        shown.add_row(str(row.group), f"{row.expected:.1f}", f"{row.found:.0f}")
    out.print(shown)
    tell("trial-backtest-calibration")
    tell_notes(found.notes)


@app.command("trade-off")
def trade_off(folder: Site, job: Job = None, json_: Json = False) -> None:
    """机动留量的得失：换来多少地面。What a reserve costs in finds and brings in ground."""
    with _working(folder, job, "trade-off") as on_progress:
        points = reserve_curve(folder, on_progress=on_progress)
        _keep(folder, job, text_of_curve(points))
    if json_:
        print_json({"site": folder.name, "points": json.loads(text_of_curve(points))})
        return
    shown = _headed(
        *(t(f"trial-column-{name}", language()) for name in ("reserve", "finds-expected", "visited"))
    )
    for point in points:
        shown.add_row(_percent(point.reserve), f"{point.expected_finds:.1f}", _percent(point.visited_share))
    out.print(shown)
    tell("trial-trade-off-how")


@contextmanager
def _working(folder: Path, job: str | None, verb: str) -> Iterator[OnProgress]:
    """Draw progress, or write it into the job that a screen is watching."""
    actor = begin(folder, job, verb) if job else local_actor(folder)
    with progress(job=(folder, job, actor) if job else None) as on_progress:
        yield on_progress


def _keep(folder: Path, job: str | None, result: str) -> None:
    if job:
        keep_result(folder, job, result)


def _print_backtest(table: Any) -> None:
    """Print one row a season and way; the means over seasons first."""
    shares = ("area", "hours", "effort")
    names = ("season", "way", "finds", *shares, "auc")
    shown = _headed(*(t(f"trial-column-{name}", language()) for name in names))
    for row in table.itertuples():
        season = str(row.season) if row.season else t("trial-all-seasons", language())
        pairs = [[100 * getattr(row, f"{name}{part}") for part in (10, 20)] for name in shares]
        figures = [f"{ten:.0f} / {twenty:.0f} %" for ten, twenty in pairs]
        way = t(f"trial-way-{row.way}", language())
        shown.add_row(season, way, str(row.finds), *figures, f"{row.auc:.2f}")
    out.print(shown)


def _object(site: str, found: Comparison) -> dict[str, Any]:
    return {
        "site": site,
        "simulation": True,
        "title": t(
            "trial-title", language(), seasons=found.seasons, days=found.team_days, plots=f"{found.plots:.1f}"
        ),
        "plan_id": found.plan_id,
        "team_days": found.team_days,
        "expected_plots": found.plots,
        "seasons": found.seasons,
        "rows": json.loads(found.table.to_json(orient="records")),
        "costs": said(found.costs),
        "assumed": said(found.notes),
    }


def _figures(found: Comparison) -> dict[str, object]:
    return {"seasons": found.seasons, "days": found.team_days, "plots": f"{found.plots:.1f}"}


def _print_prior(table: Any) -> None:
    """Print what each rival finds if the planner is right."""
    shown = _headed(*(t(f"trial-column-{name}", language()) for name in _COLUMNS))
    for row in table[table["truth"] == Truth.PRIOR].itertuples():
        shown.add_row(
            t(f"trial-rival-{row.rival}", language()),
            str(row.stops),
            _percent(row.visited),
            f"{_percent(row.found)} ({100 * row.low:.0f}-{100 * row.high:.0f})",
            _percent(row.early),
            _times(row.times),
        )
    out.print(shown)


def _print_truths(table: Any) -> None:
    """Print what each rival finds if the planner is wrong."""
    truths = [t(f"trial-truth-{truth}", language()) for truth in Truth]
    shown = _headed(t("trial-column-rival", language()), *truths)
    for rival, rows in table.groupby("rival", sort=False):
        found = rows.set_index("truth").loc[[str(truth) for truth in Truth]]
        cells = [f"{100 * row.found:.0f}% ({_times(row.times)})" for row in found.itertuples()]
        shown.add_row(t(f"trial-rival-{rival}", language()), *cells)
    out.print(shown)


def _headed(first: str, *others: str) -> RichTable:
    """Make a table whose first column, the names, is never broken."""
    table = RichTable()
    table.add_column(first, no_wrap=True)
    for name in others:
        table.add_column(name, justify="right", no_wrap=True)
    return table


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _times(ratio: float) -> str:
    """Print a ratio; a dash where the smart list found nothing."""
    return "-" if math.isnan(ratio) else f"{ratio:.2f}"
