"""A command loads what it needs, and none is forgotten."""

import gc
from importlib import import_module

import pytest
import typer

from geo.cli import loading
from geo.cli.root import app


def test_every_command_is_hung_on_the_app_by_the_modules_that_name_it():
    for module in loading.MODULES:
        import_module(f"geo.cli.{module}")
    shown = set(typer.main.get_command(app).commands)
    assert shown == {command for commands in loading.MODULES.values() for command in commands}


@pytest.mark.parametrize(
    ("words", "modules"),
    [
        (["plan", "site"], ["plan"]),
        (["--verbose", "visits", "list"], ["debrief", "signing"]),
        (["--help"], list(loading.MODULES)),
        (["plain"], list(loading.MODULES)),
        ([], list(loading.MODULES)),
    ],
)
def test_only_the_modules_of_the_command_typed_are_loaded(words, modules, monkeypatch):
    loaded = []
    monkeypatch.setattr(loading, "import_module", loaded.append)
    loading.load(words)
    assert loaded == [f"geo.cli.{module}" for module in modules]


def test_memory_is_tidied_as_before_once_a_command_has_ended():
    before = gc.get_threshold()
    with loading.seldom_collecting():
        assert gc.get_threshold()[0] == loading.COLLECT_AFTER
    assert gc.get_threshold() == before
