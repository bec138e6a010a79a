"""What is kept of coverage is never stale, and equals what is measured anew."""

import contextlib
import shutil
from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geo.actions.coverage import cover
from geo.actions.coverage import seen_so_far as keeping
from geo.actions.coverage.corners import cover_with_corners
from geo.actions.prepared.prepare import prepare
from geo.actions.site.create import NewSite, create_site
from geo.errors import RecordError
from geo.records.actor import ALONE
from geo.records.decisions import decide
from geo.records.sign_offs import read_sign_offs, sign_off
from geo.records.store import Store
from geo.records.visits import amend, confirm, save_visit, send_back, submit
from geo.sources import derived
from tests.actions.seasons import SOUTH, STEP, WEST, YEAR, found, walked

TABLES = ("coverage", "ground", "by_village", "by_area", "by_township")
SEASON_DAYS = ("2026-05-20", "2026-06-05", "2026-06-12")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cover")
    squares = [shapely.box(WEST + STEP * n, SOUTH, WEST + STEP * (n + 1), SOUTH + STEP) for n in range(2)]
    villages = folder / "villages.geojson"
    gpd.GeoDataFrame({"name": ["甲村", "乙村"]}, geometry=squares, crs="EPSG:4326").to_file(villages)
    create_site(folder / "site", NewSite(villages=villages, season=YEAR))
    return folder / "site"


@pytest.fixture
def site(made, tmp_path):
    return shutil.copytree(made, tmp_path / "site")


def opened(site):
    """Coverage as kept, held against that of a copy that keeps nothing."""
    covered, corners = cover_with_corners(site)
    bare = site.with_name("bare")
    shutil.rmtree(bare, ignore_errors=True)
    shutil.copytree(site, bare, ignore=shutil.ignore_patterns("covered-*", "coverage-*", "corners-*",
                                                              "unseen*", "expected-*"))  # fmt: skip
    anew, found_anew = cover_with_corners(bare)
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(covered, name), getattr(anew, name), check_exact=True)
    assert np.array_equal(covered.left, anew.left)
    pd.testing.assert_frame_equal(pd.DataFrame(corners), pd.DataFrame(found_anew))
    return covered


def visit(store, track, **told):
    told = {"visited_on": track[1:], "team_id": "1", "source": "track", "persons": 5, "hours": 7.0} | told
    name = save_visit(store, told, (), [track], actor=ALONE)
    submit(store, name, actor=ALONE)
    return name


def test_every_kind_of_record_changes_what_is_kept(site):
    cells = prepare(site).cells["cell_id"].tolist()
    days = iter(SEASON_DAYS)

    def metres():
        return opened(site).coverage["searcher_m"].sum()

    with Store.open(site) as store:
        assert metres() == 0
        first = f"k{(day := next(days))}"
        walked(site, store, cells[:3], day)
        alone = metres()
        assert alone > 0
        name = visit(store, first, formation="abreast", walkers=4, spacing_m=10.0)
        assert metres() == pytest.approx(4 * alone)
        confirm(store, name, actor=ALONE)
        assert opened(site).coverage["confirmed"].any()
        amend(store, name, {"walkers": 3}, actor=ALONE)
        assert metres() == pytest.approx(3 * alone)
        send_back(store, name, actor=ALONE, reason="wrong day")
        assert metres() == pytest.approx(alone)  # returned: one searcher, as without a visit
        second = f"k{(day := next(days))}"
        walked(site, store, cells[2:4], day)
        twice = metres()
        assert twice > alone
        name = visit(store, second, formation="abreast", walkers=2, spacing_m=10.0)
        assert metres() > twice
        confirm(store, name, actor=ALONE)
        amend(store, name, {"source": "paper", "village_id": "甲村", "formation": "file", "walkers": 1,
                            "spacing_m": None}, cells=[cells[5]], tracks=[], actor=ALONE)  # fmt: skip
        assert metres() == pytest.approx(twice)  # the track is no longer the visit's
        left = opened(site).left.sum()
        found(site, store, cells[0], SEASON_DAYS[1], state="eradicated",
              eradicated_on=pd.Timestamp(SEASON_DAYS[1]), method="pulled")  # fmt: skip
        assert opened(site).left.sum() != left


