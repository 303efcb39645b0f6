"""The drill: the database's server is gone in the midst of what families send, and the one that followed takes over."""

import re
import threading
import time
from http.client import HTTPConnection
from urllib.parse import urlencode

import pytest

from search.benching import serving
from tests.apart import apart, wait_until  # noqa: F401
from tests.clusters import Cluster, address, filled
from tests.portal.test_overload import served

SOON = 60
FORM = "/feedback/"
RULES = """
    INSERT INTO feedback_feedbackrules (id, contact_days, per_visitor, per_hour) VALUES (1, 30, 30000, 30000)
    ON CONFLICT (id) DO UPDATE SET per_visitor = 30000, per_hour = 30000
"""
KEPT = "SELECT receipt FROM feedback_report"


class Family(threading.Thread):
    """Sends one report after another; knows the receipts it was given, and when the last one came."""

    def __init__(self, port: int):
        super().__init__(daemon=True)
        self.port, self.receipts, self.refused, self.is_done = port, [], 0, threading.Event()
        self.start()

    def run(self):
        while not self.is_done.wait(0.02):
            try:
                receipt = self.send(f"Телефон не отвечает, звонили {len(self.receipts) + self.refused} раз")
            except OSError:
                receipt = None
            if receipt:
                self.receipts.append(receipt)
            else:
                self.refused += 1

    def send(self, text: str) -> str | None:
        page = self.ask("GET")[1]
        token = re.search(r'name="token" value="([^"]+)"', page)
        if token is None:
            return None
        fields = {"kind": "other", "text": text, "token": token[1], "about": "", "remark": "", "contact": ""}
        where, _page = self.ask("POST", urlencode(fields))
        return where and where.rstrip("/").rpartition("/")[2]

    def ask(self, method: str, body: str = "") -> tuple[str | None, str]:
        """Where it leads, and the page."""
        asked = HTTPConnection(serving.HOST, self.port, timeout=20)
        origin = {"Origin": f"http://{serving.HOST}:{self.port}", "Content-Type": "application/x-www-form-urlencoded"}
        asked.request(method, FORM, body, origin)
        answer = asked.getresponse()
        page = answer.read().decode()
        asked.close()
        return answer.headers["Location"], page


@pytest.fixture
def pair(apart):  # noqa: F811
    """The server that is written to, and the one that follows it."""
    with filled(apart) as first:
        with first.connect() as database:
            # A family of this test is busier than any.
            database.execute(RULES)
        second = first.standby(first.place.parent / "second")
        apart.environment["DATABASE_URL"] = address(first, second, target_session_attrs="read-write")
        yield first, second
        second.server.stop()


def kept(cluster: Cluster) -> set[str]:
    with cluster.connect() as database:
        return {receipt for (receipt,) in database.execute(KEPT).fetchall()}


def test_what_was_acknowledged_is_there_and_the_next_is_taken_within_a_minute(apart, pair):  # noqa: F811
    first, second = pair
    with served(apart) as port:
        family = Family(port)
        wait_until(lambda: len(family.receipts) > 5)
        first.end()
        gone, before = time.monotonic(), len(family.receipts)
        wait_until(lambda: family.refused > 1)
        second.promote()
        wait_until(lambda: len(family.receipts) > before + 5)
        took = time.monotonic() - gone
        family.is_done.set()
        family.join(60)
    assert took < SOON
    assert set(family.receipts) <= kept(second)
