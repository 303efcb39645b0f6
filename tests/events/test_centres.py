"""The page of a resource centre is made of what is live elsewhere."""

import pytest

from tests.events import factories as make
from tests.events.test_pages import cost, text
from tests.factories import LegalActFactory, LocationFactory, PracticeFactory, ProviderFactory, RegionFactory
from tests.home.factories import material

pytestmark = pytest.mark.django_db


def whole():
    region = RegionFactory()
    place = LocationFactory(address="ул. Садовая, 5", phones=["+79000000001"])
    act = LegalActFactory()
    return make.centre(provider=place.provider, territory=region, source_act=act), region, act


def more(centre, region, act):
    make.event(3, title="Семинар скоро", centre=centre)
    make.event(4, title="Стажировка скоро", kind="internship", centre=centre)
    make.event(-4, title="Тренинг был", centre=centre)
    practice = PracticeFactory(territory=region, name="Няня на час")
    material(title="По практике", practices=[practice])
    material(title="По акту", source_act=act)


def test_plan_internships_contacts_practices_and_materials_come_by_themselves(client):
    centre, region, act = whole()
    more(centre, region, act)
    html = text(client, centre.url)
    for words in ("Семинар скоро", "Стажировка скоро", "Тренинг был", "Няня на час", "По практике", "По акту",
                  "ул. Садовая, 5", "tel:+79000000001"):  # fmt: skip
        assert words in html
    assert html.index("Семинар скоро") < html.index('id="internships"') < html.index("Стажировка скоро")


def test_what_there_is_not_is_said_in_words(client):
    html = text(client, make.centre().url)
    assert "Ближайших событий центр пока не назначил" in html
    assert "Набор на стажировку пока не объявлен" in html
    assert "Телефон и адрес пока не получены" in html


def test_nothing_unpublished_shows(client):
    centre, region, act = whole()
    make.event(3, title="Черновик плана", centre=centre, live=False)
    PracticeFactory(territory=region, name="Тихая практика", live=False)
    material(title="Скрытый материал", source_act=act, live=False)
    hidden = make.centre(provider=ProviderFactory(name="Скрытый центр", live=False))
    html = text(client, centre.url) + text(client, hidden.url)
    for words in ("Черновик плана", "Тихая практика", "Скрытый материал", "Скрытый центр"):
        assert words not in html


def test_a_centre_of_one_and_of_many_cost_the_same(client):
    centre, region, act = whole()
    more(centre, region, act)
    one = cost(client, centre.url)
    for _number in range(6):
        more(centre, region, act)
    assert cost(client, centre.url) == one <= 9
