"""Articles of an act: their words, their anchors, who quotes them, and the day that a reader names."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from acts.models import ActEdition, Article, LegalAct, Mention
from acts.noting import note_all
from rights.models import Right, Situation
from tests.factories import LegalActFactory
from tests.home import factories as pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def act():
    found = LegalActFactory(slug="442-fz")
    Article.objects.create(act=found, number="22", heading="Сопровождение", text="Содействие оказывается.\nВторое.")
    return found


def quote(act, place="статья 22, часть 1") -> list[dict]:
    return [{"type": "act_quote", "value": {"text": "Слова", "act": act.pk, "place": place}}]


def html(client, query="") -> str:
    response = client.get(f"/acts/442-fz/{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_an_article_has_its_anchor_and_a_quotation_leads_to_it(client, act):
    page = pages.section(title="Цитирует", slug="quoting", body=quote(act))
    text = html(client)
    assert 'id="st-22"' in text
    assert "пересказ портала" in text
    assert 'href="/acts/442-fz/#st-22"' in client.get(page.url).content.decode()


def test_an_article_names_who_quotes_it_and_no_drafts(client, act):
    pages.section(title="Цитирует", body=quote(act))
    pages.section(title="Черновик", body=quote(act), live=False)
    pages.keep_for_staff(pages.section(title="Закрытая", body=quote(act)))
    pages.section(title="О другой", body=quote(act, "статья 13"))
    situation = Situation.objects.create(slug="s", title="Ситуация", lead="Коротко")
    Right.objects.create(situation=situation, text="Право", act=act, place="статья 22")
    quoted = {each.title for each in act.page_context()["quoted"]["article", "22"]}
    assert quoted == {"Цитирует", "Ситуация"}
    text = html(client)
    assert "Черновик" not in text
    assert "Закрытая" not in text


def test_a_saved_page_is_noted_and_forgotten_with_its_words(act):
    page = pages.section(body=quote(act), source_act=act, source_place="статьи 13 и 14")
    assert set(Mention.objects.values_list("number", flat=True)) == {"22", "13", "14"}
    page.body, page.source_act = [], None
    page.save()
    assert not Mention.objects.exists()


def test_a_draft_of_a_public_page_changes_nothing_that_is_public(act):
    page = pages.section(body=quote(act))
    page.body = quote(act, "статья 31")
    page.save_revision()
    assert set(Mention.objects.values_list("number", flat=True)) == {"22"}


def test_all_pages_may_be_noted_anew(act):
    pages.section(body=quote(act))
    Mention.objects.all().delete()
    note_all()
    assert Mention.objects.get().number == "22"


def test_exact_words_name_their_edition(act):
    article = Article(act=act, number="1", text="Слова", is_exact=True)
    with pytest.raises(ValidationError):
        article.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        article.save()


def test_a_scan_has_words_to_read(act):
    with pytest.raises(ValidationError):
        ActEdition(act=act, is_scan=True).full_clean()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?on=2010-01-01", "Акт ещё не был принят"),
        ("?on=2020-06-01", "в источниках портала нет"),
        ("?on=вчера", "Такого дня нет"),
        ("?on=%00", "Какая редакция действовала"),
    ],
)
def test_a_day_is_answered(client, act, query, said):
    assert said in html(client, query)


def test_the_edition_of_a_day_is_marked(client, act):
    ActEdition.objects.create(act=act, in_force_from=datetime.date(2017, 1, 1))
    assert 'class="edition-told"' in html(client, "?on=2020-06-01")
    assert 'class="edition-told"' not in html(client)


def test_one_article_and_twenty_cost_the_same(client, act):
    def cost() -> int:
        html(client)  # what is kept for a minute is kept now
        with CaptureQueriesContext(connection) as queries:
            html(client, "?on=2020-06-01")
        return len(queries)

    def more(number: int):
        Article.objects.create(act=act, number=str(number))
        ActEdition.objects.create(act=act, in_force_from=datetime.date(2017, 1, number))
        pages.section(body=quote(act, f"статья {number}"))

    more(1)
    one = cost()
    for number in range(2, 21):
        more(number)
    assert cost() == one <= 6


def test_an_article_is_found_by_its_words(client, act):
    Article.objects.create(act=act, number="23", text="Про звездолёты и их экипажи")
    assert act.title in client.get("/search/", {"q": "звездолёт"}).content.decode()


def test_the_feed_tells_of_changes_and_no_drafts(client, act):
    LegalActFactory(amends=act, number="777-р")
    LegalActFactory(amends=act, number="888-р", live=False)
    LegalActFactory(status=LegalAct.Status.LOST_FORCE, number="999-р", repealed_by=act)
    ActEdition.objects.create(act=LegalActFactory(number="555-р", live=False))
    response = client.get("/acts/feed.xml")
    text = response.content.decode()
    assert response["Content-Type"].startswith("application/atom+xml")
    assert "777-р" in text
    assert "999-р" in text
    assert "888-р" not in text
    assert "555-р" not in text
    assert not response.cookies
    assert 'type="application/atom+xml"' in client.get("/acts/").content.decode()
