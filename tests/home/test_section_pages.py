"""What a page of the section says of itself: its parts, what to read next, for whom it is."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.headings import Anchors
from portal.formatting import plain
from tests.factories import FamilyCategoryFactory, LegalActFactory
from tests.home import factories as make

pytestmark = pytest.mark.django_db


def heading(text: str, level: str = "h2") -> dict:
    return {"type": "heading", "value": {"text": text, "level": level}}


def html(client, page) -> str:
    return client.get(page.url).content.decode()


def contents(text: str) -> list[str]:
    found = re.search(r'<nav class="contents.*?</nav>', text, re.DOTALL)
    return re.findall(r'href="#([^"]+)"', found[0]) if found else []


def test_contents_stand_above_three_parts_and_lead_to_them(client):
    text = html(client, make.section(body=[heading(words) for words in ("Кому", "Когда", "Где")]))
    assert contents(text) == ["komu", "kogda", "gde"]
    for anchor in contents(text):
        assert f'<h2 id="{anchor}"' in text


def test_a_page_that_begins_with_phones_shows_them_before_its_contents(client):
    phones = {"type": "helplines", "value": {"title": "Звоните", "lines": [{"name": "Помощь", "phone": "101"}]}}
    parts = [heading("Кому"), heading("Когда"), heading("Где")]
    first, last = (html(client, make.section(body=body)) for body in ([phones, *parts], [*parts, phones]))
    assert first.index("tel:101") < first.index('<nav class="contents')
    assert last.index('<nav class="contents') < last.index("tel:101")


def test_two_parts_need_no_contents(client):
    assert contents(html(client, make.section(body=[heading("Кому"), heading("Когда"), heading("Мелко", "h3")]))) == []


def test_titles_of_blocks_are_parts_too(client):
    body = [
        {"type": "needs", "value": {"title": "Возьмите", "items": [{"name": "Паспорт"}]}},
        {
            "type": "questions",
            "value": {"title": "Спрашивают", "questions": [{"question": "Да?", "answer": "<p>Да</p>"}]},
        },
        {"type": "helplines", "value": {"title": "Звоните", "lines": [{"name": "Помощь", "phone": "112"}]}},
        {"type": "callout", "value": {"title": "Важно", "tone": "warn"}},
    ]
    text = html(client, make.section(body=body))
    assert contents(text) == ["vozmite", "sprashivayut", "zvonite"]
    assert all(f'id="{anchor}"' in text for anchor in contents(text))


def test_a_guide_lists_its_own_parts_first(client):
    needs = [{"type": "need", "value": {"name": "Паспорт"}}]
    lines = [{"type": "helpline", "value": {"name": "Помощь", "phone": "112"}}]
    page = make.guide(needs=needs, helplines=lines, body=[heading("Ещё")])
    text = html(client, page)
    assert contents(text) == ["chto-ponadobitsya", "shag-za-shagom", "kuda-pozvonit", "eshche"]
    assert all(text.count(f'id="{anchor}"') == 1 for anchor in contents(text))


def test_an_anchor_depends_on_its_words_alone():
    assert Anchors().name("Кому помогают") == Anchors().name("Кому помогают")
    anchors = Anchors()
    assert [anchors.name("Кому"), anchors.name("Кому"), anchors.name("!!!"), anchors.name("Main")] == [
        "komu", "komu-2", "part", "main-2",
    ]  # fmt: skip


def related(text: str) -> list[str]:
    found = re.search(r'<nav class="related.*?</nav>', text, re.DOTALL)
    return re.findall(r'card-title"><a href="[^"]*">([^<]+)<', plain(found[0])) if found else []


def test_picked_pages_come_in_the_order_of_the_editor_without_those_that_are_not_public(client):
    first, second = make.section(title="Первая"), make.section(title="Вторая")
    draft, private = make.section(live=False), make.keep_for_staff(make.section())
    picked = [{"type": "page", "value": page.pk} for page in (second, draft, first, private)]
    assert related(html(client, make.section(related=picked))) == ["Вторая", "Первая"]


def test_where_none_are_picked_pages_on_the_same_act_or_for_the_same_families_stand(client):
    act, family = LegalActFactory(), FamilyCategoryFactory()
    make.section(title="Тот же акт", source_act=act)
    kin = make.guide(title="Те же семьи")
    kin.categories.set([family])
    kin.save()
    make.section(title="Ни то ни другое", source_act=LegalActFactory())
    make.section(title="Черновик", source_act=act, live=False)
    page = make.section(source_act=act)
    page.categories.set([family])
    page.save()
    assert set(related(html(client, page))) == {"Тот же акт", "Те же семьи"}


def test_a_page_without_kin_lists_none(client):
    make.section(title="Чужая")
    assert related(html(client, make.section())) == []


def test_neither_children_nor_parents_are_further_reading(client):
    act = LegalActFactory()
    parent = make.section(title="Верхняя", source_act=act)
    child = make.guide(parent, title="Нижняя", source_act=act)
    assert related(html(client, parent)) == []
    assert related(html(client, child)) == []


def test_categories_lead_to_their_pages_and_drafts_do_not_show(client):
    family, draft = FamilyCategoryFactory(name="Многодетные"), FamilyCategoryFactory(name="Черновик", live=False)
    page = make.guide()
    page.categories.set([family, draft])
    page.save()
    text = html(client, page)
    assert f'href="{family.get_absolute_url()}">Многодетные' in text
    assert "Черновик" not in text


def test_related_pages_and_categories_cost_no_query_of_their_own(client):
    act = LegalActFactory()

    def cost(page):
        client.get(page.url)
        with CaptureQueriesContext(connection) as queries:
            client.get(page.url)
        return len(queries)

    alone = cost(make.section(source_act=act))
    page = make.section(source_act=act, related=[{"type": "page", "value": make.section().pk} for _each in range(6)])
    page.categories.set([FamilyCategoryFactory() for _each in range(5)])
    page.save()
    for _each in range(10):
        make.section(source_act=act)
    assert cost(page) == alone <= 4


def test_a_page_says_when_it_will_be_checked_again(client):
    page = make.section(reviewed_on="2026-11-20", next_review_on="2027-05-20")
    assert "Проверим снова 20 мая 2027" in html(client, page).replace("\xa0", " ")
