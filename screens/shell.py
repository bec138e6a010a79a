"""What every screen stands in: the site folder, the language, the window, and words made safe."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import streamlit as st

from geo.actions.site.roof import sites_under
from geo.actions.site.serve import ROOF_VARIABLE, SITE_VARIABLE
from geo.actions.site.stamp import stamp
from geo.actions.views.glance import current_window
from geo.actions.views.look import SiteView, look
from geo.errors import TachaError
from geo.words import Language, on_screen, say, t
from layers import windows as names
from layers.style import escape

TODAY_VARIABLE: Final = "TACHA_TODAY"
_MARKDOWN_SIGNS: Final = re.compile(r"([!-/:-@\[-`{-~])")  # all of ASCII's punctuation


def site_dir() -> Path:
    """Folder of the site that this session looks at; without one the screen says so and stops."""
    roof = roof_dir()
    if roof is not None:
        name = remembered("site", None, "")
        folder = sites_under(roof).get(name)
        told = name
    else:
        told = os.environ.get(SITE_VARIABLE, "")
        folder = Path(told) if told and Path(told).is_dir() else None
    if folder is None:
        st.error(plain(text("screens-no-site", folder=told or SITE_VARIABLE)))
        st.stop()
    return folder


def roof_dir() -> Path | None:
    """Folder of the sites that this server shows; None where it shows one site."""
    roof = os.environ.get(ROOF_VARIABLE, "")
    return Path(roof) if roof else None


def language() -> Language:
    """Language of the screens: from the URL, else as chosen before, else the browser's, else Chinese."""
    asked = st.query_params.get("lang", "") or st.session_state.get("language", "")
    if asked not in set(Language):
        locale = st.context.locale or "zh"
        asked = Language.EN if locale.lower().startswith("en") else Language.ZH
    st.session_state["language"] = str(asked)
    return Language(asked)


def text(key: str, **args: object) -> str:
    """Return the text of a key in the language of the session."""
    return on_screen(key, language(), **args)


def said(error: TachaError) -> str:
    """Put an error into one sentence in the language of the session."""
    return say(error, language(), on_screen)


def switch_language() -> None:
    """Draw the language switch; the choice stands in the URL, so that a link keeps it."""
    now = language()
    st.query_params["lang"] = now.value
    other = Language.EN if now is Language.ZH else Language.ZH
    if st.button(t("screens-other-language", now), key="language_switch", width="content"):
        st.session_state["language"] = other.value
        st.query_params["lang"] = other.value
        st.rerun()


def open_whole() -> SiteView:
    """Read the whole site, kept until its files change; screens take their part of it from `account`."""
    folder = site_dir()
    with one_sentence(), st.spinner(text("screens-loading")):
        return _view(str(folder), stamp(folder))


@contextmanager
def one_sentence() -> Iterator[None]:
    """Turn a fault of the site into one sentence and the end of the screen."""
    try:
        yield
    except TachaError as error:
        st.error(plain(said(error)))
        st.stop()


@st.cache_resource(max_entries=4, show_spinner=False)
def _view(folder: str, stamp: str) -> SiteView:  # noqa: ARG001  the stamp is part of the key
    return look(Path(folder))


def remembered(name: str, choices: Collection[str] | None, default: str) -> str:
    """Return a choice as the address has it, else as made before in this session, else the default.

    The answer stands in the address from then on, so that a copied link opens the same thing.

    Parameters
    ----------
    name : of the choice in the address: window, layer, cell, team …
    choices : what it may be; None: anything, for names that the caller looks up himself
    """
    for kept in (st.query_params.get(name), st.session_state.get(_kept(name))):
        if kept is not None and (choices is None or kept in choices):
            remember(name, kept)
            return str(kept)
    remember(name, default)
    return default


def remember(name: str, value: str) -> None:
    """Keep a choice for this session and in the address; an empty one leaves both."""
    if value:
        st.session_state[_kept(name)] = value
        if st.query_params.get(name) != value:
            st.query_params[name] = value
    else:
        st.session_state.pop(_kept(name), None)
        st.query_params.pop(name, None)


def _kept(name: str) -> str:
    return f"kept {name}"


def choose_window(view: SiteView) -> str:
    """Ask for the season window; the answer holds on every screen."""
    windows = view.windows.set_index("window_id")
    first = remembered("window", list(windows.index), current_window(view.windows, view.coverage, today()))
    chosen = st.segmented_control(
        text("screens-window"),
        list(windows.index),
        default=first,
        format_func=lambda name: _window_label(windows.loc[name]),
        key="window_choice",
        width="stretch",
        label_visibility="collapsed",
    )
    remember("window", str(chosen or first))
    return str(chosen or first)


def window_name(name: str) -> str:
    """Name of a window; the three that the season suggests are put into the language of the session."""
    return names.window_name(name, language())


def _window_label(window: Any) -> str:
    return f"{plain(window_name(window['name']))} {day(window['opens'])}–{day(window['closes'])}"


def today() -> date:
    """Day by the clock of this machine, which only screens ask, or the day that a demonstration is set to."""
    told = os.environ.get(TODAY_VARIABLE, "")
    if not told:
        return datetime.now().astimezone().date()
    try:
        return date.fromisoformat(told)
    except ValueError:
        st.error(plain(text("screens-today-wrong", variable=TODAY_VARIABLE, told=told)))
        st.stop()


def tell_today() -> None:
    """Say on every screen that its day is not the clock's."""
    if os.environ.get(TODAY_VARIABLE):
        set_to = escape(text("screens-today-set", day=day(today(), year=True)))
        html([f'<p class="tacha-set-day"><span class="tacha-chip">{set_to}</span></p>'])


def day(when: Any, *, year: bool = False) -> str:
    """Write a date as people say it."""
    key = "screens-day-year" if year else "screens-day"
    return text(key, year=str(when.year), month=when.month, day=when.day)


def percent(share: float) -> str:
    """Whole percents, or a dash where there is nothing to divide by."""
    return "–" if share != share else f"{share:.0%}"  # noqa: PLR0124  NaN is not equal to itself


def plain(words: str) -> str:
    r"""Make text from a file harmless in Markdown, where it could link, load pictures or change its looks.

    >>> print(plain("![x]"))
    \!\[x\]
    """
    return _MARKDOWN_SIGNS.sub(r"\\\1", words)


def title(words: str) -> None:
    """Head a screen."""
    st.header(plain(words), anchor=False)


def html(parts: list[str]) -> None:
    """Show HTML of ours; every text from a file in it went through `escape`."""
    st.html("".join(parts))


def cards(items: list[tuple[str, str, str, float | None]]) -> None:
    """Show figures as cards: label, figure, what it means, and a share 0 to 1 as a bar or None."""
    parts = ['<div class="tacha-cards">']
    for label, figure, meaning, share in items:
        bar = ""
        if share is not None and share == share:  # noqa: PLR0124
            bar = f'<div class="bar"><i style="width:{min(1.0, share):.1%}"></i></div>'
        head = f"<h3>{escape(label)}</h3><strong>{escape(figure)}</strong>"
        parts.append(f"<section>{head}{bar}<p>{escape(meaning)}</p></section>")
    html([*parts, "</div>"])


def styles() -> None:
    """Load the looks of our own HTML."""
    sheet = (Path(__file__).parent / "screens.css").read_text(encoding="utf-8")
    own = {"choose": "screens-choose-files", "skip": "screens-skip", "menu": "screens-menu"}
    words = ":root {" + "".join(f' --tacha-{name}: "{text(key)}";' for name, key in own.items()) + " }"
    st.html(f"<style>{sheet}\n{words}</style>")
