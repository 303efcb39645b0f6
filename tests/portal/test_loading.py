"""Loading makes records equal to their files, touches nothing else, and never what a person has edited."""

import pytest
from django.db.models.signals import post_save
from wagtail.log_actions import log
from wagtail.models import ReferenceIndex

from acts.models import LegalAct
from measures.models import Direction, FundingSource, Measure, Programme
from portal.loading import Children, Outcome, Report, upsert
from services_directory.models import Territory

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return Report(lambda line: None)


@pytest.fixture
def region():
    return Territory.objects.create(slug="yugra", name="Югра", level=Territory.Level.REGION)


def load_act(report, **values):
    values = {"kind": LegalAct.Kind.ORDER, "level": 2, "jurisdiction": "Югра", "number": "5", "title": "Акт", **values}
    return upsert(report, LegalAct, key={"slug": "act"}, values=values)


def load_programme(report, region, titles, **values):
    """A programme with a direction for each number and title."""
    directions = Children([{"number": number, "title": title} for number, title in titles.items()], key=("number",))
    return upsert(
        report,
        Programme,
        key={"slug": "plan"},
        values={"title": "План", "territory": region, **values},
        children={"directions": directions},
    )


def test_a_new_record_is_published(report):
    act = load_act(report)
    assert act.live
    assert act.first_published_at == act.last_published_at
    assert report.total(Outcome.CREATED) == 1


def test_an_equal_record_is_not_touched(report):
    before = load_act(report).last_published_at
    load_act(report)
    assert LegalAct.objects.get().last_published_at == before
    assert report.total(Outcome.UNCHANGED) == 1


def test_a_differing_record_is_brought_up_to_date(report):
    first = load_act(report)
    load_act(report, title="Новое название")
    act = LegalAct.objects.get()
    assert act.title == "Новое название"
    assert act.first_published_at == first.first_published_at < act.last_published_at
    assert report.total(Outcome.CHANGED) == 1


def test_what_a_person_has_edited_stays(report):
    act = load_act(report)
    act.title = "Слова редактора"
    act.save_revision().publish()
    load_act(report, title="Слова файла")
    assert LegalAct.objects.get().title == "Слова редактора"
    assert report.total(Outcome.KEPT) == 1
    assert report.summary() == "Готово: создано 1, правлено людьми, не тронуто 1."


def test_what_the_log_says_a_person_has_edited_stays(report):
    """Records without revisions leave a trace in the log only."""
    source = upsert(report, FundingSource, key={"code": "fund"}, values={"name": "Фонд", "position": 1})
    log(source, "wagtail.edit")
    upsert(report, FundingSource, key={"code": "fund"}, values={"name": "Другой", "position": 1})
    assert FundingSource.objects.get().name == "Фонд"


def test_an_unfinished_draft_of_a_person_stays(report):
    act = load_act(report)
    act.title = "Черновик"
    act.save_revision()
    load_act(report, title="Слова файла")
    assert LegalAct.objects.get().title == "Акт"
    assert LegalAct.objects.get().get_latest_revision_as_object().title == "Черновик"


def test_a_child_with_a_key_keeps_what_points_at_it(report, region):
    programme = load_programme(report, region, {"1": "Первое", "2": "Второе"})
    second = Direction.objects.get(number="2")
    Measure.objects.create(programme=programme, direction=second, number="2.1", title="Дело")
    load_programme(report, region, {"3": "Третье", "2": "Второе, иначе"})
    assert list(Direction.objects.order_by("sort_order").values_list("number", "title")) == [
        ("3", "Третье"),
        ("2", "Второе, иначе"),
    ]
    assert Measure.objects.get().direction_id == second.pk


def test_children_in_another_order_are_a_change(report, region):
    load_programme(report, region, {"1": "Первое", "2": "Второе"})
    load_programme(report, region, {"2": "Второе", "1": "Первое"})
    assert list(Direction.objects.order_by("sort_order").values_list("number", flat=True)) == ["2", "1"]


def test_whoever_listens_sees_the_record_with_its_children(report, region):
    seen = []

    def listen(instance, **kwargs):
        seen.append(instance.directions.model.objects.filter(programme=instance).count())

    post_save.connect(listen, sender=Programme)
    try:
        load_programme(report, region, {"1": "Первое"})
    finally:
        post_save.disconnect(listen, sender=Programme)
    assert seen[-1] == 1


def test_references_of_a_record_are_known(report, region):
    act = load_act(report)
    load_programme(report, region, {}, act=act)
    assert ReferenceIndex.get_references_to(act).count() == 1


def test_the_report_says_what_was_done_to_what():
    lines = []
    report = Report(lines.append)
    with report.stage("Акты"):
        load_act(report)
    assert lines == ["Акты", "  правовые акты: создано 1"]
    assert report.summary() == "Готово: создано 1."
    assert Report(lines.append).summary() == "Без изменений: всё уже так, как в файлах."
