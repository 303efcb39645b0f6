"""For every test."""

import time
from contextlib import suppress
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.core.cache.backends import locmem
from django.db import DatabaseError
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, settings
from wagtail.models import Site

from home.models.settings import portal_settings
from measures import programme_text
from portal.sites import asked
from search import naming
from search.wording import keeping

# How long an example takes says something of the machine, and nothing of the code.
UNHURRIED = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
settings.register_profile("portal", deadline=None, suppress_health_check=UNHURRIED)
settings.load_profile("portal")


@pytest.fixture(autouse=True)
def nothing_kept():
    """What the process keeps of another test is gone with its data. A second site is rolled back without a signal, and
    Wagtail's list of sites would keep it for an hour."""
    cache.clear()
    keeping.forget_all()
    programme_text.KEPT.clear()


@pytest.fixture(autouse=True)
def nothing_grows_old(monkeypatch):
    """What is kept for seconds is not asked for again in the middle of a test, however slow the machine: queries are
    counted."""
    clock, monotonic = time.time(), time.monotonic()
    monkeypatch.setattr(locmem, "time", SimpleNamespace(time=lambda: clock))
    monkeypatch.setattr(keeping, "time", SimpleNamespace(monotonic=lambda: monotonic))


@pytest.fixture(autouse=True)
def site_is_known(monkeypatch):
    """A process looks up its site, the site's settings and the search's terms now and then: no cost of a page whose
    queries are counted."""
    enter = CaptureQueriesContext.__enter__

    def entered(counting):
        token = asked.set(RequestFactory().get("/"))
        with suppress(DatabaseError):
            portal_settings()
            Site.get_site_root_paths()
            naming.current()
        asked.reset(token)
        return enter(counting)

    monkeypatch.setattr(CaptureQueriesContext, "__enter__", entered)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """The browser's tests come last: their event loop runs to the end, and beside one Django refuses its database."""
    items.sort(key=lambda item: "browser" in item.path.parts)
