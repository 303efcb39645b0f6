"""Every narrative page as a visitor gets it."""

import datetime
import re

import pytest

from tests.factories import LegalActFactory, PracticeFactory
from tests.home import factories as make

pytestmark = pytest.mark.django_db

TABLE = {
    "columns": [{"type": "text", "heading": "Кто"}, {"type": "text", "heading": "Когда"}],
    "rows": [{"values": ["Куратор", "До 5 числа"]}],
    "caption": "",
}


def every_block(act) -> list[dict]:
    values = {
        "heading": {"text": "Раздел страницы", "level": "h2"},
        "paragraph": "<p>Простой текст</p>",
        "steps": {"title": "Шаги", "steps": [{"title": "Позвоните", "deadline": "3 дня", "act": act.pk}]},
        "needs": {"title": "Понадобится", "items": [{"name": "Паспорт", "note": "Родителя"}]},
        "callout": {"tone": "warn", "title": "Важно знать", "text": "<p>Пояснение</p>"},
        "questions": {"title": "Спрашивают", "questions": [{"question": "Можно?", "answer": "<p>Да</p>"}]},
        "table": {"caption": "Сроки", "table": TABLE, "act": act.pk, "place": "п. 1"},
        "act_quote": {"text": "Дословно", "act": act.pk, "place": "п. 2"},
        "helplines": {"title": "Звоните", "lines": [{"name": "Помощь", "phone": "112"}]},
        "link_cards": {"title": "Дальше", "links": [{"title": "Услуги", "address": "/services/"}]},
    }
    return [{"type": name, "value": value} for name, value in values.items()]


def html(client, page) -> str:
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("put", [make.section, make.guide, make.news, make.material])
def test_every_block_shows_on_every_kind_of_page(client, put):
    act = LegalActFactory(number="305")
    text = html(client, put(body=every_block(act)))
    for words in ("Раздел страницы", "Простой текст", "Срок: 3 дня", "Паспорт", "Важно знать", "Можно?",
                  "До 5 числа", "Дословно", "tel:112", "/services/", "п. 2"):  # fmt: skip
        assert words in text
    assert text.count(act.get_absolute_url()) >= 3


@pytest.mark.parametrize(
    "put", [make.section, make.guide, make.news, make.material, make.news_index, make.material_index]
)
def test_one_heading_one_main_and_the_language(client, put):
    text = html(client, put())
    assert len(re.findall(r"<h1[ >]", text)) == 1
    assert len(re.findall(r"<main[ >]", text)) == 1
    assert '<html lang="ru">' in text


@pytest.mark.parametrize("put", [make.section, make.guide, make.news, make.material])
def test_each_page_names_its_source_and_its_review(client, put):
    act = LegalActFactory()
    page = put(source_act=act, source_place="п. 5.3", reviewed_on=datetime.date(2026, 11, 20), responsible="Редакция")
    text = html(client, page).replace("\xa0", " ")
    assert act.citation.replace("\xa0", " ") in text.replace("&#39;", "'")
    assert "п. 5.3" in text
    assert "Проверено 20 ноября 2026" in text
    assert "Отвечает: Редакция" in text


def test_a_page_never_reviewed_says_so(client):
    assert "Ещё не проверено" in html(client, make.section())


def test_text_of_an_editor_is_escaped(client):
    evil = "<script>alert(1)</script>"
    text = html(
        client, make.section(title=evil, lead=evil, body=[{"type": "heading", "value": {"text": evil, "level": "h2"}}])
    )
    assert "<script>alert" not in text


def test_a_card_leading_to_an_unpublished_page_is_left_out(client):
    draft = make.section(live=False)
    links = [{"title": "Скоро здесь", "page": draft.pk}, {"title": "Уже есть", "page": make.section().pk}]
    text = html(client, make.section(body=[{"type": "link_cards", "value": {"links": links}}]))
    assert "Уже есть" in text
    assert "Скоро здесь" not in text


def test_a_material_names_its_practice_unless_that_is_a_draft(client):
    practice = PracticeFactory(name="Няня на час")
    page = make.material(practices=[practice])
    assert "Няня на час" in html(client, page)
    practice.live = False
    practice.save()
    assert "Няня на час" not in html(client, page)


def test_the_library_is_narrowed_by_kind_audience_and_word(client):
    make.material(title="Форма отчёта", kind="report-form", audience="managers")
    make.material(title="Памятка родителям", kind="leaflet", audience="families")

    def shown(**query):
        text = client.get("/materials/", query).content.decode()
        return {title for title in ("Форма отчёта", "Памятка родителям") if title in text}

    assert shown() == {"Форма отчёта", "Памятка родителям"}
    assert shown(kind="leaflet") == {"Памятка родителям"}
    assert shown(audience="managers") == {"Форма отчёта"}
    assert shown(q="ПАМЯТКА") == {"Памятка родителям"}
    assert shown(q="памятка", kind="report-form") == set()


def test_an_empty_list_says_so_and_leads_back(client):
    make.material()
    text = client.get("/materials/", {"q": "нет такого"}).content.decode()
    assert "Ничего не нашлось" in text
    assert "Показать все материалы" in text


def test_an_index_without_news_says_so(client):
    assert "Новостей пока нет" in html(client, make.news_index())


@pytest.mark.parametrize("page", ["0", "-1", "x", "10" * 20, "\x00", ""])
@pytest.mark.parametrize("path", ["/news/", "/materials/"])
def test_a_page_that_does_not_exist_gives_one_that_does(client, path, page):
    make.news()
    make.material()
    assert client.get(path, {"page": page}).status_code == 200


@pytest.mark.parametrize(
    "query", [{"q": "\x00"}, {"q": "а" * 500}, {"q": "слово " * 200}, {"kind": "нет"}, {"kind": ["a", "b"]}]
)
def test_garbage_in_the_filters_is_no_error(client, query):
    make.material()
    assert client.get("/materials/", query).status_code == 200


def test_news_come_newest_first_and_by_pages(client):
    for day in range(1, 15):
        make.news(title=f"Новость {day:02}", date=datetime.date(2026, 11, day))
    first, second = (re.findall(r"Новость (\d\d)<", client.get("/news/", {"page": n}).content.decode()) for n in (1, 2))
    assert first == [f"{day:02}" for day in range(14, 2, -1)]
    assert second == ["02", "01"]


def test_an_address_that_leads_nowhere_is_not_found(client):
    support = make.section(slug="support")
    make.guide(support, slug="how")
    assert client.get("/support/how/").status_code == 200
    for path in ("/support/none/", "/how/", "/support/how/more/", "/none/how/"):
        assert client.get(path).status_code == 404
