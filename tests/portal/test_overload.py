"""More readers than the server can answer, for real: gunicorn as deployed, and a database that keeps them waiting.

Nothing here is told by a clock: who waits is seen in the database, and who was refused by what he got.
"""

import os
import shutil
import signal
import socket
import threading
import urllib.error
import urllib.request
from contextlib import ExitStack, contextmanager
from http.client import HTTPMessage

import pytest
from django.test import Client

from portal import overload
from portal.lanes import crowded
from search.benching import serving
from tests.apart import Apart, apart, wait_until  # noqa: F401

THREADS, WAITING, CROWD = 2, 2, 12
PAGE, FORM, DOOR, ALIVE = "/services/", "/feedback/", "/admin/login/", "/health/live"
WAIT_IN_THE_DATABASE = f"SELECT count(*) = {THREADS} FROM pg_locks WHERE NOT granted"
TRIES = 20


class Reader(threading.Thread):
    """Somebody who asks for a page and waits for it."""

    def __init__(self, port: int, path: str, data: bytes | None = None):
        super().__init__(daemon=True)
        self.request = urllib.request.Request(f"http://{serving.HOST}:{port}{path}", data)
        self.status, self.headers, self.text = None, HTTPMessage(), ""
        self.start()

    def run(self):
        try:
            answer = urllib.request.urlopen(self.request, timeout=60)
        except urllib.error.HTTPError as error:
            answer = error
        except OSError:
            return
        self.headers, self.text, self.status = answer.headers, answer.read().decode(), answer.status

    def answer(self) -> "Reader":
        self.join(60)
        assert not self.is_alive()
        return self


@contextmanager
def served(apart: Apart, threads: int = THREADS):  # noqa: F811
    """The port of a server with one worker."""
    port = serving.free_port()
    command = ["-m", "gunicorn", "portal.wsgi", f"--bind={serving.HOST}:{port}", "--workers=1", f"--threads={threads}"]
    apart.environment["WAITING_REQUESTS"] = f"{WAITING}"
    process = apart.start(*command, group=True)
    try:
        wait_until(lambda: answers(port), process)
        # A server whose log nobody takes stops when the pipe is full.
        threading.Thread(target=process.stdout.read, daemon=True).start()
        yield port
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)


def answers(port: int) -> bool:
    return asked(port, ALIVE).status == 200


def asked(port: int, path: str) -> Reader:
    return Reader(port, path).answer()


def is_well_again(port: int) -> bool:
    return any(asked(port, PAGE).status == 200 for _each in range(TRIES))


@contextmanager
def slow_client(port: int):
    """It has begun to ask and does not come to the end."""
    with socket.create_connection((serving.HOST, port), 20) as client:
        client.sendall(f"GET {PAGE} HTTP/1.1\r\nHost: loc".encode())
        yield client


@pytest.fixture
def crowd(apart):  # noqa: F811
    """A port, and those who ask for a page while the index is locked: some wait, the rest have their answer."""
    with served(apart) as port:
        assert asked(port, PAGE).status == 200
        with apart.database.transaction():
            apart.database.execute("LOCK TABLE search_searchstate, search_searchentry IN ACCESS EXCLUSIVE MODE")
            first = [Reader(port, PAGE) for _each in range(THREADS)]
            apart.wait_for(WAIT_IN_THE_DATABASE)
            readers = [*first, *(Reader(port, PAGE) for _each in range(CROWD))]
            wait_until(lambda: len([each for each in readers if each.status]) >= CROWD - WAITING)
            yield port, readers
        # The lock is gone: those who still wait are answered.
        assert {each.answer().status for each in readers} == {200, 503}
        assert {each.status for each in first} == {200}
        assert is_well_again(port)


def test_who_would_wait_too_long_is_told_so_at_once(crowd):
    _port, readers = crowd
    refused = [each for each in readers if each.status]
    assert {each.status for each in refused} == {503}
    for each in refused:
        assert int(each.headers["Retry-After"]) > 0
        assert each.headers["Cache-Control"] == "no-store"
        assert each.headers["Content-Security-Policy"]
        assert not each.headers["Set-Cookie"]
        assert not each.headers["Vary"] or each.headers["Vary"] == "Accept-Encoding"
        assert "слишком много посетителей" in each.text
        assert "tel:+78002000122" in each.text


def test_health_the_back_office_and_what_was_filled_in_are_answered_all_the_same(crowd):
    port, _readers = crowd
    assert asked(port, ALIVE).status == 200
    assert asked(port, DOOR).status == 200
    sent = Reader(port, FORM, b"text=1").answer()
    assert sent.status not in (500, 502, 503, 504)


def test_idle_connections_hold_no_thread(apart):  # noqa: F811
    with served(apart) as port, ExitStack() as idle:
        for _each in range(THREADS * 3):
            idle.enter_context(socket.create_connection((serving.HOST, port), 20))
        assert [asked(port, PAGE).status for _each in range(3)] == [200] * 3


def test_a_slow_client_blocks_nobody_else(apart):  # noqa: F811
    with served(apart) as port, slow_client(port) as slow:
        assert [asked(port, PAGE).status for _each in range(5)] == [200] * 5
        slow.sendall(b"alhost\r\nConnection: close\r\n\r\n")
        assert slow.recv(12) == b"HTTP/1.1 200"


@pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not installed")
def test_behind_nginx_slow_clients_hold_no_thread(apart, settings):  # noqa: F811
    port = serving.free_port()
    with served(apart, threads=1) as behind, serving.front(port, behind), slow_client(port), slow_client(port):
        assert [asked(port, f"{PAGE}?page={n}").status for n in range(3)] == [200] * 3


@pytest.mark.parametrize("path", ["/", "/services/?q=x", "/search/", "/no-such-page/", "/api/search/"])
def test_a_refusal_asks_nothing_of_the_database(path, db, django_assert_num_queries):
    token = crowded.set(True)
    try:
        with django_assert_num_queries(0):
            response = Client(raise_request_exception=False).get(path)
    finally:
        crowded.reset(token)
    assert response.status_code == 503
    assert response["Retry-After"]


def test_a_flood_of_refusals_is_one_line_in_the_log(db, caplog, monkeypatch):
    monkeypatch.setattr(overload, "refused", overload.Refused())
    token = crowded.set(True)
    try:
        assert {Client().get("/services/?q=слово").status_code for _each in range(5)} == {503}
    finally:
        crowded.reset(token)
    assert [record.getMessage() for record in caplog.records if record.levelname != "DEBUG"] == [
        "Too many visitors: 1 pages refused since the last such line"
    ]


def test_english_pages_are_refused_in_english(db):
    token = crowded.set(True)
    try:
        response = Client(raise_request_exception=False).get("/en/")
    finally:
        crowded.reset(token)
    assert response.status_code == 503
    assert '<html lang="en"' in response.content.decode()
