"""A real Chromium with the network cut, before the app on the sample township."""

import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from geo.actions.site.serve import server_of

CHROMIUM = Path("/usr/bin/chromium")
ROOT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
OURS = ("http://127.0.0.1:", "ws://127.0.0.1:", "data:", "blob:")
START_S = 60
STOP_S = 60


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(item.path).parent == Path(__file__).parent:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory) -> Path:
    """Sample township, prepared and planned as `tacha demo` does it."""
    folder = tmp_path_factory.mktemp("sample") / "site"
    command = [sys.executable, "-m", "geo.cli", "demo", str(folder), "--no-serve"]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr[-2000:]
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip(f"Chromium is not installed at {CHROMIUM}")
    with sync_playwright() as playwright:
        engine = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield engine
        engine.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Run a fresh server on a site, or on a folder of sites, and give its address."""
    port = free_port()
    command, environment = server_of(folder, port=port)
    server = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_until_it_answers(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=STOP_S)


@pytest.fixture
def fresh_app(sample_site) -> Iterator[str]:
    """Address of a server that nobody has asked for anything yet."""
    with served(sample_site) as address:
        yield address


@pytest.fixture(scope="session")
def app(sample_site) -> Iterator[str]:
    """Address of a server that all other tests share."""
    with served(sample_site) as address:
        yield address


def wait_until_it_answers(address: str, server: subprocess.Popen) -> None:
    for _ in range(START_S * 4):
        assert server.poll() is None, "the app ended before it answered"
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=1)  # noqa: S310  http, our own
        except OSError:
            try:
                server.wait(timeout=0.25)
            except subprocess.TimeoutExpired:
                continue
        else:
            return
    raise AssertionError("the app did not answer")


@pytest.fixture
def outside() -> list[str]:
    """Every address that a page asked for and that is not this machine."""
    return []


@pytest.fixture
def page(browser, outside) -> Iterator[Page]:
    """A page whose every way off this machine is cut and noted."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")

    def cut(route):
        if route.request.url.startswith(OURS):
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    context.route("**/*", cut)
    opened = context.new_page()
    opened.set_default_timeout(90_000)
    yield opened
    context.close()
