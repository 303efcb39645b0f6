"""Other sites are asked for a bounded time: a slow one cannot hold the check, and the next run goes on."""

import socket
import threading
import time

import pytest

from editorial import checking, outside
from editorial.checking import check
from editorial.models import BrokenLink, LinkCheck
from tests.editorial.test_links import with_link

pytestmark = pytest.mark.django_db
ADDRESSES = [f"https://elsewhere.example/{name}" for name in "abcd"]


@pytest.fixture
def asked(monkeypatch):
    """Which addresses a run asks; those that end with «b» and «d» do not open."""
    found = []

    def fault(address: str) -> str:
        found.append(address)
        return "404" if address[-1] in "bd" else ""

    monkeypatch.setattr(outside, "fault", fault)
    monkeypatch.setattr(checking, "PAUSE", 0)
    return found


@pytest.fixture
def links():
    return [with_link(address, slug=f"news-{number}") for number, address in enumerate(ADDRESSES)]


def broken() -> list[str]:
    return sorted(BrokenLink.objects.filter(fault="outside").values_list("address", flat=True))


def test_the_next_run_goes_on_where_the_last_one_stopped(asked, links, monkeypatch):
    monkeypatch.setattr(checking, "MOST_OUTSIDE", 3)
    check(go_outside=True)
    assert asked == ADDRESSES[:3]
    check(go_outside=True)
    assert asked[3:] == [ADDRESSES[3], *ADDRESSES[:2]]
    assert broken() == [ADDRESSES[1], ADDRESSES[3]]


def test_what_is_known_of_the_others_stays(asked, links, monkeypatch):
    check(go_outside=True)
    monkeypatch.setattr(checking, "MOST_OUTSIDE", 1)
    check(go_outside=True)
    assert broken() == [ADDRESSES[1], ADDRESSES[3]]


def test_a_run_ends_when_its_time_is_over(asked, links, monkeypatch):
    monkeypatch.setattr(checking, "MOST_SECONDS", -1)
    check(go_outside=True)
    assert asked == []
    assert LinkCheck.objects.get().finished_at


def test_a_run_that_stays_at_home_forgets_no_place(asked, links, monkeypatch):
    monkeypatch.setattr(checking, "MOST_OUTSIDE", 2)
    check(go_outside=True)
    check()
    check(go_outside=True)
    assert asked[2:] == ADDRESSES[2:]


def dripping(listening: socket.socket) -> None:
    """A site that sends its answer byte by byte, for ever."""
    connection, _address = listening.accept()
    with connection:
        try:
            while True:
                connection.sendall(b"H")
                time.sleep(0.05)
        except OSError:
            return


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_site_that_drips_its_answer_is_left(scheme, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        threading.Thread(target=dripping, args=[listening], daemon=True).start()
        monkeypatch.setattr(outside, "PORTS", (port,))
        monkeypatch.setattr(outside, "is_public", lambda address: True)
        monkeypatch.setattr(outside, "MOST_SECONDS", 0.4)
        began = time.monotonic()
        assert outside.fault(f"{scheme}://127.0.0.1:{port}/") in ("TimeoutError", "SSLError")
        assert time.monotonic() - began < 3


def test_a_look_up_that_hangs_is_left(monkeypatch):
    monkeypatch.setattr(outside, "SECONDS", 0.2)
    monkeypatch.setattr(outside.socket, "getaddrinfo", lambda *args, **options: time.sleep(1) or [])
    began = time.monotonic()
    assert outside.fault("https://slow.example/") == "TimeoutError"
    assert time.monotonic() - began < 2
