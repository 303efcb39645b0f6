"""A running portal and a browser for all tests here."""

import os
import tempfile
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.running import CHROMIUM, CHROMIUM_ARGUMENTS, running_portal


@pytest.fixture(scope="session")
def portal():
    """The demo, started once for the session.

    Not in pytest's own folder: the next pytest to start shuts that to all but its user, and so to the database, which
    runs as another where the tests run as root.
    """
    kept = os.environ.get("PORTAL_TEST_DEMO_VAR")  # a developer may keep the loaded data between runs
    with (
        tempfile.TemporaryDirectory(prefix="portal-demo-", ignore_cleanup_errors=True) as temporary,
        running_portal(Path(kept or temporary)) as portal,
    ):
        yield portal


@pytest.fixture(scope="session")
def browser():
    if CHROMIUM is None:
        if os.environ.get("REQUIRE_BROWSER"):
            pytest.fail("REQUIRE_BROWSER is set, but no Chromium was found")
        pytest.skip("no Chromium on this machine: Debian's package `chromium` brings it")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(portal, browser):
    """`open_page(path, **options)`: the page in a context of its own, as nobody has it in a cache."""
    contexts = []

    def open_it(path, **options):
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.goto(portal.url + path)
        return page

    yield open_it
    for context in contexts:
        context.close()
