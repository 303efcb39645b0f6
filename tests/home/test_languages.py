"""The address says the language; a switch stands where a public translation does; nothing varies by reader."""

import datetime
import re

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Locale, Page, Site

from home.models import HomePage, SectionPage
from home.translations import behind_since
from portal import languages, sites
from portal.formatting import number, plain
from tests.admin.conftest import sign_in  # noqa: F401
from tests.factories import LegalActFactory, ServiceFactory
from tests.home import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_cache():
    cache.clear()
    yield
    cache.clear()


def translated(page: Page, code="en", parent: Page | None = None, **fields) -> Page:
    """A published page that is the translation of that one."""
    locale, _made = Locale.objects.get_or_create(language_code=code)
    parent = parent or page.get_parent()
    fields = {"title": f"{page.title} ({code})", "slug": page.slug, **fields}
    return parent.add_child(
        instance=type(page)(locale=locale, translation_key=page.translation_key, live=True, **fields)
    )


@pytest.fixture
def english() -> HomePage:
    cache.clear()
    return translated(make.home(), title="Help for families", slug="home-en")


@pytest.fixture
def support(english):
    """A section in two languages, and a page under it in one."""
    section = make.section(slug="support", title="Сопровождение", source_act=LegalActFactory())
    make.guide(section, slug="how", title="Как начать")
    translated(section, parent=english, title="Accompaniment")
    return section


def test_further_reading_is_of_the_same_language(client, english, support):
    act = support.source_act
    make.section(slug="kin", title="На том же акте", source_act=act)
    foreign = Page.objects.get(title="Accompaniment").specific
    foreign.source_act = act
    foreign.save()
    said = body(client, support.url)
    assert "На том же акте" in plain(said)
    assert "Accompaniment" not in said[said.index("Смотрите также") :]


def test_an_act_names_the_pages_of_the_language_of_its_own_page(client, english, support):
    foreign = Page.objects.get(title="Accompaniment").specific
    foreign.source_act = support.source_act
    foreign.save()
    said = body(client, support.source_act.get_absolute_url())
    assert "Сопровождение" in said
    assert "Accompaniment" not in said


