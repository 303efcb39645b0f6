"""Where an item of a media plan stands: nobody sets it; the dates, the log and today tell."""

import datetime
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError

from measures.models import MediaPlanItem, MediaState, Programme, Status
from measures.models.media_plan import media_state
from measures.reading import published_programme
from tests.admin.forms import fields_of
from tests.factories import MeasureFactory
from tests.publicity import factories

JUNE, JULY = datetime.date(2026, 6, 1), datetime.date(2026, 7, 31)


def stood(day, *, starts_on=JUNE, ends_on=JULY, reported=0, owed=1, cancelled_on=None):
    item = SimpleNamespace(
        starts_on=starts_on, ends_on=ends_on, reported=reported, owed=owed, cancelled_on=cancelled_on
    )
    return media_state(item, day)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (datetime.date(2026, 5, 31), MediaState.AHEAD),
        (JUNE, MediaState.DUE),
        (JULY, MediaState.DUE),
        (datetime.date(2026, 8, 1), MediaState.OVERDUE),
    ],
)
def test_without_a_line_of_the_log_the_dates_tell(day, state):
    assert stood(day) is state


@pytest.mark.parametrize("day", [datetime.date(2026, 5, 1), JUNE, datetime.date(2030, 1, 1)])
def test_what_was_published_is_done_whenever_it_was(day):
    assert stood(day, reported=1) is MediaState.PUBLISHED


@pytest.mark.parametrize("day", [datetime.date(2020, 1, 1), datetime.date(2040, 1, 1)])
def test_without_dates_nothing_is_ever_overdue(day):
    assert stood(day, starts_on=None, ends_on=None) is MediaState.AS_ADOPTED


def test_a_beginning_without_an_end_is_never_overdue():
    assert stood(datetime.date(2040, 1, 1), ends_on=None) is MediaState.DUE


def test_a_cancelled_item_is_neither_late_nor_done():
    assert stood(datetime.date(2030, 1, 1), cancelled_on=JUNE) is MediaState.CANCELLED
    assert stood(JUNE, reported=1, cancelled_on=JUNE) is MediaState.CANCELLED


def test_what_each_institution_owes_is_done_when_all_have_published():
    assert stood(JUNE, reported=2, owed=3) is MediaState.PARTLY
    assert stood(datetime.date(2026, 8, 1), reported=2, owed=3) is MediaState.OVERDUE
    assert stood(datetime.date(2026, 8, 1), reported=3, owed=3) is MediaState.PUBLISHED


def test_days_overdue_are_counted_from_the_last_day(today):
    item = MediaPlanItem(starts_on=JUNE, ends_on=datetime.date(2026, 6, 10))
    assert item.days_overdue == 5
    today(datetime.date(2026, 6, 10))
    assert item.days_overdue == 0


def test_every_state_has_a_word_of_measures():
    assert {state.status for state in MediaState} <= set(Status)


@pytest.mark.django_db
class TestPlan:
    def read(self):
        (item,) = published_programme("plan").media_plan
        return item

    def test_institutions_of_the_region_owe_it_and_no_others(self, region, ours, theirs, today):
        factories.item(factories.programme(territory=region), per_institution=True, ends_on=JULY)
        factories.institution(region, "Клуб", ownership="private")
        factories.institution(region, "Отдел", part_of=ours)
        factories.institution(region, "Министерство", kind="authority")
        factories.institution(region, "Закрытый", live=False)
        factories.institution(factories.RegionFactory(), "Чужой")
        assert self.read().owed == 2

    def test_an_institution_counts_once(self, region, ours, theirs, today):
        item = factories.item(factories.programme(territory=region), per_institution=True, ends_on=JULY)
        factories.publication(item, institution=ours)
        factories.publication(item, institution=ours)
        assert (self.read().reported, self.read().state) == (1, MediaState.PARTLY)
        factories.publication(item, institution=theirs)
        assert self.read().state is MediaState.PUBLISHED

    def test_what_nobody_has_confirmed_does_not_count(self, today):
        item = factories.item(ends_on=JUNE)
        factories.publication(item, is_confirmed=False)
        assert self.read().state is MediaState.OVERDUE

    def test_an_item_that_leaves_the_plan_leaves_its_log(self, today):
        line = factories.publication(factories.item())
        MediaPlanItem.objects.all().delete()
        line.refresh_from_db()
        assert line.item is None
        assert line.programme.slug == "plan"

    def test_publishing_a_draft_of_the_programme_keeps_the_log(self, today):
        item = factories.item(channels=["press", "tv"], ends_on=JULY)
        factories.publication(item)
        programme = Programme.objects.get(slug="plan")
        programme.summary = "Иначе"
        programme.save_revision().publish()
        found = self.read()
        assert (found.pk, found.channels, found.state) == (item.pk, ["press", "tv"], MediaState.PUBLISHED)

    def test_a_cancelled_item_says_why(self):
        item = MediaPlanItem(programme=factories.programme(), number="1", title="Дело", cancelled_on=JUNE)
        with pytest.raises(ValidationError, match="и день, и причину"):
            item.full_clean()


@pytest.mark.django_db
class TestProgrammeForm:
    def test_an_item_serves_a_measure_of_its_own_programme(self, sign_in):
        record = factories.programme()
        MeasureFactory(programme=record, number="1.1")
        factories.item(record, measure_number="1.1")
        url = f"/admin/snippets/measures/programme/edit/{record.pk}/"
        client = sign_in("moderator")
        fields = fields_of(client.get(url))
        sent = client.post(url, {**fields, "media_items-0-measure_number": "7.7"})
        assert "Мероприятия с таким номером в программе нет." in sent.content.decode()
        assert client.post(url, {**fields, "media_items-0-channels": ["press"]}).status_code == 302
