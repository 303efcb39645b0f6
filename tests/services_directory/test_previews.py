"""An editor sees a record as the public will, before it is saved."""

import pytest

from services_directory.models import (
    CategoryWording,
    FamilyCategory,
    Practice,
    PracticeSite,
    Provider,
    Service,
    ServiceStep,
    Tariff,
)
from tests.factories import (
    FamilyCategoryFactory,
    HelpKindFactory,
    LocationFactory,
    ProviderFactory,
    RegionFactory,
    ServiceFactory,
)

pytestmark = pytest.mark.django_db


def preview(record) -> str:
    response = record.make_preview_request()
    assert response.status_code == 200
    return response.render().content.decode() if hasattr(response, "render") else response.content.decode()


def test_a_service_that_is_not_saved_shows_its_rows():
    place = LocationFactory(address="ул. Новая, 1", phones=["+79000000001"])
    record = Service(name="Новая услуга", slug="new", provider=place.provider, kind=HelpKindFactory(), live=False)
    record.steps = [ServiceStep(text="Позвоните нам")]
    record.tariffs = [Tariff(name="Час", amount=500)]
    record.categories = [FamilyCategoryFactory(name="Молодые семьи")]
    record.locations = [place]
    html = preview(record)
    for text in ("Новая услуга", "Позвоните нам", "500", "Молодые семьи", "ул. Новая, 1"):
        assert text in html


def test_a_service_with_unsaved_changes_shows_them():
    record = ServiceFactory(steps=["Старый шаг"])
    record.steps = [ServiceStep(text="Новый шаг")]
    html = preview(record)
    assert "Новый шаг" in html
    assert "Старый шаг" not in html


def test_a_revision_of_a_service_shows_itself():
    record = ServiceFactory(steps=["Позвоните"], tariffs=[100], categories=[FamilyCategoryFactory(name="Молодые")])
    record.name = "Переименованная"
    html = preview(record.save_revision().as_object())
    for text in ("Переименованная", "Позвоните", "Молодые"):
        assert text in html


def test_other_records_that_are_not_saved_are_shown():
    category = FamilyCategory(name="Новая категория", slug="new")
    category.wordings = [CategoryWording(wording="как в законе")]
    practice = Practice(name="Новая практика", slug="new", territory=RegionFactory())
    practice.sites = [PracticeSite(provider=ProviderFactory(name="Центр «Радуга»"))]
    provider = Provider(name="Новый центр", slug="new", kind="other", territory=RegionFactory())
    assert "как в законе" in preview(category)
    assert "Центр «Радуга»" in preview(practice)
    assert "Новый центр" in preview(provider)


def test_a_place_with_unsaved_changes_shows_on_its_organisations_page():
    place = LocationFactory(address="ул. Старая, 1", phones=["+79000000001"])
    place.address = "ул. Новая, 2"
    html = preview(place)
    assert "ул. Новая, 2" in html
    assert "ул. Старая, 1" not in html
    assert place.provider.name in html


def test_a_confidential_address_stays_out_of_the_preview_too():
    place = LocationFactory(address="ул. Тайная, 1", address_is_confidential=True)
    assert "Тайная" not in preview(place)
