"""Read photos: when and where they were taken, and the picture made anew without a trace of either."""

from __future__ import annotations

import hashlib
import io
import math
import warnings
from dataclasses import dataclass
from datetime import UTC, tzinfo
from pathlib import Path
from typing import Any, Final

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from geo.errors import InputError
from geo.model.notes import Note
from geo.settings import DEFAULTS, Settings
from geo.sources.datums import wgs84_of
from geo.sources.moments import moment

_FORMATS: Final = ("JPEG", "PNG", "WEBP")
_FAULTS: Final = (
    UnidentifiedImageError,
    OSError,
    ValueError,
    SyntaxError,
    TypeError,
    KeyError,
    ZeroDivisionError,
    OverflowError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)  # fmt: skip  what Pillow lets through on damaged files
_ID_DIGITS: Final = 16


@dataclass(frozen=True)
class Photo:
    """One photo: name and hash by what came in, seconds since 1970, WGS84 degrees, the new picture.

    taken_s, lon and lat are NaN where the photo does not say; jpeg carries no EXIF.
    """

    photo_id: str
    sha256: str
    taken_s: float
    lon: float
    lat: float
    jpeg: bytes
    name: str


def read_photo(
    path: str | Path,
    *,
    time_zone: tzinfo,
    datum: str | None = None,
    settings: Settings = DEFAULTS,
) -> tuple[Photo, list[Note]]:
    """Read a JPEG, PNG or WebP photo.

    Parameters
    ----------
    time_zone : of times in EXIF that name none

    Raises
    ------
    InputError : missing, empty, too big, too many pixels, no picture, damaged
    """
    file = Path(path).expanduser()
    if not file.is_file():
        raise InputError("source-missing-file", file=str(path))
    raw, limit = file.stat().st_size, settings.intake.largest_photo_mb
    if raw == 0:
        raise InputError("source-empty-file", file=file.name)
    if raw > limit * 1e6:
        raise InputError("source-too-big", file=file.name, size=round(raw / 1e6), limit=round(limit))
    content = file.read_bytes()
    jpeg, exif = _made_anew(content, file.name, settings)
    taken_s = _taken(exif, time_zone)
    lon, lat = _place(exif)
    if math.isfinite(lon) and datum:
        lon, lat = (float(value) for value in wgs84_of(lon, lat, datum, file=file.name))
    digest = hashlib.sha256(content).hexdigest()
    notes = [] if math.isfinite(lon) else [Note("source-photo-no-place", {"file": file.name})]
    return Photo(digest[:_ID_DIGITS], digest, taken_s, lon, lat, jpeg, file.name), notes


def _made_anew(content: bytes, name: str, settings: Settings) -> tuple[bytes, dict[str, Any]]:
    """Decode, turn upright, shrink and encode again: nothing but the picture is kept."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=_FORMATS) as image:
                _refuse_many_pixels(image, name, settings)
                exif = _exif(image)
                upright = ImageOps.exif_transpose(image).convert("RGB")
            side = settings.intake.photo_side_px
            upright.thumbnail((side, side))
            # A fresh picture has no info dictionary that an encoder could write back.
            bare = Image.new("RGB", upright.size)
            bare.paste(upright)
            out = io.BytesIO()
            bare.save(out, "JPEG", quality=settings.intake.photo_quality)
    except InputError:
        raise
    except _FAULTS as fault:
        raise InputError("source-photo-unreadable", file=name) from fault
    return out.getvalue(), exif


def _refuse_many_pixels(image: Any, name: str, settings: Settings) -> None:
    """Refuse before decoding: a small file can hold a huge picture."""
    pixels, limit = image.width * image.height, settings.intake.photo_pixels
    if pixels > limit:
        raise InputError("source-photo-pixels", file=name, size=round(pixels / 1e6), limit=round(limit / 1e6))


def _exif(image: Any) -> dict[str, Any]:
    """Tags that tell time and place, by their names."""
    try:
        found = image.getexif()
        parts = (found, found.get_ifd(ExifTags.IFD.Exif))
        tags = {ExifTags.TAGS.get(tag, ""): value for part in parts for tag, value in part.items()}
        places = found.get_ifd(ExifTags.IFD.GPSInfo).items()
        tags |= {ExifTags.GPSTAGS.get(tag, ""): value for tag, value in places}
    except _FAULTS:
        # A picture with broken EXIF is still a picture.
        return {}
    return tags


def _taken(exif: dict[str, Any], zone: tzinfo) -> float:
    """Moment of the photo: the satellites' clock before the phone's."""
    try:
        day = str(exif["GPSDateStamp"]).replace(":", "-")
        hour, minute, second = (int(float(part)) for part in exif["GPSTimeStamp"])
        of_gps = moment(f"{day} {hour:02d}:{minute:02d}:{second:02d}", UTC)
    except (KeyError, TypeError, ValueError, ZeroDivisionError, OverflowError):
        of_gps = math.nan
    if math.isfinite(of_gps):
        return of_gps
    for name in ("DateTimeOriginal", "DateTimeDigitized", "DateTime"):
        text = str(exif.get(name, "")).strip("\0 ").replace(":", "-", 2)
        offset = str(exif.get(name.replace("DateTime", "OffsetTime"), "")).strip("\0 ")
        taken = moment(f"{text}{offset}", zone)
        taken = taken if math.isfinite(taken) else moment(text, zone)
        if math.isfinite(taken):
            return taken
    return math.nan


def _place(exif: dict[str, Any]) -> tuple[float, float]:
    lon = _degrees(exif.get("GPSLongitude"), exif.get("GPSLongitudeRef"), "W")
    lat = _degrees(exif.get("GPSLatitude"), exif.get("GPSLatitudeRef"), "S")
    # Phones write zeros when they do not know.
    if not (abs(lon) <= 180 and abs(lat) <= 90) or (lon == 0 and lat == 0):
        return math.nan, math.nan
    return lon, lat


def _degrees(parts: Any, side: Any, negative: str) -> float:
    try:
        degree, minute, second = (float(part) for part in parts)
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return math.nan
    value = degree + minute / 60 + second / 3600
    return -value if str(side).strip("\0 ").upper() == negative else value
