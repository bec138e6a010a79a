"""The scripts of the map come from this machine."""

from layers.assets import SCRIPTS, STYLES, VENDOR_FILES, copy_vendor, links


def test_every_linked_file_is_copied_where_streamlit_serves_it(tmp_path):
    copy_vendor(tmp_path)
    for _, url in links(SCRIPTS + STYLES):
        served = url.removeprefix("../../app/static/").split("?")[0]
        assert (tmp_path / served).stat().st_size > 0


def test_a_second_start_copies_nothing(tmp_path):
    assert len(copy_vendor(tmp_path)) == len(VENDOR_FILES)
    assert copy_vendor(tmp_path) == []


def test_a_changed_copy_is_put_right(tmp_path):
    copy_vendor(tmp_path)
    spoiled = tmp_path / "vendor" / "leaflet.js"
    spoiled.write_text("alert(1)")
    assert copy_vendor(tmp_path) == [spoiled]
    assert spoiled.stat().st_size > 100_000


def test_links_stay_on_this_server_under_any_base_path():
    assert all(url.startswith("../../app/static/vendor/") for _, url in links(SCRIPTS + STYLES))
