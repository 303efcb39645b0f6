"""Annexes as regions draw them, each as a Word document, a workbook, a CSV file and pasted text: all say the same."""

from decimal import Decimal

import pytest

from measures.annex.periods import Term
from measures.annex.recognising import recognise
from measures.annex.text import read_text

from .annex_files import FORMATS, MERGED, drawing, every_format, lines, pasted, read, totals, unit, word


@every_format
def test_a_row_for_each_source_with_all_of_them_first(form):
    annex = FORMATS[form](drawing("rows-of-sources"))
    service, parents, staff = annex.measures
    assert [(each.number, each.direction) for each in annex.measures] == [("1.1", "1"), ("1.2", "1"), ("2.1", "2")]
    assert service.stated == 330
    assert sorted(lines(service)) == sorted(
        (year, source, amount)
        for year in (2021, 2022, 2023)
        for source, amount in (("regional_budget", 80), ("fund", 30))
    )
    assert service.executors.split("; ") == ["Министерство труда;".rstrip(";"), "Министерство здравоохранения"]
    assert parents.term == Term(2022, 2023, 1, 12)
    assert lines(parents) == [(2022, "regional_budget", Decimal("20.5")), (2023, "regional_budget", 30)]
    assert lines(staff) == [(2023, "municipal", 15)]
    assert not any(each.problems for each in annex.measures)
    assert (annex.left_out, unit(annex)) == ([], 1000)


@every_format
def test_the_sums_of_sections_go_by_source_and_year(form):
    annex = FORMATS[form](drawing("rows-of-sources"))
    first, second = annex.section_totals
    assert (first.direction, second.direction) == ("1", "2")
    assert totals(first)[None, ""] == Decimal("380.5")
    assert totals(first)[2022, "regional_budget"] == Decimal("100.5")
    assert totals(second) == {(None, ""): 15, (2021, ""): 0, (2022, ""): 0, (2023, ""): 15}
    whole = {(each.year, each.source): each.amount for each in annex.totals}
    assert (whole[None, ""], whole[2023, "municipal"]) == (Decimal("395.5"), 15)


@every_format
def test_statuses_for_numbers_and_codes_of_the_budget_that_are_no_money(form):
    annex = FORMATS[form](drawing("resources"))
    help_, rest = annex.measures
    assert [(each.number, each.title, each.direction) for each in annex.measures] == [
        ("1.1", "«Ранняя помощь»", "1"),
        ("1.2", "«Отдых детей»", "1"),
    ]
    assert sorted(lines(help_)) == sorted(
        (year, source, amount)
        for year in (2022, 2023, 2024)
        for source, amount in (("regional_budget", 500), ("federal", 100))
    )
    assert [amount for _year, _source, amount in lines(rest)] == [100, 200, 300]
    assert [each.title for each in annex.directions] == ["Подпрограмма 1 «Дети»"]
    (part,) = annex.section_totals
    assert totals(part)[2024, "regional_budget"] == 800
    assert {(each.year, each.source): each.amount for each in annex.totals}[2022, ""] == 700


@every_format
def test_sections_that_number_their_measures_anew(form):
    annex = FORMATS[form](drawing("sections"))
    council, teaching, respite, fathers = annex.measures
    assert [each.number for each in annex.measures] == ["1", "2", "II.1", "II.2"]
    assert respite.problems == ["Номер 1 уже есть в другом разделе: записано как II.1"]
    assert (council.lines, council.term) == ([], Term())
    assert teaching.term == Term(2022, 2022, 4, 12)
    assert lines(teaching) == [
        (2022, "fund", 120000), (2022, "regional_budget", 30000), (2023, "regional_budget", Decimal("15000.50")),
    ]  # fmt: skip
    assert respite.term == Term(2022, 2023, 3, 12)
    assert respite.executors == "Центр «Опора»; Ассоциация родителей (по согласованию)"
    assert lines(fathers) == [(2023, "fund", 10000)]
    assert [each.direction for each in annex.section_totals] == ["I", "II"]


@pytest.mark.parametrize("form", MERGED)
def test_words_of_a_cell_merged_over_measures_are_of_each(form):
    fathers = FORMATS[form](drawing("sections")).measures[-1]
    assert fathers.executors == "Центр «Опора»; Ассоциация родителей (по согласованию)"


@pytest.mark.parametrize("form", MERGED)
def test_a_sum_of_a_cell_merged_over_measures_is_left_to_a_person(form):
    courses, seminars, webinars = FORMATS[form](drawing("shared")).measures
    assert (seminars.lines, seminars.term.year_from, seminars.executors) == ([], 2022, "Институт")
    assert seminars.problems[0].startswith("Сумма «90")
    assert (lines(courses), lines(webinars)) == ([(None, "fund", 90)], [(None, "fund", 10)])


@pytest.mark.parametrize("form", ["csv-1251", "tsv", "pasted"])
def test_a_measure_of_which_only_the_title_is_left_is_no_section(form):
    annex = FORMATS[form](drawing("shared"))
    assert [(each.number, each.direction) for each in annex.measures] == [("1", ""), ("2", ""), ("3", "")]
    assert annex.measures[1].problems == ["В строке только название"]


