"""Make the sample site, plan it, and take in what its teams brought back."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Any

from geo.actions.intake.take_in import take_in_findings, take_in_tracks
from geo.actions.season.plan import plan
from geo.actions.site.create import assemble
from geo.model.notes import OnProgress, silent
from geo.sources.site import read_site


def sample_folder() -> Path:
    """Folder of the invented township that comes with Tacha."""
    return Path(str(resources.files("sample_data"))) / "township"


def demonstrate(folder: Path, *, on_progress: OnProgress = silent) -> dict[str, Any]:
    """Make and plan the sample site in a folder, and return the summary of its plan.

    A sample site that is there already is planned again with what it holds.

    Raises
    ------
    InputError : the folder holds something else
    """
    sample = sample_folder()
    if not (folder / "site.toml").is_file():
        site = read_site(sample)
        assemble(
            folder,
            site,
            {row.role: sample / "inputs" / row.file for row in site.input},
            on_progress=on_progress,
        )
        season = sample / f"season-{site.season.year}"
        take_in_tracks(folder, sorted((season / "tracks").glob("*.gpx")))
        take_in_findings(folder, [season / "findings.csv"], datum="WGS84")
    return plan(folder, adopted=True, on_progress=on_progress).summary
