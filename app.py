"""Open the door: language, navigation, the screens. No maths, no file reading."""

from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st
from PIL import Image

from layers.assets import copy_vendor
from layers.style import VIRIDIS, rgba
from screens import start
from screens.account import actor, way_out
from screens.rooms import ROOMS, Room, first_room, rooms_of
from screens.shell import styles, switch_language, tell_today, text


@st.cache_resource(show_spinner=False)
def fill_vendor() -> None:
    copy_vendor(Path(__file__).parent / "static")


def icon() -> Image.Image:
    """Draw five cells in the colours of risk; a named icon would be fetched from the internet."""
    cells = np.array([[0, 1, 2], [1, 3, 4], [0, 2, 3]])
    colours = np.array([rgba(colour, 1.0) for colour in VIRIDIS], dtype=np.uint8)
    return Image.fromarray(colours[cells].repeat(11, axis=0).repeat(11, axis=1))


def pages_of(rooms: list[Room]) -> dict[str, Any]:
    """Every screen at its own address, so that a copied link means the same on every day."""
    return {
        room.name: st.Page(room.show, title=text(f"screens-nav-{room.name}"), url_path=room.name)
        for room in rooms
    }


def main() -> None:
    st.set_page_config(page_title=text("screens-app"), page_icon=icon(), layout="wide")
    fill_vendor()
    styles()
    if start.between_sites():
        _start()
        return
    person = actor()
    pages = pages_of(rooms_of(person))

    def enter() -> None:
        st.switch_page(pages[first_room(list(pages))], query_params=st.query_params.to_dict())

    door = st.Page(enter, title=text("screens-app"), url_path="enter", default=True, visibility="hidden")
    screen = st.navigation([door, *pages.values()], position="top")
    switch_language()
    with st.container(key="who_and_where", horizontal=True):
        start.switch_site()
        way_out(person)
    tell_today()
    screen.run()


def _start() -> None:
    """Show the choice of sites at every address, so that a link to a screen waits for its site."""
    door = st.Page(start.show, title=text("screens-app"), url_path="enter", default=True)
    rooms = [st.Page(start.show, title=text("screens-app"), url_path=room.name) for room in ROOMS]
    screen = st.navigation([door, *rooms], position="hidden")
    switch_language()
    tell_today()
    screen.run()


main()
