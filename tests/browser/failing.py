"""The running portal by another server, which has come to grief: its database is away or only reads, it is crowded."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.running import ROOT, Portal, free_port, wait_for

HOST = "127.0.0.1"
# Nobody listens there.
AWAY = f"postgres://portal:secret@{HOST}:1/portal"
TRIES = 20
# A form that never comes to its end: whoever reads it waits.
STALLED = (
    f"POST /feedback/ HTTP/1.1\r\nHost: {HOST}\r\n"
    "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\n"
)


def database_of(portal: Portal) -> str:
    return portal.manage("shell", "-v0", "-c", "import os; print(os.environ['DATABASE_URL'])").strip()


def only_reading(database: str) -> str:
    """The same, as a standby answers it."""
    return f"{database}{'&' if '?' in database else '?'}options=-c%20default_transaction_read_only%3Don"


@contextmanager
def served(portal: Portal, database: str, threads: int = 4, **environment: str) -> Iterator[str]:
    """The address of another server on the portal's files."""
    var, port = Path(portal.environment["PORTAL_VAR"]), free_port()
    secret = (var / "secret-key").read_text()
    log = var / f"server-{port}.log"
    with log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "portal.wsgi", f"--bind={HOST}:{port}", f"--threads={threads}"],
            cwd=ROOT, stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
            env={**portal.environment, "DATABASE_URL": database, "SECRET_KEY": secret, **environment},
        )  # fmt: skip
    url = f"http://{HOST}:{port}"
    try:
        wait_for(url, server, log, "/health/live")
        yield url
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait(10)


@contextmanager
def crowded(portal: Portal, database: str) -> Iterator[str]:
    """Its only thread is taken, and nobody may wait for it."""
    with served(portal, database, threads=1, WAITING_REQUESTS="0") as url:
        sender = stalled(url)
        for _another in range(TRIES):
            if is_crowded(url):
                break
            # It came while another was answered, and holds a thread of those that refuse.
            sender.close()
            sender = stalled(url)
        else:
            raise RuntimeError("the server is not crowded")
        with sender:
            yield url


def stalled(url: str) -> socket.socket:
    sender = socket.create_connection((HOST, int(url.rpartition(":")[2])), 20)
    sender.sendall(STALLED.encode())
    return sender


def is_crowded(url: str) -> bool:
    """Whether nobody is answered any more; one alone may be refused because another was answered just before."""
    time.sleep(0.1)
    return all(refuses(url) for _each in range(3))


def refuses(url: str) -> bool:
    try:
        urllib.request.urlopen(f"{url}/services/", timeout=60)
    except urllib.error.HTTPError as error:
        if error.status != 503:
            raise
        return True
    return False
