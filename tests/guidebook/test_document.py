"""The book tells every public service once, in order, and points to the right pages."""

import datetime
import re
from collections import Counter
from decimal import Decimal

import pytest
from django.utils.timezone import localdate

from guidebook.choosing import Choice
from guidebook.document import document
from guidebook.reading import Reading
from home.models import PortalSettings
from services_directory.models import Tariff
from services_directory.models.verification import Rules, verification_rules
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
from tests.guidebook.conftest import headings, opened, text_of

pytestmark = pytest.mark.django_db
TODAY = localdate()


@pytest.fixture
def town():
    """A town of a region, with an institution that says all that a card can say."""
    town = TerritoryFactory(name="Город Озёрск", parent=RegionFactory(name="Лесной край"))
    provider = ProviderFactory(name="Центр «Ёлка»", territory=town, verified_on=TODAY)
    LocationFactory(provider=provider, address="ул. Лесная, 5", phones=["+79000000001"], hours=WEEK)
    service = ServiceFactory(
        name="Няня на час", provider=provider, kind=HelpKindFactory(name="Помощь с детьми"), price="free",
        categories=[FamilyCategoryFactory(name="Многодетные семьи")], summary="Посидит с ребёнком",
        steps=["Позвоните", "Договоритесь"], documents=["Паспорт"],
    )  # fmt: skip
    return town, provider, service


def flat(text: str) -> str:
    """Without line breaks, and hyphens at them."""
    return re.sub(r"\s+", " ", re.sub(r"[-\xad]\n|\xad", "", text))


def test_a_card_says_what_it_is_for_whom_how_and_whom_to_call(client, town):
    text = flat(text_of(opened(client.get("/guide.pdf"))))
    for said in (
        "Центр «Ёлка»", "ул. Лесная, 5", "8 900 000-00-01", "пн–пт: 9:00–18:00", "Няня на час", "Посидит с ребёнком",
        "Для кого: Многодетные семьи", "Документы: Паспорт", "Цена: бесплатно", "Договоритесь", "Сведения проверены",
        "Ещё не проверяли",
    ):  # fmt: skip
        assert said in text.replace("\u00a0", " "), said


def test_every_service_and_institution_has_one_heading(client, town):
    services = [ServiceFactory(name=f"Услуга особая {n}", provider=LocationFactory().provider) for n in range(12)]
    found = headings(opened(client.get("/guide.pdf")))
    count = Counter((level, title) for level, title, _page in found)
    for service in services:
        assert count[4, service.name] == 1
        assert count[3, service.provider.name] == 1
    assert set(count.values()) == {1}


def test_contents_bookmarks_and_index_agree_on_pages(client, town):
    for n in range(25):
        ServiceFactory(name=f"Занятие номер {n}", description="Слово " * 60, provider=LocationFactory().provider)
    reader = opened(client.get("/guide.pdf"))
    pages = [page.extract_text() for page in reader.pages]
    printed = {title: page for level, title, page in headings(reader) if level in (3, 4)}
    contents = flat("".join(text for text in pages if text.splitlines()[0].endswith("Содержание")))
    index = flat("".join(text for text in pages if "Алфавитный указатель" in text.splitlines()[0]))
    provider = town[1].name
    assert re.search(rf"{provider}[ .]+{printed[provider]}\b", contents)
    for n in range(25):
        title = f"Занятие номер {n}"
        assert title in flat(pages[printed[title] - 1])
        assert re.search(rf"{title}: {printed[title]}\b", index), title
    assert len({printed[f"Занятие номер {n}"] for n in range(25)}) > 2


def test_services_of_one_name_stand_in_one_line_of_the_index(client, town):
    for _n in range(6):
        ServiceFactory(
            name="Психолог", description="Слово " * 150, provider=LocationFactory().provider, kind=town[2].kind
        )
    text = flat(text_of(opened(client.get("/guide.pdf"))))
    found = set(re.findall(r"Психолог: (\d+(?:, \d+)*)", text))
    assert len(found) == 1
    pages = [int(page) for page in found.pop().split(", ")]
    assert pages == sorted(set(pages))
    assert len(pages) > 1


def test_it_is_tagged_titled_and_in_russian(client, town):
    reader = opened(client.get("/guide.pdf"))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "ru"
    assert "/StructTreeRoot" in root
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert reader.metadata.title == "Социальный путеводитель: Весь справочник"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_whom_to_call_comes_first(client, town):
    settings = PortalSettings.objects.create()
    settings.hotlines.create(name="Горячая линия края", phone="+78000000007")
    settings.save()
    pages = [page.extract_text() for page in opened(client.get("/guide.pdf")).pages]
    assert "Социальный" in pages[0]
    assert "Данные на" in pages[0]
    second = pages[1].replace("\u00a0", " ")
    assert "112" in second
    assert "8 800 200-01-22" in second
    assert "8 800 000-00-07" in second
    assert "/feedback/" in pages[-1]


def test_what_is_not_public_or_left_out_of_lists_is_not_told(client, town):
    long_ago = TODAY - datetime.timedelta(days=800)
    ServiceFactory(name="Черновик услуги", live=False, provider=town[1])
    ServiceFactory(name="Услуга черновика", provider=ProviderFactory(name="Тайный центр", live=False))
    ServiceFactory(name="Забытая услуга", provider=town[1], verified_on=long_ago, next_review_on=long_ago)
    ProviderFactory(name="Забытый центр", verified_on=long_ago, next_review_on=long_ago)
    FamilyCategoryFactory(name="Скрытая категория", live=False).services.add(town[2])
    LocationFactory(provider=town[1], name="Закрытое место", live=False)
    text = text_of(opened(client.get("/guide.pdf")))
    for canary in ("Черновик", "Тайный", "Забыт", "Скрытая", "Закрытое"):
        assert canary not in text


