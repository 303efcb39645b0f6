"""A gathering's SQL is made once for all sites, so it may not depend on the one that happens to be answered for."""

import sys
from importlib import import_module

import pytest

from portal.answers import Answers
from portal.gathering import Gathering
from portal.sites import asked
from services_directory.models import Territory


class Nobody:
    """A request that must not be asked for its site."""

    @property
    def portal_site(self):
        raise AssertionError("the site of one reader would be kept for all")


@pytest.fixture(autouse=True)
def nobody():
    token = asked.set(Nobody())
    yield
    asked.reset(token)


def gatherings() -> dict[str, Gathering | Answers]:
    import_module("portal.urls")
    return {
        f"{name}.{at}": value
        for name, module in sorted(sys.modules.items())
        for at, value in vars(module).items()
        if isinstance(value, Gathering | Answers) and not name.startswith("tests")
    }


def test_no_gathering_asks_whose_site_it_is():
    found = gatherings()
    assert len(found) > 40
    assert {type(each) for each in found.values()} == {Gathering, Answers}
    for gathering in found.values():
        str(gathering.select().query)


def test_one_that_asks_would_be_noticed():
    with pytest.raises(AssertionError, match="kept for all"):
        Gathering(lambda: Territory.objects.here()).select()
