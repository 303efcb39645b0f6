"""A suggested name leads to the list of those who bear it, whatever stands in the name."""

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import language
from search.suggesting import asking

NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=120)


@given(NAMES)
def test_any_name_is_written_as_an_address_writes_it(name):
    asked = name[: language.MAX_LENGTH]
    assert asking(name) == f"/services/?{urlencode({'q': asked})}"
    assert parse_qs(urlsplit(asking(name)).query, keep_blank_values=True) == {"q": [asked]}


@pytest.mark.parametrize("name", ["Занятия с логопедом", "  Клуб «Мама & я», 100% + чай ", "а" * 200])
def test_names_of_services(name):
    assert asking(name) == f"/services/?{urlencode({'q': name[: language.MAX_LENGTH]})}"
