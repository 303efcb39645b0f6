"""Programmes side by side: one scale, indicators of one meaning, and a plain word wherever they differ in kind."""

import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from measures.meanings import meaning_of
from measures.models import Measure, MediaPlanItem, Programme
from tests.factories import (
    BudgetLineFactory,
    DirectionFactory,
    FundingSourceFactory,
    IndicatorFactory,
    MeasureFactory,
    ProgrammeFactory,
    RegionFactory,
)

from .factories import YEAR_2016, figures, small_programme

pytestmark = pytest.mark.django_db
URL = "/programmes/compare/"


def page(client, **query) -> str:
    response = client.get(URL, query)
    assert response.status_code == 200
    assert not response.cookies
    return " ".join(response.content.decode().replace("\xa0", " ").split())


@pytest.fixture
def two():
    """`small` splits its money by years, `whole` does not; one indicator is theirs together."""
    small_programme(territory=RegionFactory(name="Север"))
    other = ProgrammeFactory(slug="whole", title="Целая программа", territory=RegionFactory(name="Юг"))
    direction = DirectionFactory(programme=other, number="7", title="Помощь рядом")
    measure = MeasureFactory(programme=other, direction=direction, **YEAR_2016)
    source = FundingSourceFactory(code="attracted", name="Привлечённые", position=3)
    BudgetLineFactory(measure=measure, year=None, source=source, amount=Decimal(1000))
    same = IndicatorFactory(programme=other, number="4", name="Семьи с помощью", unit="человек", aggregation="last")
    figures(same, baseline=10, y2016=20, end=20)
    figures(IndicatorFactory(programme=other, name="Своё"), end=5)
    return other


def test_without_two_programmes_it_is_a_form(client, two):
    text = page(client)
    assert "Целая программа" not in text
    assert 'value="whole"' in text
    assert "Выберите ещё одну" in page(client, a="whole")
    assert "Выберите ещё одну" in page(client, a="whole", b="whole")


def test_money_of_both_is_drawn_to_one_scale(client, two):
    text = page(client, a="small", b="whole")
    assert "1 000 ₽" in text
    assert "500 ₽" in text
    whole = text.partition("Деньги в одном масштабе")[2].partition(">2016<")[0]
    widths = re.findall(r'money-segment" x="[\d.]+%" width="([\d.]+)%"', whole)
    assert widths == ["30.000", "20.000", "100.000"]


def test_says_where_they_differ_in_kind(client, two):
    text = page(client, a="small", b="whole")
    assert "Юг, 2016–2017: деньги не разделены по годам" in text
    assert "Север, 2016–2017: сумма неполная" in text
    assert "не сообщил никто" in text
    assert "Единицы разные: семей, человек" in text
    assert "Итог получен по-разному" in text


def test_what_a_programme_does_not_say_is_not_a_zero(client, two):
    row = page(client, a="small", b="whole").partition("Деньги по годам, ₽")[2].partition("</table>")[0]
    assert "нет данных" in row.partition(">2016<")[2].partition("</tr>")[0]


def test_indicators_of_one_name_stand_together_and_others_are_counted(client, two):
    text = page(client, a="small", b="whole")
    assert text.count('meaning-name">Семьи с помощью<') == 1
    assert "Своё" not in text
    assert "Юг, 2016–2017 — 1" in text


def test_directions_of_one_name_stand_together(client, two):
    assert "Помощь рядом" in page(client, a="small", b="whole").partition("Одинаковые направления")[2]


def test_kinds_without_money_are_named(client, two):
    plan = ProgrammeFactory(slug="plan", kind="media-plan", territory=RegionFactory(name="Запад"))
    MediaPlanItem.objects.create(programme=plan, number="1", title="Ролик")
    ProgrammeFactory(slug="model", kind="model", territory=RegionFactory(name="Восток"), year_from=None, year_to=None)
    text = page(client, a="small", b="plan", c="model")
    assert "Запад, 2016–2017: это медиаплан" in text
    assert "Восток: модельная программа" in text
    assert "Сроки разные" in text


def test_items_of_a_media_plan_are_its_measures(client, two):
    plan = ProgrammeFactory(slug="plan", kind="media-plan", territory=RegionFactory(name="Запад"))
    for number in ("1", "2", "3"):
        MediaPlanItem.objects.create(programme=plan, number=number, title="Ролик")
    assert "<dt>Мероприятия</dt><dd>3</dd>" in page(client, a="small", b="plan")


def test_drafts_are_neither_offered_nor_shown(client, two):
    Measure.objects.filter(programme=two).update(live=False)
    assert "1 000 ₽" not in page(client, a="small", b="whole")
    Programme.objects.filter(pk=two.pk).update(live=False)
    text = page(client, a="small", b="whole")
    assert "Целая" not in text
    assert "whole" not in text


@pytest.mark.parametrize("query", [{"a": "\0", "b": "x" * 500}, {"a": "'", "b": "small"}, {"c": "small", "a": "whole"}])
def test_bad_choices_show_a_page(client, two, query):
    page(client, **query)


def test_one_measure_and_twenty_cost_the_same(client, two, django_assert_num_queries):
    query = {"a": "small", "b": "whole"}
    client.get(URL, query)
    with CaptureQueriesContext(connection) as few:
        client.get(URL, query)
    assert len(few) <= 9
    for number in range(20):
        MeasureFactory(programme=two, number=f"9.{number}", **YEAR_2016)
        figures(IndicatorFactory(programme=two), end=1)
    with django_assert_num_queries(len(few)):
        client.get(URL, query)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"name": "Семьи с помощью"}, {"name": "семьи  с помощью, в том числе:"}, True),
        (
            {"name": "Семьи, довольные помощью", "value_kind": "share"},
            {
                "name": "Удовлетворённость",
                "official_name": "Удовлетворенность помощью семьями с детьми (% от общей численности семей с детьми, "
                "получивших помощь по социальному сопровождению)",
                "value_kind": "share",
            },
            True,
        ),
        ({"name": "Семьи в опасности"}, {"name": "Семьи в опасности", "value_kind": "share"}, False),
        ({"name": "Семьи в опасности"}, {"name": "Семьи вне опасности"}, False),
    ],
)
def test_meaning_is_a_name_or_a_known_wording(one, other, same):
    made = [IndicatorFactory.build(programme=None, **fields) for fields in (one, other)]
    assert (meaning_of(made[0]) == meaning_of(made[1])) is same
