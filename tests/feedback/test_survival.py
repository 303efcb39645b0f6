"""A server killed in the middle of its work has lost no report that it acknowledged, and counts none twice."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from feedback.models import Allowance, DailySalt, Report
from tests.feedback.conftest import Reader

SERVER = """
import re, sys, django
django.setup()
from django.test import Client
for n in range(250):
    client = Client(REMOTE_ADDR=f"10.0.0.{n}")
    token = re.search(r'name="token" value="([^"]+)"', client.get("/feedback/").content.decode()).group(1)
    print("sending", token, flush=True)
    sent = {"about": "", "token": token, "kind": "phone", "text": f"Ошибка {n}"}
    answer = client.post("/feedback/", sent, headers={"origin": "http://testserver"})
    print("accepted", answer["Location"].split("/")[2], flush=True)
"""
ENOUGH = 15


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    """Rows that outlive a process: written outside a transaction, and cleared away."""
    with django_db_blocker.unblock():
        yield
        for model in (Report, Allowance, DailySalt):
            model.objects.all().delete()


def killed() -> list[list[str]]:
    """What a server said before it was killed with no warning."""
    database = connection.settings_dict
    host = database.get("HOST") or ""
    url = f"postgresql://{database['USER']}:{database['PASSWORD']}@/{database['NAME']}?host={host}"
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "-c", SERVER]
    with subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stdout=subprocess.PIPE, text=True) as server:
        said = []
        while sum(line[:1] == ["accepted"] for line in said) < ENOUGH:
            said.append(server.stdout.readline().split())
            assert said[-1], "the server stopped by itself"
        server.kill()
        return said + [line.split() for line in server.stdout]


def test_what_was_acknowledged_is_there_and_nothing_is_there_twice(committed):
    said = killed()
    accepted = {line[1] for line in said if line[0] == "accepted"}
    tokens = [line[1] for line in said if line[0] == "sending" and len(line) > 1]
    kept = set(Report.objects.values_list("receipt", flat=True))
    assert accepted <= kept
    assert len(kept) <= len(tokens)
    # Whoever got no answer sends the same form again, and so may everybody else.
    reader = Reader()
    for number, token in enumerate(tokens):
        reader.client.defaults["REMOTE_ADDR"] = f"10.0.0.{number}"
        reader.send(token, text=f"Ошибка {number}")
    assert Report.objects.count() == len(tokens)
