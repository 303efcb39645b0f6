"""News: what they are linked with, how their list is narrowed, what is pinned, and what a link to them shows."""

import datetime
import io
import re
from xml.etree import ElementTree

import pytest
from django.core.files.storage import default_storage
from django.utils.timezone import localdate
from PIL import Image

from home import social_card
from tests.factories import MeasureFactory, ProgrammeFactory, RegionFactory, TerritoryFactory
from tests.home import factories as make
from tests.home.test_costs import cost

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def tagged(*tags, territories=(), **fields):
    page = make.news(**fields)
    page.tags.set(tags)
    page.territories.set(territories)
    page.save()
    return page


def published(page):
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def listed(client, **query) -> list[str]:
    html = client.get("/news/", query).content.decode()
    return re.findall(r'class="card-title"><a href="[^"]+">([^<]+)<', html)


def entries(client, path) -> list[str]:
    tree = ElementTree.fromstring(client.get(path).content)
    return [entry.findtext(f"{ATOM}title") for entry in tree.iter(f"{ATOM}entry")]


@pytest.fixture
def three():
    """Of a region, of its municipality, of nobody's; two years, two themes."""
    region = RegionFactory(slug="yugra", short_name="Югра")
    town = TerritoryFactory(slug="town", parent=region, level=2)
    tagged("Приёмная семья", title="Первая", territories=[region], date=datetime.date(2025, 5, 1))
    tagged("Приёмная семья", "Деньги", title="Вторая", territories=[town], date=datetime.date(2026, 5, 1))
    tagged("Деньги", title="Третья", date=datetime.date(2026, 6, 1))


def test_the_list_is_narrowed_by_year_territory_and_theme(client, three):
    assert listed(client) == ["Третья", "Вторая", "Первая"]
    assert listed(client, year="2025") == ["Первая"]
    assert listed(client, territory="yugra") == ["Вторая", "Первая"]
    assert listed(client, territory="town") == ["Вторая"]
    assert listed(client, tag="dengi") == ["Третья", "Вторая"]
    assert listed(client, tag="dengi", territory="yugra", year="2026") == ["Вторая"]


def test_only_what_some_public_news_have_is_offered(client, three):
    tagged("Тайна", title="Черновик", date=datetime.date(2001, 1, 1), territories=[RegionFactory(slug="x")], live=False)
    html = client.get("/news/").content.decode()
    offered = set(re.findall(r'<option value="([^"]+)"', html))
    assert {"2025", "2026", "yugra", "town", "dengi"} < offered
    assert not {"2001", "x", "taina", "tayna"} & offered
    assert "Тайна" not in html


def test_a_choice_without_news_says_so_and_leads_back(client, three):
    html = client.get("/news/", {"year": "2025", "tag": "dengi"}).content.decode()
    assert "Таких новостей нет" in html
    assert 'href="/news/">Показать все новости' in html


@pytest.mark.parametrize("value", ["\x00", "x" * 500, "-1", "' OR 1=1", "9" * 30])
@pytest.mark.parametrize("name", ["year", "territory", "tag", "page"])
def test_garbage_in_a_filter_is_no_error(client, three, name, value):
    assert client.get("/news/", {name: value}).status_code == 200


def test_pinned_news_come_first_until_their_day_is_over(client):
    today = localdate()
    make.news(title="Новая", date=today)
    old = today - datetime.timedelta(days=90)
    make.news(title="Важная", date=old, pinned_until=today)
    make.news(title="Была важной", date=old, pinned_until=today - datetime.timedelta(days=1))
    assert listed(client) == ["Важная", "Новая", "Была важной"]
    assert "Важное" in client.get("/news/").content.decode()
    home = client.get("/").content.decode()
    assert home.index("Важная") < home.index("Новая")
    assert home.count("Важное") == 1


def test_the_page_names_its_themes_territories_programmes_and_public_measures(client):
    programme = ProgrammeFactory(title="Программа Югры")
    shown, draft = MeasureFactory(title="Служба помощи"), MeasureFactory(title="Тайное мероприятие", live=False)
    page = tagged("Приёмная семья", territories=[RegionFactory(slug="yugra", short_name="Югра")])
    page.programmes.set([programme, ProgrammeFactory(title="Тайная программа", live=False)])
    page.measures.set([shown, draft])
    page.save()
    html = client.get(page.url).content.decode()
    assert shown.get_absolute_url() in html
    assert programme.get_absolute_url() in html
    assert "?territory=yugra" in html
    assert re.search(r'rel="tag" href="/news/\?tag=[a-z-]+">Приёмная семья', html)
    assert "Тайн" not in html


