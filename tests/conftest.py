"""For every test."""

import pytest

from search.wording.keeping import forget_all


@pytest.fixture(autouse=True)
def nothing_kept():
    """What the process keeps of the words of another test is gone with its data."""
    forget_all()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """The browser's tests come last: their event loop runs to the end, and beside one Django refuses its database."""
    items.sort(key=lambda item: "browser" in item.path.parts)
