"""Write docs/aliases.md from the readers' table: `python docs/make_aliases.py`. A test fails when stale."""

from __future__ import annotations

from pathlib import Path

from geo.sources.aliases import ALIASES

TARGET = Path(__file__).parent / "aliases.md"

HEAD = """# Column names that are understood 认识的列名

Made by `python docs/make_aliases.py` from `geo/sources/aliases.py`; do not edit by hand.

Blanks, brackets, dashes and case do not count: 面积（亩） is 面积亩. Where a file has several, the one
that stands first here is taken. Survey and forest layers bring XZQMC, XZQDM, ZLDWMC, ZLDWDM, QSDWMC,
QSDWDM, DLBM, DLMC, LIN_BAN, XIAO_BAN.

| column | names in files |
|---|---|
"""


def text() -> str:
    """Return the whole page."""
    rows = [f"| {ours} | {', '.join(dict.fromkeys(names))} |" for ours, names in ALIASES.items()]
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8", newline="\n")
