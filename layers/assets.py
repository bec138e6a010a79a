"""Put Leaflet, jQuery and our map scripts where Streamlit serves them, so that no map asks the internet."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from xstatic.pkg import jquery, leaflet

_LEAFLET: Final = Path(leaflet.BASE_DIR)
_JQUERY: Final = Path(jquery.BASE_DIR)
_OURS: Final = Path(__file__).parent

VENDOR_FILES: Final = {
    "leaflet.js": _LEAFLET / "leaflet.js",
    "leaflet.css": _LEAFLET / "leaflet.css",
    **{f"images/{image.name}": image for image in sorted((_LEAFLET / "images").iterdir())},
    "jquery.min.js": _JQUERY / "jquery.min.js",
    "boot.js": _OURS / "boot.js",
    "grid_image.js": _OURS / "grid_image.js",
    "shapes.js": _OURS / "shapes.js",
    "one_file.js": _OURS / "one_file.js",
    "map.css": _OURS / "map.css",
}
"""Every file below static/vendor and where it comes from."""

SCRIPTS: Final = ("leaflet.js", "jquery.min.js", "boot.js", "grid_image.js", "shapes.js")
STYLES: Final = ("leaflet.css", "map.css")
_BASE_URL: Final = "../../app/static/vendor/"  # seen from the map's frame; relative, so a base path works too


def copy_vendor(static_folder: Path) -> list[Path]:
    """Copy what is missing or changed into ``static_folder/vendor`` and return what was written."""
    written = []
    for name, source in VENDOR_FILES.items():
        target = static_folder / "vendor" / name
        content = source.read_bytes()
        if target.exists() and target.read_bytes() == content:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        written.append(target)
    return written


def links(names: tuple[str, ...]) -> list[tuple[str, str]]:
    """Name and relative URL of served files; the digest makes browsers drop old copies."""
    return [(name.replace(".", "_"), f"{_BASE_URL}{name}?v={_digest(VENDOR_FILES[name])}") for name in names]


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:8]
