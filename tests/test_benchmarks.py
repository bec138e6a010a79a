"""Benchmarks measure alike, on every system."""

import ast
from pathlib import Path

from benchmarks import spent

FOLDER = Path(spent.__file__).parent


def imports_of(path):
    """Modules that a file imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module


def test_only_one_of_them_asks_for_what_windows_does_not_have():
    asking = {path.name for path in FOLDER.glob("*.py") if "resource" in imports_of(path)}
    assert asking == {"spent.py"}


def test_a_run_is_timed_and_its_result_handed_back():
    runs = []
    seconds, last = spent.timed(lambda: runs.append(0) or len(runs), times=3)
    assert last == len(runs) == 3
    assert seconds >= 0


def test_the_peak_is_of_a_whole_interpreter_and_never_falls():
    before = spent.peak_mb()
    assert spent.peak_mb() >= before > 10


def test_without_unix_figures_those_of_windows_are_asked(monkeypatch):
    counters = type("Counters", (), {"PeakWorkingSetSize": 3_000_000})
    monkeypatch.setattr(spent, "resource", None)
    monkeypatch.setattr(spent, "windows_counters", lambda process: counters)
    assert spent.peak_mb() == 3
