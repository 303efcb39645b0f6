import datetime
import re
import time

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.apart import apart  # noqa: F401

FORM = "/feedback/"


@pytest.fixture(autouse=True)
def fresh_settings():
    cache.clear()
    yield
    cache.clear()


class Reader:
    """Somebody at a browser: it opens the form and sends it, without cookies and scripts."""

    def __init__(self, address="203.0.113.7"):
        self.client = Client(REMOTE_ADDR=address, enforce_csrf_checks=True)

    def token(self, about="") -> str:
        return token_in(self.client.get(FORM, {"about": about}).content.decode())

    def send(self, token=None, origin="http://testserver", about="", **fields):
        sent = {"about": about, "token": token or self.token(about), "kind": "phone", "text": "Номер теперь другой"}
        headers = {"origin": origin} if origin else {}
        return self.client.post(reverse("feedback:report"), {**sent, **fields}, headers=headers)


def token_in(page: str) -> str:
    return re.search(r'name="token" value="([^"]+)"', page).group(1)


@pytest.fixture
def reader(db):
    return Reader()


@pytest.fixture
def clock(monkeypatch):
    """`clock(days=3)`: from now on it is so much later than it is."""
    real = timezone.now, time.time

    def moved(**shift):
        by = datetime.timedelta(**shift)
        monkeypatch.setattr(timezone, "now", lambda: real[0]() + by)
        monkeypatch.setattr(time, "time", lambda: real[1]() + by.total_seconds())

    return moved
