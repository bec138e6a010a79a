"""Turn the columns of a table into the plain values that every format can hold."""

from __future__ import annotations

import re
from typing import Any, Final

import numpy as np
import pandas as pd

FIGURES: Final = 9  # significant figures of a property
_FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r")
_NOT_IN_XML: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain_values(values: pd.Series) -> list[Any]:
    """Return bool, int, float or str of every row; None where there is nothing, an empty text among it.

    Days are "2025-04-01", instants "2025-04-01T08:00:00Z"; figures have 9 digits, and there is one zero.
    """
    missing = values.isna().to_numpy()
    plain: list[Any]
    if isinstance(values.dtype, pd.DatetimeTZDtype):
        plain = values.dt.tz_convert("UTC").dt.strftime("%Y-%m-%dT%H:%M:%SZ").tolist()
    elif pd.api.types.is_datetime64_dtype(values.dtype):
        plain = values.dt.strftime("%Y-%m-%d").tolist()
    elif pd.api.types.is_bool_dtype(values.dtype):
        plain = [bool(value) for value in values]
    elif pd.api.types.is_float_dtype(values.dtype):
        figures = values.to_numpy(dtype=float, na_value=np.nan)
        missing = ~np.isfinite(figures)
        plain = [float(f"{figure:.{FIGURES}g}") + 0.0 for figure in figures.tolist()]
    elif pd.api.types.is_integer_dtype(values.dtype):
        plain = [None if gone else int(value) for value, gone in zip(values, missing, strict=True)]
    else:
        plain = [str(value) for value in values]
        missing = missing | (values == "").to_numpy(dtype=bool)
    return [None if gone else value for gone, value in zip(missing, plain, strict=True)]


def kind_of(values: pd.Series) -> str:
    """Tell what a column holds: instant, day, flag, figure, count or text."""
    if isinstance(values.dtype, pd.DatetimeTZDtype):
        return "instant"
    if pd.api.types.is_datetime64_dtype(values.dtype):
        return "day"
    if pd.api.types.is_bool_dtype(values.dtype):
        return "flag"
    if pd.api.types.is_float_dtype(values.dtype):
        return "figure"
    return "count" if pd.api.types.is_integer_dtype(values.dtype) else "text"


def no_formula(text: str) -> str:
    """Put an apostrophe before a text that a table program would take for a formula.

    >>> no_formula("=1+1"), no_formula("李家湾")
    ("'=1+1", '李家湾')
    """
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text


def xml_text(text: object) -> str:
    r"""Text without the signs that no XML may hold.

    >>> xml_text("a\x0bb")
    'ab'
    """
    return _NOT_IN_XML.sub("", str(text))
