"""Nothing that an address can hold breaks a page."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import FamilyCategoryFactory, ServiceFactory

KEYS = ["q", "type", "territory", "kind", "category", "form", "price", "age", "page", "order"]
PATHS = ["/services/", "/search/", "/api/search/", "/api/suggest/"]
ODD = [
    "\0",
    "%00",
    "a" * 500,
    "слово " * 200,
    "10" * 30,
    "-1",
    "'; --",
    "\\",
    ":*",
    "!",
    "&|()",
    "<->",
    "#1",
    "@service",
]
ODD += [
    "A\0B",
    "\ud800".encode("utf-8", "replace").decode(),
    "\U0010ffff",
    "ё" * 101,
    "№",
    "1e9",
    "семья",
    "service",
    "free",
]
VALUES = st.one_of(st.sampled_from(ODD), st.text(max_size=120), st.integers().map(str))
ADDRESSES = st.dictionaries(st.sampled_from([*KEYS, "другое"]), st.lists(VALUES, max_size=4), max_size=6)


@pytest.fixture
def something(db):
    ServiceFactory(name="Семья", price="free", categories=[FamilyCategoryFactory()])


@pytest.mark.parametrize("path", PATHS)
def test_no_address_breaks_a_page(client, something, path):
    @settings(max_examples=60)
    @given(address=ADDRESSES)
    def answers(address):
        assert client.get(path, address).status_code == 200

    answers()


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "query", ["q=%00", "q=%ff%fe", "q=" + "x" * 5000, "page=" + "9" * 400, "type=&kind=&q=", "%00=%00"]
)
def test_raw_addresses_too(client, something, path, query):
    assert client.get(f"{path}?{query}").status_code == 200
