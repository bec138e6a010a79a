"""A map as one file: scripts, styles, pictures and lines inside; it opens from a folder, without network."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

import folium

from geo.words import Language, t
from layers.assets import SCRIPTS, STYLES, VENDOR_FILES
from layers.base import PANES, BaseParts, GridPicture
from layers.classes import Quantity
from layers.drawn import head_of, labels_of, picture_of
from layers.grid_image import grid_shown, grid_spec
from layers.legend import legend_html
from layers.overlays import Shown, overlay_groups, overlay_signs, teams_shown
from layers.shapes import Shapes, as_script
from layers.style import escape

LIMIT_BYTES: Final = 500_000
"""Of a page, so that it goes by any mail; a map of more than that is written with one quantity only."""

_BESIDE: Final = (Quantity.RISK, Quantity.COVERAGE, Quantity.LEFT, Quantity.PRIORITY)
_NEEDED: Final = (*(name for name in SCRIPTS if not name.startswith("jquery")), "one_file.js")
_PICTURES: Final = re.compile(r"url\([^)]*\)")  # of Leaflet's style sheet: buttons that are not on our maps
_LINK_COMMENT: Final = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


def one_file_map(
    view: Any,
    parts: BaseParts,
    pictures: Mapping[Quantity, GridPicture],
    shown: Shown,
    *,
    corners: Any,
    made_on: str,
    language: Language,
) -> str:
    """Return a map as HTML with everything inside.

    Parameters
    ----------
    view : tables of a site in the working CRS
    pictures : quantities that the reader can switch between; the first is shown
    corners : DEAD_CORNERS
    made_on : day of the map, in words
    """
    shows = [
        _what(view, parts, picture, shown, quantity, corners, made_on, language)
        for quantity, picture in pictures.items()
    ]
    return page_with(
        parts,
        shows,
        overlay_groups(view, shown, corners, language),
        title=head_title(view, language),
        steep="steep" in shown.overlays,
        language=language,
    )


def page_with(
    parts: BaseParts,
    shows: list[dict[str, Any]],
    groups: list[folium.FeatureGroup],
    *,
    title: str,
    steep: bool,
    language: Language,
) -> str:
    """Put base, grids and layers into one page.

    Parameters
    ----------
    shows : what the grid can show, as one_file.js reads it: name, grid, legend, sheet; the first is shown
    groups : layers, bottom first; title : plain text
    steep : mark the ground that is too steep to be searched on foot
    """
    styles = "\n".join(_PICTURES.sub("none", _read(name)) for name in STYLES)
    # A script ends at the first closing tag, wherever it stands.
    scripts = "\n".join(
        _LINK_COMMENT.sub("", _read(name)).replace("</script", "<\\/script") for name in _NEEDED
    )
    layers = [shapes for group in groups for shapes in _shapes_of(group)]
    content = as_script(
        {
            "panes": PANES,
            "shade": {"uri": parts.hillshade_uri, "bounds": parts.hillshade_bounds},
            "grids": [
                grid_spec(parts.frame, parts.fit, "grid"),
                *([] if parts.steep is None else [grid_spec(parts.steep.frame, parts.steep.fit, "steep")]),
            ],
            "steep": parts.steep.url if parts.steep is not None and steep else None,
            "bounds": parts.bounds,
            "shows": shows,
            "base": [["roads", parts.roads], ["outlines", parts.outlines]],
            "names": parts.names,
        }
    )
    overlays = ",".join(f'["{pane}",{payload}]' for pane, payload in layers)
    return (
        f'<!DOCTYPE html>\n<html lang="{language.value}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title>\n<style>\n{styles}\n</style></head>\n"
        '<body><div id="map" class="folium-map"></div>\n'
        f"<script>\n{scripts}\n</script>\n"
        f"<script>\ntacha.oneFile({content},[{overlays}]);\n</script>\n</body></html>\n"
    )


def small_map(
    view: Any,
    parts: BaseParts,
    first: GridPicture,
    shown: Shown,
    *,
    corners: Any,
    made_on: str,
    language: Language,
) -> str:
    """Return a map as HTML with the other quantities beside the first, as many as stay under `LIMIT_BYTES`.

    Parameters are those of `one_file_map`; first: the picture that is shown.
    """
    pictures = {first.quantity: first}
    for quantity in _BESIDE:
        if quantity not in pictures:
            pictures[quantity] = picture_of(view, parts, replace(shown, quantity=quantity))
    while True:
        page = one_file_map(view, parts, pictures, shown, corners=corners, made_on=made_on, language=language)
        if len(pictures) == 1 or len(page.encode("utf-8")) <= LIMIT_BYTES:
            return page
        pictures.popitem()


def head_title(view: Any, language: Language) -> str:
    """Title of the page of a site's map."""
    return t("layers-page-title", language, site=view.site.site.name)


def _what(
    view: Any,
    parts: BaseParts,
    picture: GridPicture,
    shown: Shown,
    quantity: Quantity,
    corners: Any,
    made_on: str,
    language: Language,
) -> dict[str, Any]:
    """Give one quantity as the page shows it: its grid, legend and head."""
    of_this = replace(shown, quantity=quantity)
    labels = labels_of(view, of_this, language)
    legend = legend_html(
        picture,
        labels=labels,
        signs=overlay_signs(view, of_this, corners),
        teams=teams_shown(view, of_this),
        steep=parts.steep is not None and "steep" in shown.overlays,
        language=language,
    )
    return {
        "name": t(f"layers-quantity-{quantity.value}", language),
        "grid": grid_shown(picture.url, palette=picture.palette, labels=labels, marks_url=picture.marks_url),
        "legend": legend,
        "sheet": head_of(view, of_this, made_on=made_on, language=language),
    }


def _shapes_of(group: folium.FeatureGroup) -> list[tuple[str, str]]:
    """Pane and payload of what a layer draws; the payload is JSON that may stand in a script."""
    return [(child.pane, child.payload) for child in group._children.values() if isinstance(child, Shapes)]  # noqa: SLF001


def _read(name: str) -> str:
    return VENDOR_FILES[name].read_text(encoding="utf-8")
