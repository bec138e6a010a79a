"""Open the door: language, navigation, the screens. No maths, no file reading."""

from pathlib import Path

import streamlit as st

from layers.assets import copy_vendor
from screens import map as map_screen
from screens import overview, plan
from screens.shell import styles, switch_language, text


@st.cache_resource(show_spinner=False)
def fill_vendor() -> None:
    copy_vendor(Path(__file__).parent / "static")


def main() -> None:
    st.set_page_config(page_title=text("screens-app"), page_icon=":material/explore:", layout="wide")
    fill_vendor()
    styles()
    screen = st.navigation(
        [
            st.Page(overview.show, title=text("screens-nav-overview"), url_path="overview", default=True),
            st.Page(map_screen.show, title=text("screens-nav-map"), url_path="map"),
            st.Page(plan.show, title=text("screens-nav-plan"), url_path="plan"),
        ],
        position="top",
    )
    switch_language()
    screen.run()


main()
