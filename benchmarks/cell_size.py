"""Print what halving the cell size does to the villages of a site: ``python -m benchmarks.cell_size SITE``.

On uniform ground nothing changes (a test holds that). On real ground finer cells see other slopes and village
shares, so village sums of expected plots move by some percent; they are printed, not normalised away. Leads
move them more: a likelihood ratio raises the odds of a cell, whatever its size.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from geo.actions.prepared.assess import assess
from geo.actions.prepared.prepare import prepare
from geo.sources.site import read_site, write_site


def main() -> None:
    """Print cells, areas and expected plots by village at the site's cell size and at half of it."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    site_dir = Path(sys.argv[1])
    size_m = read_site(site_dir).site.cell_size_m
    coarse = _villages(site_dir, size_m)
    fine = _villages(site_dir, size_m / 2)
    print(f"village | plots at {size_m:g} m | at {size_m / 2:g} m | change % | worst relative area error")
    for village_id, row in coarse.iterrows():
        other = fine.loc[village_id]
        change = 100 * (other["plots"] / row["plots"] - 1)
        error = max(row["area_error"], other["area_error"])
        print(f"{row['name']} | {row['plots']:.4f} | {other['plots']:.4f} | {change:+.1f} | {error:.1e}")
    print(f"site | {coarse['plots'].sum():.4f} | {fine['plots'].sum():.4f}")


def _villages(site_dir: Path, size_m: float) -> Any:
    """Copy the site at a cell size and sum its cells by village."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        shutil.copytree(site_dir / "inputs", copy / "inputs")
        site = read_site(site_dir)
        write_site(
            copy, site.model_copy(update={"site": site.site.model_copy(update={"cell_size_m": size_m})})
        )
        prepared = prepare(copy)
        season = assess(prepared)
    cells = prepared.cells.merge(season.risk[["cell_id", "expected_plots"]], on="cell_id")
    sums = cells.groupby("village_id")[["expected_plots", "area_m2"]].sum()
    villages = prepared.villages.set_index("village_id")
    error = (sums["area_m2"] / villages.area.reindex(sums.index) - 1).abs()
    return sums.assign(name=villages["name"], plots=sums["expected_plots"], area_error=error)


if __name__ == "__main__":
    main()