@every_format
def test_years_down_the_rows_and_a_sum_of_measures_within(form):
    annex = FORMATS[form](drawing("years-down"))
    numbers = [each.number for each in annex.measures]
    centre, village, hire = annex.measures[-3:]
    assert numbers[-3:] == ["1.1.1", "1.1.2", "1.2"]
    assert lines(centre) == [(2021, "regional_budget", 2), (2021, "municipal", Decimal("0.5"))]
    assert lines(village) == [(2022, "regional_budget", 3)]
    assert lines(hire) == [(2022, "regional_budget", Decimal("0.25"))]
    whole = annex.measures[0]
    assert (whole.number, whole.term, whole.lines) == ("1.1", Term(2021, 2022), [])
    assert whole.problems == ["Деньги записаны в мероприятиях 1.1.1–1.1.2: здесь стояла их сумма"]
    assert unit(annex) == 1_000_000


@every_format
def test_money_told_in_words(form):
    school, phone, leaflets, show, conference, book = FORMATS[form](drawing("prose")).measures
    assert (school.stated, lines(school)) == (1500, [(2021, "", 500), (2022, "", 1000)])
    assert lines(phone) == [(None, "regional_budget", 250), (None, "fund", 100)]
    assert [(each.amount, each.not_required) for each in leaflets.lines] == [(None, True)]
    assert lines(show) == [(None, "fund", 1500)]
    assert show.problems == ["В ячейке другая единица, чем в таблице: сумма переведена"]
    assert conference.lines == []
    assert conference.problems[0].startswith("Деньги описаны словами")
    assert [each.not_required for each in book.lines] == [True]


@every_format
def test_no_numbers_and_no_word_for_money(form):
    annex = FORMATS[form](drawing("no-numbers"))
    day, taxi = annex.measures
    assert [(each.number, each.title, each.problems) for each in annex.measures] == [
        ("1", "Группа дневного пребывания", []),
        ("2", "Социальное такси", []),
    ]
    assert lines(day) == [(2021, "regional_budget", Decimal("1200.5")), (2022, "regional_budget", 1300)]
    assert lines(taxi) == [(2021, "municipal", 100), (2021, "attracted", 50), (2022, "attracted", 60)]
    assert {each.year: each.amount for each in annex.totals}[None] == Decimal("2710.5")


@every_format
def test_years_and_sources_beside_each_other_are_not_counted_twice(form):
    club, camp = FORMATS[form](drawing("margins")).measures
    assert lines(club) == [(None, "regional_budget", 250), (None, "fund", 50)]
    assert len(club.problems) == 1
    assert camp.problems[1:] == ["Всего 90, а годы дают 100"]


@every_format
def test_sources_as_rows_of_titles_and_a_sum_beside_a_heading(form):
    annex = FORMATS[form](drawing("sources-as-titles"))
    centre, phone = annex.measures
    assert (centre.title, centre.term, centre.problems) == ("Кризисный центр", Term(2021, 2022), [])
    assert lines(centre) == [
        (2021, "federal", 40), (2022, "federal", 60), (2021, "regional_budget", 10), (2022, "regional_budget", 40),
    ]  # fmt: skip
    assert (phone.title, lines(phone)) == ("Телефон доверия", [(2021, "municipal", 20)])
    assert phone.problems == ["Всего 25, а части дают 20"]
    (section,) = annex.section_totals
    assert (section.direction, totals(section)) == ("1", {(None, ""): 175, (2021, ""): 75, (2022, ""): 100})


@every_format
def test_ticks_under_years(form):
    leaflet, site = FORMATS[form](drawing("ticks")).measures
    assert (leaflet.number, leaflet.direction, leaflet.term) == ("1", "1", Term(2021, 2021))
    assert (site.term, leaflet.executors) == (Term(2022, 2023), "Центр; Школы; детские сады")


@every_format
def test_terms_in_two_columns_and_sums_written_oddly(form):
    forum, school, quest, meeting, contest = FORMATS[form](drawing("two-dates")).measures
    assert (forum.term, lines(forum)) == (Term(2022, 2022, 4, 6), [(None, "", Decimal("1234567.89"))])
    assert (school.term, lines(school)) == (Term(2022, 2023, 9, 5), [(None, "", Decimal("1234.5"))])
    assert "прочитана как дробь" in quest.problems[0]
    assert "несколько сумм" in meeting.problems[0]
    assert (contest.lines, contest.problems) == ([], ["Похоже на сумму меньше нуля: впишите её сами: «-500»"])


@every_format
def test_rows_that_count_people_give_no_money(form):
    pay, reach = FORMATS[form](drawing("counts")).measures
    assert lines(pay) == [(2022, "regional_budget", 1000), (2023, "regional_budget", 1100)]
    assert (reach.lines, len(reach.problems)) == ([], 1)


@pytest.mark.parametrize("form", ["word", "pasted"])
def test_a_table_in_parts_with_text_between(form):
    blocks = drawing("parts").split("\n\n")
    text = "\n".join(pasted(block) if "|" in block else block for block in blocks)
    annex = read(word(*blocks)) if form == "word" else recognise(read_text(text))
    assert [(each.number, each.direction, each.problems) for each in annex.measures] == [
        ("1.1", "1", []), ("1.2", "1", []), ("2.1", "2", []), ("2.2", "2", []),
    ]  # fmt: skip
    assert lines(annex.measures[2]) == [(2023, "regional_budget", 7)]
    assert [totals(each) for each in annex.section_totals] == [{(2022, ""): 0, (2023, ""): 10}]
    assert {each.year: each.amount for each in annex.totals} == {2022: Decimal("15.5"), 2023: 30}
