"""The page of a programme and of a measure shows what was written of them, and only what anybody may read."""

import datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from publicity.models import SectionPromise
from tests.factories import MeasureFactory
from tests.home import factories as make

pytestmark = pytest.mark.django_db
HEADING = "Новости по теме"


@pytest.fixture
def measure():
    cache.clear()
    return MeasureFactory(number="1.1")


def news(title: str, **fields):
    linked = {name: fields.pop(name) for name in ("programmes", "measures") if name in fields}
    page = make.news(title=title, **fields)
    for name, records in linked.items():
        setattr(page, name, records)
    page.save()
    return page


def body(client, record) -> str:
    return client.get(record.get_absolute_url()).content.decode()


def test_news_of_a_measure_stand_on_its_page_and_on_its_programmes(client, measure):
    news("Открыли семейный центр", measures=[measure])
    for record in (measure, measure.programme):
        html = body(client, record)
        assert HEADING in html
        assert "Открыли семейный центр" in html


def test_news_of_a_programme_do_not_stand_on_its_measures(client, measure):
    news("Программу продлили", programmes=[measure.programme])
    assert "Программу продлили" in body(client, measure.programme)
    assert HEADING not in body(client, measure)


def test_no_news_no_heading(client, measure):
    news("О другом", measures=[MeasureFactory()])
    assert HEADING not in body(client, measure) + body(client, measure.programme)


def test_drafts_are_not_told_and_the_newest_stand_first(client, measure):
    news("Черновик новости", measures=[measure], live=False)
    for day in range(1, 6):
        news(f"Новость дня {day}", slug=f"day-{day}", date=datetime.date(2026, 1, day), measures=[measure])
    html = body(client, measure)
    assert "Черновик новости" not in html
    assert html.index("Новость дня 5") < html.index("Новость дня 4") < html.index("Новость дня 3")
    assert "Новость дня 2" not in html


@pytest.mark.parametrize("of", ["measure", "programme"])
def test_one_piece_of_news_and_twenty_cost_the_same(client, measure, of, django_assert_num_queries):
    record = measure if of == "measure" else measure.programme
    news("Первая", measures=[measure])
    body(client, record)
    with CaptureQueriesContext(connection) as one:
        body(client, record)
    for number in range(20):
        news(f"Ещё {number}", slug=f"more-{number}", measures=[measure])
    with django_assert_num_queries(len(one)):
        body(client, record)


def test_the_measure_that_promised_the_section_leads_to_how_many_have_it(client, measure):
    address = f"/coverage/?region={measure.programme.territory.slug}"
    assert address not in body(client, measure)
    SectionPromise.objects.create(measure=measure)
    assert address in body(client, measure)
    assert address not in body(client, MeasureFactory())
