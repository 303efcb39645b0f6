"""Drafts and pages kept for staff show nowhere in public."""

from functools import partial

import pytest

from tests.home import factories as make

pytestmark = pytest.mark.django_db
PLACES = ["/", "/news/", "/news/feed/", "/materials/", "/support/", "/sitemap-pages.xml"]


@pytest.fixture
def pages():
    """One public page of each listed kind, beside a draft and a private one."""
    support = make.section(title="Раздел", slug="support")
    for put in (make.news, make.material, partial(make.guide, support)):
        put(title="Открытая", slug="open-one")
        put(title="Черновик", slug="draft-one", live=False)
        make.keep_for_staff(put(title="Закрытая", slug="private-one"))


@pytest.mark.parametrize("place", PLACES)
def test_no_list_feed_or_map_shows_a_draft_or_a_private_page(client, pages, place):
    text = client.get(place).content.decode()
    for hidden in ("Черновик", "Закрытая", "draft-one", "private-one"):
        assert hidden not in text


@pytest.mark.parametrize("place", ["/", "/news/", "/news/feed/", "/materials/", "/support/"])
def test_the_public_page_beside_them_does_show(client, pages, place):
    assert "Открытая" in client.get(place).content.decode()


def test_a_draft_is_not_found(client):
    assert client.get(make.news(slug="soon", live=False).url or "/news/soon/").status_code == 404


def test_a_private_page_asks_to_sign_in_and_says_nothing_of_itself(client):
    page = make.keep_for_staff(make.news(title="Закрытая"))
    response = client.get(page.url)
    assert response.status_code == 302
    assert response["Location"].startswith("/admin/login/")


def test_what_lies_below_a_private_page_is_private(client):
    support = make.keep_for_staff(make.section(slug="support"))
    guide = make.guide(support, title="Внутри")
    assert client.get(guide.url).status_code == 302
    assert "Внутри" not in client.get("/sitemap-pages.xml").content.decode()


def test_neighbours_in_the_section_are_public_ones(client):
    support = make.section(slug="support")
    shown = make.guide(support, title="Эта")
    make.guide(support, title="Черновик", live=False)
    make.keep_for_staff(make.guide(support, title="Закрытая"))
    text = client.get(shown.url).content.decode()
    assert "Черновик" not in text
    assert "Закрытая" not in text
