"""The legend, as HTML of ours: five classes, the hatch, and every sign that is on the map now."""

from __future__ import annotations

from typing import Final

from branca.element import MacroElement
from folium.template import Template

from geo.words import Language, t
from layers.classes import CellClasses, Quantity
from layers.shapes import as_script
from layers.style import ALARM, CLOSED, INK, LEAD, TEAM_COLOURS, TRACK, YARD

_SIGNS: Final = {
    "findings": (
        f'<div class="tacha-badge round" style="background:{ALARM}">!</div>'
        f'<div class="tacha-badge round" style="background:{CLOSED}">✓</div>'
    ),
    "leads": f'<div class="tacha-badge diamond" style="background:{LEAD}"></div>',
    "routes": f'<div class="rule" style="border-color:{TEAM_COLOURS[0]}"></div>',
    "drive": f'<div class="rule" style="border-color:{TEAM_COLOURS[0]};border-top-style:dashed"></div>',
    "required": f'<div class="tacha-stop required" style="background:{TEAM_COLOURS[0]};height:14px"></div>',
    "reserve": (f'<div class="tacha-stop reserve" style="border-color:{TEAM_COLOURS[0]};height:14px"></div>'),
    "tracks": f'<div class="rule" style="border-color:{TRACK};border-top-style:dotted"></div>',
    "yards": f'<div style="width:9px;height:9px;background:{YARD}"></div>',
    "history": f'<div style="font:700 18px/14px system-ui;color:{INK}">×</div>',
}


class ShowLegend(MacroElement):
    """Put this HTML into the map's legend."""

    _template = Template("{% macro script(this, kwargs) %}tacha.legend({{ this.html }});{% endmacro %}")

    def __init__(self, html: str) -> None:
        super().__init__()
        self._name = "ShowLegend"
        self.html = as_script(html)


def class_labels(quantity: Quantity, language: Language) -> list[str]:
    """Words of the five classes, low to high."""
    kind = "pod" if quantity is Quantity.COVERAGE else "rank"
    return [t(f"layers-class-{kind}-{number}", language) for number in range(5)]


def legend_html(cells: CellClasses, *, hatched: bool, signs: list[str], language: Language) -> str:
    """Compose the legend: high first, as an officer reads it."""
    rows = [
        f'<li><span class="key"><span class="swatch" style="background:rgba({r},{g},{b},{a / 255:.2f})">'
        f"</span></span>{label}</li>"
        for (r, g, b, a), label in zip(cells.palette, class_labels(cells.quantity, language), strict=True)
    ][::-1]
    if cells.quantity is Quantity.COVERAGE:
        blank = t("layers-legend-unseen", language)
        rows.append(f'<li><span class="key"><span class="swatch"></span></span>{blank}</li>')
    if hatched:
        text = t("layers-legend-visited", language)
        rows.append(f'<li><span class="key"><span class="swatch hatch"></span></span>{text}</li>')
    rows += [
        f'<li><span class="key">{_SIGNS[sign]}</span>{t(f"layers-legend-{sign}", language)}</li>'
        for sign in signs
    ]
    title = t(f"layers-quantity-{cells.quantity.value}", language)
    note = t(f"layers-legend-note-{cells.quantity.value}", language)
    return f"<details open><summary>{title}</summary><ul>{''.join(rows)}</ul><p>{note}</p></details>"
