"""Draw what a reserve brings and costs: five points planned, straight lines between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from geo.route.reserve import ReservePoint
from layers.style import escape

_WIDE, _HIGH, _EDGE = 420, 170, 34
_LOOKS: Final = {"finds": ("#0b5c66", ""), "visited": ("#5a4a00", "6 4")}
"""Colour and dashes of each line: told apart without colour, too."""


def curve_svg(points: Sequence[ReservePoint], at: ReservePoint, words: Mapping[str, str]) -> str:
    """Return an SVG of finds (share of the most) and ground visited over the reserve, one share marked.

    Parameters
    ----------
    words : finds, visited, reserve
    """
    most = max(point.expected_finds for point in points) or 1.0
    lines = {
        "finds": [(point.reserve, point.expected_finds / most) for point in points],
        "visited": [(point.reserve, point.visited_share) for point in points],
    }
    parts = [_frame(words["reserve"])]
    for number, (name, line) in enumerate(lines.items()):
        colour, dash = _LOOKS[name]
        places = " ".join(f"{_x(reserve):.1f},{_y(share):.1f}" for reserve, share in line)
        parts.append(
            f'<polyline points="{places}" fill="none" stroke="{colour}" stroke-width="2.5" '
            f'stroke-dasharray="{dash}"/>'
        )
        parts += [
            f'<circle cx="{_x(reserve):.1f}" cy="{_y(share):.1f}" r="3.5" fill="{colour}"/>'
            for reserve, share in line
        ]
        parts.append(_key(number, words[name], colour, dash))
    mark = f"{_x(at.reserve):.1f}"
    parts.append(
        f'<line x1="{mark}" x2="{mark}" y1="{_y(1):.1f}" y2="{_y(0):.1f}" stroke="#b3001b" '
        'stroke-width="1.5"/>'
    )
    told = escape(f"{words['finds']}, {words['visited']}")
    return (
        f'<svg class="tacha-curve" role="img" aria-label="{told}" viewBox="0 0 {_WIDE} {_HIGH + 40}" '
        f'xmlns="http://www.w3.org/2000/svg">{"".join(parts)}</svg>'
    )


def _frame(reserve: str) -> str:
    ticks = "".join(
        f'<text x="{_x(share):.1f}" y="{_HIGH + 4}" text-anchor="middle" font-size="11">{share:.0%}</text>'
        for share in (0.0, 0.25, 0.5, 0.75, 1.0)
    )
    sides = "".join(
        f'<text x="{_EDGE - 6}" y="{_y(share) + 4:.1f}" text-anchor="end" font-size="11">{share:.0%}</text>'
        f'<line x1="{_EDGE}" x2="{_WIDE - 10}" y1="{_y(share):.1f}" y2="{_y(share):.1f}" stroke="#e1e7e8"/>'
        for share in (0.0, 0.5, 1.0)
    )
    return (
        f'{sides}{ticks}<text x="{_WIDE - 10}" y="{_HIGH + 20}" text-anchor="end" font-size="11">'
        f"{escape(reserve)}</text>"
    )


def _key(number: int, words: str, colour: str, dash: str) -> str:
    y = _HIGH + 18 + 15 * number
    return (
        f'<line x1="{_EDGE}" x2="{_EDGE + 26}" y1="{y - 4}" y2="{y - 4}" stroke="{colour}" '
        f'stroke-width="2.5" stroke-dasharray="{dash}"/>'
        f'<text x="{_EDGE + 32}" y="{y}" font-size="12">{escape(words)}</text>'
    )


def _x(share: float) -> float:
    return _EDGE + share * (_WIDE - 10 - _EDGE - 14)


def _y(share: float) -> float:
    return 10 + (1 - share) * (_HIGH - 26)
