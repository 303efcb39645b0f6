"""Live blocks show records as they stand now: what is confidential, unpublished or deleted is not among them."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from home.asking import Asked, services_of
from measures.models import StatedTotal
from search.rebuilding import rebuild
from services_directory.models import Provider
from tests.factories import (
    WEEK,
    BudgetLineFactory,
    FamilyCategoryFactory,
    HelpKindFactory,
    LocationFactory,
    MeasureFactory,
    ProviderFactory,
    RegionFactory,
    ServiceFactory,
    TerritoryFactory,
)
from tests.home import factories as make

pytestmark = pytest.mark.django_db


def block(name: str, **value) -> dict:
    return {"type": name, "value": {"title": "Список", **value}}


def html(client, *body) -> str:
    response = client.get(make.section(body=list(body)).url)
    assert response.status_code == 200
    return response.content.decode().replace("\xa0", " ")


def test_whom_to_call_gives_the_phone_the_hours_and_the_card(client):
    place = LocationFactory(phones=["+74922001122"], hours=WEEK, provider__name="Центр «Очаг»")
    text = html(client, block("whom_to_call", providers=[place.provider.pk]))
    assert "Центр «Очаг»" in text
    assert "tel:+74922001122" in text
    assert place.provider.get_absolute_url() in text
    assert "время местное" in text


def test_a_phone_changed_in_the_directory_is_changed_on_the_page(client):
    place = LocationFactory(phones=["+74922001122"])
    page = make.section(body=[block("whom_to_call", providers=[place.provider.pk])])
    phone = place.phones.get()
    phone.number = "+74922003344"
    phone.save()
    text = client.get(page.url).content.decode()
    assert "+74922003344" in text
    assert "+74922001122" not in text


def test_without_a_phone_the_block_says_so(client):
    text = html(client, block("whom_to_call", providers=[ProviderFactory(name="Без телефона").pk]))
    assert "Без телефона" in text
    said = text[text.index("Телефона пока нет") : text.index("</main>")]
    assert 'href="tel:+78002000122"' in said


@pytest.mark.parametrize("kind", ["whom_to_call", "contact"])
def test_a_confidential_address_is_nowhere_and_its_phone_is(client, kind):
    place = LocationFactory(
        address="ул. Канареечная, 7",
        directions="за сквером Щегла",
        address_is_confidential=True,
        phones=["+79000000001"],
    )
    chosen = {"providers": [place.provider.pk]} if kind == "whom_to_call" else {"provider": place.provider.pk}
    text = html(client, {"type": kind, "value": chosen})
    assert "Канареечная" not in text
    assert "Щегла" not in text
    assert "+79000000001" in text


def test_contacts_give_the_address_the_way_and_the_week(client):
    place = LocationFactory(address="ул. Садовая, 5", directions="автобус 3", phones=["+79000000001"], hours=WEEK)
    value = {"provider": place.provider.pk, "note": "Сюда идут с заявлением"}
    text = html(client, {"type": "contact", "value": value})
    for words in ("ул. Садовая, 5", "автобус 3", "Сюда идут с заявлением", "пн–пт 9:00–18:00"):
        assert words in text


def test_unpublished_places_and_providers_are_left_out(client):
    draft = LocationFactory(provider__live=False, provider__name="Скрытая", phones=["+79000000001"])
    hidden = LocationFactory(live=False, phones=["+79000000002"], provider__name="Открытая")
    text = html(client, block("whom_to_call", providers=[draft.provider.pk, hidden.provider.pk]))
    assert "Скрытая" not in text
    assert "Открытая" in text
    assert "+7900000000" not in text


@pytest.mark.parametrize("kind", ["whom_to_call", "contact", "services", "measure"])
def test_a_block_whose_target_is_gone_says_nothing(client, kind):
    region = RegionFactory()
    gone = {
        "whom_to_call": {"providers": [10**6]},
        "contact": {"provider": 10**6},
        "services": {"territory": region.pk},
        "measure": {"measure": 10**6},
    }
    text = html(client, {"type": kind, "value": {"title": "Пустой блок", "note": "Пустой блок", **gone[kind]}})
    assert "Пустой блок" not in text


def test_a_provider_deleted_later_leaves_an_empty_place(client):
    provider = ProviderFactory(name="Исчезнет")
    page = make.section(body=[{"type": "contact", "value": {"provider": provider.pk}}])
    Provider.objects.filter(pk=provider.pk).delete()
    response = client.get(page.url)
    assert response.status_code == 200
    assert "Исчезнет" not in response.content.decode()


def test_whom_to_call_is_narrowed_by_place_kind_and_category(client):
    region, kind, category = RegionFactory(), HelpKindFactory(), FamilyCategoryFactory()
    district = TerritoryFactory(parent=region)
    right = ServiceFactory(
        kind=HelpKindFactory(parent=kind),
        categories=[category],
        provider__territory=district,
        provider__name="Подходит",
    )
    ServiceFactory(kind=kind, provider__territory=district, provider__name="Другая семья")
    ServiceFactory(kind=kind, categories=[category], provider__name="Другой край")
    ServiceFactory(categories=[category], provider__territory=district, provider__name="Другая помощь")
    text = html(client, block("whom_to_call", territory=region.pk, kind=kind.pk, category=category.pk))
    assert right.provider.name in text
    for name in ("Другая семья", "Другой край", "Другая помощь"):
        assert name not in text


def test_who_serves_the_region_is_found_from_its_district(client):
    region = RegionFactory()
    district = TerritoryFactory(parent=region)
    ProviderFactory(name="Служит всему краю", also_serves=[region])
    assert "Служит всему краю" in html(client, block("whom_to_call", territory=district.pk))


def test_those_who_answer_come_first_and_the_rest_are_one_link_away(client):
    region = RegionFactory(slug="kray")
    for number in range(8):
        ProviderFactory(territory=region, name=f"А{number}")
    LocationFactory(provider=ProviderFactory(territory=region, name="Я отвечаю"), phones=["+79000000001"])
    text = html(client, block("whom_to_call", territory=region.pk, most=3))
    assert text.index("Я отвечаю") < text.index("А0")
    assert "А2" not in text
    assert "/providers/?territory=kray" in text


def test_services_are_counted_and_lead_to_their_list(client):
    kind = HelpKindFactory(slug="legal")
    for number in range(8):
        ServiceFactory(kind=kind, name=f"Совет юриста {number}", price="free")
    ServiceFactory(kind=kind, live=False, name="Черновик услуги")
    text = html(client, block("services", kind=kind.pk, most=6))
    assert text.count("Совет юриста") == 6
    assert "Все 8 услуг" in text
    assert "/services/?kind=legal" in text
    assert "Черновик услуги" not in text


def test_the_count_is_that_of_the_list(client):
    region, kind, category = (
        RegionFactory(slug="kray"),
        HelpKindFactory(slug="legal"),
        FamilyCategoryFactory(slug="many"),
    )
    district = TerritoryFactory(parent=region)
    fitting = {"kind": kind, "categories": [category]}
    ServiceFactory(provider__territory=region, **fitting)
    ServiceFactory(provider__territory=district, **fitting)
    ServiceFactory(also_serves=[region], **fitting)
    ServiceFactory(provider__also_serves=[region], **fitting)
    other = TerritoryFactory(parent=region)
    ServiceFactory(also_serves=[other], **fitting)
    ServiceFactory(provider__territory=district, next_review_on=datetime.date(2020, 1, 1), **fitting)
    placed = ServiceFactory(**fitting)
    placed.locations.add(LocationFactory(provider=placed.provider, territory=district))
    placed.save()
    ServiceFactory(**fitting)
    rebuild()
    for where, number in ((region, 6), (district, 4)):
        asked = Asked(territory=where.pk, kind=kind.pk, category=category.pk)
        found = client.get(
            "/api/search/", {"type": "service", "territory": where.slug, "kind": "legal", "category": "many"}
        )
        assert services_of(asked).count() == found.json()["total"] == number


def test_services_checked_last_come_first():
    kind = HelpKindFactory()
    old = ServiceFactory(kind=kind, name="А", verified_on=datetime.date(2025, 1, 1))
    new = ServiceFactory(kind=kind, name="Я", verified_on=timezone.localdate())
    never = ServiceFactory(kind=kind, name="Б")
    assert list(services_of(Asked(kind=kind.pk))) == [new, old, never]


def test_of_namesakes_one_stands_before_another_comes_twice(client):
    kind = HelpKindFactory()
    for name in ("Кружок", "Кружок", "Кружок", "Лагерь", "Лагерь"):
        ServiceFactory(kind=kind, name=name)
    text = html(client, block("services", kind=kind.pk, most=3))
    assert text.count(">Кружок</a>") == 2
    assert text.count(">Лагерь</a>") == 1
    assert "Все 5 услуг" in text


def test_records_of_an_invented_region_are_marked(client):
    service = ServiceFactory(provider__territory__parent=RegionFactory(is_fictional=True))
    LocationFactory(provider=service.provider)
    body = [block("services", kind=service.kind.pk), block("whom_to_call", providers=[service.provider.pk])]
    assert html(client, *body).count("Вымышленный регион") == 2


def test_a_measure_shows_its_standing_and_its_exact_money(client):
    measure = MeasureFactory(title="Обучить семьи", reported_status="done", status_reason="Отчёт", term="2016 год")
    BudgetLineFactory(measure=measure, amount=Decimal("150000.50"))
    text = html(client, {"type": "measure", "value": {"measure": measure.pk, "note": "Касается вас"}})
    for words in ("Обучить семьи", "Выполнено", "150 000,50", "2016 год", "Касается вас", measure.get_absolute_url()):
        assert words in text


def test_a_measure_without_money_says_that_it_is_unknown_and_a_stated_total_stands_in(client):
    measure = MeasureFactory()
    body = {"type": "measure", "value": {"measure": measure.pk}}
    assert "нет данных" in html(client, body)
    StatedTotal.objects.create(programme=measure.programme, measure_number=measure.number, amount=Decimal("42000"))
    assert "42 000" in html(client, body)


@pytest.mark.parametrize("hidden", ["live", "programme__live"])
def test_a_measure_of_a_draft_is_not_shown(client, hidden):
    measure = MeasureFactory(title="Тайное дело", **{hidden: False})
    assert "Тайное дело" not in html(client, {"type": "measure", "value": {"measure": measure.pk}})


def filled(number: int) -> list[dict]:
    """Blocks of every kind, with so many records in each."""
    kind, region = HelpKindFactory(), RegionFactory()
    providers = []
    for _each in range(number):
        provider = ProviderFactory(territory=TerritoryFactory(parent=region))
        LocationFactory(provider=provider, phones=["+79000000001", "+79000000002"], hours=WEEK)
        ServiceFactory(provider=provider, kind=kind)
        providers.append(provider.pk)
    measures = [MeasureFactory() for _each in range(number)]
    for measure in measures:
        BudgetLineFactory(measure=measure)
    return [
        block("whom_to_call", providers=providers, most=20),
        block("whom_to_call", territory=region.pk, most=20),
        block("services", kind=kind.pk, most=20),
        block("services", territory=region.pk, most=20),
        *({"type": "contact", "value": {"provider": provider}} for provider in providers),
        *({"type": "measure", "value": {"measure": measure.pk}} for measure in measures),
    ]


def cost(client, page) -> int:
    client.get(page.url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page.url).status_code == 200
    return len(queries)


def test_one_record_and_twenty_cost_the_same_queries(client):
    one = cost(client, make.section(body=filled(1)))
    assert cost(client, make.section(body=filled(20))) == one <= 8
