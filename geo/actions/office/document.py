"""Make the work summary of a period as a document: to hand up, or for one's own judgement."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from geo.actions.coverage.report_lines import Form
from geo.actions.office import recipes, sentences, tables
from geo.actions.office.count import Figures, figures_of
from geo.actions.office.on_file import OnFile, on_file
from geo.actions.office.period import Period, day_note
from geo.actions.office.pictures import pod_map, survey_map
from geo.actions.office.sentences import Said
from geo.actions.office.source import source_lines
from geo.actions.office.units import Unit
from geo.exports.paper import Block, Heading, Line, Picture, Table, mark, paper
from geo.model.notes import Note
from geo.records.actor import ALONE, WHOLE_SITE, Actor
from geo.words import Language, t

_LOCALES: Final = {Language.ZH: "zh-CN", Language.EN: "en-GB"}


def report_docx(
    site_dir: Path,
    period: Period | None = None,
    *,
    form: Form = Form.OFFICIAL,
    unit: Unit = Unit.VILLAGE,
    scope: str = WHOLE_SITE,
    language: Language = Language.ZH,
    actor: Actor = ALONE,
) -> tuple[str, bytes]:
    """Make the report of a period; return the name of the file, and the document.

    From the records alone: the same records give the same bytes. The official form holds no estimate.

    Parameters
    ----------
    period : None: the season so far
    unit : what the tables are summed up by
    scope : "site", or the township whose villages count

    Raises
    ------
    InputError : no site in this folder
    RecordError : the actor may not report, or not on this scope
    """
    filed = on_file(site_dir, period, scope=scope, actor=actor)
    figures = figures_of(filed)
    name = filed.period.name
    # Two days are too long for a title; they stand below it.
    of = "none" if name.key == "office-days" else name
    titles = [_site(filed), t(f"office-title-{form.value}", language, period=of)]
    blocks = [
        *(Heading(title, 0) for title in titles),
        Line(t(f"office-under-{form.value}", language, **_span(filed)), small=True, centred=True),
        *_said(filed, figures, form, unit, language),
    ]
    return (
        f"report_{form.value}_{filed.period.stem}.docx",
        paper(blocks, language=_LOCALES[language], title=" ".join(titles)),
    )


def _said(
    filed: OnFile, figures: Figures, form: Form, unit: Unit, language: Language
) -> list[Block]:  # the order in which an officer reads
    def part(name: str, said: Sequence[Said]) -> list[Block]:
        return [Heading(t(f"office-head-{name}", language)), *_lines(said, language)]

    blocks: list[Block] = [
        *part("whole", sentences.on_the_whole(filed, figures)),
        *part("searched", sentences.searched(filed, figures)),
        tables.unit_table(filed, figures, unit, language),
        *_picture(survey_map(filed, language), "office-picture", filed, language),
        *part("found", sentences.discovered(figures)),
        *tables.findings_table(filed, language),
        *part("followed", sentences.followed_up(figures)),
        *part("undone", sentences.left_undone(figures)),
    ]
    if form is Form.INTERNAL:
        blocks += [
            *part("judged", sentences.judged(filed, figures)),
            tables.judged_table(filed, figures, unit, language),
            *tables.corners_table(filed, language),
            *_picture(pod_map(filed, language), "office-picture-judged", filed, language),
        ]
    return [
        *blocks,
        Heading(t(f"office-head-recipes-{form.value}", language)),
        _recipes(form, language),
        Heading(t(f"office-head-source-{form.value}", language)),
        *(Line(_words(note, language), small=True) for note in source_lines(filed, "report")),
        Line(""),
        *(Line(t(f"office-sign-{name}", language), together=True) for name in ("unit", "posts")),
        Line(t("office-sign-day", language), right=True),
    ]


def _lines(said: Sequence[Said], language: Language) -> list[Block]:
    return [
        Line(_words(one.note, language), tuple(recipes.number_of(name) for name in one.recipes))
        for one in said
    ]


def _words(note: Note, language: Language) -> str:
    return t(note.key, language, **note.args)


def _picture(png: bytes | None, key: str, filed: OnFile, language: Language) -> list[Block]:
    if png is None:
        return [Line(t("office-no-font", language))]
    return [Picture(png, t(key, language, **_span(filed)))]


def _recipes(form: Form, language: Language) -> Table:
    names = recipes.OFFICIAL if form is Form.OFFICIAL else recipes.ALL
    rows = [
        (
            mark(recipes.number_of(name)),
            t(f"office-figure-{name}", language),
            t(f"office-recipe-{name}", language),
        )
        for name in names
    ]
    heads = tuple(t(f"office-col-{name}", language) for name in ("number", "figure", "recipe"))
    return Table(t("office-table-recipes", language), heads, rows, (1.0, 2.6, 10.0), left=3)


def _site(filed: OnFile) -> str:
    """Name of the site, or of the township that is reported on."""
    return filed.prepared.site.site.name if filed.scope == WHOLE_SITE else filed.scope


def _span(filed: OnFile) -> dict[str, Any]:
    return {"first": day_note(filed.period.first), "last": day_note(filed.period.last)}
