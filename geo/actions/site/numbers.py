"""Show every number of the method with its unit and source, and change one of them for a site."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any, Final

import pandas as pd

from geo.actions.prepared.assess import assess
from geo.actions.prepared.prepare import prepare
from geo.errors import InputError
from geo.records import audit
from geo.records.roles import ALONE, Action, Actor, acting, require
from geo.records.store import Store
from geo.settings import DEFAULTS
from geo.sources.site import SiteFile, read_site, site_from, write_site

_ELSEWHERE: Final = frozenset({("grid", "cell_size_m")})
"""What site.toml says under [site]."""


def numbers_of(site_dir: Path) -> Any:
    """Every number of the method as this site has it.

    Returns
    -------
    table part, name, value, default, unit, source, changed, settable: a number or a switch that site.toml
    may hold

    Raises
    ------
    InputError : site.toml is wrong
    """
    settings = read_site(site_dir).all_settings()
    rows = []
    for part in fields(settings):
        held, usual = getattr(settings, part.name), getattr(DEFAULTS, part.name)
        for item in fields(held):
            value, default = getattr(held, item.name), getattr(usual, item.name)
            rows.append(
                {
                    "part": part.name,
                    "name": item.name,
                    "value": value,
                    "default": default,
                    "unit": str(item.metadata.get("unit", "")),
                    "source": str(item.metadata.get("source", "")),
                    "changed": value != default,
                    "settable": isinstance(default, bool | int | float)
                    and (part.name, item.name) not in _ELSEWHERE,
                }
            )
    return pd.DataFrame(rows).astype({"value": object, "default": object})


def set_number(site_dir: Path, part: str, name: str, value: float | None, *, actor: Actor = ALONE) -> None:
    """Give a site another number, or the usual one again (None); nothing changes if it cannot do with it.

    Raises
    ------
    InputError : no such number, out of range, or the season cannot be worked out with it
    RecordError : the actor may not
    """
    with Store.open(site_dir) as store:
        require(store, actor, Action.CHANGE_SETTINGS)
    before = read_site(site_dir)
    settings = {key: dict(values) for key, values in before.settings.items()}
    if value is None:
        settings.get(part, {}).pop(name, None)
    else:
        settings.setdefault(part, {})[name] = value
    kept = {key: values for key, values in settings.items() if values}
    after = site_from({**before.model_dump(exclude_none=True), "settings": kept})
    if after == before:
        return
    _try(site_dir, before, after, place=f"{part}.{name}")
    with Store.open(site_dir) as store, acting(store, actor, Action.CHANGE_SETTINGS) as connection:
        told = [{"value": site.settings.get(part, {}).get(name)} for site in (before, after)]
        audit.log(connection, actor, "set", f"settings {part}.{name}", *told)


def _try(site_dir: Path, before: SiteFile, after: SiteFile, *, place: str) -> None:
    """Write site.toml and work the season out with it; if that fails, put the former one back."""
    write_site(site_dir, after)
    try:
        assess(prepare(site_dir))
    except InputError:
        write_site(site_dir, before)
        raise
    except (ArithmeticError, ValueError, IndexError, MemoryError) as fault:
        write_site(site_dir, before)
        raise InputError("settings-breaks", place=place) from fault
