"""What a page asks of the database does not grow with what it lists, and it sets no cookie."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.formatting import plain
from services_directory.models import SupportLevel, SupportLevelSign, SupportRule
from tests.factories import FamilyCategoryFactory, HelpKindFactory, LegalActFactory, ProgrammeFactory, RegionFactory
from tests.home import factories as make

pytestmark = pytest.mark.django_db


def cost(client, url) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    return len(queries)


def news(number):
    page = make.news(source_act=LegalActFactory(), image=make.image(), image_alt="Двор")
    page.territories.set([RegionFactory()])
    page.tags.add("приёмная семья", f"тема {number}")
    page.save()


def material(number):
    make.material(source_act=LegalActFactory())


@pytest.mark.parametrize(("put", "url"), [(news, "/news/"), (news, "/news/feed/"), (material, "/materials/")])
def test_one_and_twelve_cost_the_same(client, put, url):
    put(1)
    one = cost(client, url)
    for number in range(11):
        put(number)
    assert cost(client, url) == one <= 5


def test_the_home_page_costs_the_same_however_much_it_shows(client):
    def more():
        FamilyCategoryFactory()
        HelpKindFactory()
        ProgrammeFactory()
        news(1)

    more()
    one = cost(client, "/")
    for _ in range(9):
        more()
    assert cost(client, "/") == one <= 8


def level(number):
    found = SupportLevel.objects.create(
        slug=f"l-{number}", name=f"Уровень {number}", summary="Коротко", source_act=LegalActFactory()
    )
    SupportLevelSign.objects.create(level=found, text="Повод")


def rule(number):
    SupportRule.objects.create(
        kind="stage", territory=RegionFactory(), title="Шаг", position=number, source_act=LegalActFactory()
    )


def kind(number):
    HelpKindFactory(parent=HelpKindFactory(source_act=LegalActFactory()))


def category(number):
    FamilyCategoryFactory()


@pytest.mark.parametrize(
    ("block", "put"), [("levels", level), ("rules", rule), ("kinds", kind), ("categories", category)]
)
def test_a_live_list_of_one_and_of_ten_cost_the_same(client, block, put):
    value = {"title": "Список", **({"kind": "stage"} if block == "rules" else {})}
    page = make.section(slug="support", body=[{"type": block, "value": value}])
    put(0)
    one = cost(client, page.url)
    for number in range(1, 10):
        put(number)
    assert cost(client, page.url) == one


def test_rules_of_all_kinds_cost_what_those_of_one_do(client):
    blocks = [{"type": "rules", "value": {"title": kind.label, "kind": kind}} for kind in SupportRule.Kind]
    for kind in SupportRule.Kind:
        SupportRule.objects.create(kind=kind, territory=RegionFactory(), title=f"Правило: {kind}", position=1)
    one, every = make.section(slug="one", body=blocks[:1]), make.section(slug="every", body=blocks)
    assert cost(client, one.url) == cost(client, every.url)
    text = client.get(every.url).content.decode()
    assert all(f"Правило: {kind}" in text for kind in SupportRule.Kind)
    assert text.count("Правило: ") == len(SupportRule.Kind)


def test_a_block_of_rules_that_nobody_has_is_silent(client):
    page = make.section(body=[{"type": "rules", "value": {"title": "Этапы по регионам", "kind": "stage"}}])
    assert "Этапы по регионам" not in plain(client.get(page.url).content.decode())


def test_a_section_page_costs_the_same_with_one_and_with_ten_children(client):
    support = make.section(slug="support")
    make.guide(support)
    make.section()
    one = cost(client, support.url)
    for _ in range(9):
        make.guide(support)
    assert cost(client, support.url) == one <= 6
