"""A place or an age that a question names comes first, is said in words, and can be narrowed to or forgotten."""

import pytest

from search import language
from search.wording.ages import years
from search.wording.synonyms import Heard
from tests.admin.conftest import sign_in  # noqa: F401, a fixture
from tests.factories import ProviderFactory, ServiceFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


def said(text: str) -> list[tuple[tuple[str, ...], int]]:
    return list(years([Heard(token, (readings,)) for token, readings in language.asked(text).items()]))


@pytest.mark.parametrize(
    ("text", "age"),
    [("занятия 5 лет", 5), ("ребёнку 1 год", 1), ("малышу 7 месяцев", 0), ("1,5 года", 1), ("кружок для 7-летнего", 7)],
)
def test_an_age_is_heard(text, age):
    assert [years for _tokens, years in said(text)] == [age]


@pytest.mark.parametrize("text", ["12 шагов", "приказ 513", "работаю 30 лет", "на третий год", "5 детей"])
def test_another_number_is_no_age(text):
    assert said(text) == []


@pytest.fixture
def places():
    """A town and another with a psychologist each; the other's ranks higher."""
    here, there = TerritoryFactory(name="Краснобор", slug="krasnobor"), TerritoryFactory(name="Зареченск")
    ServiceFactory(name="Встречи с психологом", provider=ProviderFactory(territory=here))
    ServiceFactory(name="Психолог", provider=ProviderFactory(territory=there), price="free")


def test_what_is_in_the_place_named_comes_first_and_the_rest_is_still_found(places, titles):
    assert titles("q=психолог") == ["Психолог", "Встречи с психологом"]
    assert titles("q=психолог+в+Красноборе") == ["Встречи с психологом", "Психолог"]


@pytest.mark.parametrize("url", ["/services/", "/search/"])
def test_the_page_says_which_place_comes_first_and_how_to_have_it_alone_or_not_at_all(places, url, client):
    page = client.get(url, {"q": "психолог в Красноборе"}).content.decode()
    assert "Сначала:" in page
    only = "?q=%D0%BF%D1%81%D0%B8%D1%85%D0%BE%D0%BB%D0%BE%D0%B3&amp;territory=krasnobor"
    assert f'href="{url}{only}"' in page
    assert "Не учитывать" in page
    narrowed = client.get(url + only.replace("&amp;", "&")).content.decode()
    assert "Встречи с" in narrowed
    assert "Сначала:" not in narrowed


def test_a_place_alone_is_a_word_like_any_other(places, ask):
    assert ask("q=Краснобор").asides == []


def test_an_institution_called_after_a_place_is_no_place(ask):
    ProviderFactory(name="Сосновский КЦСОН", territory=TerritoryFactory(name="Сосновский район"))
    assert ask("q=сосновский+кцсон").asides == []
    assert [aside.label for aside in ask("q=кцсон+в+сосновском+районе").asides] == ["Сосновский район"]


def test_of_like_titles_the_one_for_the_age_comes_first(titles, ask):
    ServiceFactory(name="Логопед", age_from=7, age_to=17, price="free")
    ServiceFactory(name="Логопед на дому", age_from=3, age_to=7)
    assert titles("q=логопед")[0] == "Логопед"
    assert titles("q=логопед+ребёнку+4+года") == ["Логопед на дому", "Логопед"]
    assert [str(aside.label) for aside in ask("q=логопед+4+года").asides] == ["от 3 до 7 лет"]


def test_staff_see_what_came_first_for_its_place(places, sign_in):  # noqa: F811
    page = sign_in("directory").get("/admin/search/explain/", {"q": "психолог Краснобор"}).content.decode()
    assert "сначала, что подходит: Краснобор" in page
    assert "подходит место или возраст" in page
