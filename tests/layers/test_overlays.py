"""What is drawn over the grid: dead corners with reasons, hazards, pieces, areas, and never too much."""

import json
import re

import pandas as pd

from geo.words import Language
from layers.areas import areas_layer
from layers.corners import corners_layer
from layers.findings import findings_layer
from layers.hazards import hazards_layer
from layers.overlays import NEWEST_TRACKS, OVERLAYS, Shown, overlay_groups, overlay_signs, shown_tracks
from layers.pieces import pieces_layer
from layers.shapes import Shapes, afresh
from tests.layers.worlds import corners_of, valley


def shapes_of(layer):
    payload = next(item.payload for item in layer._children.values() if isinstance(item, Shapes))
    return [item["properties"] | {"type": item["geometry"]["type"]} for item in json.loads(payload)]


def letters(shapes):
    return [re.sub("<.*?>", "", item["html"]) for item in shapes if "html" in item]


def test_dead_corners_tell_their_reason_by_letter_and_in_words():
    view = valley()
    shapes = shapes_of(corners_layer(corners_of(view), view.villages, Language.ZH))
    assert letters(shapes) == ["漏", "断"]
    assert "已安排，没有走到：天气" in shapes[0]["tip"]
    assert "位于交界" in shapes[0]["tip"]
    assert "3.0 公顷（45 亩）" in shapes[0]["tip"]


def test_hazards_have_a_sign_whatever_their_shape_and_unknown_kinds_stay_as_written():
    shapes = shapes_of(hazards_layer(valley().hazards, Language.ZH))
    assert letters(shapes) == ["!", "!", "!"]
    assert [item["tip"].split("<br>")[0] for item in shapes if "html" in item] == [
        "<b>危险处：水库</b>", "<b>危险处：陡崖</b>", "<b>危险处：陷阱</b>",
    ]  # fmt: skip


def test_an_area_is_drawn_where_it_has_a_shape_and_named_from_a_near_zoom():
    shapes = shapes_of(areas_layer(valley().areas, Language.ZH))
    assert letters(shapes) == ["阴坡组"]
    assert next(item["from"] for item in shapes if "html" in item) == 13


def test_a_piece_carries_the_name_people_use():
    view = valley()
    colours = {"甲组": "#d1430b", "乙组": "#0a58ca"}
    routes = view.plan.routes
    layer = pieces_layer(view.plan.pieces, routes, view.plan.legs, colours=colours, language=Language.ZH)
    assert letters(shapes_of(layer)) == ["老鹰岩东南坡"]


def test_thousands_of_closed_findings_are_one_shape_and_open_ones_keep_their_sign():
    view = valley()
    many = pd.concat([view.findings.iloc[[0]]] * 400 + [view.findings.iloc[[1]]], ignore_index=True)
    shapes = shapes_of(findings_layer(many, Language.ZH))
    assert [item["type"] for item in shapes] == ["MultiPoint", "Point"]
    assert "400" in shapes[0]["tip"]
    assert letters(shapes) == ["!"]


def test_of_many_tracks_the_newest_are_drawn_and_the_legend_says_so():
    view = valley()
    days = pd.date_range("2026-04-01", periods=20)
    view.tracks = pd.concat([view.tracks.iloc[[0]].assign(walked_on=day) for day in days] * 4)
    shown = Shown("w1", overlays=("tracks",))
    assert len(shown_tracks(view, shown)) == NEWEST_TRACKS
    assert shown_tracks(view, shown)["walked_on"].min() > days[0]
    assert "newest" in overlay_signs(view, shown, corners_of(view))


def test_tracks_end_on_the_day_that_is_shown():
    view = valley()
    assert len(shown_tracks(view, Shown("w1"))) == 2
    assert len(shown_tracks(view, Shown("w1", until=pd.Timestamp("2026-04-07")))) == 0


def test_every_layer_can_be_switched_on_and_off():
    view = valley()
    none = overlay_groups(view, Shown("w1", overlays=()), corners_of(view), Language.ZH)
    every = overlay_groups(view, Shown("w1", overlays=OVERLAYS), corners_of(view), Language.ZH)
    assert len(none) == 1  # bases are always there
    assert len(every) == 1 + len(OVERLAYS)  # routes and stops are two; steep ground belongs to the grid


def test_a_layer_taken_afresh_draws_the_same_and_is_another():
    layer = hazards_layer(valley().hazards, Language.ZH)
    again = afresh(layer)
    assert again is not layer
    assert shapes_of(again) == shapes_of(layer)
