"""The legal navigator: what happened → what the law promises → what to ask for → a letter → where to go."""

import datetime
import io

import pytest
from django.core.exceptions import ValidationError
from docx import Document
from docx.oxml.ns import qn

from acts import loading as acts
from portal.loading import Report
from rights import loading
from rights.models import Ask, Letter, Right, Situation
from services_directory import loading as directory
from tests.factories import HelpKindFactory, LegalActFactory

pytestmark = pytest.mark.django_db
LETTER = {
    "title": "Заявление",
    "addressee": "Судье\nот ____",
    "body": "Прошу взыскать.\n\nДата рождения ____.",
    "attachments": "паспорт",
}


def situation(law=None, **fields) -> Situation:
    made = Situation(slug="alimony", title="Не платят на ребёнка", lead="Поможет суд.", **fields)
    made.rights.add(Right(text="Родители содержат детей", act=law or LegalActFactory(), place="статья 80"))
    made.save()
    return made


def page(client) -> str:
    return client.get("/rights/alimony/").content.decode()


def test_a_right_stands_beside_its_article(client):
    law = LegalActFactory(number="223-ФЗ")
    situation(law)
    html = page(client)
    assert "Родители содержат детей" in html
    assert f'href="{law.get_absolute_url()}"' in html
    assert "статья 80" in html


@pytest.mark.parametrize("missing", [{"act": None}, {"place": " "}])
def test_a_right_without_an_article_is_refused(missing):
    made = situation()
    fields = {"text": "Вам должны", "act": LegalActFactory(), "place": "статья 1", **missing}
    with pytest.raises(ValidationError, match="укажите закон и статью"):
        Right(situation=made, **fields).full_clean()


def test_help_nearby_is_one_link_away(client):
    made = situation()
    made.kinds.add(HelpKindFactory(slug="legal", name="Юридическая помощь"))
    made.save()
    assert 'href="/services/?kind=legal"' in page(client)


def test_a_draft_shows_nowhere(client):
    made = situation(live=False)
    Letter.objects.create(situation=made, **LETTER)
    for address in ("/rights/alimony/", "/rights/alimony/letters/1/", "/rights/alimony/letters/1.docx"):
        assert client.get(address).status_code == 404
    for address in ("/rights/", "/sitemap-rights.xml"):
        assert "alimony" not in client.get(address).content.decode()


def test_a_page_that_no_lawyer_has_checked_says_so(client):
    situation()
    assert "ещё не проверял" in page(client)


def test_a_law_amended_after_the_check_is_told(client):
    law = LegalActFactory()
    situation(law, reviewed_on=datetime.date(2026, 3, 1))
    LegalActFactory(amends=law, date=datetime.date(2026, 2, 1))
    assert "Закон изменился" not in page(client)
    LegalActFactory(amends=law, date=datetime.date(2026, 4, 1), live=False)
    assert "Закон изменился" not in page(client)
    LegalActFactory(amends=law, date=datetime.date(2026, 5, 1))
    html = page(client)
    assert "Закон изменился" in html
    assert "1\u00a0мая\u00a02026" in html


def test_a_law_that_lost_force_is_told(client):
    situation(LegalActFactory(status="lost-force"), reviewed_on=datetime.date(2026, 3, 1))
    assert "утратил силу" in page(client)


def test_danger_puts_phones_and_the_way_out_first(client):
    situation(is_urgent=True)
    html = page(client)
    assert html.index("tel:112") < html.index("На что вы вправе рассчитывать")
    assert "<quick-exit" in html
    assert "quick-exit.js" in html


