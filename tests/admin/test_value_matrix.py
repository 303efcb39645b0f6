"""The table of an indicator's values: what is typed is kept, and absent, zero and «not measured» stay three things."""

from decimal import Decimal

import pytest
from django.urls import reverse

from measures.models import Indicator, IndicatorValue
from tests.factories import IndicatorFactory, ProgrammeFactory
from tests.measures.factories import figures

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(sign_in):
    return sign_in("programmes")


@pytest.fixture
def indicator():
    programme = ProgrammeFactory(year_from=2016, year_to=2017)
    return IndicatorFactory(programme=programme, number="4", name="Обученные специалисты", live=False)


def address(indicator) -> str:
    return reverse("wagtailsnippets_measures_indicator:edit", args=[indicator.pk])


def typed(indicator, **cells) -> dict:
    """`plan_2016="5"` as the form posts it, with what the rest of the form needs."""
    values = {f"value-{name.replace('_', '-')}": text for name, text in cells.items() if name != "other_year"}
    other = {"other_year": cells["other_year"]} if "other_year" in cells else {}
    return {
        "name": indicator.name,
        "programme": indicator.programme_id,
        "number": indicator.number,
        "position": "0",
        "value_kind": indicator.value_kind,
        "sums_parts": "on",
        **values,
        **other,
    }


def save(client, indicator, **cells):
    return client.post(address(indicator), typed(indicator, **cells))


def kept(indicator) -> dict:
    latest = Indicator.objects.get(pk=indicator.pk).get_latest_revision_as_object()
    return {
        (row.kind, row.year or row.period): "не измеряется" if row.not_measured else row.value
        for row in latest.values.all()
    }


def test_each_cell_is_kept_as_what_it_says(client, indicator):
    cells = {"plan_baseline": "-", "plan_2016": "0", "plan_2017": "не измеряется", "plan_end": "1 050,5"}
    assert save(client, indicator, **cells).status_code == 302
    assert kept(indicator) == {
        ("plan", "baseline"): None,
        ("plan", 2016): 0,
        ("plan", 2017): "не измеряется",
        ("plan", "end"): Decimal("1050.5"),
    }


def test_the_form_shows_again_what_was_kept(client, indicator):
    save(client, indicator, plan_baseline="-", plan_2016="0", plan_2017="не измеряется", fact_2016="12")
    form = client.get(address(indicator)).context["form"].matrix
    names = ("plan-baseline", "plan-2016", "plan-2017", "plan-end", "fact-2016")
    assert [form[f"value-{name}"].value() for name in names] == ["-", "0", "не измеряется", "", "12"]


@pytest.mark.parametrize("text", ["пять", "1 05", "1\u00a000", "1е5", "1.000", "12 из 15", "1e5", "12345678901234"])
def test_what_is_no_figure_is_refused_and_stays_in_its_cell(client, indicator, text):
    response = save(client, indicator, plan_2016=text)
    assert response.status_code == 200
    assert response.context["form"].matrix.errors["value-plan-2016"]
    assert text in response.content.decode()
    assert not IndicatorValue.objects.exists()


def test_yes_and_no_are_words(client, indicator):
    indicator.value_kind = "yes-no"
    indicator.save()
    assert save(client, indicator, plan_2016="да", plan_2017="Нет").status_code == 302
    assert kept(indicator) == {("plan", 2016): 1, ("plan", 2017): 0}


def test_whoever_saves_second_is_shown_both_tables(client, indicator):
    save(client, indicator, plan_2016="5")
    response = save(client, indicator, plan_2016="6")
    assert response.context["overtaken"]
    assert response.context["form"].matrix["value-plan-2016"].value() == "6"
    (change,) = [change for change in response.context["relations"] if "значени" in change.label.lower()]
    assert change.rows


def test_a_year_beyond_the_programme_gets_its_column(client, indicator):
    assert save(client, indicator, other_year="2018", fact_other="7").status_code == 302
    assert kept(indicator) == {("fact", 2018): 7}
    assert "value-fact-2018" in client.get(address(indicator)).context["form"].matrix.fields


@pytest.mark.parametrize("year", ["", "2016", "1800"])
def test_another_year_has_to_be_named_and_new(client, indicator, year):
    response = save(client, indicator, other_year=year, plan_other="7")
    assert response.context["form"].matrix.errors["other_year"]


def test_a_figure_that_is_left_alone_keeps_how_the_act_writes_it(client, indicator):
    IndicatorValue.objects.create(indicator=indicator, period="year", year=2016, value=10500, as_written="1050 0")
    save(client, indicator, plan_2016="10 500", plan_2017="3")
    latest = Indicator.objects.get(pk=indicator.pk).get_latest_revision_as_object()
    assert {row.year: row.as_written for row in latest.values.all()} == {2016: "1050 0", 2017: "3"}


def test_publishing_writes_the_values_and_an_emptied_cell_is_gone(client, indicator):
    figures(indicator, y2016=5, y2017=6)
    keeping = IndicatorValue.objects.get(year=2017).pk
    client.post(address(indicator), {**typed(indicator, plan_2017="6"), "action-publish": "1"})
    assert list(IndicatorValue.objects.values_list("pk", "value")) == [(keeping, 6)]


def test_the_editor_is_told_what_does_not_agree(client, indicator):
    figures(indicator, y2016=36, y2017=46, end=446)
    page = client.get(address(indicator)).content.decode()
    assert "446 похоже на опечатку в числе 46" in page
    IndicatorValue.objects.filter(period="end").update(value=46)
    assert "противоречий нет" in client.get(address(indicator)).content.decode()


def test_each_cell_is_asked_for_once(client, indicator):
    page = client.get(address(indicator)).content.decode()
    assert page.count('name="value-plan-2016"') == 1
    assert page.count('name="other_year"') == 1
