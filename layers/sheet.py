"""The head of a printed map: title, day, scale, north, and the hash of the plan it shows."""

from __future__ import annotations

from branca.element import MacroElement
from folium.template import Template

from geo.words import Language, t
from layers.shapes import as_script
from layers.style import escape


class ShowSheet(MacroElement):  # type: ignore[misc]  # untyped base
    """Put this head over the map when it is printed, and the button that prints it."""

    _template = Template("{% macro script(this, kwargs) %}tacha.sheet({{ this.head }});{% endmacro %}")

    def __init__(self, head: dict[str, str]) -> None:
        super().__init__()
        self._name = "ShowSheet"
        self.head = as_script(head)


def sheet_head(
    *, site: str, shows: str, window: str, day: str, plan_hash: str, language: Language
) -> dict[str, str]:
    """Compose the head of a sheet, as HTML; every argument is plain text.

    Parameters
    ----------
    shows : what the grid shows, in words; window : its window and days
    day : on which the map was made
    plan_hash : content hash of the plan that is drawn; empty without a plan
    """
    title = t("layers-sheet-title", language, site=escape(site), shows=escape(shows))
    plan = t("layers-sheet-plan", language, hash=escape(plan_hash[:16])) if plan_hash else ""
    made = t("layers-sheet-made", language, day=escape(day))
    line = " · ".join(part for part in (escape(window), made, plan) if part)
    warning = t("layers-sheet-note", language)
    return {
        "html": f"<h1>{title}</h1><p>{line}</p><p>{warning}</p>",
        "north": t("layers-sheet-north", language),
        "print": t("layers-sheet-print", language),
    }
