"""Editions from data files: the first plan is made of what is loaded, later ones say what they found and replaced."""

import datetime
from decimal import Decimal

import pytest

from measures.amendments.loading import load_amendments
from measures.models import Measure, PlanEntry
from portal.loading import DataError, Outcome, Report, read_yaml
from tests.factories import BudgetLineFactory, DirectionFactory, LegalActFactory, MeasureFactory, ProgrammeFactory

from .plans import amend, edition, publish, source

pytestmark = pytest.mark.django_db
FILE = """
- act: act-amending
  effective_on: '2025-04-01'
  note: Подрядчика выбрали позже.
  changed:
  - measure: '1.1'
    was:
      title: Старое дело
      ends_on: '2025-06-30'
      executors: [Школа]
      money:
      - {year: '2025', source: fund, amount: '1 500,50'}
      - {year: '2026', source: fund, amount: '-'}
  added: ['1.2']
  removed:
  - {number: '1.3', title: Ярмарка, direction: '1', term: 2025 год, money: [{source: fund, amount: '70'}]}
"""


@pytest.fixture
def programme():
    programme = ProgrammeFactory(year_from=2025, year_to=2026)
    direction = DirectionFactory(programme=programme, number="1", title="Помощь")
    for number in ("1.1", "1.2"):
        measure = MeasureFactory(
            programme=programme,
            direction=direction,
            number=number,
            title="Новое дело",
            ends_on=datetime.date(2025, 9, 30),
        )
        for year in (2025, 2026):
            BudgetLineFactory(measure=measure, year=year, source=source(), amount=Decimal(2000))
    LegalActFactory(slug="act-amending")
    return programme


@pytest.fixture
def load(programme, tmp_path):
    def loaded(text=FILE):
        path = tmp_path / "amendments.yaml"
        path.write_text(text)
        report = Report(lambda line: None)
        load_amendments(report, read_yaml(path) if text else [], programme)
        return report

    return loaded


def contents():
    entries = PlanEntry.objects.order_by("edition__number", "number")
    return {(entry.edition.number, entry.number): entry.content for entry in entries}


def test_the_first_plan_is_what_the_editions_replaced(load):
    load()
    found = contents()
    first, now = found[0, "1.1"], found[1, "1.1"]
    assert (first["title"], first["ends_on"]) == ("Старое дело", "2025-06-30")
    assert first["executors"] == [{"name": "Школа", "role": "lead", "by_agreement": False}]
    assert first["money"] == {"2025:fund": "1500.50"}
    assert (now["title"], now["money"]) == ("Новое дело", {"2025:fund": "2000.00", "2026:fund": "2000.00"})
    assert set(found) == {(0, "1.1"), (0, "1.3"), (1, "1.1"), (1, "1.2"), (1, "1.3")}
    assert found[0, "1.3"]["money"] == {":fund": "70.00"}
    assert found[1, "1.3"] is None


def test_a_second_run_changes_nothing(load):
    load()
    before = contents()
    report = load()
    assert not report.changed
    assert contents() == before


def test_what_people_have_changed_since_is_kept(load, programme):
    load("")
    measure = programme.measures.get(number="1.1")
    amend(measure, edition(programme), title="Правка редактора")
    assert load("").total(Outcome.KEPT) == 1
    assert contents()[0, "1.1"]["title"] == "Новое дело"


def test_an_edited_measure_keeps_its_first_plan(load, programme):
    load("")
    Measure.objects.filter(number="1.1").update(title="В файле иначе")
    measure = programme.measures.get(number="1.2")
    measure.note = "Правка"
    publish(measure)
    Measure.objects.filter(number="1.2").update(title="И здесь иначе")
    load("")
    assert [contents()[0, number]["title"] for number in ("1.1", "1.2")] == ["В файле иначе", "Новое дело"]


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("act-amending", "no-such-act", "правовой акт"),
        ("measure: '1.1'", "measure: '9.9'", "мероприятие программы"),
        ("source: fund, amount: '-'", "source: gold, amount: '-'", "источник денег"),
        ("title: Старое", "titel: Старое", "неизвестное поле"),
        ("'2025-04-01'", "'1 апреля'", "дата вида"),
    ],
)
def test_a_mistake_names_its_place(load, old, new, complaint):
    with pytest.raises(DataError, match=complaint):
        load(FILE.replace(old, new))
