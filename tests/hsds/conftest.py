"""A small directory with everything in it that the standard has a place for."""

import datetime
import json
from collections.abc import Callable
from decimal import Decimal

import pytest

from services_directory.models import HelpKind, Phone, Provider, ScheduleException, Service, Tariff
from tests.factories import (
    WEEK,
    FamilyCategoryFactory,
    HelpKindFactory,
    LocationFactory,
    ProviderFactory,
    RegionFactory,
    ServiceFactory,
    TerritoryFactory,
)

BASE = "/api/hsds"


@pytest.fixture
def get(client, db) -> Callable[[str], dict]:
    """The document at an address under the root of the API."""

    def get(address: str, **data) -> dict:
        response = client.get(BASE + address, data or None)
        assert response.status_code == 200, (address, response.content.decode())
        return json.loads(response.content, parse_float=Decimal)

    return get


@pytest.fixture
def names(get) -> Callable[..., list[str]]:
    """Names in a list, in order."""

    def names(collection: str = "services", **data) -> list[str]:
        return [each["name"] for each in get(f"/{collection}", **data)["contents"]]

    return names


@pytest.fixture
def whole(db) -> Service:
    """A service of which everything is known."""
    region = RegionFactory(name="Заречный край", slug="zarechny", time_zone="Asia/Yekaterinburg")
    town = TerritoryFactory(name="Каменский район", slug="kamensky", parent=region)
    provider = ProviderFactory(
        name="Центр «Рядом»",
        full_name="Государственное учреждение «Рядом»",
        territory=town,
        legal_form="Государственное бюджетное учреждение",
        ownership=Provider.Ownership.STATE,
        inn="0000000001",
        ogrn="0000000000001",
        register_number="А-17",
        head="Иванова Мария Петровна",
        website="https://рядом.рф/о нас?a=1",
        state_registered_on=datetime.date(1999, 5, 1),
    )
    provider.also_serves.set([TerritoryFactory(name="Соседний район", parent=region)])
    provider.save()
    kind = HelpKindFactory(name="Психологическая помощь", branch=HelpKind.Branch.ACCOMPANIMENT)
    place = LocationFactory(
        provider=provider,
        name="Главное здание",
        address="623100, г. Каменск, ул. Лесная, д. 5",
        latitude="56.500000",
        longitude="60.250000",
        directions="Автобус 3",
        email="info@ryadom.example",
        access=["ramp", "sign-language"],
        phones=["+70001234567"],
        hours=[*WEEK, (6, "10:00", "14:00")],
    )
    Phone.objects.create(location=place, number="+70007654321", extension="12", purpose="Запись", sort_order=2)
    Phone.objects.create(location=place, number="+70007654322", extension="2#1", purpose="Ночью", sort_order=3)
    ScheduleException.objects.create(location=place, starts_on=datetime.date(2026, 6, 12), reason="праздник")
    service = ServiceFactory(
        name="Консультация психолога",
        provider=provider,
        kind=HelpKindFactory(name="Консультация", parent=kind, branch=kind.branch),
        summary="Разговор с психологом.",
        description="Час наедине.",
        eligibility="Семьи с детьми.",
        age_from=3,
        age_to=17,
        term="Неделя",
        price=Service.Price.PARTLY,
        price_note="Первая встреча бесплатно",
        places_total=10,
        places_free=0,
        places_as_of=datetime.date(2026, 5, 3),
        verified_on=datetime.date(2026, 5, 3),
        verified_by="Методист",
        categories=[FamilyCategoryFactory(name="Многодетные")],
        locations=[place],
        steps=["Позвоните.", "Приходите."],
        documents=["Паспорт"],
    )
    Tariff.objects.create(service=service, name="Час", amount=Decimal("9999999999.99"), unit="за час", sort_order=1)
    Tariff.objects.create(
        service=service, name="Полчаса", amount=Decimal("0.10"), valid_from=datetime.date(2026, 1, 1), sort_order=2
    )
    return service
