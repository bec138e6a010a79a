"""Draw the charts that stand beside tables: PNG, with type that Chinese can be read in."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from geo.words import Language, t

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_FONTS: Final = (
    "Noto Sans CJK SC", "Noto Sans CJK JP", "Source Han Sans SC", "Microsoft YaHei", "SimHei", "PingFang SC",
    "WenQuanYi Zen Hei", "WenQuanYi Micro Hei",
)  # fmt: skip
_LINES: Final = {"map": ("#00224e", "-"), "last": ("#7d7c78", "--"), "uniform": ("#a59c74", ":")}
"""Colours of cividis, told apart by their dashes too."""
_DPI: Final = 144


def chinese_font() -> str:
    """Name of an installed font with Chinese characters, or "" where there is none."""
    from matplotlib import font_manager  # noqa: PLC0415

    known = {font.name for font in font_manager.fontManager.ttflist}
    return next((name for name in _FONTS if name in known), "")


def backtest_words(spoken: Language) -> dict[str, str]:
    """Return the words on the charts; English where no font of this computer has Chinese characters."""
    language = spoken if chinese_font() else Language.EN
    names = ("found_by", "area", "found", "calibration", "group", "expected", "count")
    keys = {name: f"trial-chart-{name.replace('_', '-')}" for name in names}
    keys |= {way: f"trial-way-{way}" for way in _LINES}
    return {name: t(key, language) for name, key in keys.items()}


def backtest_chart(curve: Any, calibration: Any, words: Mapping[str, str]) -> bytes:
    """Draw how early the map comes to past finds, and whether as many were found as it expected.

    Parameters
    ----------
    curve : way (map, last, uniform), area_share, found_share, both 0 to 1
    calibration : group (fifths of the area, least expected first), expected, found
    words : as `backtest_words` gives them

    Returns
    -------
    a PNG, 1,600 pixels wide
    """
    # Imported where a chart is drawn: every other command would wait for it.
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    figure = Figure(figsize=(1600 / _DPI, 700 / _DPI), dpi=_DPI, layout="constrained")
    FigureCanvasAgg(figure)
    left, right = figure.subplots(1, 2)
    for way, rows in curve.groupby("way", sort=False):
        colour, dash = _LINES[str(way)]
        left.plot(
            100 * rows["area_share"], 100 * rows["found_share"], dash, color=colour, label=words[str(way)]
        )
    left.set(
        xlim=(0, 100), ylim=(0, 102), xlabel=words["area"], ylabel=words["found"], title=words["found_by"]
    )
    left.legend(loc="lower right", frameon=False)
    at = calibration["group"].to_numpy(float)
    right.bar(at - 0.2, calibration["expected"], 0.4, color="#7d7c78", label=words["expected"])
    right.bar(at + 0.2, calibration["found"], 0.4, color="#00224e", label=words["count"])
    right.set(xlabel=words["group"], title=words["calibration"], xticks=at)
    right.legend(loc="upper left", frameon=False)
    _set_type(figure)
    drawn = BytesIO()
    # Without the date of making, equal tables give equal bytes.
    figure.savefig(drawn, format="png", metadata={"Software": None})
    return drawn.getvalue()


def _set_type(figure: Figure) -> None:
    from matplotlib.text import Text  # noqa: PLC0415

    font = chinese_font()
    if not font:
        return
    for text in figure.findobj(Text):
        if isinstance(text, Text):
            text.set_fontfamily(font)
