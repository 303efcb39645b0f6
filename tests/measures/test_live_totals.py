"""Totals of a downloaded workbook are live formulas, and give what the arithmetic of the portal gives."""

import csv
import io
import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from measures.arithmetic import Line, by_source, by_year, of_measures, planned
from measures.book import as_xlsx
from measures.exporting import roubles, said
from measures.models import BudgetLine, FundingSource, Measure
from tests.factories import IndicatorFactory, MeasureFactory

from .factories import figures, small_programme, state
from .formulas import assert_formulas_match

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    programme = small_programme()
    fund = FundingSource.objects.get(code="fund")
    budget = {"measure": Measure.objects.get(number="1.1"), "source": fund}
    BudgetLine.objects.create(**budget, year=2016, amount=Decimal("10.10"))
    BudgetLine.objects.create(**budget, year=2016, amount=Decimal("20.20"), stage="amended")
    BudgetLine.objects.create(**budget, year=2016, amount=Decimal("5.05"), stage="spent")
    BudgetLine.objects.create(**budget, year=2017, not_required=True)
    BudgetLine.objects.create(**budget, year=None, amount=Decimal("0.01"))
    # To a spreadsheet program «1.1» and «1.10» are one number.
    twin = MeasureFactory(programme=programme, number="1.10", position=9)
    BudgetLine.objects.create(measure=twin, source=fund, year=2017, amount=Decimal(7))
    stated = MeasureFactory(programme=programme, number="2.1", position=10)
    state(programme, 40, measure_number=stated.number)
    state(programme, 300, measure_number="1.1", year=2016)
    state(programme, 20, measure_number="1.1", stage="amended", source=fund)
    return programme


def book(client):
    return client.get("/programmes/small/data.xlsx").content


def test_every_formula_gives_what_the_arithmetic_gives(client, programme):
    calculator = assert_formulas_match(book(client), at_least=20)
    totals = client.get("/programmes/small/data.json").json()["totals"]
    computed = list(calculator.book["Итоги"].iter_rows(min_row=2, max_row=7))
    rows = {row[0].value: row for row in computed}

    def counted(label):
        return calculator.value("Итоги", rows[label][1].coordinate)

    label = "Всего, известная часть" if totals["partial"] else "Всего"
    assert counted(label) == Decimal(totals["total"])
    assert counted("Год: 2016") == Decimal(totals["by_year"]["2016"]) == Decimal("520.20")
    assert counted("Без разбивки по годам") == Decimal("0.01")
    assert counted("Источник: Фонд") == Decimal(totals["by_source"]["fund"])


def test_a_total_follows_a_figure_that_a_reader_changes(client, programme):
    calculator = assert_formulas_match(book(client), at_least=20)
    row = next(row for row in calculator.book["Деньги"].iter_rows(min_row=2) if row[0].value == "1.10")
    row[4].value = 107
    whole = calculator.value("Итоги", "B2")
    assert whole == Decimal(client.get("/programmes/small/data.json").json()["totals"]["total"]) + 100


def test_a_total_of_the_act_stands_beside_its_own_sum_and_their_difference(client, programme):
    calculator = assert_formulas_match(book(client), at_least=20)
    rows = {row[0].value: row for row in calculator.book["Итоги"].iter_rows(min_row=2)}
    row = rows["Мероприятие 1.1, 2016 год"]
    assert [calculator.value("Итоги", cell.coordinate) for cell in row[1:4]] == [
        Decimal("310.10"),
        Decimal(300),
        Decimal("10.10"),
    ]


def test_a_measure_of_which_nothing_is_said_has_no_total_and_the_whole_says_so(client, programme):
    calculator = assert_formulas_match(book(client), at_least=20)
    totals = {row[0].value: row[7].value for row in calculator.book["Мероприятия"].iter_rows(min_row=2)}
    assert totals["1.4"] is None
    assert calculator.value("Мероприятия", "H4") == 0, "a stated zero is a zero"
    assert "Известная часть" in calculator.book["Итоги"]["E2"].value


def test_words_of_the_workbook_are_words_and_no_codes(client, programme):
    calculator = assert_formulas_match(book(client), at_least=20)
    texts = {
        cell.value
        for sheet in calculator.book
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str)
    }
    codes = {"regional_budget", "fund", "approved", "amended", "spent", "plan", "fact", "baseline", "no-data"}
    assert texts & codes == set()


