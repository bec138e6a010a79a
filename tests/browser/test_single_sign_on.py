"""In Chromium: an office whose own sign-in vouches for people, against a provider on this computer."""

import json
import os
import shutil
import subprocess
import sys
import urllib.request

import pytest

from geo.actions.site import people
from geo.actions.site.serve import SINGLE_SIGN_ON_VARIABLE, SITE_VARIABLE
from tests.browser.conftest import ROOT, free_port, wait_until_it_answers
from tests.browser.provider import CLIENT, SECRET

KNOWN = {"email": "wang@county.example", "email_verified": True}


def start(command, port, **told):
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen([sys.executable, "-m", *command], cwd=ROOT, env=os.environ | told, **quiet)
    wait_until_it_answers(f"http://127.0.0.1:{port}", process)
    return process


@pytest.fixture(scope="module")
def provider():
    port = free_port()
    process = start(["tests.browser.provider", str(port)], port)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(timeout=20)


@pytest.fixture(scope="module")
def county(sample_site, tmp_path_factory, provider):
    """The sample site with an account without a password, served with the provider's sign-in."""
    folder = tmp_path_factory.mktemp("county")
    shutil.copytree(sample_site, folder / "site")
    people.add_person(folder / "site", KNOWN["email"], None, role="lead")
    port = free_port()
    home = folder / "home"
    (home / ".streamlit").mkdir(parents=True)
    (home / ".streamlit" / "secrets.toml").write_text(
        f"""[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "invented-for-a-test-and-long-enough"
client_id = "{CLIENT}"
client_secret = "{SECRET}"
server_metadata_url = "{provider}/.well-known/openid-configuration"
""",
        encoding="utf-8",
    )
    told = {SITE_VARIABLE: str(folder / "site"), "TACHA_ADDRESS": "127.0.0.1", "TACHA_PORT": str(port)}
    told |= {SINGLE_SIGN_ON_VARIABLE: "1", "HOME": str(home), "USERPROFILE": str(home)}
    process = start(["screens.server"], port, **told)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(timeout=30)
    people._store.cache_clear()


def vouch_for(provider, whom):
    asked = urllib.request.Request(f"{provider}/vouch-for", json.dumps(whom).encode(), method="POST")  # noqa: S310  our own
    urllib.request.urlopen(asked).close()  # noqa: S310


def test_whom_the_office_vouches_for_comes_in_with_his_own_role_and_leaves_again(
    page, county, provider, outside
):
    vouch_for(provider, KNOWN)
    page.goto(county)
    page.get_by_role("button", name="用单位统一账号登录").click()
    page.get_by_role("link", name="地图").click()
    page.get_by_text("方格说明").wait_for()
    page.reload()
    page.get_by_text("方格说明").wait_for()
    page.get_by_role("button", name=KNOWN["email"]).click()
    page.get_by_role("button", name="用单位统一账号登录").wait_for()
    assert page.get_by_text("方格说明").count() == 0
    assert outside == []


@pytest.mark.parametrize(
    "whom", [{"email": "zhao@county.example"}, {**KNOWN, "email_verified": False}, {"email": ""}]
)
def test_a_stranger_and_an_unproved_address_see_a_sentence_and_nothing_of_the_site(
    page, county, provider, whom
):
    vouch_for(provider, whom)
    page.goto(f"{county}/map")
    page.get_by_role("button", name="用单位统一账号登录").click()
    page.get_by_role("alert").wait_for()
    assert page.get_by_text("方格说明").count() == 0
    assert "苍耳岭" not in page.inner_text("body")
