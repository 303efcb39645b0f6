"""The logs tell what happened, and of nobody."""

import copy
import io
import json
import logging
from logging.config import DictConfigurator

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from .test_errors import Down

pytestmark = pytest.mark.django_db
SECRETS = {"phone": "+79991234567", "mail": "mother@example.org", "address": "203.0.113.77", "agent": "OldPhone/1.0"}


@pytest.fixture
def lines():
    """A function that gives the lines which production's own formatter and filter have written since."""
    configured = DictConfigurator(copy.deepcopy(settings.LOGGING))
    handler = logging.StreamHandler(io.StringIO())
    handler.setFormatter(configured.configure_formatter(configured.config["formatters"]["json"]))
    handler.addFilter(configured.configure_filter(configured.config["filters"]["impersonal"]))
    logging.getLogger().addHandler(handler)
    yield lambda: handler.stream.getvalue().splitlines()
    logging.getLogger().removeHandler(handler)


def test_a_failing_request_leaves_no_trace_of_who_asked(lines):
    visitor = Client(raise_request_exception=False, REMOTE_ADDR=SECRETS["address"], HTTP_USER_AGENT=SECRETS["agent"])
    with connection.execute_wrapper(Down()):
        assert visitor.get("/search/", {"q": SECRETS["phone"], "x": SECRETS["mail"]}).status_code == 500
    assert visitor.get("/no-such-page/", {"q": SECRETS["mail"]}).status_code == 404
    written = lines()
    assert {json.loads(line)["level"] for line in written} >= {"ERROR", "WARNING"}
    assert [name for name, value in SECRETS.items() for line in written if value in line] == []
