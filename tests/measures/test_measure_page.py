"""The page of a measure: promise, term, state and its ground, three-valued money, links, neighbours."""

import datetime

import pytest

from measures.models import BudgetLine, Executor, IndicatorValue, Measure, Milestone, PromisedFigure
from tests.factories import (
    FamilyCategoryFactory,
    IndicatorFactory,
    PracticeFactory,
    ProviderFactory,
    ServiceFactory,
)

from .factories import figures, small_programme, state

pytestmark = pytest.mark.django_db


def page(client, number="1.1"):
    response = client.get(f"/programmes/small/{number}/")
    assert response.status_code == 200
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def test_zero_absent_and_not_required_money_read_differently(client):
    programme = small_programme()
    source = BudgetLine.objects.first().source
    silent = Measure.objects.get(number="1.4")
    assert "Акт прямо ставит ноль" in page(client, "1.3")
    assert "Это не ноль: это неизвестно." in page(client, "1.4")
    BudgetLine.objects.create(measure=silent, year=2017, source=source, not_required=True)
    assert "не требуется" in page(client, "1.4")
    assert programme.measures.count() == 4


def test_a_year_of_the_programme_without_money_is_shown_as_unknown(client):
    small_programme()
    assert "нет данных" in page(client, "1.1")


def test_shows_what_the_act_states_and_whether_it_agrees(client):
    programme = small_programme()
    stated = state(programme, 300, measure_number="1.1")
    assert "сходится с актом" in page(client)
    stated.amount = 310
    stated.save()
    text = page(client)
    assert "≠ с актом не сходится" in text
    assert "Посчитано: 300 ₽, в акте: 310 ₽." in text


def test_says_what_a_reported_state_rests_on(client):
    small_programme()
    assert "Срок закончился 31 декабря 2016, отчёта о том, что сделано, нет." in page(client)
    Measure.objects.filter(number="1.1").update(reported_status="done", status_reason="Отчёт за 2016 год")
    text = page(client)
    assert "Выполнено" in text
    assert "Состояние поставил редактор. Основание: Отчёт за 2016 год" in text


def test_shows_contradictions_and_money_outside_the_term(client):
    small_programme()
    text = page(client, "1.2")
    assert "Деньги раньше срока." in text
    assert "Деньги вне срока" in text


def test_links_lead_to_published_records_only(client):
    programme = small_programme()
    measure = Measure.objects.get(number="1.1")
    measure.services = [ServiceFactory(name="Видимая услуга"), ServiceFactory(name="Черновик услуги", live=False)]
    measure.practices = [PracticeFactory(name="Школа отцов")]
    measure.indicators = [IndicatorFactory(programme=programme, number="5", name="Связанный показатель")]
    measure.save()
    text = page(client)
    assert "Видимая услуга" in text
    assert "Черновик услуги" not in text
    assert "Школа отцов" in text
    assert "indicators/#indicator-5" in text


def test_neighbours_skip_drafts(client):
    small_programme()
    Measure.objects.filter(number="1.2").update(live=False)
    text = page(client)
    assert "Следующее: 1.3" in text
    assert "Предыдущее" not in text


def test_its_preview_shows_what_is_not_saved_yet():
    programme = small_programme()
    draft = Measure.objects.get(number="1.1")
    draft.budget_lines = [BudgetLine(year=2016, source=BudgetLine.objects.first().source, amount=42)]
    assert draft.get_preview_context(None, "")["total"].amount == 42
    unsaved = Measure(programme=programme, number="8", title="Новое")
    assert unsaved.page_context()["neighbours"] == {"previous": None, "next": None}


@pytest.mark.parametrize("number", ["9.9", "1.1%00", "%D0%96", "a" * 13])
def test_an_unknown_number_is_not_found(client, number):
    small_programme()
    assert client.get(f"/programmes/small/{number}/").status_code == 404


def test_one_line_and_twenty_cost_the_same_queries(client, django_assert_num_queries, django_assert_max_num_queries):
    small_programme()
    page(client)  # a process asks once which measures promised a section, and keeps it
    with django_assert_max_num_queries(6) as few:
        page(client)
    measure, source = Measure.objects.get(number="1.1"), BudgetLine.objects.first().source
    for year in range(2020, 2040):
        BudgetLine.objects.create(measure=measure, year=year, source=source, amount=1)
    with django_assert_num_queries(len(few.captured_queries)):
        page(client)


