"""The pages of the navigator, one question after another."""

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from home.models import PortalSettings
from home.models.settings import Hotline
from navigator.models import Navigator
from portal.formatting import plain
from services_directory.models import SupportLevel, SupportRule
from tests.factories import (
    FamilyCategoryFactory,
    HelpKindFactory,
    LocationFactory,
    RegionFactory,
    ServiceFactory,
    TerritoryFactory,
)
from tests.navigator.trees import ending, make_navigator, question, small, urgent

pytestmark = pytest.mark.django_db
URL = reverse("navigator:navigator")


@pytest.fixture(autouse=True)
def _settings_are_not_kept():
    cache.clear()


def page(client: Client, **answers) -> BeautifulSoup:
    response = client.get(URL, answers)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def heading(soup: BeautifulSoup) -> str:
    return soup.h1.get_text(strip=True)


def phones(soup: BeautifulSoup) -> list[str]:
    return [link["href"] for link in soup.select("main a[href^='tel:']")]


def answers_of(soup: BeautifulSoup) -> list[str]:
    return [button["value"] for button in soup.select("button[name]")]


def test_the_first_page_asks_about_danger_and_names_phones_at_once(client):
    small()
    soup = page(client)
    assert answers_of(soup) == ["danger", "trouble"]
    assert phones(soup)[0] == "tel:112"


def test_danger_leads_to_phones_without_another_question(client):
    small()
    soup = page(client, start="danger")
    assert heading(soup) == "Итог danger"
    assert phones(soup)[:2] == ["tel:112", "tel:+78002000122"]
    assert not soup.select("button[name]")


def test_an_answer_leads_to_its_question(client):
    small()
    soup = page(client, start="trouble")
    assert answers_of(soup) == ["money", "school"]
    assert soup.select_one("input[type=hidden][name=start]")["value"] == "trouble"


def test_a_form_carries_the_answers_and_nothing_else_of_the_address(client):
    small()
    soup = page(client, start="trouble", evil="<script>", trouble="nonsense")
    hidden = {field["name"] for field in soup.select("form.walk-form input[type=hidden]")}
    assert hidden == {"start"}
    assert "evil" not in str(soup.main)


def test_the_family_is_asked_only_what_the_ending_needs(client):
    small()
    assert heading(page(client, start="trouble", trouble="money")) == "Итог money"
    assert heading(page(client, start="trouble", trouble="school")) == "Сколько лет ребёнку?"
    assert heading(page(client, start="trouble", trouble="school", age="")) == "Где вы живёте?"
    assert heading(page(client, start="trouble", trouble="school", age="", territory="")) == "Итог school"


def test_questions_about_the_family_can_be_passed_over_at_once(client):
    small()
    assert heading(page(client, start="trouble", trouble="school", now="1")) == "Итог school"


def test_an_answer_can_be_changed_and_the_later_ones_stay(client):
    small()
    soup = page(client, start="trouble", trouble="school", age="3-7", territory="", change="trouble")
    assert answers_of(soup) == ["money", "school"]
    hidden = {(field["name"], field["value"]) for field in soup.select("form.walk-form input[type=hidden]")}
    assert hidden == {("start", "trouble"), ("age", "3-7"), ("territory", "")}


def test_the_first_answer_can_be_changed_without_losing_the_second(client):
    small()
    soup = page(client, start="trouble", trouble="money", change="start")
    assert answers_of(soup) == ["danger", "trouble"]
    assert soup.select_one("form.walk-form input[name=trouble]")["value"] == "money"


def test_what_the_family_said_is_marked_when_it_is_changed(client):
    small()
    soup = page(client, start="trouble", trouble="school", age="3-7", territory="", change="age")
    assert [field["value"] for field in soup.select("input[name=age][checked]")] == ["3-7"]


def test_two_answers_to_one_place_differ(client):
    make_navigator([question("start", "danger", "money", "money")], [urgent(), ending("money", asks=[])])
    assert answers_of(page(client)) == ["danger", "money", "money-2"]
    assert heading(page(client, start="money-2")) == "Итог money"


def test_an_ending_shows_services_of_the_place_with_their_phones(client):
    small()
    region = RegionFactory(slug="kray", name="Край")
    kind = HelpKindFactory(slug="pedagogical")
    service = ServiceFactory(name="Занятия с логопедом", kind=kind, provider__territory=region)
    LocationFactory(provider=service.provider, territory=region, phones=["+79000000001"])
    far = ServiceFactory(name="Далёкие занятия", kind=kind)
    soup = page(client, start="trouble", trouble="school", age="", territory="kray")
    assert "Занятия с логопедом" in plain(soup.main.text)
    assert far.name not in plain(soup.main.text)
    assert "tel:+79000000001" in phones(soup)