AMOUNTS = st.one_of(st.none(), st.decimals(0, 10**9, places=2))
PLACES = st.tuples(
    st.sampled_from([None, 2016, 2017]),
    st.sampled_from(["a", "b*", 'c"']),
    st.sampled_from(["approved", "amended", "spent"]),
    AMOUNTS,
)
LINES = st.lists(PLACES, max_size=8, unique_by=lambda line: line[:3])


@settings(max_examples=40)
@given(measures=st.lists(LINES, min_size=1, max_size=4))
def test_formulas_match_whatever_the_money(measures):
    lines = [Line(str(n), *line[:3], line[3]) for n, own in enumerate(measures) for line in own]
    total = of_measures([str(n) for n in range(len(measures))], planned(lines), {})
    content = {
        "sources": {"a": "Фонд", "b*": "Область*", 'c"': 'НКО "Семья"?'},
        "measures": [measure_of(str(n), own) for n, own in enumerate(measures)],
        "indicators": [],
        "totals": {
            "total": roubles(total.amount),
            "partial": total.is_partial,
            "by_year": said(by_year(planned(lines))),
            "by_source": said(by_source(planned(lines))),
            "stated": [],
            "differences": [],
        },
    }
    if total.amount is not None:
        assert_formulas_match(as_xlsx(content), at_least=1)


def measure_of(number: str, lines: list) -> dict:
    names = ("year", "source", "stage", "amount")
    budget = [
        {**dict(zip(names, line, strict=True)), "amount": None if line[3] is None else f"{line[3]:.2f}"}
        for line in lines
    ]
    text = {"title": "Дело", "direction": None, "status": "planned", "executors": [], "period": ""}
    return {"kind": "measure", "number": number, **text, "budget": budget, "stated": None}


def test_indicators_as_csv_json_and_a_workbook(client, programme):
    whole = programme.indicators.get()
    parts = [IndicatorFactory(programme=programme, parent=whole, number=f"1.{n}", position=n) for n in (1, 2)]
    for part, value in zip(parts, (1, Decimal("0.5")), strict=True):
        figures(part, y2016=value, end=value)
    answer = client.get("/programmes/small/indicators.json").json()
    assert answer["programme"]["slug"] == "small"
    assert [row["value"] for row in answer["indicators"][:4]] == [None, "1.5", "3", "3"]
    rows = list(csv.DictReader(io.StringIO(client.get("/programmes/small/indicators.csv").content.decode("utf-8-sig"))))
    assert [row["value"] or None for row in rows] == [row["value"] for row in answer["indicators"]]
    calculator = assert_formulas_match(client.get("/programmes/small/indicators.xlsx").content, at_least=6)
    checks = [[cell.value for cell in row[:3]] for row in calculator.book["Сумма частей"].iter_rows(min_row=2)]
    assert checks == [["1", "Семьи с помощью", "2016, план"], ["1", "Семьи с помощью", "в конце, план"]]
    assert [calculator.value("Сумма частей", f"F{row}") for row in (2, 3)] == [0, Decimal("1.5")]
    assert calculator.book["Показатели"]["D2"].value == "—", "the act has a dash"
    assert calculator.book["Показатели"]["D3"].value is None, "nobody entered a value"


def test_a_draft_shows_in_no_table(client, programme):
    programme.indicators.update(live=False)
    assert json.loads(client.get("/programmes/small/indicators.json").content)["indicators"] == []
    programme.live = False
    programme.save()
    for path in ("indicators.csv", "report.pdf", "feed.xml", "1.1/feed.xml"):
        assert client.get(f"/programmes/small/{path}").status_code == 404


def test_tables_can_be_kept_and_asked_for_again(client, programme):
    for path in ("indicators.csv", "indicators.json", "indicators.xlsx", "report.pdf", "feed.xml"):
        first = client.get(f"/programmes/small/{path}")
        assert "public" in first["Cache-Control"]
        assert not first.cookies
        again = client.get(f"/programmes/small/{path}", headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b""), path
    assert client.get("/programmes/small/other.csv").status_code == 404
