"""The portal as its users run it: `manage.py demo` with its own database, files and port."""

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
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

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
    environment: dict[str, str]

    def get(self, path: str, **headers) -> tuple[int, dict[str, str], bytes]:
        """Status, headers (lower-case names) and raw body; redirects are not followed."""
        request = urllib.request.Request(self.url + path, headers=headers)
        opener = urllib.request.build_opener(NoRedirect)
        try:
            response = opener.open(request, timeout=60)
        except urllib.error.HTTPError as error:
            response = error
        return response.status, {name.lower(): value for name, value in response.headers.items()}, response.read()

    def manage(self, *arguments: str, **environment: str) -> str:
        """A command that the portal's operator or its timer runs, on the same database."""
        command = [sys.executable, "-m", "portal.local", sys.executable, "manage.py", *arguments]
        return subprocess.run(
            command, cwd=ROOT, env={**self.environment, **environment}, check=True, capture_output=True, text=True
        ).stdout

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


@contextmanager
def running_portal(var: Path) -> Iterator[Portal]:
    """The demo, stopped by Ctrl-C at the end; both must work."""
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
        yield Portal(url, "admin", (var / "admin-password").read_text(), log.read_text(), environment)
    finally:
        os.killpg(server.pid, signal.SIGINT)
        assert server.wait(timeout=30) in (0, 130, -signal.SIGINT), log.read_text()
    assert not (var / "postgres" / "postmaster.pid").exists(), "the database outlived the demo"


def wait_for(url: str, server: subprocess.Popen, log: Path, sign: str = "/health/ready") -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise RuntimeError(f"the demo ended by itself:\n{log.read_text()}")
        try:
            urllib.request.urlopen(url + sign, timeout=5)
        except OSError:
            time.sleep(0.3)
        else:
            return
    raise RuntimeError(f"the demo was not ready in {START_SECONDS} s:\n{log.read_text()}")
