"""In Chromium: a site with accounts asks to sign in, and a sign-in outlives a reload until it is ended."""

import shutil
import urllib.request

import pytest

from geo.actions.site import people
from tests.browser.conftest import served
from tests.browser.test_access import READING, walk_by_tab

PASSWORD = "poppies-in-may"  # noqa: S105  of an invented account


@pytest.fixture(scope="module")
def office_app(sample_site, tmp_path_factory):
    """The sample site with a lead, served as `tacha serve` does it."""
    folder = tmp_path_factory.mktemp("office") / "site"
    shutil.copytree(sample_site, folder)
    people.add_person(folder, "wang", PASSWORD, role="lead")
    try:
        with served(folder) as address:
            yield address
    finally:
        people._store.cache_clear()


def fill(page, password):
    page.get_by_label("账号").fill("wang")
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()


def test_a_page_opened_first_asks_to_sign_in_and_then_shows_that_page(page, office_app, outside):
    page.goto(f"{office_app}/map")
    fill(page, "not-the-password")
    page.get_by_role("alert").get_by_text("账号或密码不对").wait_for()
    page.evaluate(READING)
    assert page.evaluate("tachaAccess.pale()") == []
    page.get_by_label("账号").focus()
    page.evaluate("tachaAccess.stopped()")
    assert all(stop["ringed"] for stop in walk_by_tab(page))
    assert page.evaluate("tachaAccess.missed()") == []
    fill(page, PASSWORD)
    page.get_by_text("方格说明").wait_for()
    page.reload()
    page.get_by_text("方格说明").wait_for()
    assert "/map" in page.url
    cookies = {cookie["name"]: cookie for cookie in page.context.cookies()}
    (ours,) = [cookie for name, cookie in cookies.items() if name.startswith("tacha_")]
    assert ours["httpOnly"]
    assert ours["sameSite"] == "Lax"
    assert ours["value"] not in page.url
    page.get_by_role("button", name="退出").click()
    page.get_by_role("link", name="尚未登录").click()
    page.get_by_label("密码").wait_for()
    page.goto(f"{office_app}/plan")
    page.get_by_label("密码").wait_for()
    assert outside == []


@pytest.mark.parametrize("path", ["/", "/map", "/plan", "/_stcore/host-config", "/media/x.png"])
def test_without_a_session_every_address_gives_the_form_and_no_site_data(office_app, path):
    asked = urllib.request.Request(f"{office_app}{path}", headers={"Accept": "text/html"})  # noqa: S310  our own
    with urllib.request.urlopen(asked) as answer:  # noqa: S310
        text = answer.read().decode()
    assert answer.url.startswith(f"{office_app}/sign-in")
    assert "streamlit" not in text.lower()
