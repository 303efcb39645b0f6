"""A site is made whole by one command, and those who keep it reach nothing of another."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, GroupPagePermission, Page, Site

from home.models import NewsIndexPage, PortalSettings
from tests.factories import RegionFactory
from tests.home import factories as make

pytestmark = pytest.mark.django_db
SITES = {"one": "Семьи реки", "two": "Семьи гор"}
WRITE = (
    *("wagtailadmin_pages:edit", "wagtailadmin_pages:history", "wagtailadmin_pages:add_subpage"),
    "simple_translation:submit_page_translation",
)
PUBLISH = ("wagtailadmin_pages:unpublish", "wagtailadmin_pages:delete")


@pytest.fixture(autouse=True)
def fresh_cache(settings):
    settings.ALLOWED_HOSTS, settings.REQUIRE_SECOND_FACTOR = ["*"], False
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def two_sites() -> dict[str, Site]:
    for name, title in SITES.items():
        call_command("make_site", title, f"{name}.example", "--territory", RegionFactory(slug=name).slug, "--bare")
    return {name: Site.objects.get(hostname=f"{name}.example") for name in SITES}


def signed_in(client, *groups: str):
    user = get_user_model().objects.create_user(username="-".join(groups), email="a@example.com")
    user.groups.set(Group.objects.filter(name__in=groups))
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def is_let_in(client, url: str) -> bool:
    """Wagtail sends those who may not to the home of the back office, or to the sign-in page."""
    response = client.get(url)
    # Where there is one kind of page to add, the way to its form is straight.
    return response.status_code == 200 or "/pages/add/" in response.get("Location", "")


def news_of(site: Site) -> Page:
    return make.put(site.root_page.get_children().get(slug="news"), make.NewsPage, title=f"О {site.hostname}")


def test_a_site_is_made_with_all_that_its_menu_leads_to(two_sites, client):
    settings = PortalSettings.objects.get(site=two_sites["one"])
    assert (settings.name, settings.territory.slug) == ("Семьи реки", "one")
    for url in ("/", "/support/", "/news/", "/events/", "/materials/", "/services/", "/news/feed/", "/sitemap.xml"):
        assert client.get(url, HTTP_HOST="one.example").status_code == 200, url
    assert "Семьи реки" in client.get("/", HTTP_HOST="one.example").content.decode()


def linked(client, host: str) -> set[str]:
    """Where the frame of a page leads: the menu and the footer."""
    html = client.get("/display/", HTTP_HOST=host).content.decode()
    return {each for each in re.findall(r'href="(/[a-z/]*)"', html) if not each.startswith("/static/")}


def test_the_frame_of_a_new_site_leads_nowhere_in_vain(two_sites, client):
    addresses = linked(client, "one.example")
    assert {"/support/", "/news/", "/events/", "/materials/", "/services/", "/programmes/"} <= addresses
    answers = {url: client.get(url, HTTP_HOST="one.example", follow=True).status_code for url in addresses}
    assert {url: status for url, status in answers.items() if status != 200} == {}


def make_main(title: str) -> Site:
    call_command("make_site", title, "family.example", "--territory", "river", "--accent", "forest", "--main")
    return Site.objects.get()


def test_the_only_site_becomes_the_regions_own(client):
    RegionFactory(slug="river", name="Речной край")
    site = make_main("Семьи реки")
    settings = PortalSettings.objects.get(site=site)
    assert (site.hostname, site.port, site.is_default_site) == ("family.example", 443, True)
    assert (settings.name, settings.region_name, settings.accent) == ("Семьи реки", "Речной край", "forest")
    assert {url: client.get(url, follow=True).status_code for url in linked(client, "family.example")} == {
        url: 200 for url in linked(client, "family.example")
    }
    assert not Group.objects.filter(name__contains="Семьи реки").exists()


def test_naming_the_only_site_anew_keeps_its_pages(client):
    RegionFactory(slug="river")
    support = make_main("Семьи реки").root_page.get_children().get(slug="support")
    make.guide(support.specific, slug="how", title="Как начать")
    pages = Page.objects.count()
    make_main("Семьи большой реки")
    assert Page.objects.count() == pages
    assert "Семьи большой реки" in client.get("/support/how/", HTTP_HOST="family.example").content.decode()


def test_the_main_site_takes_no_address_of_another(two_sites):
    with pytest.raises(CommandError, match="Сайт с таким адресом уже есть"):
        call_command("make_site", "Семьи", "one.example", "--main")


def test_the_section_of_the_main_site_is_copied_to_be_made_its_own(client):
    section = make.section(slug="support", title="Сопровождение")
    make.guide(section, slug="how", title="Как начать")
    call_command("make_site", "Семьи реки", "one.example")
    page = client.get("/support/how/", HTTP_HOST="one.example").content.decode()
    assert "Как начать" in page
    Page.objects.filter(slug="how", url_path__startswith="/one-example/").update(live=False)
    assert client.get("/support/how/").status_code == 200


@pytest.mark.parametrize(
    "arguments",
    [
        ["Семьи", "one.example"],
        ["Семьи", "other.example", "--territory", "nowhere"],
        [SITES["one"], "other.example"],
    ],
)
def test_what_cannot_be_made_is_refused_and_nothing_is_left(arguments, two_sites):
    before = Site.objects.count(), Page.objects.count(), Group.objects.count()
    with pytest.raises(CommandError):
        call_command("make_site", *arguments, "--bare")
    assert (Site.objects.count(), Page.objects.count(), Group.objects.count()) == before


@pytest.mark.parametrize(
    ("group", "own", "may"),
    [
        ("Редакторы: Семьи реки", "one", {*WRITE}),
        ("Модераторы: Семьи реки", "one", {*WRITE, *PUBLISH}),
        ("Редакторы: Семьи гор", "two", {*WRITE}),
        ("Модераторы: Семьи гор", "two", {*WRITE, *PUBLISH}),
        ("Редакторы публикаций", "main", {*WRITE}),
    ],
)
def test_people_of_a_site_open_its_pages_and_no_others(group, own, may, two_sites, client):
    pages = {name: news_of(site) for name, site in two_sites.items()} | {"main": make.news(title="О главном")}
    parents = {name: page.get_parent() for name, page in pages.items()}
    staff = signed_in(client, group)
    opened = {
        (site, view)
        for site in pages
        for view in (*WRITE, *PUBLISH)
        if is_let_in(staff, reverse(view, args=[(parents if view.endswith("subpage") else pages)[site].pk]))
    }
    # The list of versions tells of a page nothing that those who may edit it are not told.
    assert opened == {(own, view) for view in may}


def test_moderators_of_the_whole_portal_still_see_to_every_site(two_sites, client):
    staff = signed_in(client, "Модераторы")
    for site in two_sites.values():
        assert is_let_in(staff, reverse("wagtailadmin_pages:edit", args=[news_of(site).pk]))


def test_pictures_and_files_of_a_site_are_offered_to_its_own_people(two_sites, client):
    for title in SITES.values():
        own = Collection.objects.get(name=title)
        get_image_model().objects.create(title=f"Снимок: {title}", collection=own, file=get_test_image_file())
        get_document_model().objects.create(title=f"Файл: {title}", collection=own, file=get_test_image_file())
    staff = signed_in(client, "Редакторы: Семьи реки")
    for chooser, word in (("wagtailimages_chooser:choose", "Снимок"), ("wagtaildocs_chooser:choose", "Файл")):
        offered = staff.get(reverse(chooser)).json()["html"]
        assert f"{word}: Семьи реки" in offered
        assert f"{word}: Семьи гор" not in offered


def test_drafts_and_closed_pages_are_offered_to_link_to_where_they_are_ones_own(two_sites, client):
    for name, site in two_sites.items():
        news = site.root_page.get_children().get(slug="news")
        make.put(news, make.NewsPage, title=f"Черновик {name}", live=False)
        make.keep_for_staff(make.put(news, make.NewsPage, title=f"Закрытая {name}"))
        make.put(news, make.NewsPage, title=f"Открытая {name}")
    staff = signed_in(client, "Редакторы: Семьи реки")
    seen = ""
    for site in two_sites.values():
        news = site.root_page.get_children().get(slug="news")
        seen += staff.get(reverse("wagtailadmin_choose_page_child", args=[news.pk])).json()["html"]
    for word in ("Черновик", "Закрытая", "Открытая"):
        seen += staff.get(reverse("wagtailadmin_choose_page_search"), {"q": word}).content.decode()
    assert all(f"{word} one" in seen for word in ("Черновик", "Закрытая", "Открытая"))
    assert "Открытая two" in seen
    assert "Черновик two" not in seen
    assert "Закрытая two" not in seen


@pytest.mark.parametrize(
    ("group", "may"),
    [
        ("Модераторы: Семьи реки", {"one"}),
        ("Редакторы: Семьи реки", set()),
        ("Модераторы", {"one", "two"}),
    ],
)
def test_settings_of_a_site_are_for_its_own_moderators_and_those_of_the_whole_portal(group, may, two_sites, client):
    staff = signed_in(client, group)
    for name, site in two_sites.items():
        url = reverse("wagtailsettings:edit", args=["home", "portalsettings", site.pk])
        assert is_let_in(staff, url) == (name in may)
        before = PortalSettings.objects.get(site=site).region_name
        staff.post(url, {"name": "Чужое имя"})
        assert PortalSettings.objects.get(site=site).region_name == before or name in may
    assert ("/admin/settings/home/portalsettings/" in staff.get("/admin/").content.decode()) == bool(may)


def test_a_moderator_is_led_to_the_settings_of_the_own_site(two_sites, client):
    staff = signed_in(client, "Модераторы: Семьи гор")
    response = staff.get(reverse("wagtailsettings:edit", args=["home", "portalsettings"]))
    own = reverse("wagtailsettings:edit", args=["home", "portalsettings", two_sites["two"].pk])
    assert response["Location"] == own


def test_news_in_the_menu_are_those_that_one_may_edit(two_sites, client):
    make.news_index()
    staff = signed_in(client, "Редакторы: Семьи гор")
    own = NewsIndexPage.objects.get(url_path__startswith="/two-example/")
    assert staff.get(reverse("home_news"))["Location"] == reverse("wagtailadmin_explore", args=[own.pk])


def test_a_page_of_a_site_waits_for_its_own_moderators(two_sites):
    for name, site in two_sites.items():
        tasks = news_of(site).get_workflow().tasks
        assert [group.name for task in tasks for group in task.specific.groups.all()] == [f"Модераторы: {SITES[name]}"]


def test_editors_of_publications_keep_the_main_site(two_sites):
    rights = GroupPagePermission.objects.filter(group__name="Редакторы публикаций")
    assert {right.page_id for right in rights} == {make.home().pk}
