"""Money of other stages and of parts of a year: read as what it is, and never added up in silence."""

from decimal import Decimal

from measures.annex.preview import content_of

from .annex_files import FORMATS, SOURCES, drawing, every_format, lines, unit


@every_format
def test_approved_amended_and_spent_in_columns_beside_each_other(form):
    annex = FORMATS[form](drawing("stages-by-source"))
    club, choir = annex.measures
    assert lines(club) == [(None, "regional_budget", 100), (None, "municipal", 10)]
    assert lines(club, "amended") == [(None, "regional_budget", 120), (None, "municipal", 10)]
    assert lines(club, "spent") == [(None, "regional_budget", 90), (None, "municipal", Decimal("10.5"))]
    assert (lines(choir), lines(choir, "amended"), lines(choir, "spent")) == ([(None, "attracted", 5)], [], [])
    assert club.problems == choir.problems == []
    assert {each.stage: each.amount for each in annex.totals} == {
        "approved": 115, "amended": 130, "spent": Decimal("100.5")
    }  # fmt: skip


@every_format
def test_what_is_reckoned_from_the_sums_is_no_money(form):
    (note,) = FORMATS[form](drawing("stages-by-source")).notes
    assert note.endswith("не прочитаны: «% исполнения», «Отклонение».")


@every_format
def test_plan_and_fact_of_money_in_rows_one_under_another(form):
    club, choir = FORMATS[form](drawing("stages-down")).measures
    assert [year_and_sum[2] for year_and_sum in lines(club)] == [100, 200]
    assert [year_and_sum[2] for year_and_sum in lines(club, "spent")] == [90, 150]
    assert [each[::2] for each in lines(choir, "spent")] == [(2023, 9)]
    assert (club.problems, club.result) == ([], "")


@every_format
def test_quarters_without_their_year_are_a_question_and_no_sum(form):
    annex = FORMATS[form](drawing("quarters-alone"))
    camp, club = annex.measures
    assert (camp.lines, club.lines, club.problems) == ([], [], [])
    assert "Сами не складываем" in camp.problems[0]
    rows = content_of(annex, SOURCES)["measures"]
    assert [(row["money"], row["suggested"]) for row in rows] == [("", ["2025; Регион; 100"]), ("", [])]


@every_format
def test_quarters_are_held_against_the_sum_of_their_year(form):
    annex = FORMATS[form](drawing("quarters-that-differ"))
    camp, club = annex.measures
    assert [lines(each) for each in annex.measures] == [
        [(2025, "regional_budget", 100)], [(2025, "regional_budget", 5)]
    ]  # fmt: skip
    assert (camp.problems, club.problems) == ([], ["За год 5, а части года дают 4"])
    assert [row["suggested"] for row in content_of(annex, SOURCES)["measures"]] == [[], []]


@every_format
def test_nine_months_make_no_year(form):
    annex = FORMATS[form](drawing("from-the-start-of-the-year"))
    (row,) = content_of(annex, SOURCES)["measures"]
    assert (lines(annex.measures[0]), lines(annex.measures[0], "spent")) == ([(2025, "", 100)], [])
    assert "Сами не складываем" in row["problems"][0]
    assert row["suggested"] == []


@every_format
def test_columns_in_different_units_are_brought_to_one(form):
    annex = FORMATS[form](drawing("units-of-columns"))
    (centre,) = annex.measures
    assert unit(annex) == 1_000_000
    assert lines(centre) == [(None, "federal", Decimal("1.5")), (None, "regional_budget", Decimal("0.25"))]
    assert centre.problems == ["В графе другая единица, чем в таблице: сумма переведена"]


@every_format
def test_totals_at_the_top_and_bare_years_beside_their_sum(form):
    annex = FORMATS[form](drawing("totals-first"))
    (support,) = annex.measures
    assert lines(support) == [
        (2024, "federal", 50), (2025, "federal", 50), (2024, "regional_budget", 50), (2025, "regional_budget", 150)
    ]  # fmt: skip
    assert {(each.year, each.source): each.amount for each in annex.totals}[2025, "regional_budget"] == 150
    assert (annex.notes, support.problems) == ([], [])


@every_format
def test_how_many_take_part_and_what_one_costs_is_neither_executor_nor_money(form):
    annex = FORMATS[form](drawing("cost-of-one"))
    (camp,) = annex.measures
    assert (camp.executors, lines(camp)) == ("Центр", [(None, "regional_budget", 1_500_000)])
    assert "«Количество участников», «Стоимость на 1 участника, руб.»" in annex.notes[0]
