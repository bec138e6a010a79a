"""Bring thousands of broken and hostile files to a site: no traceback, no hang, no change by a refused one.

python -m soak.broken_inputs [files] [seed] [seconds]     (TACHA_REAL_DATA: real files are broken too)
"""

from __future__ import annotations

import hashlib
import math
import os
import shutil
import sqlite3
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, Final

import geopandas as gpd
import shapely

from geo.actions.intake import take_in, take_in_visits
from geo.actions.site.create import NewSite, create_site
from geo.errors import TachaError
from geo.words import Language, say, t
from soak.hostile_files import SOUTH, WEST, hostile_file

LONGEST_S: Final = 11.0
"""Ten seconds of reading, and what is around it."""
_SMALL_MB: Final = 2


@dataclass
class Result:
    """What a run came to; tracebacks, hangs and changes must be 0."""

    files: int = 0
    accepted: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    tracebacks: list[str] = field(default_factory=list)
    hangs: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    longest_s: float = 0.0

    @property
    def clean(self) -> bool:
        """Whether nothing broke."""
        return not (self.tracebacks or self.hangs or self.changes)


def run(
    files: int, *, folder: Path, seed: int = 1, real: list[Path] | None = None, seconds: float = math.inf
) -> Result:
    """Bring so many files, one by one, each for good; after an accepted one the site is put back."""
    ends = time.monotonic() + seconds
    result, dice = Result(), Random(seed)
    pristine, site, tray = folder / "pristine", folder / "site", folder / "tray"
    _make_site(pristine)
    shutil.copytree(pristine, site)
    before = fingerprint(site)
    for number in range(files):
        if time.monotonic() > ends:
            break
        tray.mkdir()
        role, file = hostile_file(dice, tray, real or [])
        result.files += 1
        started = time.monotonic()
        accepted = _bring(result, role, file, site, f"{number} {role} {file.name!r}")
        took = time.monotonic() - started
        result.longest_s = max(result.longest_s, took)
        if took > LONGEST_S:
            result.hangs.append(f"{number} {role} {file.name!r} {took:.1f} s")
        if accepted:
            shutil.rmtree(site)
            shutil.copytree(pristine, site)
        elif fingerprint(site) != before:
            result.changes.append(f"{number} {role} {file.name!r}")
            shutil.rmtree(site)
            shutil.copytree(pristine, site)
        shutil.rmtree(tray)
    return result


def fingerprint(site: Path) -> str:
    """Hash what a site holds: its files, and every row of its records."""
    digest = hashlib.sha256()
    for file in sorted(site.rglob("*")):
        if file.is_file() and not file.name.startswith("tacha.db"):
            digest.update(f"{file.relative_to(site)} ".encode() + file.read_bytes())
    with closing(sqlite3.connect(site / "tacha.db")) as base:
        for line in base.iterdump():
            digest.update(line.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _make_site(folder: Path) -> None:
    """Make two villages, with records in which there is one track."""
    squares = [shapely.box(WEST + 0.01 * k, SOUTH, WEST + 0.01 * (k + 1), SOUTH + 0.01) for k in range(2)]
    villages = gpd.GeoDataFrame({"name": ["李家湾村", "王家坪村"]}, geometry=squares, crs="EPSG:4326")
    with tempfile.TemporaryDirectory() as made:
        villages.to_file(Path(made, "villages.geojson"))
        create_site(folder, NewSite(villages=Path(made, "villages.geojson"), season=2026))
        sheet = Path(made, "history.csv")
        sheet.write_text("年份,村,株数\n2024,李家湾村,12\n", encoding="utf-8")
        take_in.take_in_history(folder, [sheet])


def _bring(result: Result, role: str, file: Path, site: Path, name: str) -> bool:
    """Bring one file, and note what became of it; True if it was taken in."""
    try:
        told = _TAKERS[role](site, file)
        for note in told:
            for language in Language:
                t(note.key, language, **note.args)
    except TachaError as fault:
        sentences = [say(fault, language) for language in Language]
        result.refused[fault.key] += 1
        if fault.key in {"source-reader-broke", "source-reader-died"} or not all(sentences):
            result.tracebacks.append(f"{name} {fault.key}")
            _keep(file, name)
        if fault.key == "source-reader-slow":
            result.hangs.append(f"{name} {fault.key}")
            _keep(file, name)
        return False
    except Exception:  # noqa: BLE001  this is what is looked for
        result.tracebacks.append(f"{name}\n{traceback.format_exc()}")
        _keep(file, name)
        return False
    result.accepted += 1
    return True


def _keep(file: Path, name: str) -> None:
    """Keep a small file that broke something, where a folder is named for it."""
    folder = os.environ.get("TACHA_KEEP_BROKEN")
    if folder and file.stat().st_size < _SMALL_MB * 1_000_000:
        shutil.copyfile(file, Path(folder, f"{name.split(' ', maxsplit=1)[0]}{file.suffix}"))


def _new_site(site: Path, file: Path) -> Any:
    """Make a site of a stranger's boundaries beside the one that must not change, and remove it again."""
    folder = site.parent / "new"
    try:
        return create_site(folder, NewSite(villages=file, season=2026)).notes
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _taker(take: Callable[..., Any], **more: Any) -> Callable[[Path, Path], Any]:
    return lambda site, file: take(site, [file], **more).notes


_TAKERS: Final[dict[str, Callable[[Path, Path], Any]]] = {
    "tracks": _taker(partial(take_in.take_in_tracks, datum="WGS84")),
    "findings": _taker(take_in.take_in_findings, datum="WGS84"),
    "leads": _taker(take_in.take_in_leads, datum="WGS84"),
    "history": _taker(take_in.take_in_history, datum="WGS84"),
    "observed": _taker(take_in.take_in_observed),
    "visits": _taker(take_in_visits.take_in_visits, datum="WGS84"),
    "photos": _taker(take_in_visits.take_in_photos),
    "villages": _new_site,
}


def real_files() -> list[Path]:
    """Small real files of strangers, where a folder of real data is named."""
    folder = os.environ.get("TACHA_REAL_DATA")
    found = [file for part in ("gpx", "odd") for file in Path(folder, part).iterdir()] if folder else []
    return sorted(file for file in found if file.is_file() and file.stat().st_size < _SMALL_MB * 1_000_000)


def main(files: int = 10_000, seed: int = 1, seconds: float = math.inf) -> int:
    """Run, print what came of it, and return 1 if anything broke."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        result = run(files, folder=Path(folder), seed=seed, real=real_files(), seconds=seconds)
    for what in (*result.tracebacks, *result.hangs, *result.changes):
        print(what)
    for key, count in result.refused.most_common():
        print(f"  {count:6} refused: {key}")
    print(
        f"{result.files} files: {result.accepted} taken in, {sum(result.refused.values())} refused; "
        f"{len(result.tracebacks)} tracebacks, {len(result.hangs)} hangs, {len(result.changes)} changes; "
        f"longest {result.longest_s:.1f} s, {time.monotonic() - started:.0f} s in all"
    )
    return 0 if result.clean else 1


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in sys.argv[1:4])))
