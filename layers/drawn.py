"""Put one map together: classes of the chosen quantity, marks of the ground, legend, head of the sheet."""

from __future__ import annotations

from typing import Any

import folium
import pandas as pd

from geo.words import Language, t
from layers.base import BaseParts, GridPicture, grid_picture
from layers.classes import CellClasses, Quantity, cell_classes, pod_classes
from layers.legend import class_labels, legend_html
from layers.map import grid_group
from layers.marks import compared_marks, ground_marks
from layers.overlays import Shown, overlay_groups, overlay_signs, teams_shown
from layers.sheet import sheet_head
from layers.windows import window_line, window_name


def picture_of(view: Any, parts: BaseParts, shown: Shown, pod: pd.Series | None = None) -> GridPicture:
    """Draw the grid of a map.

    Parameters
    ----------
    pod : by cell_id, as it stood on the last day that is shown; None: at the end of the window
    """
    classes = _classes(view, shown, pod)
    if shown.quantity is Quantity.COMPARE:
        return grid_picture(parts, view.cells, classes, compared_marks(classes.classes))
    hatch = shown.quantity is not Quantity.COVERAGE
    marks = ground_marks(view.cells, view.ground, view.coverage, shown.window_id, hatch=hatch)
    return grid_picture(parts, view.cells, classes, marks)


def groups_of(
    view: Any,
    parts: BaseParts,
    picture: GridPicture,
    shown: Shown,
    *,
    corners: Any,
    made_on: str,
    language: Language,
) -> list[folium.FeatureGroup]:
    """Everything on a map that a choice changes, bottom first.

    Parameters
    ----------
    corners : DEAD_CORNERS
    made_on : day of the map, for its sheet
    """
    steep = "steep" in shown.overlays
    labels = labels_of(view, shown, language)
    legend = legend_html(
        picture,
        labels=labels,
        signs=overlay_signs(view, shown, corners),
        teams=teams_shown(view, shown),
        steep=steep and parts.steep is not None,
        language=language,
    )
    sheet = head_of(view, shown, made_on=made_on, language=language)
    return [
        grid_group(parts, picture, labels=labels, legend=legend, sheet=sheet, steep=steep),
        *overlay_groups(view, shown, corners, language),
    ]


def labels_of(view: Any, shown: Shown, language: Language) -> list[str]:
    """Words of the classes on a map, low to high."""
    names = view.windows.set_index("window_id")["name"]
    pair = (window_name(names.get(key, ""), language) for key in (shown.window_id, shown.other_id))
    first, second = pair
    return class_labels(shown.quantity, language, windows=(first, second))


def head_of(view: Any, shown: Shown, *, made_on: str, language: Language) -> dict[str, str]:
    """Head of the printed sheet of a map."""
    windows = view.windows.set_index("window_id")
    line = window_line(windows.loc[shown.window_id], language)
    if shown.quantity is Quantity.COMPARE and shown.other_id in windows.index:
        line = f"{line} / {window_line(windows.loc[shown.other_id], language)}"
    if shown.until is not None:
        line = f"{line} {t('layers-until', language, day=f'{shown.until:%Y-%m-%d}')}"
    return sheet_head(
        site=view.site.site.name,
        shows=t(f"layers-quantity-{shown.quantity.value}", language),
        window=line,
        day=made_on,
        plan_hash="" if view.plan is None else str(view.plan.plan["content_hash"]),
        language=language,
    )


def _classes(view: Any, shown: Shown, pod: pd.Series | None) -> CellClasses:
    if shown.quantity is Quantity.COVERAGE and pod is not None:
        return pod_classes(view.cells, pod)
    return cell_classes(
        shown.quantity,
        shown.window_id,
        cells=view.cells,
        risk=view.risk,
        priority=view.priority,
        coverage=view.coverage,
        other_id=shown.other_id,
    )
