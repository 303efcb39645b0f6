"""Which results come, in what order, page by page."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rights.models import Situation
from search.models import Section
from search.suggesting import suggest
from search.wording.models import SynonymGroup
from services_directory.models import Territory
from tests.factories import (
    FamilyCategoryFactory,
    HelpKindFactory,
    LegalActFactory,
    LocationFactory,
    ProviderFactory,
    RegionFactory,
    ServiceFactory,
)

pytestmark = pytest.mark.django_db


def test_the_title_comes_before_synonyms_and_they_before_the_text(titles):
    ServiceFactory(name="В тексте", description="Помогает логопед")
    ServiceFactory(name="В синонимах", synonyms="логопед")
    ServiceFactory(name="Логопед")
    assert titles("q=логопеды") == ["Логопед", "В синонимах", "В тексте"]


def test_among_equals_the_checked_one_that_answers_comes_first(titles):
    ServiceFactory(name="Логопед без телефона")
    ServiceFactory(name="Логопед проверенный", verified_on=timezone.localdate() - datetime.timedelta(days=5))
    ServiceFactory(name="Логопед давно проверенный", verified_on=datetime.date(2000, 1, 1))
    place = LocationFactory(phones=["+79000000001"])
    ServiceFactory(name="Логопед с телефоном", provider=place.provider)
    assert titles("q=логопед&type=service")[:2] == ["Логопед проверенный", "Логопед с телефоном"]


def test_what_has_all_words_comes_first_and_similar_follows_where_that_is_little(ask):
    ServiceFactory(name="Психолог"), ServiceFactory(name="Юрист"), ServiceFactory(name="Психолог и юрист")
    result = ask("q=юрист психолог&type=service")
    assert (result.whole, result.rows[0].title) == (1, "Психолог и юрист")
    assert {row.title for row in result.rows[1:]} == {"Психолог", "Юрист"}


def test_where_nothing_has_all_words_the_most_of_them_count(ask):
    ServiceFactory(name="Психолог для подростка"), ServiceFactory(name="Психолог")
    result = ask("q=психолог подростку абракадабра")
    assert (result.loosened, [row.title for row in result.rows]) == (True, ["Психолог для подростка"])


def test_the_beginning_of_a_word_will_do_where_no_word_does(ask):
    ServiceFactory(name="Логопед")
    result = ask("q=логоп")
    assert (result.loosened, result.total) == (True, 1)


def test_filters_are_never_loosened(ask):
    ServiceFactory(name="Логопед", price="free")
    result = ask("q=логопед&price=paid")
    assert (result.total, result.loosened) == (0, False)


def test_the_words_of_kind_category_and_territory_stand_for_their_services(titles):
    ServiceFactory(
        name="Встреча",
        kind=HelpKindFactory(name="Психологическая помощь", synonyms=["душевная поддержка"]),
        categories=[FamilyCategoryFactory(name="Многодетные семьи", live=True)],
        provider=ProviderFactory(territory=RegionFactory(name="Республика Марс")),
    )
    for words in ("душевная", "многодетная семья", "марс", "психологическая многодетным"):
        assert "Встреча" in titles(f"q={words}&type=service"), words


def test_a_renamed_kind_is_found_at_once_and_its_services_cost_nothing(titles):
    kind = HelpKindFactory(name="Старое")
    costs = []
    for count, name in ((1, "Новое"), (10, "Новейшее")):
        for _n in range(count):
            ServiceFactory(name="Встреча", kind=kind)
        kind.name = name
        with CaptureQueriesContext(connection) as queries:
            kind.save()
        costs.append(len(queries))
    assert costs[0] == costs[1]
    assert (titles("q=новейшее&type=service"), titles("q=старое")) == (["Встреча"] * 11, [])


def test_what_belongs_to_the_whole_country_is_found_from_every_territory(titles):
    country = RegionFactory(level=Territory.Level.COUNTRY, slug="russia")
    ServiceFactory(name="Горячая линия", provider=ProviderFactory(territory=country))
    ServiceFactory(name="Чужое")
    RegionFactory(slug="mars", parent=country)
    assert titles("type=service&territory=mars") == ["Горячая линия"]


def test_pages_follow_each_other_without_gap_or_repetition(ask):
    for n in range(45):
        ServiceFactory(name=f"Логопед {n % 4}")
    for order in ("", "name"):
        for words in ("", "логопед"):
            pages = [ask(f"type=service&q={words}&order={order}&page={n}") for n in (1, 2, 3)]
            urls = [row.url for page in pages for row in page.rows]
            assert (len(urls), len(set(urls)), pages[0].pages) == (45, 45, 3)
            if order:
                names = [row.title for page in pages for row in page.rows]
                assert names == sorted(names)


@pytest.mark.parametrize("page", ["0", "-1", "abc", "1.5", "", "²", "１"])
def test_a_page_that_is_no_number_is_the_first(ask, page):
    ServiceFactory()
    assert ask(f"page={page}").page == 1


def test_a_page_beyond_the_last_is_the_last(ask):
    for _n in range(21):
        ServiceFactory(name="Логопед")
    for words in ("", "логопед"):
        result = ask(f"type=service&q={words}&page=100000000000000000000")
        assert (result.page, result.pages, len(result.rows)) == (2, 2, 1)


def test_sections_narrow_and_unknown_ones_are_ignored(ask):
    ServiceFactory(name="Логопед"), LegalActFactory(title="О логопедах")
    assert ask("q=логопед&type=page").sections == {Section.PAGE: 1}
    assert ask("q=логопед&type=nothing").total == 2


def test_suggestions_begin_with_what_is_typed():
    FamilyCategoryFactory(name="Многодетные семьи", slug="large")
    ServiceFactory(name="Семейный психолог"), ServiceFactory(name="Семейный психолог")
    ProviderFactory(name="Центр «Семья»")
    assert [each["label"] for each in suggest("сем")] == ["Семейный психолог", "Многодетные семьи", "Центр «Семья»"]
    assert suggest("психолог")[0]["url"].startswith("/services/?q=")
    assert suggest("с") == suggest("\0") == suggest("%") == []


def test_kinds_of_help_and_situations_of_rights_are_suggested():
    Situation.objects.create(slug="alimony", title="Отец не платит на ребёнка", lead="Поможет суд")
    HelpKindFactory(name="Отдых детей", slug="rest", synonyms=["лагерь"])
    assert suggest("отец не")[0]["url"] == "/rights/alimony/"
    assert suggest("лаг")[0]["url"] == "/services/?kind=rest"
    assert [each["label"] for each in suggest("от")] == ["Отдых детей", "Отец не платит на ребёнка"]


def test_of_everyday_words_those_that_most_people_mean_are_suggested_and_one_of_a_group():
    groups = ["няня\nнянечка на час", "нянечка в саду накричала\nня бабушка", "няшки\nнянчить котов"]
    for said in [*groups, "ня-ня в больницу", "няня"]:
        SynonymGroup.objects.create(direction="said", said=said, meant="помощь")
    assert [each["label"] for each in suggest("ня")] == ["няня", "няшки", "ня бабушка"]
    SynonymGroup.objects.create(direction="said", said="бьёт током", meant="электрик")
    SynonymGroup.objects.create(direction="said", said="бьют ребёнка", meant="полиция", is_urgent=True)
    assert [each["label"] for each in suggest("бь")] == ["бьют ребёнка", "бьёт током"]


def test_a_name_that_no_service_bears_any_more_is_not_suggested():
    first, second = ServiceFactory(name="Логопед"), ServiceFactory(name="Логопед")
    first.delete()
    assert suggest("лого")
    second.name = "Юрист"
    second.save()
    assert suggest("лого") == []