def body(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def alternates(text: str) -> dict[str, str]:
    return dict(re.findall(r'<link rel="alternate" hreflang="([\w-]+)" href="([^"]+)"', text))


def test_a_page_speaks_the_language_of_its_address(client, support):
    russian, english = body(client, "/support/"), body(client, "/en/support/")
    assert '<html lang="ru"' in russian
    assert '<html lang="en"' in english
    assert "Accompaniment" in english
    assert "Перейти к содержанию" in russian
    assert "Skip to content" in english or "content" in english
    assert '<html lang="en"' in body(client, "/en/")


def test_the_switch_and_hreflang_stand_where_a_translation_does(client, support):
    page = body(client, "/support/")
    assert 'href="/en/support/" lang="en" hreflang="en"' in page
    base = "http://testserver"
    expected = {"ru": f"{base}/support/", "en": f"{base}/en/support/", "x-default": f"{base}/support/"}
    assert alternates(page) == alternates(body(client, "/en/support/")) == expected
    for url in ("/support/how/", "/services/", "/search/"):
        assert 'class="languages"' not in body(client, url)
        assert alternates(body(client, url)) == {}


@pytest.mark.parametrize("how", ["draft", "private"])
def test_a_translation_that_is_not_public_is_told_to_nobody(how, client, support):
    page = Page.objects.get(url_path="/home-en/support/")
    if how == "draft":
        Page.objects.filter(pk=page.pk).update(live=False)
    else:
        make.keep_for_staff(page)
    cache.clear()
    text = body(client, "/support/")
    assert "/en/support/" not in text + body(client, "/sitemap-pages.xml")
    assert client.get("/en/support/").status_code == (404 if how == "draft" else 302)


def test_a_home_page_in_draft_hides_its_whole_language(client, support):
    HomePage.objects.filter(slug="home-en").update(live=False)
    cache.clear()
    assert client.get("/en/").status_code == client.get("/en/support/").status_code == 404
    assert 'class="languages"' not in body(client, "/support/")


def found(client, word: str) -> list[str]:
    return [each["url"] for each in client.get(f"/api/search/?q={word}").json()["results"]]


def test_a_home_page_taken_down_takes_its_language_out_of_the_search(client, english, support):
    make.guide(Page.objects.get(url_path="/home-en/support/"), slug="first-steps", title="Accompaniment step by step")
    assert found(client, "Accompaniment") != []
    english.refresh_from_db()
    english.unpublish()
    cache.clear()
    assert found(client, "Accompaniment") == []
    assert found(client, "Сопровождение") != []
    english.refresh_from_db()
    english.save_revision().publish()
    cache.clear()
    assert len(found(client, "Accompaniment")) == 2


def test_what_is_saved_below_a_home_page_in_draft_waits_for_it(client, english, support):
    english.refresh_from_db()
    english.unpublish()
    page = Page.objects.get(url_path="/home-en/support/").specific
    page.title = "Accompaniment renamed"
    page.save_revision().publish()
    assert found(client, "Accompaniment") == []


def test_pages_below_a_page_taken_down_stay_where_visitors_still_reach_them(client, support):
    support.refresh_from_db()
    support.unpublish()
    assert client.get("/support/").status_code == 404
    assert client.get("/support/how/").status_code == 200
    assert found(client, "начать") == ["/support/how/"]


def test_nothing_but_the_address_decides(client, support):
    for url, language in (("/support/", "ru"), ("/en/support/", "en")):
        response = client.get(url, headers={"accept-language": "en;q=1, ru;q=0.1"}, cookies={"django_language": "en"})
        assert f'<html lang="{language}"' in response.content.decode()
        assert not response.cookies
        assert not {"Cookie", "Accept-Language"} & set(response.get("Vary", "").split(", "))
    assert translation.get_language() == "ru"


def test_what_is_in_no_other_language_is_found_by_its_own_address_only(client, support):
    for url in ("/en/support/how/", "/en/services/", "/en/nothing/", "/tt/", "/ru/support/"):
        response = client.get(url)
        assert response.status_code == 404, url
    assert '<html lang="en"' in client.get("/en/nothing/").content.decode()


def test_ways_from_a_foreign_page_say_where_they_lead(client, support):
    page = body(client, "/en/")
    navigation = page.partition('class="site-nav"')[2].partition("</nav>")[0]
    assert 'href="/en/support/"' in navigation
    assert re.search(r'href="/services/" hreflang="ru"', navigation)
    assert "in Russian" in navigation
    assert "/materials/" not in navigation
    assert 'class="brand" href="/en/"' in page


def test_the_sitemap_names_every_language_of_a_page(client, support):
    text = body(client, "/sitemap-pages.xml")
    assert text.count('hreflang="en" href="http://testserver/en/support/"') == 2
    assert text.count("/support/how/") == 1


def test_lists_and_feeds_keep_to_their_language(client, english):
    news = make.news(title="Новость", slug="news-one")
    index = translated(make.news_index(), parent=english, title="News")
    translated(news, parent=index, title="Only English", date=datetime.date(2026, 11, 2))
    cache.clear()
    assert "Only English" not in body(client, "/news/") + body(client, "/news/feed/") + body(client, "/")
    assert "Only English" in body(client, "/en/news/")
    assert "Only English" in body(client, "/en/")


def test_search_says_in_which_language_a_page_is(client, support):
    page = translated(make.section(slug="call", title="Кому звонить"), parent=Page.objects.get(slug="home-en"))
    page.title = "Telephones"
    page.save_revision().publish()
    found = client.get("/api/search/", {"q": "telephones"}).json()["results"]
    assert [result["url"] for result in found] == ["/en/call/"]
    assert "English" in body(client, "/search/?q=telephones")


def test_a_page_in_two_languages_costs_no_question_more(client, support):
    urls = ("/support/", "/en/support/", "/", "/en/")
    with_english = [cost(client, url) for url in urls]
    HomePage.objects.filter(slug="home-en").update(live=False)
    cache.clear()
    alone = [cost(client, url) for url in ("/support/", "/")]
    assert with_english == [alone[0], alone[0], alone[1], alone[1]]
    assert max(with_english) <= 8
    ServiceFactory()
    assert cost(client, "/services/") <= 5


def cost(client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_a_link_in_a_text_costs_no_question_for_the_language(client, english):
    pages = [make.section(slug=f"to-{n}") for n in range(6)]
    links = [f'<a linktype="page" id="{page.pk}">сюда</a>' for page in pages]
    page = make.section(slug="from", body=[{"type": "paragraph", "value": links[0]}])
    one = cost(client, page.url)
    page.body = [{"type": "paragraph", "value": " ".join(links)}]
    page.save()
    assert cost(client, page.url) == one
    assert 'href="/to-5/"' in body(client, page.url)


def test_figures_are_written_as_the_language_has_it():
    assert number(9850000) == "9\u00a0850\u00a0000"
    with translation.override("en"):
        assert (number(9850000), number(40.5), number(-1)) == ("9,850,000", "40.5", "−1")


def test_a_third_language_takes_a_line_in_the_settings_and_a_home_page(client, monkeypatch, settings):
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [*settings.LANGUAGES, ("tt", "Татарча")]
    monkeypatch.setattr(languages, "NAMES", dict(settings.LANGUAGES))
    monkeypatch.setattr(languages, "PREFIXED", frozenset({"en", "tt"}))
    translated(make.home(), "tt", title="Гаиләләргә ярдәм", slug="home-tt")
    cache.clear()
    page = body(client, "/tt/")
    assert '<html lang="tt"' in page
    assert "Гаиләләргә ярдәм" in page
    assert 'href="/tt/" lang="tt" hreflang="tt">Татарча</a>' in body(client, "/")


def test_an_editor_sees_that_the_original_has_moved_on(sign_in, support):  # noqa: F811
    page = Page.objects.get(url_path="/home-en/support/").specific
    page.save_revision().publish()
    assert behind_since(page) is None
    staff, url = sign_in("moderator"), reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "Сверьте перевод" not in staff.get(url).content.decode()
    Page.objects.filter(pk=support.pk).update(last_published_at=timezone.now() + datetime.timedelta(hours=1))
    text = staff.get(url).content.decode()
    assert "Сверьте перевод" in text
    assert reverse("wagtailadmin_pages:edit", args=[support.pk]).rpartition("/edit")[0].rpartition("/")[2] in text
    assert "Сверьте перевод" not in staff.get(reverse("wagtailadmin_pages:edit", args=[support.pk])).content.decode()


def test_editors_translate_from_the_page_itself(sign_in, support):  # noqa: F811
    guide = Page.objects.get(slug="how")
    staff = sign_in("publications")
    assert "Перевести" in staff.get(reverse("wagtailadmin_pages:edit", args=[guide.pk])).content.decode()
    form = reverse("simple_translation:submit_page_translation", args=[guide.pk])
    assert staff.get(form).status_code == 200
    staff.post(form, {"locales": [Locale.objects.get(language_code="en").pk], "include_subtree": False})
    made = Page.objects.get(translation_key=guide.translation_key, locale__language_code="en")
    assert (made.url_path, made.live) == ("/home-en/support/how/", False)


def test_a_translated_home_page_is_kept_by_those_who_keep_the_original(english):
    group = Group.objects.get(name="Редакторы публикаций")
    group.page_permissions.all().delete()
    main = make.home()
    for codename in ("add_page", "change_page"):
        group.page_permissions.create(
            page=main.page_ptr, permission=group.page_permissions.model.permission.field.related_model.objects.get(
                codename=codename, content_type__app_label="wagtailcore"
            )
        )  # fmt: skip
    Locale.objects.create(language_code="tt")
    made = translated(main, "tt", slug="home-tt")
    assert group.page_permissions.filter(page=made.page_ptr).count() == 2


def test_a_page_has_the_address_that_wagtail_gives_it(english, support, rf, settings):
    """In every language of the site, whatever its slug is made of, and on the site of another region as well."""
    settings.ALLOWED_HOSTS = ["*"]
    make.section(support, slug="шаг-1")
    other = Site.objects.create(hostname="other.example", root_page=make.put(Page.get_first_root_node(), HomePage))
    make.put(other.root_page, SectionPage, slug="theirs")
    cache.clear()
    for host in ("testserver", "other.example"):
        token = sites.asked.set(rf.get("/", headers={"host": host}))
        for page in Page.objects.filter(depth__gt=1):
            stock = Page.relative_url(page, sites.current())
            assert (sites.address_of(page), page.specific.url) == (stock, stock)
        sites.asked.reset(token)
