"""Photos: time and place are read, the picture is made anew, and no trace stays in it."""

from __future__ import annotations

import io
import math
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from geo.errors import InputError
from geo.settings import DEFAULTS, with_changes
from geo.sources.photos import read_photo

BEIJING = timezone(timedelta(hours=8))
GPS = {1: "N", 2: (26.0, 7.0, 24.6), 3: "E", 4: (104.0, 7.0, 24.0)}


def photo(path: Path, *, gps: dict | None = None, taken: str = "", size: tuple[int, int] = (64, 48)) -> Path:
    pixels = np.random.default_rng(1).integers(0, 255, (size[1], size[0], 3), dtype=np.uint8)
    image = Image.fromarray(pixels)
    exif = Image.Exif()
    exif[0x010F] = "Huawei"
    if taken:
        exif.get_ifd(0x8769)[0x9003] = taken
    if gps:
        exif.get_ifd(0x8825).update(gps)
    image.save(path, exif=exif)
    return path


def read(path: Path, **more: object):
    return read_photo(path, time_zone=BEIJING, **more)


def test_time_and_place_come_from_the_photo(tmp_path: Path) -> None:
    found, notes = read(photo(tmp_path / "a.jpg", gps=GPS, taken="2026:05:12 10:30:00"))
    assert found.lon == pytest.approx(104.1233333, abs=1e-6)
    assert found.lat == pytest.approx(26.1235, abs=1e-6)
    assert found.taken_s == datetime(2026, 5, 12, 2, 30, tzinfo=UTC).timestamp()
    assert notes == []


def test_the_satellites_clock_goes_before_the_phones(tmp_path: Path) -> None:
    gps = {**GPS, 7: (2.0, 31.0, 5.0), 29: "2026:05:12"}
    found, _ = read(photo(tmp_path / "a.jpg", gps=gps, taken="2019:01:01 00:00:00"))
    assert found.taken_s == datetime(2026, 5, 12, 2, 31, 5, tzinfo=UTC).timestamp()


def test_the_new_picture_has_no_exif_and_is_no_larger_than_asked(tmp_path: Path) -> None:
    settings = with_changes(DEFAULTS, {"intake": {"photo_side_px": 32}}, file="t")
    found, _ = read(photo(tmp_path / "a.jpg", gps=GPS, taken="2026:05:12 10:30:00"), settings=settings)
    with Image.open(io.BytesIO(found.jpeg)) as image:
        assert dict(image.getexif()) == {}
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert image.size == (32, 24)
    assert b"Exif" not in found.jpeg
    assert b"Huawei" not in found.jpeg


def test_a_photo_stripped_by_a_messenger_is_kept_for_attaching_by_hand(tmp_path: Path) -> None:
    found, notes = read(photo(tmp_path / "a.png"))
    assert math.isnan(found.lon)
    assert math.isnan(found.taken_s)
    assert [note.key for note in notes] == ["source-photo-no-place"]


@pytest.mark.parametrize("degrees", [(0.0, 0.0), (1.0, 99.0)])
def test_a_place_that_is_none_counts_as_none(degrees: tuple[float, float], tmp_path: Path) -> None:
    gps = {4: (degrees[0], 0.0, 0.0), 2: (degrees[1], 0.0, 0.0)}
    assert math.isnan(read(photo(tmp_path / "a.jpg", gps=gps))[0].lon)


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "source-empty-file"),
        (b"<svg/>", "source-photo-unreadable"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 100, "source-photo-unreadable"),
        (b"GIF89a" + b"\0" * 100, "source-photo-unreadable"),
    ],
)
def test_what_is_no_photo_is_refused(content: bytes, key: str, tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(content)
    with pytest.raises(InputError) as caught:
        read(tmp_path / "a.jpg")
    assert caught.value.key == key


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = Image.new("1", (20_000, 20_000))
    bomb.save(tmp_path / "bomb.png")
    assert (tmp_path / "bomb.png").stat().st_size < 100_000
    with pytest.raises(InputError) as caught:
        read(tmp_path / "bomb.png")
    assert caught.value.key in {"source-photo-pixels", "source-photo-unreadable"}
