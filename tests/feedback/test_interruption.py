"""A server that is killed while a report is on its way: it was accepted if it is kept, and sent again it is one."""

import os
import re
import signal
import socket
import threading
import urllib.error
import urllib.parse
import urllib.request
from http.client import HTTPException

import pytest

from tests.apart import Apart, wait_until

TOLD = "SELECT count(*) FROM feedback_report"
COUNTED = "SELECT count(*) FROM feedback_allowance"
WORKING = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
# A commit that waits for a lock: the process may die between «commit» and its answer.
SLOW_COMMIT = """
    CREATE FUNCTION wait_at_commit() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN PERFORM pg_advisory_xact_lock_shared(7); RETURN NULL; END';
    CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON feedback_report DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION wait_at_commit();
"""


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs):
        return None


class Server:
    """The server of production with one worker, killed as a whole."""

    def __init__(self, apart: Apart, port: int):
        self.url = f"http://127.0.0.1:{port}/feedback/"
        bind = ["-m", "gunicorn", "portal.wsgi", f"--bind=127.0.0.1:{port}", "--workers=1", "--threads=2"]
        self.process = apart.start(*bind, group=True)
        wait_until(self.answers, self.process)

    def answers(self) -> bool:
        try:
            self.page = urllib.request.urlopen(self.url, timeout=20).read().decode()
        except OSError:
            return False
        return True

    @property
    def token(self) -> str:
        return re.search(r'name="token" value="([^"]+)"', self.page)[1]

    def send(self, token: str) -> str:
        """The address of the receipt, or nothing where no answer came."""
        said = {"about": "", "token": token, "kind": "phone", "text": "Номер теперь другой"}
        asked = urllib.request.Request(self.url, urllib.parse.urlencode(said).encode(), {"Origin": self.url[:-10]})
        try:
            urllib.request.build_opener(NoRedirect).open(asked, timeout=60)
        except urllib.error.HTTPError as answer:
            return answer.headers["Location"] if answer.code == 303 else f"{answer.code}"
        except (OSError, HTTPException):
            return ""
        return "not a redirect"

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)


@pytest.fixture
def start(apart):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    started = []

    def run() -> Server:
        started.append(Server(apart, port))
        return started[-1]

    yield run
    for server in started:
        if server.process.poll() is None:
            server.kill()


class Sending(threading.Thread):
    """A reader who waits for an answer."""

    def __init__(self, server: Server, token: str):
        super().__init__(daemon=True)
        self.server, self.token, self.receipt = server, token, None
        self.start()

    def run(self):
        self.receipt = self.server.send(self.token)

    def answer(self) -> str:
        self.join(30)
        assert not self.is_alive()
        return self.receipt


def test_killed_before_the_commit_nothing_is_kept_and_nothing_was_promised(apart, start):
    server = start()
    token = server.token
    with apart.database.transaction():
        apart.database.execute("LOCK TABLE feedback_report IN ACCESS EXCLUSIVE MODE")
        reader = Sending(server, token)
        apart.wait_for("SELECT count(*) FROM pg_locks WHERE NOT granted")
        server.kill()
        assert reader.answer() == ""
    apart.wait_for(f"SELECT ({WORKING}) = 0")
    assert (apart.one(TOLD), apart.one(COUNTED)) == (0, 0)
    again = start()
    receipt = again.send(token)
    assert receipt.startswith("/feedback/")
    assert again.send(token) == receipt
    assert apart.one(TOLD) == 1


def test_killed_between_the_commit_and_the_answer_it_is_kept_once(apart, start):
    apart.database.execute(SLOW_COMMIT)
    server = start()
    token = server.token
    apart.database.execute("SELECT pg_advisory_lock(7)")
    reader = Sending(server, token)
    apart.wait_for("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
    # Nobody is told «accepted» of what others cannot see yet.
    assert apart.one(TOLD) == 0
    assert reader.receipt is None
    server.kill()
    assert reader.answer() == ""
    apart.database.execute("SELECT pg_advisory_unlock(7)")
    apart.wait_for(f"SELECT ({WORKING}) = 0")
    assert apart.one(TOLD) == 1
    kept = apart.one("SELECT receipt FROM feedback_report")
    assert start().send(token) == f"/feedback/{kept}/"
    assert (apart.one(TOLD), apart.one("SELECT max(count) FROM feedback_allowance")) == (1, 1)


def test_two_hasty_presses_at_once_are_one_report(apart, start):
    apart.database.execute(SLOW_COMMIT)
    server = start()
    token = server.token
    apart.database.execute("SELECT pg_advisory_lock(7)")
    first, second = Sending(server, token), Sending(server, token)
    apart.wait_for("SELECT count(*) = 2 FROM pg_locks WHERE NOT granted")
    apart.database.execute("SELECT pg_advisory_unlock(7)")
    assert first.answer() == second.answer() != ""
    assert apart.one(TOLD) == 1
