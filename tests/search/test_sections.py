"""Narrowed to sections, the search shows what is of these and nothing else."""

import pytest

from search.query import search
from search.question import Question
from tests.factories import ProviderFactory, ServiceFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("sections", "found"),
    [
        (("service",), {"Центр встреч"}),
        (("provider",), {"Центр «Семья»"}),
        (("service", "provider"), {"Центр встреч", "Центр «Семья»"}),
    ],
)
def test_sections_show_what_is_of_them_and_nothing_else(sections, found):
    ServiceFactory(name="Центр встреч", provider=ProviderFactory(name="Центр «Семья»"))
    for order in ("", "name"):
        result = search(Question("центр", sections, order=order))
        assert {row.title for row in result.rows} == found
        assert result.total == len(found)
