"""A file that crashes, hangs or bloats its reader costs one sentence, and the next file is read."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from geopandas.testing import assert_geodataframe_equal

from geo.errors import Fault, InputError, TableError
from geo.model.notes import Note
from geo.settings import DEFAULTS
from geo.sources.apart import reading_apart
from geo.sources.memory import held_bytes
from geo.sources.passing import packed, unpacked
from geo.sources.photos import Photo
from geo.words import Language, say

LIMITS = DEFAULTS.intake
OPTIONS = {"crs": "EPSG:32648", "time_zone": "Asia/Shanghai"}
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="stops a process, or needs its memory limit")


def gpx(path: Path, points: int = 5) -> Path:
    fixes = "".join(
        f'<trkpt lat="26.0" lon="{104 + 1e-5 * k}"><time>2026-05-01T{k // 3600:02d}:{k // 60 % 60:02d}'
        f":{k % 60:02d}Z</time></trkpt>"
        for k in range(points)
    )
    path.write_text(f'<gpx version="1.1" creator="t"><trk><trkseg>{fixes}</trkseg></trk></gpx>')
    return path


def process_of(apart) -> subprocess.Popen:
    return apart._process._process


@pytest.mark.parametrize(
    ("harm", "key"),
    [("SIGKILL", "source-reader-died"), ("SIGSEGV", "source-reader-died"), ("SIGSTOP", "source-reader-slow")],
)
@LINUX
def test_a_reader_that_dies_or_hangs_is_one_sentence_and_the_next_file_is_read(tmp_path, harm, key):
    short = replace(LIMITS, reader_s=0.5)
    with reading_apart("tracks") as apart:
        apart.read_all([gpx(tmp_path / "a.gpx")], short, **OPTIONS)
        os.kill(process_of(apart).pid, getattr(signal, harm))
        with pytest.raises(InputError) as caught:
            apart.read_all([tmp_path / "a.gpx"], short, **OPTIONS)
        assert caught.value.key == key
        assert all("a.gpx" in say(caught.value, language) for language in Language)
        [(tracks, _)] = apart.read_all([gpx(tmp_path / "b.gpx")], LIMITS, **OPTIONS)
    assert tracks["file"].tolist() == ["b.gpx"]


@LINUX
def test_a_file_that_needs_more_memory_than_is_given_is_one_sentence(tmp_path):
    with reading_apart("tracks") as apart:
        with pytest.raises(InputError) as caught:
            apart.read_all([gpx(tmp_path / "a.gpx", 40_000)], replace(LIMITS, reader_mb=5), **OPTIONS)
        assert caught.value.key in {"source-reader-full", "source-reader-died"}
        assert apart.read_all([gpx(tmp_path / "b.gpx")], LIMITS, **OPTIONS)


def test_memory_of_a_process_is_told_where_the_parent_has_to_watch():
    with subprocess.Popen([sys.executable, "-c", "b = bytearray(90_000_000); print(1); input()"],
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:  # fmt: skip
        process.stdout.readline()
        assert 90e6 < held_bytes(process) < 200e6
        process.communicate(b"\n")
    assert held_bytes(process) == 0


def test_one_process_reads_a_whole_pile_and_waits_for_the_next(tmp_path):
    pile = [gpx(tmp_path / f"{k}.gpx") for k in range(3)]
    with reading_apart("tracks") as apart:
        assert len(apart.read_all(pile, LIMITS, **OPTIONS)) == 3
        first = process_of(apart).pid
    with reading_apart("tracks") as apart:
        assert process_of(apart).pid == first


def test_several_bad_files_are_named_together(tmp_path):
    good, bad = gpx(tmp_path / "a.gpx"), tmp_path / "b.gpx"
    bad.write_text("<gpx><trk>")
    with reading_apart("tracks") as apart:
        with pytest.raises(InputError, match="source-several-refused") as caught:
            apart.read_all([good, bad, tmp_path / "c.gpx"], LIMITS, **OPTIONS)
        assert caught.value.args_["count"] == 2
        sentence = say(caught.value, Language.EN)
        assert "b.gpx, c.gpx" in sentence
        with pytest.raises(InputError, match="source-missing-file"):
            apart.read_all([good, tmp_path / "c.gpx"], LIMITS, **OPTIONS)


def test_what_a_reader_returns_comes_over_whole():
    table = gpd.GeoDataFrame(
        {
            "name": pd.Series(["李家湾村", ""], dtype="str"),
            "day": pd.to_datetime(["2026-05-01", None]).astype("datetime64[us]"),
            "count": pd.array([1, None], dtype="Int64"),
            "share": [0.1, np.nan],
        },
        geometry=[shapely.Point(1, 2), None],
        crs="EPSG:4534",
    )
    photo = Photo("p", "s", float("nan"), 1.0, 2.0, b"\xff\xd8", "a.jpg")
    note = Note("a-key", {"rows": np.int64(3), "inner": Note("b-key")})
    placed, plain, got, said = unpacked(packed((table, table.drop(columns="geometry"), photo, [note])))
    assert_geodataframe_equal(placed, table)
    pd.testing.assert_frame_equal(pd.DataFrame(plain), pd.DataFrame(table.drop(columns="geometry")))
    assert (got.jpeg, np.isnan(got.taken_s)) == (b"\xff\xd8", True)
    assert said == [note]


@pytest.mark.parametrize(
    "fault",
    [InputError("source-empty-file", file="a"), TableError("a.csv", [Fault("T", "c", "r", {"row": 1})])],
)
def test_a_refusal_comes_over_as_it_was(fault):
    got = unpacked(packed(fault))
    assert (type(got), got.key, got.args_) == (type(fault), fault.key, fault.args_)


@pytest.mark.parametrize(
    "message", [b"", b"\0" * 8, packed([1])[:-1], packed([1]) + b"x", b"\0" * 7 + b"\2{}"]
)
def test_anything_else_from_the_process_is_no_answer(message):
    with pytest.raises(ValueError, match=r"message|Expecting"):
        unpacked(message)
    with pytest.raises(TypeError):
        packed({"pickle": object()})
