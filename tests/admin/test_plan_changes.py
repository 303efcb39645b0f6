"""The form of a measure of an approved plan asks by which act it changes; nothing that was typed is lost."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from measures.models import Measure, PlanEdition, PlanEntry
from tests.admin.forms import fields_of
from tests.factories import LegalActFactory, MeasureFactory
from tests.measures.amendments.plans import amend, edition, published_plan

pytestmark = pytest.mark.django_db
LIST = "wagtailsnippets_measures_measure"
EDITIONS = "wagtailsnippets_measures_planedition"


@pytest.fixture
def programme():
    return published_plan()


@pytest.fixture
def measure(programme):
    return programme.measures.get(number="1.1")


def url_of(measure):
    return reverse(f"{LIST}:edit", args=[measure.pk])


def save(client, measure, **changes):
    url = url_of(measure)
    return client.post(url, {**fields_of(client.get(url)), **changes}, follow=True)


def publish(client, measure, **changes):
    return save(client, measure, **changes, **{"action-publish": "1"})


def text(response) -> str:
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def drafts(measure):
    return measure.revisions.count()


@pytest.mark.parametrize(
    ("field", "value", "what"),
    [
        ("title", "Иное дело", "название"),
        ("official_title", "Иное дело", "название в акте"),
        ("ends_on", "2025-12-31", "окончание"),
        ("starts_on", "2025-02-01", "начало"),
        ("term", "до 2026", "срок, как в акте"),
        ("number", "1.7", "номер"),
        ("direction", "", "направление"),
        ("executors-0-name", "Другой центр", "исполнители"),
        ("budget_lines-0-amount", "250", "деньги"),
        ("budget_lines-0-year", "2026", "деньги"),
    ],
)
def test_a_silent_change_of_the_plan_is_refused_and_stays_in_the_form(sign_in, measure, field, value, what):
    before = drafts(measure)
    answer = save(sign_in("programmes"), measure, **{field: value})
    assert f"Вы меняете утверждённый план: {what}." in text(answer)
    assert fields_of(answer)[field] == ([value] if value else [""])
    assert drafts(measure) == before


@pytest.mark.parametrize(("field", "value"), [("expected_result", "Иначе"), ("position", "9"), ("phase", "evaluation")])
def test_what_is_no_part_of_the_plan_asks_nothing(sign_in, measure, field, value):
    before = drafts(measure)
    assert "утверждённый план" not in text(save(sign_in("programmes"), measure, **{field: value}))
    assert drafts(measure) == before + 1


def test_an_act_makes_an_edition_and_the_draft_waits_with_it(sign_in, programme, measure):
    act = LegalActFactory()
    answers = {"plan_basis": "act", "plan_act": act.pk, "plan_from": "2025-04-01"}
    save(sign_in("programmes"), measure, title="Иное дело", **answers)
    changing = PlanEdition.objects.get(programme=programme, number=1)
    assert (changing.act, changing.effective_on) == (act, datetime.date(2025, 4, 1))
    assert not changing.entries.exists()
    opened = fields_of(sign_in("moderator").get(url_of(measure)))
    assert (opened["plan_basis"], opened["plan_edition"]) == (["act"], [str(changing.pk)])
    publish(sign_in("moderator"), measure)
    assert changing.entries.get().content["title"] == "Иное дело"


def test_a_second_measure_joins_the_edition_of_the_same_act_and_day(sign_in, programme, measure):
    act, client = LegalActFactory(), sign_in("moderator")
    answers = {"plan_basis": "act", "plan_act": act.pk, "plan_from": "2025-04-01"}
    for each in programme.measures.all():
        publish(client, each, term="до осени", **answers)
    assert PlanEdition.objects.get(number=1).entries.count() == 2
    assert not PlanEdition.objects.filter(number=2).exists()


def test_an_edition_that_is_there_can_be_chosen(sign_in, programme, measure):
    changing = edition(programme)
    publish(sign_in("moderator"), measure, term="до осени", plan_basis="act", plan_edition=changing.pk)
    assert changing.entries.get().content["term"] == "до осени"


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({"plan_basis": "act"}, "Назовите акт: выберите изменение из списка"),
        ({"plan_basis": "act", "plan_act": "AN ACT"}, "Укажите, с какого дня действует изменение."),
        ({"plan_basis": "act", "plan_act": "AN ACT", "plan_from": "2016-01-01"}, "Раньше последнего изменения плана"),
        ({"plan_basis": "act", "plan_act": "AN ACT", "plan_edition": "AN EDITION"}, "Выберите одно"),
        ({"plan_basis": "correction"}, "Напишите, что исправлено"),
        ({"plan_basis": "correction", "plan_reason": "  x  "}, "Напишите, что исправлено"),
    ],
)
def test_an_answer_that_is_not_whole_is_refused(sign_in, programme, measure, answers, message):
    values = {"AN ACT": LegalActFactory().pk, "AN EDITION": edition(programme).pk}
    answer = save(sign_in("programmes"), measure, term="иначе", **{k: values.get(v, v) for k, v in answers.items()})
    assert message in text(answer)
    assert fields_of(answer)["term"] == ["иначе"]


def test_a_typing_mistake_is_put_right_without_an_edition_and_stays_in_the_history(sign_in, measure):
    client = sign_in("moderator")
    publish(client, measure, term="до июля 2025 года", plan_basis="correction", plan_reason="В приказе «года»")
    (entry,) = PlanEntry.objects.filter(measure=measure)
    assert (entry.edition.number, entry.content["term"]) == (0, "до июля 2025 года")
    history = text(client.get(reverse(f"{LIST}:history", args=[measure.pk])))
    assert "Исправлена опечатка портала, акт не менялся: В приказе «года»" in history


def test_the_next_edit_does_not_repeat_an_old_answer(sign_in, measure):
    client = sign_in("moderator")
    publish(client, measure, term="до лета", plan_basis="correction", plan_reason="В приказе «лета»")
    assert "Вы меняете утверждённый план: срок" in text(save(client, measure, term="до зимы"))


def test_a_new_measure_says_whether_it_was_there_from_the_first(sign_in, programme):
    client = sign_in("moderator")
    url = reverse(f"{LIST}:add")
    empty = fields_of(client.get(f"{url}?programme={programme.pk}"))
    filled = {**empty, "title": "Новое дело", "programme": programme.pk, "number": "2.1", "action-publish": "1"}
    assert "план программы утверждён" in text(client.post(url, filled)).lower()
    client.post(url, {**filled, "plan_basis": "first"})
    assert PlanEntry.objects.get(number="2.1").edition.number == 0
    act = {"plan_basis": "act", "plan_act": LegalActFactory().pk, "plan_from": "2025-04-01"}
    client.post(url, {**filled, "number": "2.2", **act})
    assert PlanEntry.objects.get(number="2.2").edition.number == 1


def test_before_the_plan_is_approved_nothing_is_asked(sign_in):
    measure = MeasureFactory(live=False)
    page = sign_in("programmes").get(url_of(measure))
    assert "plan_basis" not in fields_of(page)
    assert "Изменение плана" not in [each.get_text(strip=True) for each in soup(page).select("[role=tab]")]


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def test_a_measure_with_a_history_stays_in_its_programme(sign_in, measure):
    other = MeasureFactory().programme
    assert "в другую программу его не перенести" in text(save(sign_in("programmes"), measure, programme=other.pk))


def test_an_edition_that_the_measure_has_outgrown_is_not_offered(sign_in, programme, measure):
    old, new = edition(programme), edition(programme, datetime.date(2025, 5, 1))
    measure = amend(measure, new, term="до осени")
    offered = soup(sign_in("programmes").get(url_of(measure))).select("#id_plan_edition option")
    assert [option["value"] for option in offered] == ["", str(new.pk)]
    assert old.number < new.number


def test_the_form_of_an_edition_gives_the_number_and_keeps_the_order(sign_in, programme):
    client = sign_in("programmes")
    url = reverse(f"{EDITIONS}:add")
    fields = {"programme": programme.pk, "act": LegalActFactory().pk, "effective_on": "2025-04-01", "note": ""}
    client.post(url, fields)
    assert PlanEdition.objects.get(number=1).effective_on == datetime.date(2025, 4, 1)
    answer = client.post(url, {**fields, "effective_on": "2025-03-01"})
    assert "Редакции идут по порядку дат" in text(answer)
    assert "Назовите акт, которым изменён план." in text(client.post(url, {**fields, "act": ""}))


def test_a_moderator_takes_a_measure_out_of_the_plan_by_an_edition(sign_in, programme, measure):
    changing = edition(programme)
    url = reverse(f"{EDITIONS}:edit", args=[changing.pk])
    assert "removed" not in fields_of(sign_in("programmes").get(url))
    assert "Какие мероприятия акт исключил" not in text(sign_in("programmes").get(url))
    client = sign_in("moderator")
    client.post(url, {**fields_of(client.get(url)), "removed": [measure.pk]})
    assert not Measure.objects.get(pk=measure.pk).live
    assert changing.entries.get(measure=measure).content is None


def test_an_editor_cannot_take_a_measure_out_by_a_crafted_request(sign_in, programme, measure):
    url = reverse(f"{EDITIONS}:edit", args=[edition(programme).pk])
    client = sign_in("programmes")
    client.post(url, {**fields_of(client.get(url)), "removed": [measure.pk]})
    assert Measure.objects.get(pk=measure.pk).live
