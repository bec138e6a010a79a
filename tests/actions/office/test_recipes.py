"""Every figure has its recipe, in docs/figures.md and in the words of both languages."""

from pathlib import Path

from geo.actions.office import recipes, sentences
from geo.actions.office.count import figures_of
from geo.words import Language, keys

FIGURES = (Path(__file__).parents[3] / "docs" / "figures.md").read_text(encoding="utf-8")


def test_every_recipe_and_every_figure_stands_in_the_docs(june):
    named = [*recipes.ALL, *figures_of(june)]
    assert [name for name in named if f"`{name}`" not in FIGURES] == []


def test_every_recipe_is_told_in_both_languages():
    for language in Language:
        wanted = {f"office-{what}-{name}" for name in recipes.ALL for what in ("figure", "recipe")}
        assert wanted <= keys(language)


def test_every_sentence_with_figures_names_a_recipe(june):
    figures = figures_of(june)
    said = [
        *sentences.on_the_whole(june, figures),
        *sentences.searched(june, figures),
        *sentences.discovered(figures),
        *sentences.followed_up(figures),
        *sentences.left_undone(figures),
        *sentences.judged(june, figures),
    ]
    assert all(one.recipes for one in said)
    assert {name for one in said for name in one.recipes} <= set(recipes.ALL)
    official = [name for one in said[: -len(sentences.judged(june, figures))] for name in one.recipes]
    assert set(official).isdisjoint(recipes.INTERNAL)
