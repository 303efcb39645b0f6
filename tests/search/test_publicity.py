"""Only what is public can be found, and it is found as soon as it is public."""

import pytest
from django.db import transaction
from wagtail.models import Page, PageViewRestriction

from home.models import SectionPage
from search.models import SearchEntry, SearchSuggestion
from tests.factories import (
    FamilyCategoryFactory,
    LegalActFactory,
    LocationFactory,
    MeasureFactory,
    PracticeFactory,
    ProgrammeFactory,
    ProviderFactory,
    ServiceFactory,
)

pytestmark = pytest.mark.django_db
CANARY = "канарейка"
NAMED = [
    (ServiceFactory, "name"),
    (ProviderFactory, "name"),
    (FamilyCategoryFactory, "name"),
    (PracticeFactory, "name"),
    (ProgrammeFactory, "title"),
    (MeasureFactory, "title"),
    (LegalActFactory, "title"),
]


@pytest.fixture
def home():
    return Page.objects.get(depth=2)


def section(home, **fields) -> SectionPage:
    return home.add_child(instance=SectionPage(title=f"Страница: {CANARY}", slug="canary", **fields))


@pytest.mark.parametrize(("factory", "field"), NAMED)
def test_a_published_record_is_found_and_a_draft_is_not(factory, field, titles):
    record = factory(**{field: f"Тут {CANARY}"})
    assert titles(f"q={CANARY}") == [f"Тут {CANARY}"]
    record.unpublish()
    assert titles(f"q={CANARY}") == []
    assert not SearchEntry.objects.filter(card__title__contains=CANARY).exists()
    assert not SearchSuggestion.objects.filter(label__contains=CANARY).exists()


@pytest.mark.parametrize(("factory", "field"), NAMED)
def test_a_draft_never_enters(factory, field):
    factory(**{field: f"Тут {CANARY}"}, live=False)
    assert not SearchEntry.objects.filter(card__title__contains=CANARY).exists()
    assert not SearchSuggestion.objects.filter(label__contains=CANARY).exists()


def test_a_change_that_waits_for_approval_is_not_found(titles):
    service = ServiceFactory(name="Занятия")
    service.name = CANARY
    service.save_revision()
    assert titles(f"q={CANARY}") == []


def test_a_published_revision_is_found_with_its_links(titles):
    service, category = ServiceFactory(name="Занятия"), FamilyCategoryFactory(slug="large")
    service.name = CANARY
    service.categories = [category]
    service.save_revision().publish()
    assert titles(f"q={CANARY}&category=large") == [CANARY]


def test_services_go_with_their_provider(titles):
    service = ServiceFactory(name=CANARY)
    service.provider.unpublish()
    assert titles(f"q={CANARY}") == []
    service.provider.live = True
    service.provider.save()
    assert titles(f"q={CANARY}") == [CANARY]


def test_services_are_found_by_the_new_name_of_their_provider(titles):
    service = ServiceFactory(name="Занятия")
    service.provider.name = f"Центр «{CANARY.capitalize()}»"
    service.provider.save()
    assert "Занятия" in titles(f"q={CANARY}&type=service")


def test_measures_go_with_their_programme(titles):
    measure = MeasureFactory(title=CANARY)
    measure.programme.unpublish()
    assert titles(f"q={CANARY}") == []


def test_a_confidential_address_is_found_by_nobody(titles):
    provider = ProviderFactory(name="Кризисный центр")
    place = LocationFactory(provider=provider, address=f"улица {CANARY.capitalize()}")
    assert titles(f"q={CANARY}") == ["Кризисный центр"]
    place.address_is_confidential = True
    place.save()
    assert titles(f"q={CANARY}") == []


def test_a_public_page_is_found_by_its_text(home, titles):
    section(home, lead="Слово попугай в тексте")
    assert titles("q=попугаи") == [f"Страница: {CANARY}"]


def test_a_draft_page_is_not_found(home, titles):
    section(home, live=False)
    assert titles(f"q={CANARY}") == []


def test_a_page_behind_a_password_is_not_found_nor_what_lies_under_it(home, titles):
    page = section(home)
    page.add_child(instance=SectionPage(title=f"Ниже: {CANARY}", slug="below"))
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="password", password="secret")
    assert titles(f"q={CANARY}") == []
    restriction.delete()
    assert len(titles(f"q={CANARY}")) == 2


def test_a_deleted_record_and_a_deleted_page_are_gone(home, titles):
    LegalActFactory(title=CANARY).delete()
    section(home).delete()
    assert titles(f"q={CANARY}") == []


def test_a_moved_page_is_found_at_its_new_address(home, ask):
    parent = home.add_child(instance=SectionPage(title="Раздел", slug="section"))
    page = section(home)
    page.move(parent, "last-child")
    assert ask(f"q={CANARY}").rows[0].url.endswith("/section/canary/")


def test_what_is_rolled_back_was_never_found(titles):
    act = LegalActFactory(title="Прежнее")
    with transaction.atomic():
        act.title = CANARY
        act.save()
        assert titles(f"q={CANARY}") == [CANARY]
        transaction.set_rollback(True)
    assert titles(f"q={CANARY}") == []
    assert titles("q=прежнее") == ["Прежнее"]
