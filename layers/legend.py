"""The legend, as HTML of ours: five classes, the hatch, and every sign that is on the map now."""

from __future__ import annotations

from typing import Final

from branca.element import MacroElement
from folium.template import Template

from geo.words import Language, t
from layers.classes import Quantity
from layers.shapes import as_script
from layers.style import ALARM, CLOSED, INK, LEAD, TRACK, YARD, escape

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
    "tracks": f'<div class="rule" style="border-color:{TRACK};border-top-style:dotted"></div>',
    "yards": f'<div style="width:9px;height:9px;background:{YARD}"></div>',
    "history": f'<div style="font:700 18px/14px system-ui;color:{INK}">×</div>',
}


class ShowLegend(MacroElement):  # type: ignore[misc]  # untyped base
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


def legend_html(
    quantity: Quantity,
    palette: list[list[int]],
    *,
    hatched: bool,
    signs: list[str],
    teams: dict[str, str],
    language: Language,
) -> str:
    """Compose the legend: high first, as an officer reads it; `teams` gives the colour of each team shown."""
    rows = [
        _row(f'<span class="swatch" style="background:rgba({r},{g},{b},{a / 255:.2f})"></span>', label)
        for (r, g, b, a), label in zip(palette, class_labels(quantity, language), strict=True)
    ][::-1]
    if quantity is Quantity.COVERAGE:
        rows.append(_row('<span class="swatch"></span>', t("layers-legend-unseen", language)))
    if hatched:
        rows.append(_row('<span class="swatch hatch"></span>', t("layers-legend-visited", language)))
    explained = [
        _row(f'<span class="rule" style="border-color:{colour}"></span>', escape(team))
        for team, colour in teams.items()
    ]
    explained += [_row(_SIGNS[sign], t(f"layers-legend-{sign}", language)) for sign in signs]
    title = t(f"layers-quantity-{quantity.value}", language)
    note = t(f"layers-legend-note-{quantity.value}", language)
    return (
        f"<details open><summary>{title}</summary><ul>{''.join(rows)}</ul>"
        f'<p>{note}</p><ul class="signs">{"".join(explained)}</ul></details>'
    )


def _row(key: str, label: str) -> str:
    return f'<li><span class="key">{key}</span>{label}</li>'
