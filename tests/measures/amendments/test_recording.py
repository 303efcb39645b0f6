"""Editions of the plan follow what is published: by the act that was named, as a correction, or unexplained."""

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import ModelLogEntry

from measures.amendments.content import moved
from measures.amendments.recording import CORRECTED, remove
from measures.models import Measure, PlanEdition, PlanEntry

from .plans import add_measure, amend, edition, publish, published_plan

pytestmark = pytest.mark.django_db


def contents(measure):
    return [(entry.edition.number, entry.content) for entry in PlanEntry.objects.filter(measure=measure)]


def test_the_first_publication_makes_the_first_plan():
    programme = published_plan()
    (first,) = programme.editions.all()
    assert (first.number, first.act, first.effective_on) == (0, None, programme.act.date)
    entry = first.entries.get(number="1.1")
    assert entry.content == {
        "number": "1.1",
        "title": "Дело 1.1",
        "official_title": "",
        "term": "до июля 2025",
        "direction": {"number": "1", "title": "Помощь рядом"},
        "executors": [{"name": "Центр помощи", "role": "lead", "by_agreement": False}],
        "starts_on": "2025-01-01",
        "ends_on": "2025-06-30",
        "money": {"2025:fund": "100.00"},
        "stated": None,
    }


def test_an_amendment_leaves_the_first_plan_as_it_was_and_touches_only_its_measures():
    programme = published_plan()
    changing = edition(programme)
    measure = programme.measures.get(number="1.1")
    amend(measure, changing, money={(2025, "fund"): 150}, ends_on=datetime.date(2025, 9, 30))
    (_zero, old), (number, new) = contents(measure)
    assert number == changing.number
    assert moved(old, new) == [("ends_on",), ("money", "2025:fund")]
    assert [entry.number for entry in changing.entries.all()] == ["1.1"]


def test_publishing_what_is_no_part_of_the_plan_makes_no_edition():
    programme = published_plan()
    measure = programme.measures.get(number="1.1")
    measure.note, measure.phase = "Уточнение", "implementation"
    publish(measure)
    assert len(contents(measure)) == 1


def test_a_change_that_nobody_explained_is_shown_as_unexplained():
    programme = published_plan()
    for number in ("1.1", "1.2"):
        measure = programme.measures.get(number=number)
        measure.title = f"Иначе {number}"
        publish(measure)
    unnamed = PlanEdition.objects.get(programme=programme, number=1)
    assert unnamed.act is None
    assert unnamed.entries.count() == 2


def test_a_correction_is_logged_and_changes_every_edition_that_repeats_the_mistake():
    programme = published_plan()
    measure = programme.measures.get(number="1.1")
    measure = amend(measure, edition(programme), ends_on=datetime.date(2025, 9, 30))
    measure.correction, measure.title = "В приказе «Дело первое»", "Дело первое"
    publish(measure)
    assert [content["title"] for _number, content in contents(measure)] == ["Дело первое"] * 2
    assert [content["ends_on"] for _number, content in contents(measure)] == ["2025-06-30", "2025-09-30"]
    (entry,) = ModelLogEntry.objects.filter(action=CORRECTED)
    assert entry.data == {"reason": "В приказе «Дело первое»", "what": ["title"]}


def test_a_correction_of_one_cell_leaves_what_acts_made_of_the_others():
    programme = published_plan()
    measure = programme.measures.get(number="1.1")
    measure = amend(measure, edition(programme), money={(2026, "fund"): 70})
    (line,) = [line for line in measure.budget_lines.all() if line.year == 2025]
    line.amount = Decimal(101)
    measure.budget_lines = [*[one for one in measure.budget_lines.all() if one.year == 2026], line]
    measure.correction = "В приказе 101"
    publish(measure)
    assert [content["money"] for _number, content in contents(measure)] == [
        {"2025:fund": "101.00"},
        {"2025:fund": "101.00", "2026:fund": "70.00"},
    ]


def test_a_measure_published_after_an_amendment_enters_the_edition_that_names_it():
    programme = published_plan()
    changing = edition(programme)
    direction = programme.directions.get()
    measure = add_measure(programme, direction, "1.9", edition=changing)
    assert [number for number, _content in contents(measure)] == [changing.number]


def test_a_removed_measure_leaves_the_public_pages_and_stays_in_the_ledger():
    programme = published_plan()
    measure = programme.measures.get(number="1.2")
    remove(edition(programme), [measure])
    assert not Measure.objects.get(pk=measure.pk).live
    assert contents(measure)[-1][1] is None
    assert PlanEntry.objects.public().filter(measure=measure).count() == 2


def test_a_measure_taken_off_the_site_by_no_act_shows_nothing_of_its_plan():
    measure = published_plan().measures.get(number="1.2")
    measure.unpublish()
    assert not PlanEntry.objects.public().filter(measure=measure).exists()


def test_an_entry_and_its_publication_are_one(monkeypatch):
    programme = published_plan()
    measure = programme.measures.get(number="1.1")
    revision = amended(measure, programme)

    def refuse(*args, **kwargs):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("measures.amendments.recording.write", refuse)
    with pytest.raises(RuntimeError):
        revision.publish()
    assert Measure.objects.get(pk=measure.pk).title == "Дело 1.1"


def amended(measure, programme):
    measure.title, measure.edition = "Иначе", edition(programme)
    return measure.save_revision()


def test_a_measure_that_left_the_site_meanwhile_does_not_leave_it_twice():
    programme = published_plan()
    read = programme.measures.get(number="1.2")
    Measure.objects.get(pk=read.pk).unpublish()
    leavings = ModelLogEntry.objects.for_instance(read).filter(action="wagtail.unpublish")
    before = leavings.count()
    with CaptureQueriesContext(connection) as asked:
        remove(edition(programme), [read])
    assert leavings.count() == before
    held = [query["sql"] for query in asked if "FOR UPDATE" in query["sql"]]
    assert ['"measures_measure"' in held[0], '"measures_programme"' in held[1]] == [True, True]
