"""Sums of a measure are entered in one unit of the form, shown in roubles beside, and kept in roubles."""

from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from measures.models import Programme
from measures.units import meant, read_in, shown_in
from tests.admin.forms import fields_of
from tests.factories import BudgetLineFactory, MeasureFactory, ProgrammeFactory

THOUSAND = 1000
AMOUNTS = st.decimals(0, Decimal("99999999999999.99"), places=2)


@given(AMOUNTS, st.sampled_from([1, 1000, 1_000_000]))
def test_what_is_shown_in_a_unit_reads_back_the_same(amount, unit):
    assert read_in(shown_in(amount, unit), unit) == amount


@pytest.mark.parametrize(
    ("text", "unit", "roubles"),
    [
        ("9 850,0", 1000, "9850000"),
        ("9850.5", 1000, "9850500"),
        ("1\u00a0250,50", 1, "1250.50"),
        ("0,00001", 1000, "0.01"),
        ("1,25", 1_000_000, "1250000"),
        ("0", 1000, "0"),
        ("1 000 тыс. руб.", 1000, "1000000"),
        ("9 850,5 тысяч", 1000, "9850500"),
        ("1,5 млн ₽", 1_000_000, "1500000"),
        ("1 000 руб.", 1, "1000"),
    ],
)
def test_reads_comma_point_and_spaces(text, unit, roubles):
    assert read_in(text, unit) == Decimal(roubles)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("0,000001", 1000),
        ("9,850", 1),
        ("98 50", 1000),
        ("тыс", 1000),
        ("", 1000),
        ("1 000 000 руб.", 1000),  # roubles by its words, thousands by the form
        ("1 000,50 ₽", 1_000_000),
        ("1 000 тыс. руб.", 1),
        ("1 млн", 1000),
        ("9" * 40, 1000),
        ("1 000 рублей в год", 1),
    ],
)
def test_what_is_finer_than_a_kopeck_or_doubtful_is_refused(text, unit):
    with pytest.raises(ValueError, match=r".*"):
        read_in(text, unit)


@pytest.mark.parametrize(
    ("text", "unit", "roubles"),
    [
        ("9 850,0 тыс. руб.", 1000, 9_850_000),
        ("1 000,00 средства Фонда", 1000, 1_000_000),
        ("19 572 600 рублей", 1, 19_572_600),
        ("1,5 млн руб.", 1, 1_500_000),
        ("0", 1000, 0),
        ("-", 1000, None),
    ],
)
def test_the_words_of_an_act_are_read_in_their_own_unit(text, unit, roubles):
    assert meant(text, unit) == roubles


@pytest.fixture
def measure(db):
    programme = ProgrammeFactory(unit=THOUSAND)
    line = BudgetLineFactory(measure=MeasureFactory(programme=programme, live=False), amount=Decimal(9_850_000))
    BudgetLineFactory(measure=line.measure, year=2017, source=line.source, amount=Decimal("1250.50"))
    return line.measure


def url_of(measure):
    return reverse("wagtailsnippets_measures_measure:edit", args=[measure.pk])


def field(response, name):
    found = BeautifulSoup(response.content, "html.parser").select_one(f"input[name='{name}']")
    return found["value"], found.parent.select_one(".sum-conversion").get_text(strip=True).replace("\xa0", " ")


def amounts(measure):
    lines = measure.get_latest_revision_as_object().budget_lines.all()
    return [line.amount for line in sorted(lines, key=lambda line: line.year)]


def test_the_form_opens_in_the_unit_of_the_act_with_the_conversion_beside(sign_in, measure):
    opened = sign_in("programmes").get(url_of(measure))
    assert fields_of(opened)["money_unit"] == ["1000"]
    assert field(opened, "budget_lines-0-amount") == ("9\xa0850", "9 850 тыс. ₽ = 9 850 000 ₽")
    assert field(opened, "budget_lines-1-amount") == ("1,2505", "1,2505 тыс. ₽ = 1 250,50 ₽")


def test_what_is_typed_is_in_the_chosen_unit_and_what_is_not_touched_stays(sign_in, measure):
    client = sign_in("programmes")
    fields = fields_of(client.get(url_of(measure)))
    client.post(url_of(measure), {**fields, "money_unit": "1", "budget_lines-1-amount": "77,70"})
    assert amounts(measure) == [Decimal(9_850_000), Decimal("77.70")]
    opened = client.get(url_of(measure))
    assert field(opened, "budget_lines-0-amount") == ("9\xa0850\xa0000", "9 850 000 ₽ = 9 850 тыс. ₽")


