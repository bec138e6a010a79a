"""The legend, as HTML of ours: five classes, the hatch, and every sign that is on the map now."""

from __future__ import annotations

from typing import Final

from branca.element import MacroElement
from folium.template import Template

from geo.words import Language, t
from layers.base import GridPicture
from layers.classes import Quantity
from layers.marks import Mark
from layers.shapes import as_script
from layers.style import ALARM, AREA, CLOSED, CORNER, HAZARD, INK, LEAD, TRACK, YARD, escape

_SIGNS: Final = {
    "bases": '<div class="tacha-base"></div>',
    "findings": (
        f'<div class="tacha-badge round" style="background:{ALARM}">!</div>'
        f'<div class="tacha-badge round" style="background:{CLOSED}">✓</div>'
    ),
    "leads": f'<div class="tacha-badge diamond" style="background:{LEAD}"></div>',
    "drive": f'<div class="rule" style="border-color:{INK};border-top-style:dashed"></div>',
    "required": f'<div class="tacha-stop required" style="background:{INK}"></div>',
    "reserve": f'<div class="tacha-stop reserve" style="border-color:{INK}"></div>',
    "newest": f'<div class="rule" style="border-color:{TRACK};border-top-style:dotted"></div>',
    "tracks": f'<div class="rule" style="border-color:{TRACK};border-top-style:dotted"></div>',
    "yards": f'<div style="width:9px;height:9px;background:{YARD}"></div>',
    "corners": f'<div class="tacha-badge square" style="background:{CORNER}">!</div>',
    "hazards": f'<div class="tacha-hazard" style="background:{HAZARD}"><span>!</span></div>',
    "areas": f'<div class="outline" style="border-color:{AREA};border-style:dotted"></div>',
    "pieces": f'<div class="outline" style="border-color:{INK}"></div>',
    "history": f'<div style="font:700 18px/14px system-ui;color:{INK}">×</div>',
}


class ShowLegend(MacroElement):  # type: ignore[misc]  # untyped base
    """Put this HTML into the map's legend."""

    _template = Template("{% macro script(this, kwargs) %}tacha.legend({{ this.html }});{% endmacro %}")

    def __init__(self, html: str) -> None:
        super().__init__()
        self._name = "ShowLegend"
        self.html = as_script(html)


def class_labels(quantity: Quantity, language: Language, *, windows: tuple[str, str] = ("", "")) -> list[str]:
    """Words of the classes, low to high, as HTML; `windows`: names of two that are compared."""
    if quantity is Quantity.COMPARE:
        first, second = (escape(name) for name in windows)
        which = ("neither", "first", "second", "both")
        return [t(f"layers-compare-{name}", language, first=first, second=second) for name in which]
    kind = "pod" if quantity is Quantity.COVERAGE else "rank"
    return [t(f"layers-class-{kind}-{number}", language) for number in range(5)]


def legend_html(
    picture: GridPicture,
    *,
    labels: list[str],
    signs: list[str],
    teams: dict[str, str],
    language: Language,
    steep: bool = False,
) -> str:
    """Compose the legend: high first, as an officer reads it.

    Parameters
    ----------
    labels : words of the classes, see `class_labels`
    signs : names of the signs that are on the map; teams: colour of each team shown
    steep : too steep ground is marked
    """
    quantity = picture.quantity
    rows = [
        _row(_swatch(colour, _pattern_of(number, quantity)), label + _tied(picture, number, language))
        for number, (colour, label) in enumerate(zip(picture.palette, labels, strict=True))
    ][::-1]
    if quantity is Quantity.COVERAGE:
        rows.append(_row('<span class="swatch"></span>', t("layers-legend-unseen", language)))
    marks = set(picture.marks) | ({Mark.STEEP} if steep else set())
    if quantity is Quantity.COMPARE:
        marks &= {Mark.STEEP}
    rows += [
        _row(
            f'<span class="swatch mark mark-{int(mark)}"></span>',
            t(f"layers-mark-{mark.name.lower()}", language),
        )
        for mark in sorted(marks)
    ]
    explained = _explained(signs, teams, language)
    title = t(f"layers-quantity-{quantity.value}", language)
    note = t(f"layers-legend-note-{quantity.value}", language)
    if picture.tied:
        note = f"{note} {t('layers-legend-tied-note', language)}"
    return (
        f"<details open><summary>{title}</summary><ul>{''.join(rows)}</ul>"
        f'<p>{note}</p><ul class="signs">{"".join(explained)}</ul></details>'
    )


def signs_html(
    *, title: str, note: str, signs: list[str], teams: dict[str, str], steep: bool, language: Language
) -> str:
    """Compose the legend of a map without classes; title and note plain text, the rest as `legend_html`."""
    rows = _explained(signs, teams, language)
    if steep:
        mark = f'<span class="swatch mark mark-{int(Mark.STEEP)}"></span>'
        rows.append(_row(mark, t("layers-mark-steep", language)))
    return (
        f"<details open><summary>{escape(title)}</summary>"
        f'<p>{escape(note)}</p><ul class="signs">{"".join(rows)}</ul></details>'
    )


def _explained(signs: list[str], teams: dict[str, str], language: Language) -> list[str]:
    rows = [
        _row(f'<span class="rule" style="border-color:{colour}"></span>', escape(team))
        for team, colour in teams.items()
    ]
    return rows + [_row(_SIGNS[sign], t(f"layers-legend-{sign}", language)) for sign in signs]


def _tied(picture: GridPicture, number: int, language: Language) -> str:
    """Say how much a class of equal cells really holds."""
    if number not in picture.tied:
        return ""
    return f" <small>{t('layers-legend-tied', language, percent=f'{picture.tied[number]:.0%}')}</small>"


def _pattern_of(number: int, quantity: Quantity) -> Mark:
    """Pattern that goes with a class of compared windows."""
    return (
        (Mark.NONE, Mark.VISITED, Mark.LATER, Mark.BOTH)[number]
        if quantity is Quantity.COMPARE
        else Mark.NONE
    )


def _swatch(colour: list[int], pattern: Mark) -> str:
    r, g, b, a = colour
    look = f" mark-{int(pattern)}" if pattern else ""
    return f'<span class="swatch{look}" style="background-color:rgba({r},{g},{b},{a / 255:.2f})"></span>'


def _row(key: str, label: str) -> str:
    return f'<li><span class="key">{key}</span>{label}</li>'
