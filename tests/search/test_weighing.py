"""The first of an answer are weighed once more: what the question may be about besides goes before the rest."""

from itertools import pairwise

import pytest
from django.http import QueryDict

from search.bitmaps import Store, Titled
from search.explaining import MOST, explain
from search.models import Type
from search.query import search
from search.question import Question
from search.weighing import WINDOW, Facts, led_to, scales
from search.wording.synonyms import phrase
from tests.factories import ServiceFactory
from tests.search.test_hearing import said

pytestmark = pytest.mark.django_db


def ask(address: str):
    return search(Question.of(QueryDict(address)))


def test_points_rise_and_fall_with_what_is_weighed_and_every_type_has_some():
    known = dict(zip(Facts._fields, scales(), strict=True))
    for name, rises in (("place", False), ("likeness", True), ("votes", True), ("meaning", True), ("leaning", True)):
        values = known[name].values
        assert all(after >= before if rises else after <= before for before, after in pairwise(values)), name
        assert values[0] != values[-1]
    assert known["type"].names.keys() == set(Type)
    assert known["audience"].names.keys() == {"all", "others", "asked"}


def test_a_value_gets_the_points_of_the_step_that_it_does_not_pass():
    place = scales()[0]
    assert [place.points(n) for n in (5, 6, 10_000)] == [place.values[5], place.values[5], place.values[-1]]
    facts = Facts(0, 0.0, 0.0, 0.0, 0.0, 0.0, Type.SERVICE, "all")
    assert facts.points == pytest.approx(sum(points for _name, points in facts.told))


def test_a_group_leads_to_titles_by_its_first_line_sooner_than_by_the_next():
    meant = (phrase("няня"), phrase("консультация юриста"))
    titles = [Titled(Type.SERVICE, each) for each in ("Няня на час", "Консультация юриста", "Юрист", "Уборка для нянь")]
    assert list(led_to([(2.0, meant)], titles).values()) == [1, 0.5, 0, 0]
    assert led_to([(2.0, meant), (1.0, (phrase("юрист"),))], titles)[titles[2]] == 0.5**4


def test_whom_a_page_is_called_after_is_what_it_is_about():
    meant = (phrase("подросток"),)
    assert led_to([(1.0, meant)], [Titled(Type.PAGE, "Для подростков")]) == {Titled(Type.PAGE, "Для подростков"): 1}


def test_what_the_question_may_be_about_goes_before_what_has_the_words_in_its_text():
    said("сын прогуливает школу", meant="детский психолог")
    ServiceFactory(name="Кружок", summary="Прогуливает тот, кому скучно", price="free", places_free=3)
    ServiceFactory(name="Детский психолог", summary="Если ребёнок прогуливает")
    assert [row.title for row in ask("q=прогуливает").rows] == ["Детский психолог", "Кружок"]


def test_a_title_in_the_words_asked_stays_before_all_else():
    said("кружок скука", meant="детский психолог")
    ServiceFactory(name="Кружок", summary="")
    ServiceFactory(name="Детский психолог", summary="Кружок", price="free")
    assert [row.title for row in ask("q=кружок").rows] == ["Кружок", "Детский психолог"]


def test_where_no_group_says_any_of_the_words_the_tiers_decide():
    said("муж пьёт", meant="нарколог")
    ServiceFactory(name="Няня на час")
    result = ask("q=няня")
    assert result.rows
    assert [each.facts for each in result.weighed] == [None]


@pytest.mark.parametrize("address", ["q=няня&order=name", "q=няня&near=55.75,37.61", "price=free"])
def test_the_order_that_somebody_asked_for_stays(address):
    said("няня вечером", meant="няня")
    ServiceFactory(name="Няня на час", price="free")
    assert ask(address).weighed == []


def test_pages_have_everything_once_though_only_the_first_are_weighed():
    said("няня вечером", meant="дневная няня")
    for n in range(WINDOW + 25):
        ServiceFactory(name=f"Няня {n}" if n % 2 else f"Дневная няня {n}")
    pages = [ask(f"q=няня&page={page}") for page in range(1, 4)]
    assert len({row.url for page in pages for row in page.rows}) == WINDOW + 25 == pages[0].total
    is_day = ["Дневная" in row.title for row in pages[0].rows]
    assert is_day == [True] * 10 + [False] * 10
    assert [each.entry for each in pages[0].weighed] == [each.entry for each in pages[2].weighed]
    whole = search(Question(words="няня", per_page=200)).rows
    assert [row.url for row in whole] == [row.url for page in pages for row in page.rows]


def test_a_new_name_and_a_new_group_are_weighed_at_once():
    group = said("прогуливает уроки", meant="шахматы")
    one = ServiceFactory(name="Кружок", summary="Прогуливает", price="free")
    ServiceFactory(name="Беседа", summary="Прогуливает")
    assert [row.title for row in ask("q=прогуливает").rows] == ["Кружок", "Беседа"]
    group.meant = "беседа"
    group.save()
    assert [row.title for row in ask("q=прогуливает").rows] == ["Беседа", "Кружок"]
    one.name = "Беседа и чай"
    one.save()
    assert [row.title for row in ask("q=прогуливает").rows] == ["Беседа и чай", "Беседа"]


def test_staff_see_what_each_sign_gave():
    said("прогуливает уроки", meant="беседа")
    ServiceFactory(name="Беседа", summary="Прогуливает")
    (row,), (weighed,) = explain(Question("прогуливает")).rows, ask("q=прогуливает").weighed
    told = dict(row.weighed)
    assert told["о чём ещё может быть вопрос"] == f"+{scales()[1].points(1):.2f}".replace(".", ",")
    assert row.weight == f"+{weighed.facts.points:.2f}".replace(".", ",")
    assert told.keys().isdisjoint({"порядок слов"})


def test_staff_see_what_stands_beyond_the_first_page_too():
    said("няня вечером", meant="дневная няня")
    for n in range(MOST + 5):
        ServiceFactory(name=f"Няня {n}")
    rows = explain(Question("няня")).rows
    assert [bool(row.weighed) for row in rows] == [True] * WINDOW + [False] * (MOST - WINDOW)


def test_titles_that_are_kept_take_no_more_room_than_they_may(settings):
    settings.POSTINGS_KEPT_MB = 0
    store = Store()
    for n in range(3):
        store.keep_titles({n: Titled(Type.SERVICE, "Няня")})
    assert list(store.titles) == [2]


def test_staff_see_the_order_that_visitors_see():
    said("прогуливает школу", meant="детский психолог")
    ServiceFactory(name="Кружок", summary="Прогуливает тот, кому скучно", price="free", places_free=3)
    ServiceFactory(name="Детский психолог", summary="Если прогуливает")
    shown = [row.title for row in explain(Question("прогуливает")).rows]
    assert shown == [row.title for row in ask("q=прогуливает").rows] == ["Детский психолог", "Кружок"]
