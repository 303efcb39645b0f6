"""What approved reports say of a measure is no part of its drafts."""

import datetime

import pytest

from measures.models import Measure, Status

from .factories import MeasureFactory

pytestmark = pytest.mark.django_db


def test_a_draft_begun_before_a_report_does_not_undo_it():
    measure = MeasureFactory()
    measure.save_revision()
    day = datetime.date(2026, 3, 31)
    Measure.objects.filter(pk=measure.pk).update(report_outcome=Status.DONE, report_outcome_on=day)
    Measure.objects.get(pk=measure.pk).latest_revision.publish()
    measure.refresh_from_db()
    assert (measure.report_outcome, measure.report_outcome_on) == (Status.DONE, day)
