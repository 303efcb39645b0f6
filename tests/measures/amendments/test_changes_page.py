"""The public page of changes: what moved from what to what by which act; only what is published."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from measures.amendments.recording import remove
from tests.factories import LegalActFactory

from .plans import add_measure, amend, edition, published_plan

pytestmark = pytest.mark.django_db
URL = "/programmes/plan/changes/"


def page(client, url=URL) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return " ".join(response.content.decode().replace("\xa0", " ").split())


@pytest.fixture
def amended():
    programme = published_plan(measures=3)
    act = LegalActFactory(number="15-п", date=datetime.date(2025, 3, 20))
    changing = edition(programme, act=act, note="Не успели выбрать подрядчика.")
    first = programme.measures.get(number="1.1")
    ends = datetime.date(2025, 9, 30)
    amend(first, changing, money={(2025, "fund"): 150}, ends_on=ends, title="Дело вместе", executors=["Школа"])
    add_measure(programme, programme.directions.get(), "1.9", edition=changing)
    remove(changing, [programme.measures.get(number="1.2")])
    return programme


def test_money_dates_titles_and_executors_are_shown_from_what_to_what(client, amended):
    text = page(client)
    assert "Приказ от 20 марта 2025 г. № 15-п" in text
    assert "Не успели выбрать подрядчика." in text
    assert '<span class="visually-hidden">было </span><span class="nowrap">100 ₽</span>' in text
    assert '<span class="visually-hidden">стало </span><span class="nowrap">150 ₽</span>' in text
    assert "+50 ₽" in text
    assert "30 сентября 2025" in text
    assert "на 92 дня позже первого плана" in text
    assert "Дело вместе" in text
    assert "Школа</span> добавлен" in text
    assert "Центр помощи</span> больше не исполнитель" in text


def test_added_and_removed_measures_are_named(client, amended):
    text = page(client)
    assert "добавлено: 1" in text
    assert "исключено: 1" in text
    assert "Дело 1.9" in text
    assert 'href="/programmes/plan/1.2/"' not in text


def test_a_plan_that_never_changed_says_so(client):
    published_plan()
    assert "План не менялся" in page(client)


def test_two_editions_stand_side_by_side(client, amended):
    text = page(client, f"{URL}?from=0&to=1")
    assert "План в двух редакциях" in text
    assert "Дело 1.1" in text
    assert "Дело вместе" in text
    assert "В плане этого мероприятия не было." in text
    assert "Из плана исключено." in text
    assert text == page(client, f"{URL}?from=1&to=0")


@pytest.mark.parametrize("query", ["?from=9&to=1", "?from=&to=", "?from=%00&to=x", "?from=٣&to=1", f"?from={'9' * 40}"])
def test_a_choice_that_is_not_offered_shows_the_ledger(client, amended, query):
    assert "План в двух редакциях" not in page(client, URL + query)


def test_an_unexplained_change_says_that_nobody_named_the_act(client):
    programme = published_plan()
    amend(programme.measures.get(number="1.1"), None, title="Тихо иначе")
    assert "основание не названо" in page(client)


def test_drafts_do_not_show(client):
    programme = published_plan()
    draft_act = LegalActFactory(number="99-секрет", live=False)
    measure = programme.measures.get(number="1.1")
    measure.title, measure.edition = "Черновик перемены", edition(programme, act=draft_act)
    measure.save_revision()
    assert "Черновик перемены" not in page(client)
    assert "99-секрет" not in page(client)
    measure.get_latest_revision().publish()
    text = page(client)
    assert "Черновик перемены" in text
    assert "99-секрет" not in text
    programme.live = False
    programme.save()
    assert client.get(URL).status_code == 404


def test_the_measure_shows_its_own_changes_and_its_delay(client, amended):
    text = page(client, "/programmes/plan/1.1/")
    assert "Как менялся план" in text
    assert "на 92 дня позже первого плана" in text
    assert "Как менялся план" not in page(client, "/programmes/plan/1.3/")


def test_the_programme_links_the_ledger_with_a_count(client, amended):
    text = page(client, "/programmes/plan/")
    assert f'href="{URL}"' in text
    assert "План менялся 1 раз" in text


def asked(client, url) -> int:
    """Queries of the plan; what the frame of every page asks once in a while is not counted."""
    with CaptureQueriesContext(connection) as captured:
        page(client, url)
    return sum('"measures_' in query["sql"] for query in captured.captured_queries)


def test_queries_do_not_grow(client):
    programme = published_plan()
    amend(programme.measures.get(number="1.1"), edition(programme), title="Раз")
    urls = {
        URL: f"{URL}",
        f"{URL}?from=0&to=1": f"{URL}?from=0&to=21",
        "/programmes/plan/1.1/": "/programmes/plan/1.1/",
    }
    few = [asked(client, url) for url in urls]
    direction = programme.directions.get()
    for number in range(3, 23):
        changing = edition(programme)
        amend(add_measure(programme, direction, f"1.{number}"), changing, title=f"Два {number}")
        amend(programme.measures.get(number="1.1"), changing, title=f"Раз {number}")
    assert [asked(client, url) for url in urls.values()] == few
    assert max(few) <= 6
