"""Whoever stops `tacha serve` stops the server, too."""

import signal
import subprocess
import sys
import urllib.request

import pytest

from tests.browser.conftest import ROOT, free_port, wait_until_it_answers

ENOUGH_S = 60


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to send")
def test_the_server_ends_with_the_command_that_started_it(sample_site):
    port = free_port()
    command = [sys.executable, "-m", "geo.cli", "serve", str(sample_site), "--port", str(port)]
    serving = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until_it_answers(f"http://127.0.0.1:{port}", serving)
        serving.send_signal(signal.SIGTERM)
        assert serving.wait(timeout=ENOUGH_S) == 0
    finally:
        serving.kill()
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5)
