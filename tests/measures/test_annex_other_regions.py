"""Annexes that no one has seen yet: either a figure is read exactly, or its row says what a person has to decide."""

from decimal import Decimal

import pytest

from measures.annex.periods import Term
from measures.annex.preview import content_of
from measures.annex.recognising import recognise
from measures.annex.text import read_text

from .annex_files import FORMATS, MERGED, SOURCES, drawing, every_format, lines, pasted, totals, unit

in_merged_formats = pytest.mark.parametrize("form", MERGED)
HEAD = "№ п/п\tМероприятие\tИсполнитель\tСрок\tОбластной бюджет, руб."


def of_text(text: str):
    return recognise(read_text(text))


@pytest.mark.parametrize("form", [*MERGED, "pasted"])
def test_years_over_sources_over_stages(form):
    annex = FORMATS[form](drawing("three-levels"))
    service, trips = annex.measures
    assert lines(service) == [
        (2024, "regional_budget", Decimal("1.5")), (2024, "municipal", Decimal("0.2")),
        (2025, "regional_budget", Decimal("1.6")),
    ]  # fmt: skip
    assert lines(trips) == [(2025, "regional_budget", Decimal("0.35")), (2025, "municipal", Decimal("0.05"))]
    assert [each.result for each in annex.measures] == ["40 семей", "20 выездов"]
    assert unit(annex) == 1_000_000
    assert lines(trips, "amended") == [(2025, "regional_budget", Decimal("0.4")), (2025, "municipal", Decimal("0.05"))]
    assert (annex.notes, service.problems, trips.problems) == ([], [], [])


@every_format
def test_years_under_each_measure(form):
    annex = FORMATS[form](drawing("years-under-each"))
    rental, school = annex.measures
    assert [each.title for each in annex.measures] == ["Пункты проката", "Школа мам"]
    assert lines(rental) == [
        (2023, "regional_budget", 150), (2023, "municipal", 50), (2024, "regional_budget", 150),
        (2024, "municipal", 50), (2025, "regional_budget", 150), (2025, "attracted", 50),
    ]  # fmt: skip
    assert lines(school) == [(2024, "regional_budget", 30)]
    assert rental.problems == school.problems == []
    if form != "pasted":
        assert totals(annex.total_rows[0])[None, ""] == 630


@every_format
def test_ticks_under_quarters(form):
    annex = FORMATS[form](drawing("quarters"))
    camp, training, books = annex.measures
    assert {each.term for each in annex.measures} == {Term(2025, 2025)}
    assert lines(camp) == [(None, "regional_budget", 1_250_000)]
    assert lines(training) == [(None, "fund", 40_000)]
    assert [each.not_required for each in books.lines] == [True]


@every_format
def test_money_of_quarters_is_not_counted_beside_that_of_the_year(form):
    annex = FORMATS[form](drawing("money-by-quarters"))
    assert [lines(each) for each in annex.measures] == [[(2025, "", 100)], [(2025, "", 4)]]
    assert [each.problems for each in annex.measures] == [[], []]


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "csv-1251"])
def test_units_in_rows_of_their_own(form):
    families, share, services = FORMATS[form](drawing("indicators-with-rows-of-units")).indicators
    assert [each.unit for each in (families, share, services)] == ["семей", "процентов", "единиц"]
    assert [families.values["plan", year].value for year in (2024, 2025, 2026)] == [1200, 1250, None]
    assert [problem.partition(":")[0] for problem in families.problems] == ["Число с оговоркой", "Два числа"]
    assert "проверьте единицу" in services.problems[0]


@every_format
def test_plan_and_fact_in_rows_one_under_another(form):
    share, clubs = FORMATS[form](drawing("indicators-with-rows-of-facts")).indicators
    assert (share.values["plan", 2024].value, share.values["fact", 2023].value) == (45, 41)
    assert share.values["fact", 2024].value is None
    assert [clubs.values["fact", year].written for year in (2023, 2024)] == ["3", "–"]


@every_format
def test_roman_sections_begins_and_ends_and_sums_in_words(form):
    annex = FORMATS[form](drawing("roman-numbers"))
    group, register, point, line = annex.measures
    assert [each.number for each in annex.measures] == ["I.1", "I.2", "II.1", "II.2"]
    assert (group.term, point.term) == (Term(2024, 2024, 2, 12), Term(2024, 2025, 3, 12))
    assert lines(register) == [(None, "regional_budget", 120)]
    assert (point.lines, "по частям" in point.problems[0]) == ([], True)
    assert any("Сумма с оговоркой" in problem for problem in line.problems)


@in_merged_formats
def test_a_sum_that_several_columns_share_is_left_to_a_person(form):
    club, choir = FORMATS[form](drawing("merged-sums")).measures
    assert lines(club) == [(2025, "regional_budget", 50), (2025, "municipal", 10)]
    assert lines(choir) == [(2024, "regional_budget", 20), (2024, "municipal", 5)]
    assert all("общей для нескольких граф" in each.problems[0] for each in (club, choir))