@pytest.mark.parametrize(("typed", "named"), [("1 000 руб.", "тыс. ₽"), ("1 млн руб.", "тыс. ₽")])
def test_a_sum_in_another_unit_than_the_forms_is_refused_with_a_word_and_stays(sign_in, measure, typed, named):
    client = sign_in("programmes")
    fields = fields_of(client.get(url_of(measure)))
    answer = client.post(url_of(measure), {**fields, "money_unit": "1000", "budget_lines-0-amount": typed})
    assert field(answer, "budget_lines-0-amount") == (typed, "")
    assert f"не та единица, которую вы выбрали для формы ({named})" in answer.content.decode()


def test_the_unit_of_the_form_may_be_typed_once_more(sign_in, measure):
    client = sign_in("programmes")
    fields = fields_of(client.get(url_of(measure)))
    client.post(url_of(measure), {**fields, "money_unit": "1000", "budget_lines-0-amount": "1 000 тыс. руб."})
    assert amounts(measure) == [Decimal(1_000_000), Decimal("1250.50")]


def test_the_unit_is_remembered_for_the_programme_and_for_no_other(sign_in, measure):
    client = sign_in("programmes")
    client.post(url_of(measure), {**fields_of(client.get(url_of(measure))), "money_unit": "1000000"})
    neighbour = MeasureFactory(programme=measure.programme, live=False)
    stranger = MeasureFactory(programme=ProgrammeFactory(unit=THOUSAND), live=False)
    assert fields_of(client.get(url_of(neighbour)))["money_unit"] == ["1000000"]
    assert fields_of(client.get(url_of(stranger)))["money_unit"] == ["1000"]


def test_a_draft_of_the_programme_does_not_forget_the_unit(sign_in, measure):
    programme = measure.programme
    programme.save_revision()
    Programme.objects.filter(pk=programme.pk).update(entry_unit=1)
    Programme.objects.get(pk=programme.pk).latest_revision.publish()
    assert Programme.objects.get(pk=programme.pk).entry_unit == 1


def test_a_refused_form_shows_what_was_typed_and_what_the_rest_comes_to(sign_in, measure):
    client = sign_in("programmes")
    typed = {"budget_lines-0-amount": "1 000,5", "budget_lines-1-amount": "пять тыс."}
    answer = client.post(url_of(measure), {**fields_of(client.get(url_of(measure))), **typed})
    assert field(answer, "budget_lines-0-amount") == ("1 000,5", "1 000,5 тыс. ₽ = 1 000 500 ₽")
    assert field(answer, "budget_lines-1-amount") == ("пять тыс.", "")
    assert "Напишите сумму цифрами" in answer.content.decode()
    assert "Строк с ошибкой: 1" in answer.content.decode()


def test_a_new_measure_starts_in_the_unit_of_the_programme_that_its_link_names(sign_in, measure):
    url = f"{reverse('wagtailsnippets_measures_measure:add')}?programme={measure.programme_id}"
    assert fields_of(sign_in("programmes").get(url))["money_unit"] == ["1000"]


def test_sums_that_follow_typing_read_the_same_unit(sign_in, measure):
    client = sign_in("programmes")
    fields = fields_of(client.get(url_of(measure)))
    data = {**fields, "measure": measure.pk, "budget_lines-1-amount": "2,5", "money_unit": "1000"}
    sums = client.post(reverse("measures_live_totals"), data).context["sums"]
    assert sums.whole == "9\xa0852\xa0500\xa0₽"
    data["money_unit"] = "1"
    sums = client.post(reverse("measures_live_totals"), data).context["sums"]
    first, second = sums.conversions
    assert first["shown"].text == "9\xa0850\xa0000"
    assert second["text"] == "2,50\xa0₽ = 0,0025\xa0тыс. ₽"


@pytest.mark.parametrize("kept", ["x|9\xa0850", "-5|9\xa0850", "NaN|9\xa0850", "1e99|9\xa0850", "|", "\0|9\xa0850"])
def test_a_crafted_memory_of_a_field_is_no_amount(sign_in, measure, kept):
    client = sign_in("programmes")
    client.post(url_of(measure), {**fields_of(client.get(url_of(measure))), "budget_lines-0-amount-kept": kept})
    measure.refresh_from_db()
    assert amounts(measure)[0] == Decimal(9_850_000)