def test_a_changed_setting_and_a_new_meaning_of_what_is_kept_measure_anew(site, monkeypatch):
    cells = prepare(site).cells["cell_id"].tolist()
    with Store.open(site) as store:
        walked(site, store, cells[:2], SEASON_DAYS[1])
    before = opened(site).coverage["pod"].sum()
    with (site / "site.toml").open("a", encoding="utf-8") as file:
        file.write("\n[settings.detection]\nlow_width = 0.4\n")
    after = opened(site).coverage
    assert after["pod"].sum() == before
    seen, see = [], keeping.see
    monkeypatch.setattr(keeping, "see", lambda *given: seen.append(1) or see(*given))
    cover_with_corners(site)
    assert not seen
    monkeypatch.setattr(derived, "FORMAT", derived.FORMAT + 1)
    cover_with_corners(site)
    assert seen


def test_opening_reads_no_line_of_a_track_that_has_not_changed(site, monkeypatch):
    cells = prepare(site).cells["cell_id"].tolist()
    read, read_lines = [], cover.read_lines

    def lines(store, names):
        read.append(list(names))
        return read_lines(store, names)

    monkeypatch.setattr(cover, "read_lines", lines)
    with Store.open(site) as store:
        walked(site, store, cells[:2], SEASON_DAYS[0])
    cover_with_corners(site)
    read.clear()
    cover_with_corners(site)
    assert read == []


class Year:
    """Things that happen to a site's records, drawn by lot."""

    def __init__(self, site, store, seed):
        self.site, self.store, self.dice = site, store, np.random.default_rng(seed)
        self.cells = prepare(site).cells
        self.names = self.cells["cell_id"].tolist()
        self.bare, self.states, self.finds, self.days = [], {}, [], 0
        self.steps = [
            self.track, self.submitted, self.find, self.decided, self.signed,
            lambda: self.moved("submitted", "confirmed", confirm),
            lambda: self.moved("submitted", "returned", send_back, reason="日期不对"),
            lambda: self.moved("confirmed", "submitted", amend, changes={"sight_m": 20.0}),
            lambda: self.moved("returned", "submitted", amend, changes={"walkers": 2}),
        ]  # fmt: skip

    def one(self, names):
        return names[self.dice.integers(len(names))]

    def track(self):
        self.days += 1
        start = self.dice.integers(len(self.names) - 2)
        walked(self.site, self.store, self.names[start : start + 2], f"2026-06-{self.days:02d}")
        self.bare.append(f"k2026-06-{self.days:02d}")

    def submitted(self):
        if self.bare:
            name = visit(self.store, self.bare.pop(), formation="abreast", walkers=3, spacing_m=15.0)
            self.states[name] = "submitted"

    def moved(self, held, then, act, **given):
        names = [name for name, state in self.states.items() if state == held]
        if names:
            name = self.one(names)
            act(self.store, name, actor=ALONE, **given)
            self.states[name] = then

    def find(self):
        cell = self.one([name for name in self.names if name not in self.finds])
        self.finds.append(cell)
        found(self.site, self.store, cell, "2026-06-12", state="eradicated",
              eradicated_on=pd.Timestamp("2026-06-12"), method="pulled")  # fmt: skip

    def decided(self):
        state = self.one(["suspended", "restricted"])
        with contextlib.suppress(RecordError):  # it stands so already
            decide(self.store, self.one(self.names), state, figures={"pod": 0.1}, reason="试",
                   on=date(2026, 6, 13), actor=ALONE)  # fmt: skip

    def signed(self):
        name = self.one(sorted(set(self.cells["village_id"])))
        standing = name in set(read_sign_offs(self.store)["village_id"])
        sign_off(self.store, name, season=YEAR, figures={"pod": 0.1}, reason="试", on=date(2026, 6, 14),
                 actor=ALONE, revoked=standing)  # fmt: skip


def test_any_order_of_records_leaves_what_a_fresh_rebuild_makes(site):
    with Store.open(site) as store:
        year = Year(site, store, seed=3)
        order = [0, 1, 0, 1, *year.dice.permutation(np.repeat(np.arange(len(year.steps)), 2))]
        for number, step in enumerate(order):
            year.steps[step]()
            if number % 8 == 7:
                opened(site)
    assert {"submitted", "confirmed", "returned"} & set(year.states.values())
    assert opened(site).coverage["visited"].any()
