"""Money in the forms: pasted as documents write it, read exactly, never lost when refused."""

from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import example, given
from hypothesis import strategies as st

from measures.models import StatedTotal
from portal.formatting import amount, rub
from portal.money import MoneyField, read_amount
from tests.admin.forms import fields_of
from tests.factories import BudgetLineFactory, ProgrammeFactory, ServiceFactory

AMOUNTS = st.decimals(0, Decimal("99999999999999.99"), places=2)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("9 850 000", "9850000"),
        ("1\u00a0250,50", "1250.50"),
        ("1\u202f250.5 ₽", "1250.5"),
        ("12\u2009500 руб.", "12500"),
        ("\t9850000\u00a0РУБ\n", "9850000"),
        ("0", "0"),
    ],
)
def test_an_amount_is_read_as_documents_write_it(text, read):
    assert read_amount(text) == Decimal(read)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "пять",
        "-5",
        "−5",
        "5,",
        ",5",
        "98 50",
        "1,250,000",
        "9,850",
        "1.250,50",
        "5 тыс. руб.",
        "1e5",
        "NaN",
        "٥",
        "\0",
    ],
)
def test_what_leaves_doubt_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        read_amount(text)


@given(AMOUNTS)
@example(Decimal("0.01"))
def test_what_is_shown_reads_back_the_same(value):
    field = MoneyField(max_digits=16, decimal_places=2)
    shown = field.prepare_value(value)
    assert field.clean(shown) == value
    assert not field.has_changed(value, shown)
    assert read_amount(rub(value)) == read_amount(amount(value).replace("\u00a0", "\u202f")) == value


@given(st.text())
def test_any_text_is_an_amount_or_a_refusal(text):
    try:
        value = MoneyField(max_digits=16, decimal_places=2, required=False).clean(text)
    except ValidationError:
        return
    assert value is None or (value >= 0 and value.is_finite())


def url_of(record) -> str:
    return reverse(record.snippet_viewset.get_url_name("edit"), args=[record.pk])


def input_of(response, name):
    return BeautifulSoup(response.content, "html.parser").select_one(f"input[name='{name}']")


@pytest.mark.django_db
def test_a_budget_line_shows_and_takes_money_as_it_is_written(sign_in):
    line = BudgetLineFactory(amount=Decimal("9850000"))
    client, url = sign_in("programmes"), url_of(line.measure)
    opened = client.get(url)
    field = input_of(opened, "budget_lines-0-amount")
    assert (field["type"], field["inputmode"], field["value"]) == ("text", "decimal", "9\u00a0850\u00a0000")
    client.post(url, {**fields_of(opened), "budget_lines-0-amount": "1 250,50 руб."})
    line.measure.refresh_from_db()
    (saved,) = line.measure.get_latest_revision_as_object().budget_lines.all()
    assert saved.amount == Decimal("1250.50")
    assert input_of(client.get(url), "budget_lines-0-amount")["value"] == "1\u00a0250,50"


@pytest.mark.django_db
def test_a_refused_amount_stays_in_the_form_with_the_reason(sign_in):
    measure = BudgetLineFactory().measure
    client, url = sign_in("programmes"), url_of(measure)
    answer = client.post(url, {**fields_of(client.get(url)), "budget_lines-0-amount": "пять тыс."})
    assert input_of(answer, "budget_lines-0-amount")["value"] == "пять тыс."
    assert "Напишите сумму цифрами" in answer.content.decode()


@pytest.mark.django_db
def test_stated_totals_and_tariffs_ask_the_same_way(sign_in):
    programme, service = ProgrammeFactory(), ServiceFactory(tariffs=["1250.50"])
    StatedTotal.objects.create(programme=programme, amount=Decimal(9850000))
    client = sign_in("superuser")
    assert input_of(client.get(url_of(programme)), "stated_totals-0-amount")["value"] == "9\u00a0850\u00a0000"
    assert input_of(client.get(url_of(service)), "tariffs-0-amount")["value"] == "1\u00a0250,50"
