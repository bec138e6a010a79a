"""Every text a person reads stands in both languages with the same arguments, and every key in use exists."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest
from fluent.syntax import ast as fluent
from fluent.syntax import parse
from fluent.syntax.visitor import Visitor

from geo.model.season import STAGES
from geo.words import Language, keys, on_screen, t

ROOT = Path(__file__).parents[2]
WORDS = ROOT / "geo" / "words"
FILES = sorted(path.name for path in (WORDS / "zh").glob("*.ftl"))
# Calls that take a message key, and the place of the key among their arguments.
SPEAKERS = {
    "t": 0,
    "Note": 0,
    "InputError": 0,
    "RecordError": 0,
    "TachaError": 0,
    "_tell": 0,
    "on_progress": 2,
}

# What stands in Latin letters in Chinese text too: names, formats, units, codes.
PROPER = {
    "Tacha", "PostgreSQL", "PostGIS", "Tobler",
    "Excel", "Ovital", "Windows", "SQLite", "OpenStreetMap", "WorldCover", "GeoJSON",
    "GeoPackage", "GraphML", "GeoTIFF", "GTiff", "Shapefile", "Shape", "bz2", "km", "cm", "mm", "ha", "min",
    "kB", "Word", "GeoParquet", "QField", "XLSForm", "KoboToolbox",
    "km2", "m2", "lon", "lat", "x", "y", "m", "h", "s", "p", "Ctrl", "English",
}  # fmt: skip
# What people type into site.toml, or find in their own layers, as it stands.
TYPED = {
    *STAGES, "class", "crs", "dates", "days", "false", "true", "highway", "inputs", "landuse",
    "natural", "postgis", "postgresql", "preset", "psycopg", "role", "schema", "trk", "villages",
}  # fmt: skip

# What only the command line says: screens have no way to these.
ONLY_TYPED = {"hand-usage", "intake-swath-not-drone", "season-no-team-day"}


class Seen(Visitor):
    """Collect the arguments that a message asks for, and its plain text."""

    def __init__(self):
        self.arguments = set()
        self.plain = []

    def visit_VariableReference(self, node):  # noqa: N802
        self.arguments.add(node.id.name)

    def visit_TextElement(self, node):  # noqa: N802
        self.plain.append(node.value)


def messages(language, file):
    """Messages of a file; what the parser could not read is an error."""
    resource = parse((WORDS / language / file).read_text(encoding="utf-8"))
    junk = [entry.content for entry in resource.body if isinstance(entry, fluent.Junk)]
    assert junk == []
    seen = {}
    for entry in resource.body:
        if isinstance(entry, fluent.Message):
            seen[entry.id.name] = Seen()
            seen[entry.id.name].visit(entry)
    return seen


def spoken():
    """Message keys written out in the source: key, names of the arguments given or None if unknown, place."""
    for folder in ("geo", "layers", "screens", "app.py"):
        for path in [ROOT / folder] if folder.endswith(".py") else sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call):
                    place = f"{path.relative_to(ROOT)}:{node.lineno}"
                    yield from ((key, _given(node), place) for key in _keys_of(node))


def _keys_of(call):
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    at = SPEAKERS.get(name, 99)
    if len(call.args) <= at:
        return []
    # A choice between two keys, as in t("a" if x else "b", language), names both.
    said = call.args[at]
    parts = (said.body, said.orelse) if isinstance(said, ast.IfExp) else (said,)
    return [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]


def _given(call):
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    if name == "on_progress":
        return set()
    if name == "Note":
        if len(call.args) == 1 and not call.keywords:
            return set()
        args = call.args[1] if len(call.args) > 1 else call.keywords[0].value
        literal = isinstance(args, ast.Dict) and all(isinstance(key, ast.Constant) for key in args.keys)
        return {key.value for key in args.keys} if literal else None
    names = [keyword.arg for keyword in call.keywords]
    return None if None in names else set(names)


def test_both_languages_have_the_same_files():
    assert sorted(path.name for path in (WORDS / "en").glob("*.ftl")) == FILES
    assert FILES


@pytest.mark.parametrize("file", FILES)
def test_both_languages_hold_the_same_keys_with_the_same_arguments(file):
    chinese, english = messages("zh", file), messages("en", file)
    assert set(chinese) == set(english)
    differ = [key for key in chinese if chinese[key].arguments != english[key].arguments]
    assert differ == []


@pytest.mark.parametrize("language", list(Language))
def test_no_key_stands_in_two_files(language):
    stands = Counter(key for file in FILES for key in messages(language, file))
    assert [key for key, times in stands.items() if times > 1] == []
    assert keys(language) == set(stands)


def test_every_key_is_kebab_case_and_begins_with_a_subject():
    # An underscore belongs to the code of a state, as in layers-lead-state-ruled_out.
    odd = [key for key in keys(Language.ZH) if not re.fullmatch(r"[a-z]+(-[a-z0-9_]+)+", key)]
    assert odd == []


def test_every_key_in_use_has_words():
    known = keys(Language.ZH)
    lost = [f"{place}: {key}" for key, _, place in spoken() if key not in known]
    assert lost == []


def test_every_text_is_given_the_arguments_it_asks_for():
    asked = {key: seen.arguments for file in FILES for key, seen in messages("zh", file).items()}
    short = [
        f"{place}: {key} lacks {sorted(asked[key] - given)}"
        for key, given, place in spoken()
        if given is not None and asked.get(key, set()) - given
    ]
    assert short == []


@pytest.mark.parametrize("file", FILES)
def test_chinese_texts_hold_no_stray_english(file):
    stray = {}
    for key, seen in messages("zh", file).items():
        found = stray_english(" ".join(seen.plain))
        if found:
            stray[key] = found
    assert stray == {}


def stray_english(text):
    """Latin words that are neither names, codes, file names, options nor commands."""
    # tacha plan DIR, --datum, site.toml, EPSG:4326, highway=track, work_files: to be typed as they stand.
    typed = r"tacha( [a-z]+)*|--[a-z-]+|[\w*.-]*\.\w+|\w+[:=]\w+|\w*_\w*|\[\w+\]|<[^>]*>"
    left = re.sub(typed, " ", text)
    words = re.findall(r"[A-Za-z][A-Za-z0-9]*", left)
    return [word for word in words if word not in PROPER | TYPED and not word.isupper()]


def test_stray_english_would_be_found():
    assert stray_english("请检查 the 文件") == ["the"]
    assert stray_english("请用 tacha new 或 --datum 指定 EPSG:4326，见 site.toml 与 DEM") == []


@pytest.mark.parametrize("file", FILES)
def test_english_texts_hold_no_chinese(file):
    # Names of fields that people have in their files may be quoted as they stand, and so may a language.
    plain = {
        key: re.sub("“[^”]*”|^中文$", "", " ".join(seen.plain)) for key, seen in messages("en", file).items()
    }
    assert {key: text for key, text in plain.items() if re.search("[\u4e00-\u9fff]", text)} == {}


@pytest.mark.parametrize("language", list(Language))
def test_a_text_with_a_missing_argument_is_an_error_not_a_hole(language):
    with pytest.raises(KeyError):
        t("error-unknown-key", language, file="site.toml")
    with pytest.raises(KeyError):
        t("no-such-key", language)


def test_no_screen_tells_an_officer_to_type_a_command():
    """What a text of a screen asks for can be done on the screen: command lines stand in others' texts."""
    typed = re.compile(r"--[a-z]|tacha [a-z]")
    asked = ("season-", "hand-", "intake-", "lifecycles-", "sign-off-", "step-", "day-", "exports-", "drone-")
    for language in Language:
        for file in sorted((WORDS / language).glob("*.ftl")):
            for entry in parse(file.read_text(encoding="utf-8")).body:
                if not isinstance(entry, fluent.Message) or not entry.id.name.startswith(asked):
                    continue
                said = {part.id.name: _plain_of(part.value) for part in entry.attributes}
                words = said.get("screen", _plain_of(entry.value))
                assert not typed.search(words) or entry.id.name in ONLY_TYPED, entry.id.name


def _plain_of(pattern):
    seen = Seen()
    seen.visit(pattern)
    return " ".join(seen.plain)


def test_a_screen_has_its_own_words_where_it_needs_them():
    assert "--date" in t("day-which", Language.ZH)
    assert on_screen("day-which", Language.ZH) == "请写明组·天，或选择日期。"
    assert on_screen("word-village", Language.ZH) == t("word-village", Language.ZH)
