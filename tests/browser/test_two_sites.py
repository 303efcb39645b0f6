"""Two sites of one install, in a browser: each looks like itself and shows its own."""

import pytest
from playwright.sync_api import expect

from portal.formatting import plain

MAIN, REGION = "127.0.0.1", "zarechny.localhost"
WIDTHS = (1280, 360, 320)


@pytest.fixture
def page(browser):
    """`page(width, scheme)`: a page that a test looks at, without a script."""
    contexts = []

    def opened(width=1280, scheme="light"):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=False
        )
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


def address(portal, host: str, path: str = "/") -> str:
    return portal.url.replace(MAIN, host) + path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_site_has_its_own_name_mark_colour_and_phone(portal, page, scheme):
    looks = {}
    for host in (MAIN, REGION):
        shown = page(scheme=scheme)
        requests = []
        shown.on("request", lambda request, kept=requests: kept.append(request.url))
        shown.goto(address(portal, host))
        button = shown.locator(".hero button").first
        looks[host] = (
            shown.locator(".brand-name").inner_text().replace("\xa0", " "),
            shown.locator(".brand img").count(),
            button.evaluate("element => getComputedStyle(element).backgroundColor"),
            shown.locator("footer a[href='tel:+70000000000']").count(),
        )
        assert len(requests) <= 12
        assert {url.split("/")[2].partition(":")[0] for url in requests} == {host}
    names, marks, colours, phones = zip(*looks.values(), strict=True)
    assert (names, marks, phones) == (("Рядом с семьёй", "Семьи Заречья"), (0, 1), (0, 1))
    assert colours[0] != colours[1]


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_of_the_regions_site_stands_out_of_the_screen(portal, page, width):
    shown = page(width)
    for path in ("/", "/services/", "/support/", "/news/"):
        response = shown.goto(address(portal, REGION, path))
        assert response.status == 200
        assert shown.locator("h1").count() == 1
        box = shown.locator("html").bounding_box()
        assert box["width"] <= width
    mark = shown.locator(".brand img")
    assert mark.get_attribute("alt") == "Знак Заречья: солнце над рекой"
    assert mark.evaluate("image => image.naturalWidth") > 0


def test_the_region_shows_its_own_records_and_pages(portal, page):
    shown = page()
    shown.goto(address(portal, REGION, "/programmes/"))
    assert "Татарстан" not in plain(shown.locator("main").inner_text())
    shown.goto(address(portal, REGION, "/news/"))
    assert "У Заречья свой сайт" in plain(shown.locator("main").inner_text())
    shown.goto(address(portal, MAIN, "/news/"))
    assert "У Заречья свой сайт" not in plain(shown.locator("main").inner_text())


def test_a_card_of_another_region_opens_on_the_main_site(portal, page):
    shown = page()
    shown.goto(address(portal, REGION, "/programmes/tatarstan-2016-2017/"))
    assert shown.url == address(portal, MAIN, "/programmes/tatarstan-2016-2017/")


def test_the_switch_leads_to_the_same_page_in_english_and_back(portal, page):
    shown = page()
    shown.goto(address(portal, MAIN, "/support/"))
    shown.locator(".header-row .languages a").click()
    shown.wait_for_url("**/en/support/")
    expect(shown.locator("html")).to_have_attribute("lang", "en")
    expect(shown.locator("h1")).to_have_text("Social accompaniment")
    shown.locator(".header-row .languages a").click()
    shown.wait_for_url(address(portal, MAIN, "/support/"))
