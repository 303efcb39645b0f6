"""Sums of budget lines while they are typed: the server counts, nothing is saved."""

from decimal import Decimal

import pytest
from django.urls import reverse

from measures.models import BudgetLine, ReportEdition, ReportedSpending, StatedTotal
from tests.factories import BudgetLineFactory, FundingSourceFactory, MeasureFactory, ProgrammeFactory
from tests.measures.reporting import period_of, report_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def source():
    return FundingSourceFactory(name="Бюджет региона")


def posted(*lines: dict, **fields) -> dict:
    rows = {f"budget_lines-{row}-{name}": value for row, line in enumerate(lines) for name, value in line.items()}
    return {"budget_lines-TOTAL_FORMS": len(lines), **rows, **fields}


def line(source, amount="", **fields) -> dict:
    return {"year": "2016", "source": source.pk, "stage": "approved", "amount": amount, **fields}


def sums(client, data: dict):
    response = client.post(reverse("measures_live_totals"), data)
    assert response.status_code == 200
    return response.context["sums"]


@pytest.fixture
def client(sign_in):
    return sign_in("programmes")


def test_lines_are_summed_by_year_and_source(client, source):
    found = sums(client, posted(line(source, "100.50"), line(source, "200", year="2017")))
    assert found.groups == [
        ("По годам", [("2016", "100,50\u00a0₽"), ("2017", "200\u00a0₽")]),
        ("По источникам", [("Бюджет региона", "300,50\u00a0₽")]),
    ]


def test_lines_are_read_as_the_form_will_read_them(client, source):
    found = sums(client, posted(line(source, "9 850 000,50 ₽"), line(source, "1\u00a0000"), line(source, "98 50")))
    assert (found.whole, found.unread) == ("9\u00a0851\u00a0000,50\u00a0₽", 1)


def test_money_not_required_is_no_zero(client, source):
    assert sums(client, posted(line(source, not_required="on"))).whole == "не требуется"
    assert sums(client, posted()).whole == "нет данных"


def test_a_removed_line_is_left_out(client, source):
    assert sums(client, posted(line(source, "5"), line(source, "7", DELETE="1"))).whole == "5\u00a0₽"


def test_unreadable_lines_are_counted_not_summed(client, source):
    lines = [line(source, amount) for amount in ("пять", "NaN", "-1", "1e99", "")]
    found = sums(client, posted(*lines, line(source, "5")))
    assert (found.unread, found.whole) == (5, "5\u00a0₽")


def test_sums_stand_beside_what_the_act_states(client, source):
    measure = MeasureFactory(number="7.1")
    BudgetLineFactory(measure=MeasureFactory(programme=measure.programme), source=source, amount=Decimal(900))
    StatedTotal.objects.create(programme=measure.programme, amount=Decimal(1000))
    StatedTotal.objects.create(programme=measure.programme, amount=Decimal(100), measure_number="7.1")
    fields = {"programme": measure.programme_id, "number": "7.1", "measure": measure.pk}
    agreeing = sums(client, posted(line(source, "100"), **fields))
    differing = sums(client, posted(line(source, "90"), **fields))
    assert [check["agrees"] for check in agreeing.checks] == [True, True]
    assert [check["agrees"] for check in differing.checks] == [False, False]


def test_what_reports_say_was_spent_is_held_against_what_is_typed(client, source):
    programme = ProgrammeFactory(year_from=2016, year_to=2016)
    measure = MeasureFactory(programme=programme, number="7.1")
    report = report_of(measure, period_of(programme, year=2016))
    edition = ReportEdition.objects.create(report=report, number=1, content={})
    spent = {"measure": measure, "edition": edition, "source": source, "year": 2016, "quarter": 1}
    ReportedSpending.objects.create(**spent, amount=Decimal(300))
    fields = {"programme": programme.pk, "number": "7.1", "measure": measure.pk}
    own_figure = line(source, "5", stage="spent")
    assert sums(client, posted(line(source, "300"), own_figure, **fields)).differing == 0
    found = sums(client, posted(line(source, "299.99"), own_figure, **fields))
    (check,) = [each for each in found.checks if each["agrees"] is False]
    assert (check["computed"], check["stated"]) == ("300\u00a0₽", "299,99\u00a0₽")


def test_nothing_is_saved(client, source):
    sums(client, posted(line(source, "100")))
    assert not BudgetLine.objects.exists()


@pytest.mark.parametrize("field", ["programme", "measure", "budget_lines-TOTAL_FORMS", "number"])
@pytest.mark.parametrize("value", ["\0", "x", "-1", "9" * 40, "²"])
def test_garbage_is_no_error(client, field, value):
    assert client.post(reverse("measures_live_totals"), {field: value}).status_code == 200


def test_a_form_without_script_shows_the_saved_sums(client, source):
    budget_line = BudgetLineFactory(source=source, amount=Decimal(777))
    edit = reverse("wagtailsnippets_measures_measure:edit", args=[budget_line.measure_id])
    assert "777\u00a0₽" in client.get(edit).content.decode()


def test_the_address_answers_only_post(client):
    assert client.get(reverse("measures_live_totals")).status_code == 405
