"""Broken and hostile files, a short run of the long one: no traceback, no hang, no change."""

from __future__ import annotations

from soak.broken_inputs import run


def test_broken_files_are_refused_in_a_sentence_and_change_nothing(tmp_path):
    result = run(60, folder=tmp_path, seed=7)
    assert (result.tracebacks, result.hangs, result.changes) == ([], [], [])
    assert result.accepted > 2
    assert len(result.refused) > 8