def test_a_confidential_address_is_not_told(client):
    place = LocationFactory(address="ул. Канареечная, 7", directions="За рощей", address_is_confidential=True)
    ServiceFactory(provider=place.provider, locations=[place])
    text = flat(text_of(opened(client.get("/guide.pdf"))))
    assert "Адрес не публикуется" in text
    assert "Канареечная" not in text
    assert "рощей" not in text


def test_an_old_card_and_a_closed_place_say_so(client, town):
    old = TODAY - datetime.timedelta(days=200)
    ServiceFactory(name="Старая", provider=town[1], verified_on=old, closed_from=TODAY, closed_reason="ремонт")
    text = flat(text_of(opened(client.get("/guide.pdf"))))
    assert "Давно не проверяли: уточните по телефону. Последний раз:" in text
    assert "Временно закрыто" in text
    assert "ремонт" in text


def test_who_has_no_phone_is_not_to_be_called(client):
    ServiceFactory(name="Немая")
    text = flat(text_of(opened(client.get("/guide.pdf"))))
    assert "Ещё не проверяли: спросите по телефонам в начале книги" in text
    assert "уточните по телефону" not in text


def test_a_fictional_region_says_so(client, town):
    region = town[0].parent
    region.is_fictional = True
    region.save()
    assert flat(text_of(opened(client.get("/guide.pdf")))).count("Вымышленный регион") == 2


def test_a_price_in_force_is_told(client, town):
    Tariff.objects.create(service=town[2], name="Час", amount=Decimal("350.50"), unit="за час", valid_until=TODAY)
    Tariff.objects.create(service=town[2], name="Вчерашняя", amount=1, valid_until=TODAY - datetime.timedelta(days=1))
    text = flat(text_of(opened(client.get("/guide.pdf")))).replace("\u00a0", " ")
    assert "бесплатно. Час — 350,50 ₽ за час" in text
    assert "Вчерашняя" not in text


def test_text_that_looks_like_markup_stays_text(client, town):
    ServiceFactory(name="Кружок #eval(1) *звёзды* $x$ <p1>", provider=town[1])
    assert "#eval(1) *звёзды* $x$" in flat(text_of(opened(client.get("/guide.pdf"))))


def test_a_choice_narrows_it(client, town):
    other = ServiceFactory(name="Чужая услуга")
    place, _provider, service = town
    assert [each.pk for each in Reading(Choice(place)).services] == [service.pk]
    assert [each.pk for each in Reading(Choice(place.parent)).services] == [service.pk]
    assert [each.pk for each in Reading(Choice(kind=other.kind)).services] == [other.pk]
    text = text_of(opened(client.get(f"/guide/{place.slug}.pdf")))
    assert "Няня на час" in text
    assert "Чужая" not in text
    category = service.categories.get()
    text = text_of(opened(client.get(f"/guide.pdf?category={category.slug}")))
    assert "Няня на час" in text
    assert "Чужая" not in text


def test_who_serves_the_place_from_elsewhere_is_there(town):
    place = town[0]
    far = ProviderFactory(also_serves=[place.parent])
    of_far = ServiceFactory(provider=far)
    own = ServiceFactory(also_serves=[place])
    ServiceFactory()
    assert {each.pk for each in Reading(Choice(place)).services} == {town[2].pk, of_far.pk, own.pk}


def test_as_many_queries_for_twenty_as_for_one(town, django_assert_num_queries):
    verification_rules()
    PortalSettings.objects.create()
    document(Choice(), TODAY)

    def asked() -> int:
        with django_assert_num_queries(15, exact=False) as queries:
            document(Choice(), TODAY)
        return len(queries)

    one = asked()
    for n in range(20):
        place = LocationFactory(phones=[f"+7900000{n:04}"], hours=WEEK)
        ServiceFactory(provider=place.provider, locations=[place], steps=["Раз"], documents=["Два"], price="free",
            categories=[FamilyCategoryFactory()], kind=HelpKindFactory(parent=HelpKindFactory()))  # fmt: skip
    assert asked() == one


def test_the_day_on_which_it_says_otherwise_is_known(town):
    rules: Rules = verification_rules()
    fresh_until = TODAY + datetime.timedelta(days=rules.old_after)
    assert document(Choice(), TODAY).good_until == fresh_until
    ends = TODAY + datetime.timedelta(days=3)
    Tariff.objects.create(service=town[2], name="Час", amount=1, valid_until=ends)
    assert document(Choice(), TODAY).good_until == ends


def test_days_with_other_hours_are_told_from_a_month_before_and_no_longer(town):
    place = town[1].locations.get()
    place.exceptions.create(starts_on=TODAY + datetime.timedelta(days=40), reason="учёба")
    place.save()
    before = document(Choice(), TODAY)
    assert "учёба" not in str(before.content)
    assert before.good_until == TODAY + datetime.timedelta(days=9)
    place.exceptions.update(starts_on=TODAY, ends_on=TODAY + datetime.timedelta(days=2))
    now = document(Choice(), TODAY)
    assert "не работает (учёба)" in str(now.content)
    assert now.good_until == TODAY + datetime.timedelta(days=2)
