"""Two editors on one budget: the second to save is told, both texts are kept, and both sets of rows are shown."""

from decimal import Decimal

import pytest
from django.urls import reverse

from tests.admin.forms import fields_of
from tests.factories import BudgetLineFactory, MeasureFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def measure():
    line = BudgetLineFactory(measure=MeasureFactory(live=False), amount=Decimal(100), source__name="Фонд")
    BudgetLineFactory(measure=line.measure, year=2017, source=line.source, amount=Decimal(50))
    line.measure.save_revision()
    return line.measure


def url_of(measure):
    return reverse("wagtailsnippets_measures_measure:edit", args=[measure.pk])


def amounts(measure):
    revisions = measure.revisions.order_by("pk")
    return [
        {line.year: line.amount for line in revision.as_object().budget_lines.all()} for revision in revisions.all()[1:]
    ]


def test_the_second_is_told_and_both_budgets_stand_side_by_side(sign_in, measure):
    first, second, url = sign_in("programmes"), sign_in("moderator"), url_of(measure)
    of_first, of_second = fields_of(first.get(url)), fields_of(second.get(url))
    row = next(
        name[: -len("amount")] for name, value in of_first.items() if name.endswith("-amount") and value == ["100"]
    )
    first.post(url, {**of_first, f"{row}amount": "120"})
    answer = second.post(url, {**of_second, f"{row}amount": "999", f"{row}note": "Второе письмо"})
    text = answer.content.decode()
    assert "Пока вы правили, свою версию сохранил другой редактор" in text
    assert "<del>120</del>" in text
    assert "<ins>999</ins>" in text
    assert "Второе письмо" in text
    assert fields_of(answer)[f"{row}amount"] == ["999"]
    assert amounts(measure) == [{2016: Decimal(120), 2017: Decimal(50)}]
    second.post(url, fields_of(answer))
    assert amounts(measure) == [
        {2016: Decimal(120), 2017: Decimal(50)},
        {2016: Decimal(999), 2017: Decimal(50)},
    ]


def test_a_row_that_one_struck_out_and_one_that_the_other_added_are_both_shown(sign_in, measure):
    first, second, url = sign_in("programmes"), sign_in("moderator"), url_of(measure)
    of_first, of_second = fields_of(first.get(url)), fields_of(second.get(url))
    source = of_first["budget_lines-0-source"]
    added = {"year": "2018", "source": source, "stage": "approved", "amount": "7", "id": "", "ORDER": "3"}
    rows = {f"budget_lines-2-{name}": value for name, value in added.items()}
    first.post(url, {**of_first, "budget_lines-1-DELETE": "1"})
    answer = second.post(url, {**of_second, **rows, "budget_lines-TOTAL_FORMS": "3"})
    text = " ".join(answer.content.decode().split())
    assert "Пока вы правили" in text
    assert "2018 · Фонд · утверждено" in text
    assert "2017 · Фонд · утверждено" in text
    assert [set(lines) for lines in amounts(measure)] == [{2016}]
