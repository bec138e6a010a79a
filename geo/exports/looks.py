"""Say once how each layer looks; QGIS styles, SLD and KML are written from the same rules."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from geo.model.colours import (
    ALARM,
    CIVIDIS,
    CLOSED,
    INK,
    LEAD,
    OUTLINE,
    TRACK,
    VIRIDIS,
    team_colours,
)
from geo.search.ranks import POD_EDGES
from geo.words import Language, t


@dataclass(frozen=True)
class Symbol:
    r"""How a shape is drawn: colours "#rrggbb", "" for none; widths and sizes in millimetres on paper.

    hatch: "/", "\", "x" or "-" over the ground, so that a copy in black and white tells states apart.
    """

    fill: str = ""
    opacity: float = 1.0
    outline: str = ""
    width_mm: float = 0.3
    hatch: str = ""
    dashed: bool = False
    marker: str = "circle"
    size_mm: float = 3.2


@dataclass(frozen=True)
class Rule:
    """A symbol with its label: for one value of the look's column, or for those from low up to high."""

    label: str
    symbol: Symbol
    value: str | int = ""
    low: float = 0.0
    high: float = 0.0


@dataclass(frozen=True)
class Look:
    """How a layer looks: shape polygon, line or point; one rule, or rules by value or range of a column.

    name_of: column that is written beside the shapes, "" for none; shown: switched on when opened.
    """

    shape: str
    rules: tuple[Rule, ...]
    column: str = ""
    ranged: bool = False
    name_of: str = ""
    shown: bool = True

    def rule_for(self, value: Any) -> Rule | None:
        """Rule of a row by the value of its column; None where none holds."""
        if not self.column:
            return self.rules[0]
        if self.ranged:
            fits = (rule for rule in self.rules if value is not None and rule.low <= value <= rule.high)
            # The upper edge belongs to the class above, but for the highest.
            return max(fits, key=lambda rule: rule.low, default=None)
        return next((rule for rule in self.rules if rule.value == value), None)


_STATES: Final = {
    "open": Symbol(outline="#6d6d6d", width_mm=0.15, dashed=True),
    "planned": Symbol(outline="#0a58ca", width_mm=0.5, dashed=True),
    "searched": Symbol(outline=INK, width_mm=0.35, hatch="/"),
    "cleared": Symbol(outline=INK, width_mm=0.35, hatch="x"),
    "restricted": Symbol(outline="#5c4a00", width_mm=0.2, hatch="-"),
    "suspended": Symbol(outline=ALARM, width_mm=0.35, hatch="\\"),
}
_FOUND: Final = {
    "reported": Symbol(fill=ALARM, outline="#ffffff"),
    "held": Symbol(fill=ALARM, outline=INK, width_mm=0.6),
    "counted": Symbol(fill="#e07b00", outline=INK),
    "reopened": Symbol(fill=ALARM, outline=INK, marker="triangle", size_mm=3.8),
    "eradicated": Symbol(fill="#ffffff", outline=ALARM, width_mm=0.6),
    "verified_gone": Symbol(fill="#ffffff", outline=CLOSED, width_mm=0.6, marker="square"),
}
_LEADS: Final = {
    "new": Symbol(fill=LEAD, outline="#ffffff", marker="diamond", size_mm=3.8),
    "assigned": Symbol(fill=LEAD, outline=INK, width_mm=0.6, marker="diamond", size_mm=3.8),
    "confirmed": Symbol(fill=ALARM, outline=LEAD, width_mm=0.6, marker="diamond", size_mm=3.8),
    "ruled_out": Symbol(fill="#ffffff", outline=LEAD, marker="diamond"),
}

_BY_STATE: Final = {
    "ground": ("polygon", _STATES, "state"),
    "leads": ("point", _LEADS, "lead-state"),
    "findings": ("point", _FOUND, "finding-state"),
}
_PLAIN: Final = {
    "villages": Look("polygon", (Rule("", Symbol(outline=OUTLINE, width_mm=0.7)),), name_of="village"),
    "pieces": Look("polygon", (Rule("", Symbol(outline="#7a3e00")),), shown=False),
    "stops": Look(
        "point", (Rule("", Symbol(fill="#ffffff", outline=INK, size_mm=2.4)),), name_of="order", shown=False
    ),
    "tracks": Look("line", (Rule("", Symbol(outline=TRACK, width_mm=0.4)),)),
}


def looks_of(layers: Any, language: Language) -> dict[str, Look]:
    """Return the look of every layer by its name; labels are in the language.

    Teams have the colours of the map: those of the routes' teams by name.
    """
    routes = next((layer.frame for layer in layers if layer.name == "routes"), None)
    teams = [] if routes is None else sorted(map(str, routes["team_id"].unique()))
    return {layer.name: _look(layer.name, language, team_colours(teams)) for layer in layers}


def _look(name: str, language: Language, teams: dict[str, str]) -> Look:
    if name in _PLAIN:
        look = _PLAIN[name]
        return replace(look, rules=(replace(look.rules[0], label=t(f"exports-layer-{name}", language)),))
    if name in _BY_STATE:
        shape, symbols, kind = _BY_STATE[name]
        return Look(shape, _state_rules(symbols, kind, language), "state")
    if name == "cells":
        return Look("polygon", risk_rules(language), "risk_rank")
    if name == "coverage":
        # Off at first: it would lie on the hatching that tells the state.
        return Look("polygon", pod_rules(language), "pod", ranged=True, shown=False)
    by_team = tuple(Rule(team, Symbol(outline=colour, width_mm=0.6), team) for team, colour in teams.items())
    return Look("line", by_team, "team_id", shown=False)


def _state_rules(symbols: dict[str, Symbol], kind: str, language: Language) -> tuple[Rule, ...]:
    return tuple(
        Rule(t(f"exports-{kind}-{value.replace('_', '-')}", language), symbol, value)
        for value, symbol in symbols.items()
    )


def risk_rules(language: Language) -> tuple[Rule, ...]:
    """Return the five classes of risk, low to high, by their number."""
    return tuple(
        Rule(t(f"exports-risk-{rank}", language), Symbol(fill, 0.65), rank)
        for rank, fill in enumerate(VIRIDIS, start=1)
    )


def pod_rules(language: Language) -> tuple[Rule, ...]:
    """Return the five classes of the chance of detection, low to high."""
    lows, highs = (0.0, *POD_EDGES), (*POD_EDGES, 1.0)
    return tuple(
        Rule(t("exports-pod-class", language, low=round(100 * low), high=round(100 * high)),
             Symbol(fill, 0.75, outline="#ffffff", width_mm=0.1), low=low, high=high)
        for fill, low, high in zip(CIVIDIS, lows, highs, strict=True)
    )  # fmt: skip
