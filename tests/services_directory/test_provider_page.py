"""The page of a provider: its register card, services, practices and places."""

import datetime

import pytest

from services_directory.models import Inspection, Licence
from tests.factories import LocationFactory, PracticeFactory, ProviderFactory, ServiceFactory

pytestmark = pytest.mark.django_db


def page(client, provider) -> str:
    response = client.get(provider.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def test_says_what_the_register_holds(client):
    provider = ProviderFactory(inn="3300000001", founder="Министерство", registered_on=datetime.date(2015, 3, 1))
    Licence.objects.create(provider=provider, activity="Медицинская помощь", number="ЛО-1")
    Inspection.objects.create(provider=provider, date=datetime.date(2025, 4, 2), body="Роспотребнадзор")
    html = page(client, provider)
    for text in ("3300000001", "Министерство", "Медицинская помощь", "ЛО-1", "Роспотребнадзор"):
        assert text in html


def test_what_is_not_known_is_named_once(client):
    html = page(client, ProviderFactory(inn="3300000001"))
    assert "Ещё не указаны" in html
    assert "учредитель, руководитель, ОГРН, номер в реестре поставщиков, дата внесения в реестр." in html
    assert "Не указано" not in html


def test_lists_public_services_only(client):
    provider = ProviderFactory()
    ServiceFactory(provider=provider, name="Видимая услуга", age_from=3, age_to=7)
    ServiceFactory(provider=provider, name="Черновик услуги", live=False)
    html = page(client, provider)
    assert "Видимая услуга" in html
    assert "от 3 до 7 лет" in html
    assert "Черновик услуги" not in html


def test_lists_practices_places_and_departments(client):
    provider = ProviderFactory()
    LocationFactory(provider=provider, address="ул. Речная, 3")
    PracticeFactory(name="Семейный клуб", sites=[provider])
    PracticeFactory(name="Черновик практики", sites=[provider], live=False)
    ProviderFactory(name="Отделение «Причал»", part_of=provider)
    ProviderFactory(name="Черновик отделения", part_of=provider, live=False)
    html = page(client, provider)
    for text in ("ул. Речная, 3", "Семейный клуб", "Отделение «Причал»"):
        assert text in html
    assert "Черновик" not in html


@pytest.mark.parametrize("live", [True, False])
def test_the_organisation_it_belongs_to_is_named_when_public(client, live):
    provider = ProviderFactory(part_of=ProviderFactory(name="Головной центр", live=live))
    assert ("Головной центр" in page(client, provider)) is live


def test_an_unpublished_provider_is_not_found(client):
    assert client.get(ProviderFactory(live=False).get_absolute_url()).status_code == 404
