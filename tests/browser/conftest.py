"""The portal as its users run it: `manage.py demo` with its own database, files and port, driven over HTTP."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# A sandbox needs privileges that a container does not give; the rest keeps the browser from calling home.
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
START_SECONDS = 300
DATABASE_VARIABLES = {"DATABASE_URL", "TEST_DATABASE_TEMPLATE", "SECRET_KEY"}


@dataclass(frozen=True)
class Portal:
    """A running portal."""

    url: str
    admin: str
    password: str
    output: str

    def get(self, path: str, **headers) -> tuple[int, dict[str, str], bytes]:
        """Status, headers (lower-case names) and raw body; redirects are not followed."""
        request = urllib.request.Request(self.url + path, headers=headers)
        opener = urllib.request.build_opener(NoRedirect)
        try:
            response = opener.open(request, timeout=60)
        except urllib.error.HTTPError as error:
            response = error
        return response.status, {name.lower(): value for name, value in response.headers.items()}, response.read()

    def paths(self, sitemap: str = "/sitemap.xml") -> list[str]:
        """Every address in the sitemap, and in the sitemaps that it names."""
        body = self.get(sitemap)[2].decode()
        paths = [re.sub(r"^https?://[^/]+", "", url) for url in re.findall(r"<loc>(.*?)</loc>", body)]
        if "<sitemapindex" not in body:
            return paths
        return [path for name in paths for path in self.paths(name)]


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs):
        return None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def portal(tmp_path_factory):
    """The demo, started once for the session and stopped by Ctrl-C at its end; both must work."""
    kept = os.environ.get("PORTAL_TEST_DEMO_VAR")  # a developer may keep the loaded data between runs
    var = Path(kept) if kept else tmp_path_factory.mktemp("demo")
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if name not in DATABASE_VARIABLES}
    environment.update(PORTAL_VAR=str(var), HTTPS="False", SERVE_MEDIA="True", DJANGO_SETTINGS_MODULE="portal.settings")
    log = var / "demo.log"
    with log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "portal.local", sys.executable, "manage.py", "demo", f"--port={port}"],
            cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    try:
        wait_for(url, server, log)
        yield Portal(url, "admin", (var / "admin-password").read_text(), log.read_text())
    finally:
        os.killpg(server.pid, signal.SIGINT)
        assert server.wait(timeout=30) in (0, 130, -signal.SIGINT), log.read_text()
    assert not (var / "postgres" / "postmaster.pid").exists(), "the database outlived the demo"


def wait_for(url: str, server: subprocess.Popen, log: Path):
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            pytest.fail(f"the demo ended by itself:\n{log.read_text()}")
        try:
            urllib.request.urlopen(url + "/health/ready", timeout=5)
        except OSError:
            time.sleep(0.3)
        else:
            return
    pytest.fail(f"the demo was not ready in {START_SECONDS} s:\n{log.read_text()}")


@pytest.fixture(scope="session")
def browser():
    if CHROMIUM is None:
        if os.environ.get("REQUIRE_BROWSER"):
            pytest.fail("REQUIRE_BROWSER is set, but no Chromium was found")
        pytest.skip("no Chromium on this machine: Debian's package `chromium` brings it")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        yield chromium
        chromium.close()
