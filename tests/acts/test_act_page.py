"""An act's own page: what it is, and everything on the portal that rests on it."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from acts.models import LegalAct
from services_directory.models import CategoryWording
from tests.factories import FamilyCategoryFactory, LegalActFactory, ProgrammeFactory, ProviderFactory
from tests.home import factories as pages

pytestmark = pytest.mark.django_db


def html(client, act) -> str:
    response = client.get(act.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def test_a_draft_is_not_found(client):
    assert client.get(LegalActFactory(live=False).get_absolute_url()).status_code == 404


def test_names_its_programmes_but_no_drafts(client):
    act = LegalActFactory()
    ProgrammeFactory(act=act, title="Открытая программа")
    ProgrammeFactory(act=act, title="Черновик программы", live=False)
    text = html(client, act)
    assert "Открытая программа" in text
    assert "Черновик программы" not in text


def test_counts_public_records_that_name_it_as_their_source():
    act = LegalActFactory()
    ProviderFactory.create_batch(2, source_act=act)
    ProviderFactory(source_act=act, live=False)
    CategoryWording.objects.create(category=FamilyCategoryFactory(), wording="семья", source_act=act)
    assert dict(act.page_context()["citations"]) == {"организации": 2, "формулировки актов": 1}


def test_names_public_pages_that_quote_it(client):
    act = LegalActFactory()
    quote = [{"type": "act_quote", "value": {"text": "Слова", "act": act.pk}}]
    pages.section(title="Цитирует", body=quote)
    pages.news(title="Ссылается", source_act=act)
    pages.news(title="Черновик", source_act=act, live=False)
    pages.keep_for_staff(pages.news(title="Закрытая", source_act=act))
    text = html(client, act)
    assert "Цитирует" in text
    assert "Ссылается" in text
    assert "Черновик" not in text
    assert "Закрытая" not in text


def test_names_what_it_amends_and_what_amends_it(client):
    old = LegalActFactory(number="513-р")
    new = LegalActFactory(number="18-р", amends=old)
    LegalActFactory(number="99-р", amends=old, live=False)
    assert new.get_absolute_url() in html(client, old)
    assert old.get_absolute_url() in html(client, new)
    assert "99-р" not in html(client, old)


def test_an_act_that_lost_force_says_so(client):
    assert "утратил силу" in html(client, LegalActFactory(status=LegalAct.Status.LOST_FORCE))


@pytest.mark.parametrize(
    ("fields", "citation"),
    [
        ({"number": "305", "date": datetime.date(2018, 4, 25)}, "Приказ от 25 апреля 2018\u00a0г. №\u00a0305"),
        ({"number": "", "date": None, "kind": "other", "title": "Модельная программа"}, "Модельная программа"),
        ({"number": "", "date": None, "kind": "code", "title": "Семейный кодекс"}, "Семейный кодекс"),
    ],
)
def test_is_cited_with_what_is_known(fields, citation):
    assert LegalActFactory(**fields).citation == citation


def test_one_citation_and_twenty_cost_the_same(client):
    act = LegalActFactory()

    def cite():
        ProviderFactory(source_act=act)
        ProgrammeFactory(act=act)
        LegalActFactory(amends=act)
        pages.news(source_act=act)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            html(client, act)
        return len(queries)

    cite()
    html(client, act)
    one = cost()
    for _ in range(9):
        cite()
    assert cost() == one <= 6
