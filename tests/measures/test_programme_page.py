"""The page of a programme: money, statuses, reconciliation, filters; what is a draft stays out."""

import pytest
from django.urls import reverse

from measures.models import Measure, Programme, StatedTotal
from tests.factories import MeasureFactory, ProgrammeFactory

from .factories import YEAR_2016, small_programme, state

pytestmark = pytest.mark.django_db
URL = "/programmes/small/"


def text(response) -> str:
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def test_shows_money_by_year_and_source_beside_what_the_act_states(client):
    small_programme()
    page = text(client.get(URL))
    assert "500 ₽" in page
    assert "Суммы сходятся с приказом" in page
    assert "Бюджет региона" in page


def test_says_that_a_sum_is_partial_when_the_act_is_silent_of_a_measure(client):
    small_programme()
    assert "Сумма неполная" in text(client.get(URL))


def test_shows_both_numbers_where_they_differ(client):
    programme = small_programme()
    StatedTotal.objects.filter(programme=programme, measure_number="").update(amount=450)
    page = text(client.get(URL))
    assert "не сходится с актом" in page
    assert "≠ 50 ₽" in page


def test_shows_money_outside_the_term_of_its_measure(client):
    small_programme()
    assert "Деньги вне срока мероприятия 1.2" in text(client.get(URL))


def test_never_claims_that_something_was_done_without_a_report(client):
    small_programme()
    assert "Отчётов нет: что сделано, неизвестно" in text(client.get(URL))


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"direction": "1"}, {"1.1", "1.2", "1.3"}),
        ({"source": "fund"}, {"1.2"}),
        ({"status": "no-data"}, {"1.1", "1.2", "1.3", "1.4"}),
        ({"source": "nobody", "direction": "\x00"}, {"1.1", "1.2", "1.3", "1.4"}),
    ],
)
def test_filters_measures(client, query, shown):
    small_programme()
    listed = client.get(URL, query).content.decode().partition('id="measures"')[2].partition("</section>\n  \n")[0]
    numbers = {number for number in ("1.1", "1.2", "1.3", "1.4") if f'measure-number">{number}<' in listed}
    assert numbers == shown


def test_a_draft_measure_is_on_no_page_and_in_no_sum(client):
    programme = small_programme()
    hidden = MeasureFactory(programme=programme, number="9-Ж", title="Тайна", live=False, **YEAR_2016)
    hidden.budget_lines.create(
        year=2016, source=programme.measures.get(number="1.1").budget_lines.get().source, amount=7
    )
    hidden.save()
    state(programme, 7, measure_number="9-Ж")
    for address in (URL, "/programmes/", "/programmes/small/data.json", "/programmes/small/data.csv"):
        page = client.get(address).content.decode()
        assert "Тайна" not in page
        assert "9-Ж" not in page
    assert client.get("/programmes/small/9-Ж/").status_code == 404


def test_a_draft_programme_is_nowhere(client):
    programme = small_programme()
    Programme.objects.filter(pk=programme.pk).update(live=False)
    assert client.get(URL).status_code == 404
    assert client.get("/programmes/small/1.1/").status_code == 404
    assert client.get("/programmes/small/indicators/").status_code == 404
    assert client.get("/programmes/small/data.json").status_code == 404
    assert "Малая программа" not in client.get("/programmes/").content.decode()


def test_a_model_programme_without_money_has_a_page(client):
    ProgrammeFactory(slug="model", kind="model", act=None, year_from=None, year_to=None, goal="Помочь семье")
    page = text(client.get("/programmes/model/"))
    assert "Помочь семье" in page
    assert "₽" not in page


def test_its_preview_shows_what_is_not_saved_yet():
    programme = small_programme()
    draft = Programme.objects.get(pk=programme.pk)
    draft.tasks = [draft.tasks.model(text="Новая задача")]
    draft.stated_totals = []
    context = draft.get_preview_context(None, "")
    assert [task.text for task in context["programme"].tasks.all()] == ["Новая задача"]
    assert context["ledger"].checks == []
    assert Programme(title="Ещё нет").page_context()["groups"] == []


def test_one_measure_and_twenty_cost_the_same_queries(client, django_assert_num_queries, django_assert_max_num_queries):
    programme = small_programme()
    with django_assert_max_num_queries(6) as few:
        client.get(URL)
    source = Measure.objects.get(number="1.1").budget_lines.get().source
    for number in range(20):
        measure = MeasureFactory(programme=programme, number=f"5.{number}", **YEAR_2016)
        measure.budget_lines.create(year=2016, source=source, amount=1)
        measure.save()
    with django_assert_num_queries(len(few.captured_queries)):
        assert "5.19" in client.get(URL).content.decode()


def test_sets_no_cookie_and_varies_on_no_cookie(client):
    small_programme()
    for address in (URL, reverse("measures:programmes"), "/programmes/small/1.1/", "/programmes/small/indicators/"):
        response = client.get(address)
        assert response.status_code == 200
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