def test_a_draft_shows_its_links_in_the_preview():
    page = make.news(title="Готовится")
    page.tags.add("Приёмная семья")
    page.territories.set([RegionFactory(short_name="Югра")])
    html = page.make_preview_request().content.decode()
    assert "Приёмная семья" in html
    assert "Югра" in html


def test_each_territory_and_theme_has_a_feed(client, three):
    assert entries(client, "/news/feed/") == ["Третья", "Вторая", "Первая"]
    assert entries(client, "/news/feed/territory/yugra/") == ["Вторая", "Первая"]
    assert entries(client, "/news/feed/tag/dengi/") == ["Третья", "Вторая"]
    assert client.get("/news/feed/tag/none/").status_code == 404
    assert client.get("/news/feed/territory/none/").status_code == 404


def test_a_section_has_a_feed_of_its_public_pages(client):
    support = make.section(slug="support", title="Сопровождение")
    published(make.guide(support, title="Как получить", lead="По шагам"))
    make.guide(support, title="Черновик", live=False)
    make.keep_for_staff(published(make.guide(support, title="Закрытая")))
    make.section(title="Другой раздел")
    found = entries(client, "/support/feed/")
    assert "Как получить" in found
    assert not {"Черновик", "Закрытая", "Другой раздел"} & set(found)
    assert client.get("/none/feed/").status_code == 404
    make.keep_for_staff(support)
    assert client.get("/support/feed/").status_code == 404


def test_pages_tell_reading_programs_of_their_feeds(client, three):
    def feeds(path):
        found = re.findall(
            r'type="application/atom\+xml" title="[^"]+" href="([^"]+)"', client.get(path).content.decode()
        )
        assert all(client.get(address).status_code == 200 for address in found)
        return found

    assert feeds("/news/") == ["/news/feed/"]
    assert feeds("/news/?tag=dengi") == ["/news/feed/", "/news/feed/tag/dengi/"]
    assert feeds(make.section(slug="support").url) == ["/support/feed/"]


def meta(client, page) -> dict[str, str]:
    html = client.get(page.url).content.decode()
    return dict(re.findall(r'<meta (?:property|name)="((?:og|twitter|article):[^"]+)" content="([^"]*)"', html))


def test_a_published_news_item_has_a_drawn_picture_for_links(client):
    page = published(make.news(title="Портал начал работу & ждёт вас"))
    said = meta(client, page)
    assert said["og:type"] == "article"
    assert said["og:url"] == f"http://testserver{page.url}"
    assert said["twitter:card"] == "summary_large_image"
    assert said["og:image"].startswith("http://testserver/media/images/cards/")
    with default_storage.open(social_card.name(page)) as file:
        picture = Image.open(io.BytesIO(file.read()))
    assert picture.format == "PNG"
    assert picture.size == (1200, 630)
    assert len(picture.convert("RGB").getcolors(1_000_000)) > 8


def test_another_title_makes_another_picture_and_the_old_one_goes(client):
    page = published(make.news(title="Было"))
    before = social_card.name(page)
    page.title = "Стало"
    published(page)
    assert not default_storage.exists(before)
    assert default_storage.exists(social_card.name(page))


def test_the_longest_title_stays_inside_its_picture():
    size, lines = social_card.fitted("Сопровождение " * 18)
    assert len(lines) * size * social_card.LINE <= social_card.TITLE_HEIGHT
    letters = social_card.font(social_card.BOLD, size)
    assert all(letters.getlength(line) <= social_card.SIZE[0] for line in lines)


def test_the_picture_of_the_news_goes_with_its_links(client):
    page = published(make.news(image=make.image(), image_alt="Двор"))
    said = meta(client, page)
    assert "fill-1200x630" in said["og:image"]
    assert said["og:image:alt"] == "Двор"


def test_marked_news_can_be_left_at_once(client):
    plain, marked = make.news(), make.news(quick_exit=True)
    html = client.get(marked.url).content.decode()
    assert "Быстро уйти" in html
    assert "останется в истории браузера" in html
    assert "quick-exit.js" in html
    assert "Быстро уйти" not in client.get(plain.url).content.decode()


def test_a_page_with_many_links_costs_as_much_as_one_with_few(client):
    def linked(number):
        page = tagged(*(f"тема {key}" for key in range(number)), image=make.image(), image_alt="Двор")
        page.territories.set(RegionFactory() for _ in range(number))
        page.programmes.set(ProgrammeFactory() for _ in range(number))
        page.measures.set(MeasureFactory() for _ in range(number))
        page.save()
        return page

    few, many = cost(client, linked(1).url), cost(client, linked(6).url)
    assert many == few <= 6
