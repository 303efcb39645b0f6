"""More ways of drawing an annex: sources before their sums, years as headings, two tables for one list, indicators."""

from decimal import Decimal

import pytest

from measures.annex.periods import Term
from measures.annex.recognising import recognise
from measures.annex.text import read_text

from .annex_files import FORMATS, drawing, every_format, lines, pasted, read, totals, unit, word


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "pasted"])
def test_sources_before_their_sums_and_hidden_hyphens(form):
    early, visits, camp = FORMATS[form](drawing("complex-of-measures")).measures
    assert early.title == "Открытие служб ранней помощи"
    assert early.executors == "Минсоцразвития; ГБУ «Центр» (по согласованию)"
    assert early.term == Term(2021, 2021, 1, 6)
    assert lines(early) == [
        (2021, "regional_budget", 100), (2021, "fund", Decimal("250.5")), (2022, "regional_budget", 50),
    ]  # fmt: skip
    assert lines(visits)[:2] == [(2021, "regional_budget", 200), (2021, "fund", 100)]
    assert [each.not_required for each in visits.lines] == [False, False, True]
    assert lines(camp) == [(2022, "", 70)], "a budget by its name alone is left to a person"


def test_a_row_of_totals_that_pasting_has_broken_is_told():
    annex = recognise(read_text(pasted(drawing("complex-of-measures"))))
    assert [each.number for each in annex.measures] == ["1.1", "1.2", "2.1"]
    assert "Всего по задаче 1: | ОБ – 300,0" in [text for _place, text in annex.left_out]


@every_format
def test_years_that_head_their_rows(form):
    annex = FORMATS[form](drawing("years-as-headings"))
    assert [lines(each) for each in annex.measures] == [
        [(2021, "federal", 1_000_000)], [(2021, "attracted", 20_000)], [(2022, "regional_budget", 50_000)],
    ]  # fmt: skip
    assert [(each.year, each.amount) for each in annex.totals] == [(None, 1_070_000)]
    assert annex.directions == []


@every_format
def test_what_was_spent_is_no_plan(form):
    annex = FORMATS[form](drawing("plan-and-spent"))
    assert lines(annex.measures[0]) == [(2022, "regional_budget", 100), (2022, "municipal", 10)]
    assert lines(annex.measures[0], "spent") == [(2022, "regional_budget", 90), (2022, "municipal", 9)]


@pytest.mark.parametrize("form", ["word", "pasted"])
def test_one_table_lists_the_measures_and_another_their_money(form):
    blocks = drawing("two-tables").split("\n\n")
    text = "\n".join(pasted(block) if "|" in block else block for block in blocks)
    annex = read(word(*blocks)) if form == "word" else recognise(read_text(text))
    service, club = annex.measures
    assert (service.number, service.executors, service.result) == ("1.1", "Министерство", "100 семей")
    assert service.term == Term(2021, 2022, 1, 12)
    assert lines(service) == [
        (2021, "regional_budget", 100), (2022, "regional_budget", 200), (2021, "federal", 10), (2022, "federal", 20),
    ]  # fmt: skip
    assert lines(club) == [(2021, "municipal", 5)]
    assert [each.title for each in annex.directions] == ["Раздел 1. Семья"]
    assert unit(annex) == 1000
    assert ["Риск" in note for note in annex.notes] == [True]


@every_format
def test_each_section_ends_with_its_own_bare_total(form):
    annex = FORMATS[form](drawing("bare-totals"))
    assert [each.direction for each in annex.section_totals] == ["I", "II", "III"]
    assert annex.totals == []


@every_format
def test_numbers_within_titles_and_sections_by_name(form):
    annex = FORMATS[form](drawing("titles-with-numbers"))
    flat, phone, supervision = annex.measures
    assert [(each.number, each.direction) for each in annex.measures] == [("1.1", "1"), ("1.2", "1"), ("2.1", "2")]
    assert (lines(flat), flat.term) == ([(None, "fund", 5000)], Term())
    assert lines(phone) == [(None, "regional_budget", 1500), (None, "attracted", 500)]
    assert (supervision.term, supervision.lines) == (Term(2022, 2023, 9, 3), [])
    assert [(each.direction, totals(each)) for each in annex.section_totals] == [("1", {(None, ""): 7000})]


def figures(indicator) -> dict:
    return {key: value.value for key, value in indicator.values.items()}


@every_format
def test_indicators_of_a_state_programme(form):
    annex = FORMATS[form](drawing("indicators-of-state-programme"))
    share, many, staff = annex.indicators
    assert figures(share) == {
        ("baseline", None): Decimal("12.5"),
        ("plan", 2021): 20, ("plan", 2022): 30, ("plan", 2023): None,
        ("end", None): 40,
    }  # fmt: skip
    assert share.problems == [
        "Число с оговоркой: прочитано как 30: «не менее 30»", "Два числа: выберите одно: «35–40»",
    ]  # fmt: skip
    assert (many.parent, many.values["baseline", None].value) == ("1", None)
    assert (staff.values["baseline", None].value, staff.values["plan", 2021].value) == (0, 1200)
    assert "* Нарастающим итогом" in [*(text for _place, text in annex.left_out), *annex.prose]


@every_format
def test_units_at_the_end_of_names_and_no_numbers(form):
    reach, services, register = FORMATS[form](drawing("indicators-without-units")).indicators
    assert [(each.number, each.unit) for each in (reach, services, register)] == [
        ("1", "%"), ("2", "ед."), ("3", "да/нет"),
    ]  # fmt: skip
    assert figures(reach) == {("baseline", None): Decimal("45.5"), ("plan", 2022): 50, ("plan", 2023): 60}
    assert figures(register)["baseline", None] == 0


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "pasted"])
def test_a_baseline_with_its_year_beneath_it(form):
    (families,) = FORMATS[form](drawing("indicators-by-plan-and-fact")).indicators
    assert figures(families) == {
        ("baseline", None): 1, ("plan", 2022): 3, ("fact", 2022): 3, ("plan", 2023): 4, ("fact", 2023): None,
    }  # fmt: skip


def test_a_head_that_pasting_has_made_doubtful_is_told():
    annex = recognise(read_text(pasted(drawing("indicators-by-plan-and-fact"))))
    assert "шапки разной длины" in annex.notes[0]


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "csv-1251"])
def test_the_end_of_each_year_is_no_single_end(form):
    share, number = FORMATS[form](drawing("indicators-at-year-ends")).indicators
    assert figures(share) == {("baseline", None): 10, ("plan", 2022): Decimal("20.5"), ("plan", 2023): 30}
    assert (number.number, figures(number)["plan", 2023]) == ("3.2", 7)