def test_an_ending_says_whom_a_phone_reaches_and_when(client):
    small()
    service = ServiceFactory(name="Занятия", kind=HelpKindFactory(slug="pedagogical"))
    line = {"number": "+79000000001", "purpose": "запись на занятия", "hours": "по будням до 12:00"}
    LocationFactory(provider=service.provider, phones=[line])
    ending = page(client, start="trouble", trouble="school", now="1")
    assert "запись на занятия · по будням до 12:00" in plain(ending.main.text)


def test_an_ending_says_whether_it_is_open_and_what_is_closed_for_a_while(client):
    small()
    kind, always = HelpKindFactory(slug="pedagogical"), [(day, "0:00", "23:59:59") for day in range(1, 8)]
    for name, fields in {"Кружок": {}, "Игротека": {"closed_from": localdate(), "closed_reason": "ремонт"}}.items():
        ServiceFactory(name=name, kind=kind, provider=LocationFactory(hours=always).provider, **fields)
    text = plain(page(client, start="trouble", trouble="school", now="1").main.text)
    assert "Сейчас открыто, круглосуточно" in text
    assert "Временно закрыто с" in text
    assert ": ремонт" in text


def test_where_nobody_is_near_the_region_answers(client):
    small()
    region = RegionFactory(slug="kray", name="Край")
    TerritoryFactory(slug="rayon", name="Тихий район", parent=region)
    ServiceFactory(name="Занятия", kind=HelpKindFactory(slug="pedagogical"), provider__territory=region)
    soup = page(client, start="trouble", trouble="school", age="", territory="rayon")
    assert "Занятия" in soup.main.text
    assert "Ближе, в месте «Тихий район», таких услуг в справочнике пока нет" in soup.main.text


def test_where_the_help_is_not_given_others_of_the_region_are_named(client):
    small()
    region = RegionFactory(slug="kray", name="Край")
    ServiceFactory(name="Кружок", kind=HelpKindFactory(slug="medical"), provider__territory=region)
    soup = page(client, start="trouble", trouble="school", age="", territory="kray")
    assert "Кружок" in soup.main.text
    assert "Именно такой помощи в справочнике пока нет" in soup.main.text


def test_an_ending_in_an_empty_directory_still_helps(client):
    small()
    Hotline.objects.create(settings=PortalSettings.objects.create(), name="Линия края", phone="+79000000009")
    soup = page(client, start="trouble", trouble="money")
    assert {"tel:112", "tel:+79000000009"} <= set(phones(soup))
    assert reverse("search:providers") in str(soup.main)


def test_a_draft_service_is_not_shown(client):
    small()
    ServiceFactory(name="Черновик услуги", kind=HelpKindFactory(slug="legal"), live=False)
    assert "Черновик услуги" not in page(client, start="trouble", trouble="money").text


def test_what_the_family_is_widens_the_search(client):
    kind = HelpKindFactory(slug="legal")
    families = [("family", {"text": "Трое детей", "category": "large"})]
    large, single = FamilyCategoryFactory(slug="large"), FamilyCategoryFactory(slug="single")
    questions = [question("start", "danger", "law")]
    make_navigator(questions, [urgent(), ending("law", categories=["single"], asks=["family"])], families=families)
    ServiceFactory(name="Одним", kind=kind, categories=[single])
    ServiceFactory(name="Многодетным", kind=kind, categories=[large])
    assert "Многодетным" not in page(client, start="law", family="").main.text
    assert "Многодетным" in page(client, start="law", family="large").main.text


def test_the_level_is_information_and_says_where_it_is_written(client):
    level = SupportLevel.objects.create(slug="basic", name="Базовый", summary="Рядом", months=12)
    region = RegionFactory(slug="kray", name="Край")
    SupportRule.objects.create(kind=SupportRule.Kind.GROUND, territory=region, title="Заявление родителя")
    make_navigator([question("start", "danger", "law")], [urgent(), ending("law", level="basic", asks=["territory"])])
    text = page(client, start="law", territory="kray").main.text
    assert level.name in text
    assert "Это сведения, а не решение" in text
    assert "Заявление родителя" in text


def test_without_a_navigator_the_page_still_says_whom_to_call(client):
    Navigator.objects.create(live=False)
    soup = page(client)
    assert "tel:+78002000122" in phones(soup)
