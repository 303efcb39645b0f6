"""The acts named in the five orders."""

import datetime

import pytest

from acts import loading
from acts.models import ActEdition, LegalAct
from portal.loading import DataError, Outcome, Report

pytestmark = pytest.mark.django_db


@pytest.fixture
def acts(db):
    loading.load(Report(lambda line: None))
    return LegalAct.objects


def test_each_act_is_there_once_however_many_orders_cite_it(acts):
    assert acts.filter(number="442-ФЗ").count() == 1
    assert acts.exclude(kind=LegalAct.Kind.OTHER).count() == 35


def test_silence_of_the_source_is_not_a_state(acts):
    lost = set(acts.filter(status=LegalAct.Status.LOST_FORCE).values_list("number", flat=True))
    assert lost == {"744", "476"}
    assert not acts.filter(status__in=[LegalAct.Status.IN_FORCE, LegalAct.Status.AMENDED]).exists()


def test_an_amendment_points_at_what_it_amends(acts):
    amended = dict(acts.exclude(amends=None).values_list("number", "amends__number"))
    assert amended == {"18-р": "513-р", "541-п": "263-п"}


def test_a_date_that_an_order_gets_wrong_is_put_right_and_told(acts):
    act = acts.get(number="152-ФЗ")
    assert act.date == datetime.date(2006, 7, 27)
    assert "27.06.2006" in act.note


def test_a_second_run_changes_nothing(acts):
    report = Report(lambda line: None)
    before = list(acts.order_by("pk").values())
    loading.load(report)
    assert not report.changed
    assert report.total(Outcome.UNCHANGED) == acts.count() + ActEdition.objects.count()
    assert list(acts.order_by("pk").values()) == before


def test_an_act_may_amend_only_one_above_it(tmp_path):
    file = tmp_path / "acts.yaml"
    file.write_text(
        "- {slug: b, kind: order, level: 2, jurisdiction: Югра, number: '2', title: Второй, amends: a}\n"
        "- {slug: a, kind: order, level: 2, jurisdiction: Югра, number: '1', title: Первый}\n"
    )
    with pytest.raises(DataError, match=r"acts.yaml, строка 1: «amends»: «a» — такого нет"):
        loading.load(Report(lambda line: None), file)
