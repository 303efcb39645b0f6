"""Where a measure stands: the rule, the sentence, and the same rule in the database."""

import datetime
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from measures.models import Measure, Milestone, PromisedFigure, Status
from measures.models.status_query import with_status
from measures.standing import FINAL, Ground, Known, Step, standing
from measures.standing_texts import why
from tests.factories import ProgrammeFactory

TODAY = datetime.date(2026, 6, 15)
PAST, EARLIER, FUTURE = datetime.date(2026, 3, 1), datetime.date(2025, 1, 1), datetime.date(2026, 9, 1)
DONE, OVERDUE, AHEAD = Step(EARLIER, PAST, "Приказ"), Step(PAST, None, "Обучение"), Step(FUTURE, None, "Итоги")

STEPS = [(), (DONE,), (OVERDUE,), (AHEAD,), (DONE, AHEAD), (DONE, OVERDUE), (DONE, Step(TODAY))]
DATES = [None, EARLIER, PAST, TODAY, FUTURE]
OUTCOMES = ["", *Status.values]

knowns = st.builds(
    Known,
    starts_on=st.sampled_from(DATES),
    ends_on=st.sampled_from(DATES),
    steps=st.sampled_from(STEPS),
    by_hand=st.sampled_from(["", "", "stopped", "done"]),
    reported=st.sampled_from(OUTCOMES),
    reported_on=st.sampled_from(DATES),
)


@pytest.mark.parametrize(
    ("known", "status", "ground"),
    [
        (Known(), "no-data", Ground.NO_DATES),
        (Known(FUTURE), "planned", Ground.TERM_AHEAD),
        (Known(TODAY), "under-way", Ground.TERM_RUNS),
        (Known(PAST, TODAY), "under-way", Ground.TERM_RUNS),
        (Known(EARLIER, PAST), "no-data", Ground.TERM_OVER),
        (Known(EARLIER, PAST, (), reported="under-way", reported_on=EARLIER), "no-data", Ground.TERM_OVER_SINCE_REPORT),
        (Known(EARLIER, PAST, (), reported="under-way", reported_on=PAST), "late", Ground.REPORT_AFTER_TERM),
        (Known(EARLIER, PAST, (), reported="done", reported_on=EARLIER), "done", Ground.REPORT),
        (Known(EARLIER, FUTURE, (OVERDUE,), reported="stopped", reported_on=PAST), "stopped", Ground.REPORT),
        (Known(EARLIER, PAST, (DONE,)), "done", Ground.MILESTONES_DONE),
        (Known(EARLIER, PAST, (DONE, AHEAD)), "late", Ground.MILESTONES_LEFT),
        (Known(EARLIER, FUTURE, (DONE, OVERDUE)), "late", Ground.MILESTONE_OVERDUE),
        (Known(EARLIER, FUTURE, (DONE,)), "under-way", Ground.TERM_RUNS),
        (Known(EARLIER, None, (DONE,)), "done", Ground.MILESTONES_DONE),
        (Known(FUTURE, None, (DONE, AHEAD)), "under-way", Ground.MILESTONE_DONE),
        (Known(PAST, FUTURE, (), reported="planned", reported_on=EARLIER), "under-way", Ground.TERM_RUNS),
        (Known(FUTURE, None, (), reported="planned", reported_on=PAST), "planned", Ground.REPORT),
        (Known(EARLIER, FUTURE, (AHEAD,), reported="no-data", reported_on=PAST), "under-way", Ground.TERM_RUNS),
        (Known(EARLIER, FUTURE, (OVERDUE,), by_hand="done", reported="late"), "done", Ground.HAND),
    ],
)
def test_what_is_known_decides_in_its_order(known, status, ground):
    found = standing(known, TODAY)
    assert (found.status, found.ground) == (status, ground)


