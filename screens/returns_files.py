"""A pile of files dropped at once: what each brings, what is asked of it, and then all of it taken in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import streamlit as st

from geo.actions.intake.pile import KINDS, Brought, take_in_pile
from geo.actions.site.stamp import stamp
from geo.actions.views.look import SiteView
from layers.style import escape
from screens.account import actor
from screens.returns_said import in_words, listed, quiet, say_next
from screens.returns_site import teams_of
from screens.returns_upload import Answer, datum_choice, on_disk
from screens.shell import day, html, one_sentence, plain, said, site_dir, text

_ANSWERS: Final = "returns_answers"
_ROUND: Final = "returns_round"
_SHEETS: Final = (".csv", ".xlsx", ".geojson", ".json", ".txt")
_ASKS_DAY: Final = {"source-track-no-times"}
_ASKS_DATUM: Final = {"source-no-datum", "source-no-crs"}
_ASKS_KIND: Final = {"source-kind-unknown", "source-no-headers", "source-column-missing"}
_NOT_HERE: Final = {"source-by-village", "intake-photos-loose", "source-photo-no-place"}


def show(view: SiteView) -> None:
    """Draw the part of the screen."""
    files = st.file_uploader(
        text("returns-files-drop"), accept_multiple_files=True, help=text("returns-files-kinds"),
        key=f"returns_files {st.session_state.get(_ROUND, 0)}",
    )  # fmt: skip
    if not files:
        quiet(text("returns-files-kinds"))
        st.session_state.pop(_ANSWERS, None)
        return
    answers = st.session_state.setdefault(_ANSWERS, {})
    piled = Pile(files, answers)
    with one_sentence(), st.spinner(text("returns-files-reading")):
        brought = _preview(piled)
    _sum_up(brought)
    for file, one in zip(piled.main, brought, strict=True):
        _card(view, file, one, answers)
    _accept(piled, brought)


@dataclass
class Pile:
    """Uploaded files and what was answered of each; parts of a shapefile go with its .shp."""

    files: list[Any]
    answers: dict[str, Answer]
    main: list[Any] = field(init=False)

    def __post_init__(self) -> None:
        self.main = [
            file for file in self.files if not file.name.lower().endswith((".shx", ".dbf", ".prj", ".cpg"))
        ]

    @property
    def key(self) -> tuple[Any, ...]:
        """Changes with the files, the answers and the records."""
        said = tuple((file.file_id, self.answers.get(file.file_id)) for file in self.files)
        return said, stamp(site_dir()), actor()


def _preview(piled: Pile) -> list[Brought]:
    kept = st.session_state.get("returns_preview")
    if kept is None or kept[0] != piled.key:
        with on_disk(piled.files, piled.main, piled.answers) as handed:
            brought = take_in_pile(site_dir(), handed, dry_run=True, actor=actor())
        kept = st.session_state["returns_preview"] = (piled.key, brought)
    return list(kept[1])


def _sum_up(brought: list[Brought]) -> None:
    fresh = sum(one.added > 0 for one in brought)
    known = sum(one.fault is None and one.added == 0 for one in brought)
    refused = sum(one.fault is not None for one in brought)
    told = text("returns-files-sum", files=len(brought), fresh=fresh, known=known, refused=refused)
    html([f'<p class="tacha-say">{escape(told)}</p>'])


def _card(view: SiteView, file: Any, one: Brought, answers: dict[str, Answer]) -> None:
    """Show one file: what it brings, and what is asked of it."""
    answer = answers.get(file.file_id, Answer())
    with st.container(border=True):
        mark = "refused" if one.fault else "new" if one.added else "known"
        chip = f'<span class="tacha-mark {mark}">{escape(text(f"returns-mark-{mark}"))}</span>'
        html([f"<p class='tacha-file'>{chip} <b>{escape(file.name)}</b> {escape(_brings(one))}</p>"])
        if one.fault is not None:
            html([f'<p class="tacha-fault">{escape(_fault(one))}</p>'])
        listed(_told(one))
        said = _ask(view, file, one, answer)
    if said != answer:
        answers[file.file_id] = said
        st.rerun()


def _told(one: Brought) -> list[str]:
    """Sentences about a file, without its name, which stands above them."""
    notes = in_words([note for note in one.notes if note.key not in _NOT_HERE])
    return [_unnamed(line, one.file) for line in notes]


def _unnamed(line: str, file: str) -> str:
    return line.removeprefix(f"{file}：").removeprefix(f"{file}: ")


def _fault(one: Brought) -> str:
    key = one.fault.key if one.fault else ""
    if key in _ASKS_KIND:
        asks = one.file.lower().endswith(_SHEETS)
        return text("returns-source-kind-unknown" if asks else "returns-source-kind-other")
    if key in _ASKS_DATUM | _ASKS_DAY:
        return text(f"returns-{key}")
    return _unnamed(said(one.fault), one.file) if one.fault else ""


def _brings(one: Brought) -> str:
    """Say in a few words what a file brings."""
    if one.rows is None:
        return ""
    rows = one.rows
    if one.kind == "tracks":
        days = text("screens-comma").join(day(when) for when in sorted(set(rows["walked_on"])))
        teams = text("screens-comma").join(sorted(set(rows["team_id"]) - {""})) or text("returns-no-team")
        routed = "yes" if (rows["assignment_id"] != "").all() else "no"
        km = f"{rows['length_m'].sum() / 1000:.1f}"
        return text("returns-brings-tracks", days=days, team=teams, km=km, routed=routed)
    if one.kind == "photos":
        found = rows["finding_id"].iloc[0]
        return text("returns-brings-photo", finding=found or "none")
    return text(f"returns-brings-{one.kind}", rows=len(rows))


def _ask(view: SiteView, file: Any, one: Brought, answer: Answer) -> Answer:
    """Ask what only a person knows of a file, and return all that was answered of it."""
    name, key = file.file_id, one.fault.key if one.fault else ""
    said = answer
    if file.name.lower().endswith(_SHEETS) and (key in _ASKS_KIND or answer.kind):
        kind = st.selectbox(
            text("returns-ask-kind"), ["", *KINDS], index=["", *KINDS].index(answer.kind), key=f"kind {name}",
            format_func=lambda kind: text(f"returns-kind-{kind or 'guess'}"),
        )  # fmt: skip
        said = said.having(kind=kind)
    if key in _ASKS_DATUM or answer.datum:
        said = said.having(datum=datum_choice(f"datum {name}", answer.datum))
    if key in _ASKS_DAY or answer.walked_on:
        walked_on = st.date_input(
            text("returns-ask-day"), value=answer.walked_on, format="YYYY-MM-DD", key=f"day {name}"
        )
        said = said.having(walked_on=walked_on if isinstance(walked_on, date) else None)
    if one.kind == "tracks" and one.rows is not None and not actor().team_id:
        said = said.having(lay=_ask_team(view, one, answer, name))
    if one.kind == "photos" and one.rows is not None:
        said = said.having(finding_id=_ask_finding(view, one, answer, name))
    return said


def _ask_team(view: SiteView, one: Brought, answer: Answer, name: str) -> str:
    """Ask for team and route; the routes of the day stand first, the likeliest at the top."""
    days = set(one.rows["walked_on"])
    likely = {route: share for asked in one.asked for route, share in asked.candidates}
    routes: dict[str, str] = {}
    if view.plan is not None and len(days) == 1:
        of_day = view.plan.routes[view.plan.routes["date"].isin(days)]
        teams = dict(zip(of_day["route_id"], of_day["team_id"], strict=True))
        best = sorted(teams, key=lambda route: (-likely.get(route, 0.0), route))
        routes = {f"route:{route}": teams[route] for route in best}
    options = ["", *routes, *(f"team:{team}" for team in teams_of(view))]
    open_question = bool(one.asked) or bool((one.rows["team_id"] == "").any())
    label = text("returns-ask-team" if open_question else "returns-change-team")

    def shown(option: str) -> str:
        if not option:
            return text("returns-ask-team-none" if open_question else "returns-team-matched")
        if option in routes:
            share = likely.get(option.removeprefix("route:"), float("nan"))
            near = "-" if share != share else f"{share:.0%}"  # noqa: PLR0124  NaN
            return text("returns-team-route", team=routes[option], near=near)
        return text("returns-team-only", team=option.removeprefix("team:"))

    index = options.index(answer.lay) if answer.lay in options else 0
    return str(st.selectbox(label, options, index=index, format_func=shown, key=f"lay {name}"))


def _ask_finding(view: SiteView, one: Brought, answer: Answer, name: str) -> str:
    """Ask which finding a photo shows; those of recent days stand first."""
    known = view.findings.sort_values("found_on", ascending=False)
    villages = dict(zip(view.villages["village_id"], view.villages["name"], strict=True))
    labels = {
        row.finding_id: f"{day(row.found_on)} {villages.get(row.village_id, text('screens-outside'))}"
        for row in known.itertuples()
    }
    options = ["", *labels]
    index = options.index(answer.finding_id) if answer.finding_id in options else 0
    matched = str(one.rows["finding_id"].iloc[0])
    none = text("returns-photo-matched" if matched and not answer.finding_id else "returns-photo-later")
    return str(
        st.selectbox(
            text("returns-ask-finding"),
            options,
            index=index,
            key=f"finding {name}",
            format_func=lambda option: labels.get(option, none),
        )
    )


def _accept(piled: Pile, brought: list[Brought]) -> None:
    fit = [one for one in brought if one.fault is None]
    label = text("returns-files-accept", files=len(fit))
    if not st.button(plain(label), type="primary", key="returns_accept", disabled=not fit, width="stretch"):
        return
    reading = st.spinner(text("returns-files-reading"))
    with one_sentence(), reading, on_disk(piled.files, piled.main, piled.answers) as handed:
        kept = take_in_pile(site_dir(), handed, actor=actor())
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.session_state.pop(_ANSWERS, None)
    rows = Counter(dict.fromkeys(KINDS, 0))
    for one in kept:
        rows[one.kind] += one.added if one.fault is None else 0
    counts = {kind: rows[kind] for kind in KINDS}
    left = [text("returns-files-left-out", file=one.file, why=_fault(one)) for one in kept if one.fault]
    more = [text("returns-files-next")] if counts["tracks"] else []
    say_next(text("returns-files-done", **counts), *more, beware=left)
