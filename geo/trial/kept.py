"""Keep what judging a plan found out as text, so that screens show it long after the work was done."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import pandas as pd

from geo.model.notes import Note
from geo.route.reserve import ReservePoint
from geo.trial.backtest import Backtest
from geo.trial.compare import Comparison

_FIGURES = 9  # of a number: more than anybody reads


def text_of_comparison(found: Comparison) -> str:
    """Put a comparison into JSON; `comparison_of` reads it back."""
    plain = {"table": _rows(found.table), "costs": _notes(found.costs), "notes": _notes(found.notes)}
    rest = {name: getattr(found, name) for name in ("plan_id", "plots", "team_days", "seasons")}
    return _text({**plain, **rest})


def comparison_of(text: str) -> Comparison:
    """Read a comparison."""
    kept = json.loads(text)
    costs, notes = ([Note(**note) for note in kept.pop(name)] for name in ("costs", "notes"))
    return Comparison(table=_table(kept.pop("table")), costs=costs, notes=notes, **kept)


def text_of_backtest(found: Backtest) -> str:
    """Put a backtest into JSON; `backtest_of` reads it back."""
    tables = {name: _rows(getattr(found, name)) for name in ("table", "calibration", "curve")}
    return _text({**tables, "notes": _notes(found.notes)})


def backtest_of(text: str) -> Backtest:
    """Read a backtest."""
    kept = json.loads(text)
    notes = [Note(**note) for note in kept.pop("notes")]
    return Backtest(notes=notes, **{name: _table(rows) for name, rows in kept.items()})


def text_of_curve(points: Sequence[ReservePoint]) -> str:
    """Put the points of a trade-off into JSON; `curve_of` reads them back."""
    return _text([asdict(point) for point in points])


def curve_of(text: str) -> list[ReservePoint]:
    """Read the points of a trade-off."""
    return [ReservePoint(**point) for point in json.loads(text)]


def _text(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _rows(table: pd.DataFrame) -> Any:
    return json.loads(table.to_json(orient="split", index=False, double_precision=_FIGURES))


def _table(rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(rows["data"], columns=rows["columns"])


def _notes(notes: Sequence[Note]) -> list[dict[str, Any]]:
    return [asdict(note) for note in notes]
