"""Every text a person reads, in Chinese and English: `t` by key, `say` for errors.

An argument that is itself a `Note` is put into words of the same language, and a list is read out.

Texts stand in geo/words/<language>/<subject>.ftl (Fluent). Message ids are kebab-case and begin with the
subject, so that ids of two files never clash: ``error-no-crs``, ``map-legend``, ``cli-done``.
"""

from __future__ import annotations

import errno
from collections.abc import Callable
from enum import StrEnum
from functools import cache
from importlib import resources

from fluent.runtime import FluentBundle, FluentResource

from geo.errors import TachaError
from geo.model.notes import Note


class Language(StrEnum):
    """Languages of screens and messages; Chinese first."""

    ZH = "zh"
    EN = "en"


_REFUSALS = {
    errno.EACCES: "word-refused-rights",
    errno.EPERM: "word-refused-rights",
    errno.EROFS: "word-refused-rights",
    errno.EEXIST: "word-refused-no-folder",
    errno.ENOTDIR: "word-refused-no-folder",
    errno.EISDIR: "word-refused-folder",
    errno.ENAMETOOLONG: "word-refused-long",
    errno.ENOSPC: "word-refused-full",
    errno.EDQUOT: "word-refused-full",
}
_LOCALES = {Language.ZH: "zh-CN", Language.EN: "en-GB"}


def t(key: str, language: Language, **args: object) -> str:
    """Return the text of a key in a language.

    Raises
    ------
    KeyError : no such text, or an argument is missing; a test makes sure both languages hold every key

    >>> t("word-village", Language.ZH)
    '村'
    """
    return _text(key, language, args)


def on_screen(key: str, language: Language, **args: object) -> str:
    """Return the text of a key for a screen.

    A text that names what is typed on the command line has another for the screens, its attribute
    ``.screen``; all others are as `t` gives them.
    """
    return _text(key, language, args, attribute="screen")


def _text(key: str, language: Language, args: dict[str, object], *, attribute: str = "") -> str:
    bundle = _bundle(language)
    if not bundle.has_message(key):
        raise KeyError(key)
    said = {name: _said(value, language) for name, value in args.items()}
    message = bundle.get_message(key)
    wanted = message.attributes.get(attribute, message.value)
    text, errors = bundle.format_pattern(wanted, said)
    if errors:
        raise KeyError(f"{key}: {errors[0]}")
    return str(text)


def say(error: TachaError, language: Language, speak: Callable[..., str] = t) -> str:
    """Put an error into one sentence; speak: `t`, or `on_screen` for a screen."""
    args = dict(error.args_)
    if "rule" in args:
        rule_args = args.pop("rule_args", {})
        args["rule"] = t(str(args["rule"]), language, **rule_args)  # type: ignore[arg-type]
    return speak(error.key, language, **args)


def _said(value: object, language: Language) -> object:
    if isinstance(value, dict) and set(value) == {"key", "args"}:
        value = Note(**value)  # as it comes back from the records
    if isinstance(value, list):
        return t("word-comma", language).join(str(_said(item, language)) for item in value)
    return t(value.key, language, **value.args) if isinstance(value, Note) else value


def refusal_of(fault: OSError) -> Note:
    """Return why the system refused to read or write, in words: its own are in the language of the system."""
    name = _REFUSALS.get(fault.errno or 0)
    return Note(name) if name else Note("word-refused-otherwise", {"number": str(fault.errno or 0)})


def keys(language: Language) -> set[str]:
    """Every message id of a language."""
    return set(_bundle(language)._messages)  # noqa: SLF001  fluent.runtime offers no public list


@cache
def _bundle(language: Language) -> FluentBundle:
    # Isolation marks would stand invisibly in file names and ids that people copy.
    bundle = FluentBundle([_LOCALES[language]], use_isolating=False)
    folder = resources.files(__package__).joinpath(language.value)
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        if file.name.endswith(".ftl"):
            bundle.add_resource(FluentResource(file.read_text(encoding="utf-8")))
    return bundle
