"""What the phone forms and the reader of their submissions agree on: names of forms, codes of choices."""

from __future__ import annotations

import re
from typing import Final

VISIT_FORM: Final = "tacha_visit"
FINDING_FORM: Final = "tacha_finding"
POINT: Final = "at"
"""Question that asks for a place; servers write it as at-Latitude and at-Longitude."""
PHOTOS: Final = ("photo_near", "photo_far")
CODED: Final = ("team", "village", "area", "stops", "place")
"""Questions whose choices are the site's own names, written as codes."""

_PLAIN: Final = re.compile(r"[^\w.\-]")
_CODE: Final = re.compile(r"~([0-9a-f]+);")


def code_of(name: str) -> str:
    """Write a name so that it may name a choice: no blanks, no signs with a meaning in forms.

    >>> code_of("一组"), code_of("a b")
    ('一组', 'a~20;b')
    """
    return _PLAIN.sub(lambda sign: f"~{ord(sign[0]):x};", str(name))


def name_of(code: str) -> str:
    """Return the name that was coded.

    >>> name_of(code_of("=1+1 ~"))
    '=1+1 ~'
    """
    return _CODE.sub(lambda found: chr(int(found[1], 16)), str(code))
