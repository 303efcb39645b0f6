"""The list of acts: filters, pages, what it costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.formatting import plain
from tests.factories import LegalActFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def acts():
    LegalActFactory(title="О сопровождении семей", number="305", jurisdiction="Новгородская область")
    LegalActFactory(
        title="Об обслуживании граждан", number="442-ФЗ", jurisdiction="Россия", level=1, kind="federal-law"
    )
    LegalActFactory(title="Черновик акта", live=False)


def shown(client, **query) -> set[str]:
    response = client.get("/acts/", query)
    assert response.status_code == 200
    text = plain(response.content.decode())
    return {title for title in ("О сопровождении семей", "Об обслуживании граждан", "Черновик акта") if title in text}


def test_shows_published_acts_only(client, acts):
    assert shown(client) == {"О сопровождении семей", "Об обслуживании граждан"}


@pytest.mark.parametrize(
    "query",
    [{"q": "СЕМЕЙ"}, {"q": "305"}, {"level": "2"}, {"kind": "order"}, {"jurisdiction": "Новгородская область"}],
)
def test_narrows_by_word_number_level_kind_and_place(client, acts, query):
    assert shown(client, **query) == {"О сопровождении семей"}


def test_conditions_hold_together(client, acts):
    assert shown(client, q="семей", level="1") == set()


def test_an_empty_result_says_what_to_loosen(client, acts):
    text = client.get("/acts/", {"q": "нет такого"}).content.decode()
    assert "Таких актов нет" in text
    assert "Показать все акты" in text


@pytest.mark.parametrize(
    "query", [{"q": "\x00"}, {"q": "а " * 300}, {"level": "x"}, {"page": "10" * 20}, {"page": "-1"}]
)
def test_garbage_is_no_error(client, acts, query):
    assert client.get("/acts/", query).status_code == 200


def test_one_act_and_twenty_cost_the_same(client):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            response = client.get("/acts/")
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        return len(queries)

    LegalActFactory()
    client.get("/acts/")
    one = cost()
    LegalActFactory.create_batch(19)
    assert cost() == one <= 5


def test_the_filter_stays_while_paging(client):
    LegalActFactory.create_batch(26, level=1)
    assert "?level=1&amp;page=2" in client.get("/acts/", {"level": "1"}).content.decode()
