"""Statistical forms as data: their rows, formulas, checks and deadlines, each as the document has it."""

import datetime
from decimal import Decimal

import pytest
import yaml

from portal.quarters import Quarter
from returns.expressions import BadFormula, Expression
from returns.figures import NOT_KEPT, Total, of, total
from returns.forms_of_law import BLANKS, form_of, forms
from returns.quarters import Deadline, last_ended

from .conftest import FORM, SOUND

EXAMPLE = {"1.1": 40, "1.2": 12, "1.7": 9, "1.7.1": 7}


def decimals(cells) -> dict:
    return {code: Decimal(value) for code, value in cells.items()}


def failing(form, cells, previous=()) -> list[str]:
    done = form.completed(decimals(cells))
    return [check.rule for check in form.checks if form.told(check, done, dict(previous)) is False]


def test_every_form_is_sound_and_the_quarterly_one_has_its_27_rows():
    found = forms()
    assert set(found) == {path.stem for path in BLANKS.glob("*.yaml")}
    assert len(found[FORM].rows) == 27
    assert len(found["novgorod-indicators"].rows) == 19


def test_computed_rows_follow_the_formulas_of_the_document(form):
    done = form.completed(decimals(EXAMPLE))
    assert (done["1.3"], done["1.8"]) == (52, 43)
    assert list(done) == [row.code for row in form.rows]


def test_what_is_not_filled_leaves_a_computed_row_unknown(form):
    done = form.completed(decimals({"1.1": 40}))
    assert (done["1.3"], done["1.8"]) == (None, None)


def test_a_count_that_is_not_kept_adds_nothing_and_is_no_gap(form):
    done = form.completed({"1.1": Decimal(40), "1.2": NOT_KEPT, "1.7": NOT_KEPT})
    assert (done["1.3"], done["1.8"]) == (40, 40)
    assert form.completed({"1.1": NOT_KEPT, "1.2": NOT_KEPT})["1.3"] == NOT_KEPT


def test_a_sound_return_breaks_no_rule(form):
    assert failing(form, SOUND, {"1.8": Decimal(40)}) == []


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"1.4": 51}, "[1.4] = [1.3]"),
        ({"1.4.1": 51}, "[1.4.*] = [1.4]"),
        ({"1.5": 50}, "[1.5] = [1.3]"),
        ({"1.5.3": 53}, "[1.5.3] <= [1.5]"),
        ({"1.6": 50}, "[1.6] = [1.3]"),
        ({"1.6.4": 53}, "[1.6.4] <= [1.6]"),
        ({"1.7": 53, "1.7.1": 0}, "[1.7] <= [1.3]"),
        ({"1.7.1": 10}, "[1.7.1] <= [1.7]"),
    ],
)
def test_each_planted_fault_is_found(form, change, rule):
    assert rule in failing(form, {**SOUND, **change})


def test_the_quarter_begins_with_what_the_last_one_left(form):
    assert failing(form, SOUND, {"1.8": Decimal(41)}) == ["[1.1] = [1.8@previous]"]
    assert failing(form, SOUND) == [], "without a previous return nothing can be told"


def test_only_the_document_own_rule_is_not_inferred(form):
    assert [check.rule for check in form.checks if not check.is_inferred] == ["[1.8] >= 0"]


def test_a_share_is_computed_and_division_by_zero_gives_nothing():
    form = forms()["novgorod-indicators"]
    assert form.completed(decimals({"1": 80, "2": 20}))["3"] == 25
    assert form.completed(decimals({"1": 0, "2": 0}))["3"] is None


@pytest.mark.parametrize(
    "text", ["[1.1] +", "+ [1.1]", "[1.1] [1.2]", "1.1 + 1.2", "[1.1] % [1.2]", "", "__import__('os')"]
)
def test_a_formula_that_is_none_is_refused(text):
    with pytest.raises(BadFormula):
        _tokens = Expression(text).tokens


@pytest.mark.parametrize("fault", ['formula: "[1.1] + [9.9]"', 'parent: "9.9"'])
def test_a_form_that_names_a_row_it_has_not_is_refused(fault):
    content = yaml.safe_load(
        f"title: Ф\nsource: И\nto: ''\nunit: ''\ndeadline: null\nrows:\n- code: \"1.1\"\n  name: А\n- code: \"1.2\"\n"
        f"  name: Б\n  {fault}\nchecks: []\n"
    )
    with pytest.raises(BadFormula):
        form_of("bad", content)


def test_adding_never_depends_on_order_and_absent_is_no_zero():
    figures = [Decimal(5), None, Decimal(0), NOT_KEPT, Decimal(7)]
    assert total(figures) == total(reversed(figures)) == Total(Decimal(12), counted=3, not_kept=1, absent=1)
    assert total([None, None]).figure is None
    assert total([NOT_KEPT]).figure == NOT_KEPT
    assert of(Decimal(0)).figure == 0
    assert total(figures).is_partial


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        (Deadline("", 5), datetime.date(2026, 7, 5)),
        (Deadline("", 5, inclusive=False), datetime.date(2026, 7, 4)),
        (Deadline("", 1, inclusive=False), datetime.date(2026, 6, 30)),
        (Deadline("", 5, day_off="next"), datetime.date(2026, 7, 6)),
    ],
)
def test_the_deadline_is_a_rule_of_the_form(deadline, expected):
    assert deadline.of(Quarter(2026, 2), {}) == expected


def test_the_deadline_of_the_fourth_quarter_is_next_year_and_may_wait_for_the_holidays():
    assert Deadline("", 5).of(Quarter(2026, 4), {}) == datetime.date(2027, 1, 5)
    assert Deadline("", 5, day_off="next").of(Quarter(2026, 4), {}) == datetime.date(2027, 1, 11)


def test_quarters_follow_each_other():
    assert Quarter(2026, 4).next == Quarter(2027, 1)
    assert Quarter(2026, 1).previous == Quarter(2025, 4)
    assert Quarter.of(datetime.date(2026, 6, 30)) == Quarter(2026, 2)
    assert last_ended(datetime.date(2026, 1, 1)) == Quarter(2025, 4)
    assert (Quarter(2026, 2).first_day, Quarter(2026, 2).last_day) == (
        datetime.date(2026, 4, 1),
        datetime.date(2026, 6, 30),
    )
