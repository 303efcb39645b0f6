"""The library: filters with counts, words in every form, what is akin, collections, feeds."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.models import CollectionItem, CollectionPage, MaterialEdition, MaterialTopic
from portal.formatting import plain
from tests.factories import FamilyCategoryFactory, HelpKindFactory, LegalActFactory, PracticeFactory
from tests.home import factories as make
from tests.home.factories import document, with_file

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def topic(name: str = "Учёт", slug: str = "records") -> MaterialTopic:
    return MaterialTopic.objects.get_or_create(name=name, slug=slug)[0]


def html(client, path="/materials/", **query) -> str:
    response = client.get(path, query)
    assert response.status_code == 200
    return response.content.decode()


def collection(*materials, **fields) -> CollectionPage:
    page = make.put(make.material_index(), CollectionPage, **fields)
    for order, material in enumerate(materials):
        CollectionItem.objects.create(collection=page, material=material, note=f"Шаг {order + 1}", sort_order=order)
    return page


@pytest.mark.parametrize(
    "group", ["topic", "category", "help", "practice", "act", "author", "year", "language", "kind"]
)
def test_each_filter_narrows_and_counts(client, group):
    category, help_kind, practice, act = (
        FamilyCategoryFactory(), HelpKindFactory(), PracticeFactory(), LegalActFactory()
    )  # fmt: skip
    make.material(
        title="Искомое", kind="journal", topics=[topic()], categories=[category], kinds=[help_kind],
        practices=[practice], source_act=act, author="Ведомство", year=2020, language="tt",
    )  # fmt: skip
    make.material(title="Прочее")
    values = {
        "topic": "records", "category": category.slug, "help": help_kind.slug, "practice": practice.slug,
        "act": act.slug, "author": "Ведомство", "year": "2020", "language": "tt", "kind": "journal",
    }  # fmt: skip
    text = html(client, **{group: values[group]})
    assert "Искомое" in text
    assert "Прочее" not in text
    assert "(1)" in text


def test_a_filter_counts_what_the_others_leave(client):
    for title, kind, audience in (
        ("А", "journal", "families"), ("Б", "journal", "managers"), ("В", "leaflet", "managers")
    ):  # fmt: skip
        make.material(title=title, kind=kind, audience=audience)
    text = html(client, audience="managers")
    assert "Журнал учёта (1)" in text or "журнал учёта (1)" in text
    assert "семьям (1)" in text
    assert "руководителям и органам власти (2)" in text


def test_drafts_and_closed_records_are_no_choice(client):
    practice = PracticeFactory(name="Тайная практика", live=False)
    act = LegalActFactory(live=False, number="777-р")
    make.material(practices=[practice], source_act=act)
    make.material(author="Ведомство черновика", live=False)
    text = html(client)
    assert "Тайная практика" not in text
    assert "777-р" not in text
    assert "Ведомство черновика" not in text


def test_a_value_that_is_none_gets_a_message(client):
    make.material()
    text = html(client, kind="нет")
    assert "Такого здесь нет" in text


def test_words_are_found_in_any_form(client):
    make.material(title="Журнал учёта семей")
    make.material(title="Памятка")
    text = html(client, q="журналы")
    assert "Журнал учёта семей" in text
    assert "1 материал" in text


def test_a_new_one_comes_first_and_titles_may_be_sorted(client):
    def order(**query):
        text = html(client, **query)
        return sorted(("Аист", "Яблоко"), key=text.index)

    make.material(title="Аист", first_published_at=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))
    make.material(title="Яблоко", first_published_at=datetime.datetime(2026, 2, 1, tzinfo=datetime.UTC))
    assert order() == ["Яблоко", "Аист"]
    assert order(order="title") == ["Аист", "Яблоко"]


def test_a_material_leads_to_those_about_the_same(client):
    page = make.material(topics=[topic()])
    make.material(title="О том же", topics=[topic()])
    make.material(title="О другом")
    make.material(title="Черновик о том же", topics=[topic()], live=False)
    text = html(client, page.url)
    assert "О том же" in plain(text)
    assert "О другом" not in plain(text)
    assert "Черновик" not in text


def test_a_collection_keeps_its_order_and_hides_what_is_not_public(client):
    first, second = make.material(title="Второе"), make.material(title="Первое")
    hidden = make.material(title="Черновик", live=False)
    page = collection(second, hidden, first, title="Подборка")
    text = html(client, page.url)
    assert text.index("Первое") < text.index("Второе")
    assert "Черновик" not in text
    assert "Подборка" in html(client)


def test_feeds_tell_of_new_materials_and_editions_and_no_drafts(client):
    page = make.material(title="С файлом", topics=[topic()])
    with_file(page, number="3", changes="Добавлена графа")
    other = make.material(title="Другое", first_published_at=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))
    hidden = make.material(title="Черновик", topics=[topic()], live=False)
    with_file(hidden)
    chosen = collection(other, title="Подборка", slug="chosen")
    feeds = {
        "/materials/feed/": {"С файлом", "Другое"},
        "/materials/feed/topics/records/": {"С файлом"},
        "/materials/feed/collections/chosen/": {"Другое"},
    }
    for path, expected in feeds.items():
        response = client.get(path)
        text = response.content.decode()
        assert response["Content-Type"].startswith("application/atom+xml")
        assert not response.cookies
        assert {title for title in ("С файлом", "Другое", "Черновик") if title in text} == expected
    assert "Добавлена графа" in html(client, "/materials/feed/")
    assert 'href="/materials/feed/"' in html(client)
    assert "/materials/feed/topics/records/" in html(client, page.url)
    assert "/materials/feed/collections/chosen/" in html(client, chosen.url)


@pytest.mark.parametrize("path", ["topics/none/", "collections/none/"])
def test_a_feed_of_nothing_is_not_found(client, path):
    assert client.get(f"/materials/feed/{path}").status_code == 404


@pytest.mark.parametrize("query", [{"topic": "\x00"}, {"year": "9" * 50}, {"order": "x"}, {"q": "а" * 5000}])
def test_garbage_is_no_error(client, query):
    make.material()
    html(client, **query)


def test_one_and_twenty_cost_the_same(client):
    def cost(path: str, **query) -> int:
        html(client, path, **query)  # what is kept for a minute is kept now
        with CaptureQueriesContext(connection) as queries:
            html(client, path, **query)
        return len(queries)

    def more(number: int):
        page = make.material(
            title=f"Бланк {number}", topics=[topic()], practices=[PracticeFactory()],
            categories=[FamilyCategoryFactory()], kinds=[HelpKindFactory()], source_act=LegalActFactory(),
        )  # fmt: skip
        with_file(page, "Звездолёт".encode())
        CollectionItem.objects.create(collection=chosen, material=page, sort_order=number)
        MaterialEdition.objects.create(page=subject, document=document(), sort_order=number)
        return page

    subject = make.material(title="Главный", slug="subject", topics=[topic()])
    chosen = collection(slug="chosen")
    more(1)
    asked = [
        ("/materials/", {}, 6), ("/materials/", {"q": "звездолёт"}, 10), (subject.url, {}, 5),
        (chosen.url, {}, 6), ("/materials/feed/", {}, 4),
    ]  # fmt: skip
    before = [cost(path, **query) for path, query, _most in asked]
    for number in range(2, 19):
        more(number)
    after = [cost(path, **query) for path, query, _most in asked]
    assert after == before
    assert all(one <= most for one, (_path, _query, most) in zip(before, asked, strict=True)), before
