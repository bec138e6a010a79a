"""Screens on an invented site: what `look` would read stands in memory."""

import shutil

import pandas as pd
import pytest
import streamlit as st

from geo.actions.prepared.expect import expect
from geo.actions.prepared.prepare import prepare
from geo.actions.season.offer import Offer
from geo.actions.views.attention import Waiting
from geo.model.notes import Note
from geo.records.store import Store
from screens import account, cell, map_parts, overview, plan, shell
from screens import map as map_screen
from tests.actions.seasons import found, walked
from tests.layers.worlds import corners_of, looks_by_day, valley

NOTHING_WAITS = Waiting(
    (),
    (),
    due=pd.DataFrame(columns=["village_id", "overdue", "ready", "due_on"]).astype(
        {"overdue": bool, "ready": bool}
    ),
    missed=pd.DataFrame(columns=["cell_id", "times", "since", "rises"]).astype({"rises": bool}),
)


@pytest.fixture
def site(tmp_path, monkeypatch):
    """Return a function that puts a world before the screens."""
    monkeypatch.setenv(shell.SITE_VARIABLE, str(tmp_path))
    monkeypatch.setattr(
        cell, "explain", lambda view, cell_id: [Note("layers-history-tip", {"season": "2024"})]
    )

    for module in (shell, account, map_screen, plan, overview):
        monkeypatch.setattr(module, "stamp", lambda folder: "unchanged")
    monkeypatch.setattr(plan, "offer", lambda folder: Offer(40, share_at_most=0.86, share_at_least=0.34))

    def use(**kinds):
        view = valley(**kinds)
        monkeypatch.setattr(shell, "look", lambda folder: view)
        monkeypatch.setattr(map_parts, "covered_by_day", lambda folder, window_id: looks_by_day(view))
        monkeypatch.setattr(map_parts, "cover_with_corners", lambda folder: (None, corners_of(view)))
        st.cache_resource.clear()
        st.cache_data.clear()
        return view

    # Nothing waits on record: the invented site has none.
    monkeypatch.setattr(overview, "waiting_on_record", lambda folder, today: NOTHING_WAITS)

    use()
    return use


@pytest.fixture(scope="session")
def searched_season(planned_season, tmp_path_factory):
    """Two villages with a plan, one track and one find on the first day of the first window; and that day."""
    folder = shutil.copytree(planned_season, tmp_path_factory.mktemp("searched") / "site")
    prepared = prepare(folder)
    cells, day = prepared.cells, expect(prepared).windows["opens"].iloc[0]
    whole = cells.loc[cells["joined_to"] == cells["cell_id"], "cell_id"]
    with Store.open(folder) as store:
        walked(folder, store, whole.iloc[:3], day)
        found(folder, store, whole.iloc[0], day)
    return folder, f"{day:%Y-%m-%d}"
