"""Whatever stands in the address, there is a page, and it helps."""

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.navigator.trees import small

URL = reverse("navigator:navigator")
NAMES = st.sampled_from(["start", "trouble", "age", "family", "territory", "now", "change", "q"]) | st.text(max_size=9)
VALUES = st.sampled_from(["danger", "trouble", "money", "school", "3-7", "\0", "1"]) | st.text(max_size=90)


@pytest.mark.django_db
@settings(max_examples=60)
@given(st.dictionaries(NAMES, st.lists(VALUES, max_size=4), max_size=6))
def test_any_address_gives_a_page_with_a_phone(client: Client, parameters):
    if not hasattr(client, "made"):
        client.made = small()
    response = client.get(URL, parameters)
    assert response.status_code == 200
    assert b"tel:112" in response.content
