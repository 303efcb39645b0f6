"""For every test."""

import pytest

from search.wording.keeping import forget_all


@pytest.fixture(autouse=True)
def nothing_kept():
    """What the process keeps of the words of another test is gone with its data."""
    forget_all()
