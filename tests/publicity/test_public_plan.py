"""The public media plan: what came out, what is overdue, what nobody knows; nothing of staff, nothing of drafts."""

import csv
import datetime
import io

import pytest
from django.core.files.base import ContentFile

from home.models import HomePage
from measures.models import MediaPlanItem
from publicity.models import Publication
from tests.admin.conftest import make_person
from tests.factories import MeasureFactory
from tests.publicity import factories
from tests.publicity.test_log import queries_of
from tests.publicity.test_report import sheet

pytestmark = pytest.mark.django_db
PAGES = ("/programmes/plan/", "/programmes/plan/media-plan/")
FILES = ("/programmes/plan/media-plan.csv", "/programmes/plan/media-plan.xlsx")
JUNE = datetime.date(2026, 6, 1)


def text_of(client, url: str) -> str:
    return " ".join(client.get(url).content.decode().replace("\xa0", " ").split())


@pytest.mark.parametrize("url", PAGES)
def test_what_came_out_stands_with_its_day_and_link(client, today, url):
    factories.publication(factories.item(), link="https://krai.example/1")
    text = text_of(client, url)
    assert '<a href="https://krai.example/1" rel="nofollow noopener">Газета «Край»</a>' in text
    assert "1 июня 2026" in text
    assert "Опубликовано" in text


@pytest.mark.parametrize("url", PAGES)
def test_a_silence_is_said_to_be_one(client, today, url):
    factories.item(ends_on=JUNE)
    text = text_of(client, url)
    assert "Срок прошёл" in text
    assert "сведений о публикации нет" in text


@pytest.mark.parametrize("url", PAGES)
def test_a_cancelled_item_says_since_when_and_why(client, today, url):
    factories.item(cancelled_on=JUNE, cancel_reason="Провели занятия в районах")
    assert "с 1 июня 2026: Провели занятия в районах" in text_of(client, url)


@pytest.mark.parametrize("url", [*PAGES, *FILES, "/programmes/", "/programmes/plan/data.json"])
def test_nothing_of_staff_and_nothing_unconfirmed_is_shown(client, today, url, private_files):
    item = factories.item(ends_on=JUNE)
    person = make_person("publications")
    seen = factories.publication(item, logged_by=person, note="щегол-примечание", place="Газета")
    seen.screenshot.save("canary.png", ContentFile(b"x"))
    factories.publication(item, is_confirmed=False, place="Канарейка", link="https://canary.example/")
    body = client.get(url).content
    text = str(sheet(body)) if url.endswith("xlsx") else body.decode()
    for secret in ("Канарейка", "canary", "щегол", person.username):
        assert secret not in text


@pytest.mark.parametrize("url", [*PAGES, *FILES])
def test_a_draft_of_a_programme_has_no_public_plan(client, today, url):
    factories.item(factories.programme(live=False))
    assert client.get(url).status_code == 404


def test_a_programme_without_a_plan_has_no_page_of_it(client):
    factories.programme()
    assert client.get(PAGES[1]).status_code == 404
    assert "media-plan" not in client.get(PAGES[0]).content.decode()


def test_a_link_without_encryption_stays_a_text(client, today):
    line = factories.publication(factories.item())
    Publication.objects.filter(pk=line.pk).update(link="http://krai.example/")
    assert "http://krai.example" not in text_of(client, PAGES[1])


def test_an_item_leads_to_its_measure_unless_that_is_a_draft(client, today):
    of = factories.programme()
    shown, hidden = MeasureFactory(programme=of, number="1.1"), MeasureFactory(programme=of, number="1.2", live=False)
    factories.item(of, "1", measure_number="1.1")
    factories.item(of, "2", measure_number="1.2")
    for url in PAGES:
        text = text_of(client, url)
        assert f'href="{shown.get_absolute_url()}"' in text
        assert hidden.get_absolute_url() not in text


def test_a_line_leads_to_a_page_of_the_portal_while_that_is_public(client, today):
    page = HomePage.objects.get()
    factories.publication(factories.item(), page=page, place="Новость портала")
    assert f'<a href="{page.url}">Новость портала</a>' in text_of(client, PAGES[1])
    HomePage.objects.update(live=False)
    assert f'<a href="{page.url}">Новость портала</a>' not in text_of(client, PAGES[1])


def test_months_are_shown_in_turn(client, today):
    factories.publication(factories.item(ends_on=datetime.date(2026, 6, 20), starts_on=datetime.date(2026, 4, 1)))
    assert "крайний день:" in text_of(client, PAGES[1])
    assert "начало:" in text_of(client, f"{PAGES[1]}?month=2026-04")
    assert "Весь месяц идут:" in text_of(client, f"{PAGES[1]}?month=2026-05")


@pytest.mark.parametrize("query", ["?month=", "?month=2026-13", "?month=0000-01", "?month=٢٠٢٦-٠١", "?month=%00"])
def test_nonsense_in_the_address_breaks_nothing(client, today, query):
    factories.item()
    assert client.get(PAGES[1] + query).status_code == 200


@pytest.mark.parametrize("url", PAGES)
def test_a_page_of_many_items_asks_as_much(client, today, url):
    of = factories.programme()
    factories.publication(factories.item(of, "0"))
    client.get(url)
    few = queries_of(client, url)
    for number in range(1, 20):
        factories.publication(factories.item(of, str(number)))
    assert queries_of(client, url) == few <= 5


def test_the_tables_hold_the_states_and_run_nothing(client, today):
    factories.publication(factories.item(title="=cmd()", ends_on=JUNE, term="до 1 июня"), link="https://krai.example/")
    rows = list(csv.reader(io.StringIO(client.get(FILES[0]).content.decode("utf-8-sig")), delimiter=";"))
    assert rows[1][2] == "'=cmd()"
    assert rows[1][8] == "Опубликовано"
    assert sheet(client.get(FILES[1]).content)[1][2] == "=cmd()"


def test_the_document_of_the_programme_has_the_state(client, today):
    factories.publication(factories.item(factories.programme(kind="media-plan")))
    assert client.get("/programmes/plan/report.pdf").status_code == 200
    assert MediaPlanItem.objects.count() == 1


def test_what_was_published_counts_as_done_among_measures(client, today):
    factories.publication(factories.item(factories.programme(kind="media-plan"), section="Семьям", starts_on=JUNE))
    (row,) = client.get("/programmes/plan/data.json").json()["measures"]
    assert row["status"] == "done"
