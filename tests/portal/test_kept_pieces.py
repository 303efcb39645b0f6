"""A piece that does not depend on what was asked is written once, and is never another page's."""

import re
from itertools import count

import pytest
from django.template import engines
from django.utils import translation
from wagtail.models import Site

from home.models import PortalSettings
from portal import kept_pieces
from tests.factories import ServiceFactory
from tests.home import factories as make

KEPT = "{% kept on %}{{ number() }} {{ text }}{% endkept %}"


@pytest.fixture
def written():
    """What a template with a kept piece writes; `number` grows each time the piece is written anew."""
    template, numbers = engines["jinja2"].from_string(KEPT), count(1)
    return lambda on, text="": template.render({"on": on, "text": text, "number": lambda: next(numbers)}).strip()


def test_a_piece_is_written_once_for_the_same_values(written):
    assert [written((1, "а")), written((1, "а")), written((2, "а")), written((1, "а"))] == ["1", "1", "2", "1"]


def test_a_piece_is_written_for_each_language(written):
    russian = written((1,))
    with translation.override("en"):
        english = written((1,))
    assert (russian, english, written((1,))) == ("1", "2", "1")


def test_without_values_a_piece_is_written_each_time(written):
    assert [written(None), written(None)] == ["1", "2"]


def test_what_is_in_a_piece_is_escaped_once(written):
    assert written((1,), "<b>") == written((1,), "<b>") == "1 &lt;b&gt;"


def test_two_pieces_of_the_same_values_are_two():
    template = engines["jinja2"].from_string("{% kept (1,) %}а{% endkept %}{% kept (1,) %}б{% endkept %}")
    assert template.render({}) == "аб"


def test_no_more_are_kept_than_there_is_room_for(written, monkeypatch):
    monkeypatch.setattr(kept_pieces, "MOST", 2)
    kept = engines["jinja2"].env.extensions["portal.kept_pieces.Kept"].pieces
    for value in range(5):
        written((value,))
    assert len(kept) <= 2


@pytest.mark.django_db
def test_the_menu_marks_the_section_of_each_page(client):
    service, news = ServiceFactory(), make.news()
    for _each in range(2):
        assert marked(client, "/services/") == [("/services/", "page")]
        assert marked(client, service.get_absolute_url()) == [("/services/", "true")]
        assert marked(client, "/news/") == [("/news/", "page")]
        assert marked(client, news.url) == [("/news/", "true")]
        assert marked(client, "/search/") == []


def marked(client, address: str) -> list[tuple[str, str]]:
    """What the first menu of a page marks, and how."""
    menu = client.get(address).content.decode().split('<nav class="site-nav"')[1].split("</nav>")[0]
    return re.findall(r'href="([^"]+)" aria-current="([^"]+)"', menu)


@pytest.mark.django_db
def test_a_change_of_the_settings_is_on_the_next_page(client):
    settings = PortalSettings.objects.create(site=Site.objects.get(), name="Рядом")
    client.get("/services/")
    settings.name, settings.contacts = "Дом семьи", "Областной центр"
    settings.save()
    page = client.get("/services/").content.decode()
    assert "Дом семьи" in page.split("<main")[0]
    assert "Областной центр" in page.split("</main>")[1]
