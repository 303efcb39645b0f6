"""The list of providers: filters, counts, pages."""

import pytest

from services_directory.models import Provider
from tests.factories import ProviderFactory, RegionFactory, ServiceFactory, TerritoryFactory

pytestmark = pytest.mark.django_db
URL = "/providers/"


def names(client, **query) -> set[str]:
    response = client.get(URL, query)
    assert response.status_code == 200
    html = response.content.decode()
    return {name for name in Provider.objects.values_list("name", flat=True) if name in html}


def test_lists_public_providers_only(client):
    ProviderFactory(name="Центр «Радуга»")
    ProviderFactory(name="Черновик центра", live=False)
    assert names(client) == {"Центр «Радуга»"}


def test_a_region_means_its_municipalities_too(client):
    region = RegionFactory()
    ProviderFactory(name="Региональный", territory=region)
    ProviderFactory(name="Районный", territory=TerritoryFactory(parent=region))
    ProviderFactory(name="Соседний")
    assert names(client, territory=region.slug) == {"Региональный", "Районный"}


def test_filters_by_municipality(client):
    one, two = ProviderFactory(name="Первый"), ProviderFactory(name="Второй")
    assert names(client, territory=one.territory.slug) == {one.name}
    assert names(client, territory=two.territory.slug) == {two.name}


def test_filters_by_kind_and_words_together(client):
    ProviderFactory(name="Кризисный «Дом»", kind="crisis-centre")
    ProviderFactory(name="Кризисный «Мост»", kind="crisis-centre")
    ProviderFactory(name="Семейный «Дом»")
    assert names(client, kind="crisis-centre", q="дом") == {"Кризисный «Дом»"}


def test_every_word_must_be_found_somewhere(client):
    ProviderFactory(name="Причал", full_name="Комплексный центр Вязниковского района", synonyms="КЦСОН")
    assert names(client, q="вязниковского кцсон") == {"Причал"}
    assert names(client, q="вязниковского срцн") == set()


def test_counts_public_services(client):
    provider = ProviderFactory()
    ServiceFactory(provider=provider)
    ServiceFactory(provider=provider, live=False)
    assert [row.service_count for row in Provider.objects.with_service_counts()] == [1]
    assert "1 услуга" in client.get(URL).content.decode()


def test_pages_hold_twenty_and_keep_the_filter(client):
    ProviderFactory.create_batch(21, kind="helpline")
    html = client.get(URL, {"kind": "helpline"}).content.decode()
    assert html.count('<article class="card">') == 20
    assert "?kind=helpline&amp;page=2" in html
    assert client.get(URL, {"kind": "helpline", "page": 2}).content.decode().count('<article class="card">') == 1


def test_nothing_found_says_what_to_do(client):
    ProviderFactory()
    html = client.get(URL, {"q": "никогда"}).content.decode()
    assert "Таких организаций не нашлось" in html
    assert 'href="tel:+78002000122"' in html


@pytest.mark.parametrize(
    "query",
    [
        {"page": "10" * 20},
        {"page": "-1"},
        {"page": "x"},
        {"q": "\x00"},
        {"q": "ы" * 500},
        {"q": "а " * 300},
        {"q": "%_\\'\""},
        {"kind": "no-such"},
        {"territory": "no-such"},
        {"territory": "\x00"},
        {"territory": ["a", "b"]},
    ],
)
@pytest.mark.parametrize("url", [URL, "/practices/"])
def test_a_senseless_address_is_answered(client, url, query):
    ProviderFactory()
    assert client.get(url, query).status_code == 200


def test_who_also_serves_a_territory_is_listed_there(client):
    region = RegionFactory()
    here = TerritoryFactory(parent=region)
    for name, area in (("Соседи", here), ("Краевой центр", region)):
        ProviderFactory(name=name, also_serves=[area])
    ProviderFactory(name="Местный", territory=here)
    ProviderFactory(name="Чужой", territory=TerritoryFactory(parent=region))
    text = client.get(f"/providers/?territory={here.slug}").content.decode()
    assert all(name in text for name in ("Соседи", "Краевой центр", "Местный"))
    assert "Чужой" not in text