def test_a_row_that_pasting_has_made_shorter_than_its_head_is_told():
    club, _choir = recognise(read_text(pasted(drawing("merged-sums")))).measures
    assert "значения могли сдвинуться" in club.problems[0]


def test_a_tab_within_a_cell_is_told():
    annex = of_text(f"{HEAD}\n1\tХор\tи танец\tЦентр\t2024\t20,0\n2\tСад\tЦентр\t2024\t10\n")
    assert ["сдвинуться" in "".join(each.problems) for each in annex.measures] == [True, False]
    assert annex.notes == ["Для этих граф в программе места нет, они не прочитаны: графа 6 без заголовка."]


@every_format
def test_process_measures_with_their_sums_first(form):
    annex = FORMATS[form](drawing("process-measures"))
    camp, club = annex.measures
    assert lines(camp)[:2] == [(2024, "regional_budget", 50), (2025, "regional_budget", 50)]
    assert lines(club) == [(2024, "regional_budget", 50), (2025, "regional_budget", 60), (2026, "regional_budget", 70)]
    assert totals(annex.section_totals[0])[2026, ""] == 130


@every_format
def test_executors_and_years_of_money_in_one_cell(form):
    annex = FORMATS[form](drawing("executors-in-one-cell"))
    brigade, _taxi, fair, meeting = annex.measures
    executors = content_of(annex, SOURCES)["measures"][0]["executors"].splitlines()
    assert executors == ["Исполнитель: Минтруд", "Соисполнители: Минздрав, Минобр (по согласованию)"]
    assert lines(brigade) == [(2024, "", 100_000), (2025, "", 200_000)]
    assert lines(fair) == [(None, "regional_budget", 60_000), (None, "municipal", 40_000)]
    assert meeting.problems == ["Всего 100\u00a0000, а части дают 90\u00a0000"]


def test_cells_that_a_browser_leaves_out_of_a_head():
    club, choir = of_text(
        "№ п/п\tМероприятие\tИсполнитель\tСрок\tФинансирование, тыс. руб.\n2024\t2025\n"
        "1.1\tКлуб\tЦентр\t2024-2025\t100,0\t50,0\n1.2\tХор\tЦентр\t2024\t20,0\t-\n"
    ).measures
    assert (lines(club), lines(choir)) == ([(2024, "", 100), (2025, "", 50)], [(2024, "", 20)])


@pytest.mark.parametrize(
    ("cell", "amount", "said"),
    [
        ("2,5 млн", 2_500_000, "другая единица"),
        ("300 тыс.", 300_000, "другая единица"),
        ("1 млн 200 тыс. рублей", None, "по частям"),
        ("1 000 руб. 50 коп.", None, "по частям"),
        ("500 долларов", 500, "не учтены: «долларов»"),
        ("12 семей", 12, "не учтены: «семей»"),
        ("10 %", 10, "не учтены: «%»"),
        ("до 75,0", 75, "с оговоркой"),
        ("~ 20", 20, "с оговоркой"),
        ("100 ежегодно", 100, "с оговоркой"),
        ("10,01)", None, "Скобка без пары"),
        ("1 200 000,005", Decimal("1200000.005"), "мельче копейки"),
        ("1е5", None, "несколько сумм"),
        ("будет определён", None, "нет суммы"),
    ],
)
def test_words_beside_a_sum_are_never_dropped_in_silence(cell, amount, said):
    (measure,) = of_text(f"{HEAD}\n1\tКлуб\tЦентр\t2024\t{cell}\n").measures
    assert [each.amount for each in measure.lines][:1] == ([] if amount is None else [amount])
    assert said in " ".join(measure.problems)


@pytest.mark.parametrize("cell", ["1 200 000,00", "1\u202f200\u00a0000", "1200000 руб."])
def test_plain_sums_of_a_column_with_its_source(cell):
    (measure,) = of_text(f"{HEAD}\n1\tКлуб\tЦентр\t2024\t{cell}\n").measures
    assert ([each.amount for each in measure.lines], measure.problems) == ([1_200_000], [])


def test_a_figure_without_a_unit_beside_those_with_one_is_told():
    annex = of_text(
        "№\tМероприятие\tИсполнитель\tСрок\tОбъём финансирования\n"
        "1\tКлуб\tЦентр\t2024\t100 тыс. рублей, областной бюджет\n"
        "2\tХор\tЦентр\t2024\t350000, областной бюджет\n3\tСад\tЦентр\t2024\t2,5 млн, областной бюджет\n"
    )
    assert [each.amount for measure in annex.measures for each in measure.lines] == [100, 350_000, 2500]
    assert "единица названа, а в этой нет" in annex.measures[1].problems[0]


def test_columns_that_are_not_read_are_named():
    annex = of_text(
        "№\tМероприятие\tКод КБК\tКуратор\tИсполнитель\tСрок\tСумма, руб.\n1\tКлуб\t148\tОтдел\tЦентр\t2024\t10\n"
    )
    assert annex.notes == ["Для этих граф в программе места нет, они не прочитаны: «Код КБК», «Куратор»."]