@given(knowns)
def test_a_milestone_of_today_is_not_overdue_and_every_status_has_its_sentence(known):
    found = standing(known, TODAY)
    assert found.status in Status.values
    text = why(known, found, "акт № 1")
    assert "None" not in text
    assert "%" not in text
    assert text.strip().endswith((".", "акт № 1"))


@given(knowns, st.sampled_from(DATES[1:]))
def test_done_is_never_derived_from_dates_alone(known, today):
    if standing(known, today).status == "done":
        assert (
            known.by_hand == "done" or known.reported == "done" or (known.steps and all(s.done_on for s in known.steps))
        )


@given(knowns)
def test_a_report_that_it_is_over_is_not_undone_by_milestones(known):
    if not known.by_hand and known.reported in FINAL:
        assert standing(known, TODAY).status == known.reported


def test_the_sentence_names_the_milestone_and_its_day():
    known = Known(EARLIER, FUTURE, (OVERDUE,))
    assert "«Обучение» должна была быть пройдена к 1 марта 2026" in why(known, standing(known, TODAY)).replace(
        "\xa0", " "
    )


@pytest.mark.django_db
def test_the_database_tells_the_same_of_every_combination():
    programme = ProgrammeFactory()
    cases = [
        (starts, ends, steps, by_hand, reported, on)
        for starts, ends, steps, by_hand, (reported, on) in product(
            DATES, DATES, STEPS, ["", "stopped"], [("", None), *product(Status.values, [None, EARLIER, FUTURE])]
        )
        if not (starts and ends and starts > ends) and not (by_hand and reported)
    ]
    measures = Measure.objects.bulk_create(
        Measure(
            programme=programme,
            number=str(index),
            title="Мероприятие",
            starts_on=starts,
            ends_on=ends,
            reported_status=by_hand,
            status_reason="Акт" if by_hand else "",
            report_outcome=reported,
            report_outcome_on=on,
        )
        for index, (starts, ends, _steps, by_hand, reported, on) in enumerate(cases)
    )
    Milestone.objects.bulk_create(
        Milestone(measure=measure, title=step.title or "Шаг", due_on=step.due_on, done_on=step.done_on)
        for measure, case in zip(measures, cases, strict=True)
        for step in case[2]
    )
    expected = {str(index): standing(Known(*case), TODAY).status for index, case in enumerate(cases)}
    assert dict(with_status(Measure.objects.all(), TODAY).values_list("number", "status_now")) == expected
    assert set(expected.values()) == set(Status.values)


@pytest.mark.django_db
def test_a_list_filtered_by_a_status_holds_those_that_have_it():
    programme = ProgrammeFactory()
    for number, ends in [("1", PAST), ("2", datetime.date(2200, 1, 1))]:
        Measure.objects.create(programme=programme, number=number, title="Дело", starts_on=EARLIER, ends_on=ends)
    late = Measure.objects.get(number="2")
    late.milestones = [Milestone(title="Приказ", due_on=EARLIER)]
    late.save()
    for status in Status:
        listed = set(Measure.objects.standing_at(status))
        assert listed == {measure for measure in Measure.objects.all() if measure.status == status}


@pytest.mark.django_db
def test_milestones_and_promises_cost_the_programme_page_no_query_per_row(client, django_assert_num_queries):
    programme = ProgrammeFactory(slug="small")

    def add(number):
        measure = Measure.objects.create(programme=programme, number=str(number), title="Дело", starts_on=EARLIER)
        measure.milestones = [Milestone(title="Приказ", due_on=EARLIER)]
        measure.promised = [PromisedFigure(amount=1, what="школ")]
        measure.save()

    add(1)
    client.get("/programmes/small/")
    with CaptureQueriesContext(connection) as few:
        assert "С опозданием" in client.get("/programmes/small/").content.decode()
    cost = len(few)
    for number in range(2, 21):
        add(number)
    for address in ("/programmes/small/", "/programmes/small/?status=late"):
        with django_assert_num_queries(cost):
            assert client.get(address).content.decode().count("С опозданием") > 20
    assert cost <= 6
