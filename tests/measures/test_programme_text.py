"""A programme's page that was written once is shown again, and whatever changes of what stands on it shows at once."""

import datetime
from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from wagtail.models import Page, Site

from home.models import HomePage, NewsIndexPage, NewsPage, PortalSettings
from measures import condensing, programme_text
from measures.models import BudgetLine, Measure, Programme, StatedTotal
from measures.programme_text import KEPT
from tests.factories import RegionFactory
from tests.home.factories import home, put

from .factories import state
from .programme_changes import CHANGES, full_programme

pytestmark = pytest.mark.django_db
URL = "/programmes/small/"


@pytest.fixture
def programme() -> Programme:
    return full_programme()


def page(query: str = "", host: str = "localhost") -> str:
    return Client().get(URL + query, headers={"host": host}).content.decode()


def asked() -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        page()
    return [query["sql"] for query in queries]


@pytest.fixture
def written(monkeypatch) -> list:
    """Each time that a page's text was written."""
    times, write = [], programme_text.pieces
    monkeypatch.setattr(programme_text, "pieces", lambda context: times.append(context) or write(context))
    return times


def test_it_is_written_once(programme, written):
    assert page() == page() == page()
    assert len(written) == 1


@pytest.mark.parametrize("is_large", [False, True])
def test_whatever_changes_shows_at_once(programme, monkeypatch, is_large):
    monkeypatch.setattr(condensing, "LARGE", 1 if is_large else 100)
    assert [change.__name__ for change in CHANGES if not shows(change, programme)] == []


def shows(change: Callable, programme: Programme) -> bool:
    """Whether the page says after it what it would if nothing were kept. The change is undone."""
    before = page()
    assert page() == before
    with transaction.atomic():
        change(programme)
        after = page()
        KEPT.clear()
        anew = page()
        transaction.set_rollback(True)
    return after == anew != before


@pytest.mark.parametrize("is_large", [False, True])
def test_all_that_it_is_written_of_is_compared(programme, monkeypatch, is_large):
    """Where the text asked the database for anything else, its second view would ask for less than the first."""
    monkeypatch.setattr(condensing, "LARGE", 1 if is_large else 100)
    StatedTotal.objects.exclude(measure_number="").delete()  # a large one reads the lines of these, by their marks
    page()
    KEPT.clear()
    assert asked() == asked()


def test_a_large_programme_whose_lines_are_read_shows_their_change(programme, monkeypatch):
    """What two measures get changes so that every sum that the database makes stays as it is."""
    monkeypatch.setattr(condensing, "LARGE", 1)
    fund = programme.sources.get().source
    BudgetLine.objects.all().delete()
    BudgetLine.objects.bulk_create(
        BudgetLine(measure=measure, year=year, source=fund, amount=50)
        for measure in programme.measures.filter(number__in=["1.1", "1.2"])
        for year in (2016, 2017)
    )
    state(programme, 50, measure_number="1.1", year=2016)
    assert "≠ −10" not in page()
    for number, year, amount in (("1.1", 2016, 40), ("1.1", 2017, 60), ("1.2", 2016, 60), ("1.2", 2017, 40)):
        BudgetLine.objects.filter(measure__number=number, year=year).update(amount=amount)
    assert "≠ −10" in page()


def test_each_language_has_its_own(programme):
    def body(language: str) -> str:
        with translation.override(language):
            return programme_text.context("small", QueryDict())["written"]["body"]

    russian, english = body("ru"), body("en")
    assert "Сходятся ли суммы" in russian
    assert "Сходятся ли суммы" not in english
    assert (body("ru"), body("en")) == (russian, english)


def test_a_new_day_tells_anew_what_is_under_way(programme, monkeypatch):
    def on(year: int) -> str:
        moment = datetime.datetime(year, 6, 15, 12, tzinfo=datetime.UTC)
        monkeypatch.setattr(timezone, "now", lambda: moment)
        return page()

    assert on(2015) != on(2016) != on(2030)
    assert "кончился 13 лет назад" in on(2030)
    assert "срок ещё не начался" in on(2015)


def test_a_filter_shows_its_own_and_leaves_the_page_as_it_is(programme):
    whole = page()
    narrowed = page("?year=2017")
    assert "Сбросить" in narrowed
    assert "Сбросить" not in whole
    assert page() == whole
    assert page("?year=2017") == narrowed
    assert len(KEPT.entries) == 1


def test_a_preview_shows_the_draft_and_the_page_what_is_published(programme):
    page()
    draft = Programme.objects.get()
    draft.goal, draft.tasks = "Задумано", [draft.tasks.model(text="Новая задача")]
    shown = draft.make_preview_request().content.decode()
    assert "Задумано" in shown
    assert "Новая задача" in shown
    assert "report.pdf" in shown
    assert "Новая задача" not in page()
    draft.save_revision()
    assert "Задумано" not in page()
    draft.latest_revision.publish()
    assert "Задумано" in page()


def test_what_is_taken_down_is_gone(programme):
    page()
    Programme.objects.update(live=False)
    assert Client().get(URL).status_code == 404
    Programme.objects.update(live=True)
    Measure.objects.filter(number="1.1").update(title="Уже другое")
    assert "Уже другое" in page()


def region_site(host: str, territory) -> Site:
    root = put(Page.objects.get(depth=1), HomePage, slug=host.partition(".")[0])
    found = Site.objects.create(hostname=host, port=80, root_page=root)
    PortalSettings.objects.create(site=found, territory=territory)
    return found


def test_each_site_shows_its_own_and_none_of_elsewhere(programme, settings):
    settings.ALLOWED_HOSTS = ["*"]
    ours, theirs = "ours.example", "theirs.example"
    region_site(ours, programme.territory)
    region_site(theirs, RegionFactory())
    news = put(home(), NewsIndexPage, slug="news")
    put(news, NewsPage, title="Новость главного сайта", programmes=[programme])
    for _time in range(2):
        assert "Новость главного сайта" in page()
        assert "Сходятся ли суммы" in page(host=ours)
        assert "Новость главного сайта" not in page(host=ours)
        assert Client().get(URL, headers={"host": theirs}).status_code == 302
    assert {key[1] for key in KEPT.entries} == set(Site.objects.exclude(hostname=theirs).values_list("pk", flat=True))


def test_news_of_it_are_never_those_of_an_earlier_view(programme):
    page()
    put(put(home(), NewsIndexPage, slug="news"), NewsPage, title="Только что", programmes=[programme])
    assert "Только что" in page()