def test_milestones_tell_in_words_what_is_done_late_and_ahead(client):
    small_programme()
    measure = Measure.objects.get(number="1.1")
    days = datetime.date(2016, 3, 1), datetime.date(2016, 3, 4)
    measure.milestones = [
        Milestone(title="Приказ", due_on=days[1], done_on=days[0]),
        Milestone(title="Обучение", due_on=days[0], done_on=days[1], note="Группа из 20 человек"),
        Milestone(title="Итоги", due_on=days[1]),
        Milestone(title="Книга", due_on=datetime.date(2200, 1, 1)),
    ]
    measure.save()
    text = page(client)
    assert "Сделано 1 марта 2016, в срок" in text
    assert "Сделано 4 марта 2016, на 3 дня позже срока" in text
    assert "Просрочено: ждали к 4 марта 2016" in text
    assert "Впереди: к 1 января 2200" in text
    assert "Группа из 20 человек" in text


def test_executors_have_roles_and_lead_to_public_cards_only(client):
    small_programme()
    measure = Measure.objects.get(number="1.1")
    public, draft = ProviderFactory(name="Центр"), ProviderFactory(name="Тайный", live=False)
    measure.executors = [
        Executor(name="Помощник", role="partner", by_agreement=True, provider=draft),
        Executor(name="Головной центр", role="lead", provider=public),
    ]
    measure.save()
    text = page(client)
    assert text.index("Головной центр") < text.index("Помощник")
    assert f'<a href="{public.get_absolute_url()}">Головной центр</a>' in text
    assert "(участвует, по согласованию)" in text
    assert draft.slug not in text


def test_says_what_the_measure_gives_a_family(client):
    programme = small_programme()
    measure = Measure.objects.get(number="1.1")
    assert "Прямой помощи семье акт здесь не называет" in page(client)
    measure.categories = [FamilyCategoryFactory(name="Многодетные семьи")]
    judged = IndicatorFactory(programme=programme, number="5", name="Семьи с помощью", unit="семей")
    figures(judged, baseline=50, end=50)
    measure.indicators = [judged]
    measure.promised = [
        PromisedFigure(amount=50, what="семей", indicator=judged),
        PromisedFigure(amount=7, what="школ"),
    ]
    measure.save()
    text = page(client)
    assert "Для каких семей" in text
    assert "Многодетные семьи" in text
    assert "до начала — 50, обещано в конце — <b>50</b> (семей). Число не меняется." in text
    assert "✓ числа сходятся" in text
    assert "Показателя, по которому это можно проверить, нет." in text
    assert "Обещано 7 (школ), но показателя, по которому это видно, нет." in text


def test_beside_what_is_promised_stands_the_last_fact_and_of_when_it_is(client):
    programme = small_programme()
    measure = Measure.objects.get(number="1.1")
    judged = IndicatorFactory(programme=programme, number="5", name="Семьи с помощью", unit="семей")
    figures(judged, end=50)
    measure.indicators = [judged]
    measure.save()
    assert "факта нет" in page(client)
    for year, value in ((2016, 30), (2017, 41), (2018, None)):
        IndicatorValue.objects.create(indicator=judged, kind="fact", period="year", year=year, value=value)
    assert "факт: <b>41</b> (2017 год)" in page(client)
    IndicatorValue.objects.create(indicator=judged, kind="fact", period="end", value=44)
    assert "факт: <b>44</b> (в конце)" in page(client)


def test_a_draft_indicator_behind_a_promise_is_not_told(client):
    programme = small_programme()
    measure = Measure.objects.get(number="1.1")
    draft = IndicatorFactory(programme=programme, number="77", name="Тайный показатель", live=False)
    measure.promised = [PromisedFigure(amount=50, what="семей", indicator=draft)]
    measure.indicators = [draft]
    measure.save()
    assert "Тайный показатель" not in page(client)
    assert "показатель 77" not in page(client)
