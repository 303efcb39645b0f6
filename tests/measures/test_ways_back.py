"""From a card of the directory back to the measures that name it."""

import datetime

import pytest

from measures.models import Executor, Milestone
from tests.factories import (
    FamilyCategoryFactory,
    MeasureFactory,
    PracticeFactory,
    ProgrammeFactory,
    ProviderFactory,
    ServiceFactory,
)

pytestmark = pytest.mark.django_db
KINDS = {
    "services": ServiceFactory,
    "providers": ProviderFactory,
    "categories": FamilyCategoryFactory,
    "practices": PracticeFactory,
}


def page(client, record) -> str:
    response = client.get(record.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("relation", KINDS)
def test_each_card_names_the_public_measures_that_name_it(client, relation):
    record = KINDS[relation]()
    MeasureFactory(title="Видимое мероприятие", **{relation: [record]})
    MeasureFactory(title="Черновик мероприятия", live=False, **{relation: [record]})
    html = page(client, record)
    assert "Видимое мероприятие" in html
    assert "Черновик мероприятия" not in html


def test_an_organisation_finds_the_measures_that_it_carries_out_once_each(client):
    provider, other = ProviderFactory(), ProviderFactory()
    measure = MeasureFactory(title="Обучить специалистов", providers=[provider, other])
    hidden = MeasureFactory(title="В черновике программы", programme=ProgrammeFactory(live=False))
    for each in (measure, hidden):
        Executor.objects.create(measure=each, name="Центр", provider=provider)
        Executor.objects.create(measure=each, name="Центр ещё раз", provider=provider, role="partner")
    html = page(client, provider)
    assert html.count(">Обучить специалистов<") == 1
    assert "В черновике программы" not in html
    only_links = page(client, other)
    assert only_links.count(">Обучить специалистов<") == 1


def test_the_status_beside_a_measure_is_that_of_its_own_page_and_costs_no_query(
    client, django_assert_num_queries, django_assert_max_num_queries
):
    practice = PracticeFactory()
    late = MeasureFactory(practices=[practice], starts_on=datetime.date(2016, 1, 1))
    Milestone.objects.create(measure=late, title="Приказ", due_on=datetime.date(2016, 2, 1))
    page(client, practice)
    with django_assert_max_num_queries(6) as few:
        assert "С опозданием" in page(client, practice)
    cost = len(few.captured_queries)
    assert "С опозданием" in page(client, late)
    for _number in range(20):
        measure = MeasureFactory(practices=[practice])
        Milestone.objects.create(measure=measure, title="Приказ", due_on=datetime.date(2016, 2, 1))
    with django_assert_num_queries(cost):
        page(client, practice)
