"""Before publishing an editor is told what a page lacks, and is never kept from publishing it."""

import datetime

import pytest
from django.urls import reverse
from wagtail.documents import get_document_model

from home.checklist import hints, remarks
from services_directory.models import Provider
from tests.admin.conftest import sign_in  # noqa: F401
from tests.factories import LegalActFactory, LocationFactory
from tests.home import factories as make

pytestmark = pytest.mark.django_db


def whole(**fields):
    """A page that lacks nothing."""
    today = datetime.date.today()
    return make.section(
        **{
            "lead": "Коротко",
            "source_act": LegalActFactory(),
            "responsible": "Редакция",
            "reviewed_on": today,
            "next_review_on": today + datetime.timedelta(days=90),
            **fields,
        }
    )


def paragraph(source: str) -> dict:
    return {"type": "paragraph", "value": source}


def heading(text: str, level: str) -> dict:
    return {"type": "heading", "value": {"text": text, "level": level}}


def said(page) -> str:
    return " ".join(remarks(page))


def test_a_page_that_lacks_nothing_has_no_remarks():
    assert remarks(whole(body=[heading("Кому", "h2"), paragraph("<p>Позвоните.</p>")])) == []


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ({"lead": " "}, "Нет вводной фразы"),
        ({"source_act": None}, "Не указан источник"),
        ({"responsible": ""}, "кто отвечает"),
        ({"reviewed_on": None}, "когда страницу проверили"),
        ({"next_review_on": None}, "когда проверить снова"),
        ({"reviewed_on": datetime.date(2020, 1, 1), "next_review_on": datetime.date(2020, 6, 1)}, "проверки прошёл"),
        ({"body": [heading("Мелко", "h3")]}, "над ним нет раздела"),
        ({"body": [heading("Кому", "h2"), heading("кому", "h2")]}, "Два заголовка одинаковы"),
        ({"body": [paragraph('<p>Читайте <a href="https://x.example/">здесь</a>.</p>')]}, "«здесь» не говорит"),
        ({"body": [paragraph("<p>Звоните 8 (492) 200-11-22</p>")]}, "набран в тексте"),
        ({"body": [paragraph("")]}, "пуст"),
        ({"body": [paragraph('<p><a linktype="page" id="999999">Страница о правах</a></p>')]}, "снятую или удалённую"),
        ({"body": [{"type": "whom_to_call", "value": {"title": "Кому", "providers": [10**6]}}]}, "молчит"),
        ({"body": [{"type": "callout", "value": {"title": "Важно", "tone": "warn"}}] * 3}, "Выносок 3"),
    ],
)
def test_what_is_missing_is_named(missing, words):
    found = remarks(whole(**missing))
    assert len(found) == 1
    assert words in found[0]


def test_a_link_to_a_published_page_is_in_order():
    target = make.section()
    page = whole(body=[paragraph(f'<p><a id="{target.pk}" linktype="page">Права</a></p>')])
    assert remarks(page) == []
    target.unpublish()
    assert "снятую" in said(page)


def test_a_card_of_an_unpublished_page_is_named():
    draft = make.section(live=False)
    body = [{"type": "link_cards", "value": {"links": [{"title": "Скоро", "page": draft.pk}]}}]
    assert "«Скоро»" in said(whole(body=body))


def test_a_file_without_a_page_of_the_same_text_is_named():
    file = get_document_model().objects.create(title="Бланк", file="form.pdf")
    assert "«Бланк»" in said(whole(body=[{"type": "file", "value": {"document": file.pk}}]))
    assert remarks(whole(body=[{"type": "file", "value": {"document": file.pk, "page": make.section().pk}}])) == []


def test_a_live_block_warns_once_its_record_is_gone():
    place = LocationFactory(phones=["+79000000001"])
    page = whole(body=[{"type": "contact", "value": {"provider": place.provider.pk}}])
    assert remarks(page) == []
    Provider.objects.update(live=False)
    page = type(page).objects.get(pk=page.pk)
    assert "молчит" in said(page)


def test_reading_leaves_out_words_of_an_act_and_takes_steps_in():
    act = LegalActFactory()
    quote = {"type": "act_quote", "value": {"text": "Осуществляется межведомственное взаимодействие", "act": act.pk}}
    steps = [{"type": "step", "value": {"title": "Позвоните", "text": "<p>Скажите, что случилось.</p><p>Ждите.</p>"}}]
    page = make.guide(lead="Это просто", steps=steps, body=[quote])
    assert hints(page).reading.sentences == ("Это просто", "Позвоните", "Скажите, что случилось", "Ждите")


def test_the_form_of_a_page_shows_remarks_and_reading(sign_in):  # noqa: F811
    easy = paragraph("<p>" + "Мама дома. Кот спит на лавке. " * 10 + "</p>")
    page = make.section(body=[easy])
    text = sign_in("publications").get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Перед публикацией" in text
    assert "Не указан источник" in text
    assert "Прочтут с 1 класса" in text


def test_a_page_with_remarks_can_be_published(sign_in):  # noqa: F811
    page = make.section(title="Пустая", live=False)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = sign_in("moderator").get(url).context["form"]
    data = {name: value for name in form.fields if (value := form[name].value()) not in (None, [])}
    streams = {f"{name}-count": "0" for name in ("body", "related", "comments-TOTAL_FORMS")}
    management = {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    response = sign_in("moderator").post(url, {**data, **streams, **management, "action-publish": "1"})
    assert response.status_code == 302
    page.refresh_from_db()
    assert page.live
    assert remarks(page)


def test_a_preview_shows_the_same_of_what_is_being_written_and_the_site_does_not(client):
    page = make.section()
    assert "Для редактора" in page.make_preview_request().content.decode()
    assert "Для редактора" not in client.get(page.url).content.decode()