def test_a_letter_opens_in_a_text_editor(client):
    Letter.objects.create(situation=situation(), **LETTER)
    response = client.get("/rights/alimony/letters/1.docx")
    assert response["Content-Disposition"] == 'attachment; filename="alimony-1.docx"'
    paragraphs = Document(io.BytesIO(response.content)).paragraphs
    told = ["".join(words.text for words in each._p.iter(qn("w:t"))) for each in paragraphs]
    assert told[:4] == ["Судье", "от ____", "Заявление", "Прошу взыскать."]
    assert "паспорт" in told
    assert told[-1].split() == ["Дата", "____________", "Подпись", "____________"]


def test_each_blank_of_the_document_is_a_field_that_says_what_belongs_there(client):
    Letter.objects.create(situation=situation(), **{**LETTER, "body": "Что случилось: " + "_" * 50})
    document = Document(io.BytesIO(client.get("/rights/alimony/letters/1.docx").content))
    fields = list(document.element.body.iter(qn("w:sdtPr")))
    assert [field.find(qn("w:alias")).get(qn("w:val")) for field in fields] == ["от", "Что случилось", "Дата"]
    assert [field.find(qn("w:text")).get(qn("w:multiLine")) for field in fields] == [None, "1", None]
    assert all(field.find(qn("w:showingPlcHdr")) is not None for field in fields)


def test_a_letter_can_be_read_without_a_file(client):
    Letter.objects.create(situation=situation(), **LETTER)
    html = client.get("/rights/alimony/letters/1/").content.decode()
    assert all(words in html for words in ("Судье", "Прошу взыскать.", "паспорт"))


@pytest.mark.parametrize("number", ["0", "2", "99999999999999999999"])
def test_a_letter_that_is_not_there_is_not_found(client, number):
    Letter.objects.create(situation=situation(), **LETTER)
    assert client.get(f"/rights/alimony/letters/{number}/").status_code == 404


def test_the_number_of_queries_does_not_grow(client, django_assert_max_num_queries, django_assert_num_queries):
    made = situation()
    Letter.objects.create(situation=made, **LETTER)
    Ask.objects.create(situation=made, text="Просьба", act=LegalActFactory())
    client.get("/rights/alimony/")
    with django_assert_max_num_queries(6) as counted:
        client.get("/rights/alimony/")
    before = len(counted)
    for number in range(20):
        Right.objects.create(situation=made, text=f"Право {number}", act=LegalActFactory(), place="статья 1")
        Ask.objects.create(situation=made, text=f"Просьба {number}", act=LegalActFactory())
        Letter.objects.create(situation=made, **LETTER)
    with django_assert_num_queries(before):
        client.get("/rights/alimony/")


def test_the_shipped_situations_rest_on_articles_and_load_once():
    first = Report(write=lambda _text: None)
    acts.load(first)
    directory.load(first)
    loading.load(first)
    assert Situation.objects.published().count() >= 10
    for each in Situation.objects.prefetch_related("rights__act", "letters"):
        assert each.rights.count() >= 2
        assert all(right.act and right.place for right in each.rights.all())
    again = Report(write=lambda _text: None)
    loading.load(again)
    assert not again.changed


def test_advice_without_an_article_is_told_from_the_law(client):
    made = situation()
    Ask.objects.create(situation=made, text="Принять заявление")
    html = page(client)
    assert html.count("Это совет портала") == 1
    Ask.objects.filter(situation=made).update(act=LegalActFactory(), place="статья 3")
    assert "Это совет портала" not in page(client)


def test_every_page_of_rights_says_that_it_is_no_consultation(client):
    made = situation()
    Letter.objects.create(situation=made, **LETTER)
    for address in ("/rights/", "/rights/alimony/", "/rights/alimony/letters/1/"):
        assert "Это не юридическая консультация" in client.get(address).content.decode(), address
    letter = "/rights/alimony/letters/1/"
    assert "этот образец ещё не проверял" in client.get(letter).content.decode()
    Situation.objects.update(reviewed_on=datetime.date(2026, 3, 1))
    html = client.get(letter).content.decode()
    assert "Юрист проверил 1\u00a0марта\u00a02026" in html
    assert "ещё не проверял" not in html
