"""Every template in a real browser: accessibility, weight, narrow screens, no script, keyboard."""

import re
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from .bearing import FOUR_TIMES, bears_enlarging, walk
from .pages import FIRST_OF, TEMPLATES

pytestmark = pytest.mark.browser
FIRST_VIEW_BYTES = 100 * 1024
FIRST_VIEW_REQUESTS = 12
# A sheet of A4 within its margins.
PAPER = {"width": 718, "height": 1000}
# What is made in the background may be ready by the second look; the choices of a look are a script's.
OTHERWISE = {"printed guide", "printed guide, chosen", "open data", "look of pages"}


@pytest.fixture(scope="module")
def addresses(portal) -> dict[str, str]:
    paths = portal.paths()
    firsts = {name: next(path for path in paths if re.fullmatch(pattern, path)) for name, pattern in FIRST_OF.items()}
    return {name: quote(path, safe="/?&=+%") for name, path in (TEMPLATES | firsts).items()}


@pytest.fixture
def open_page(portal, browser, addresses):
    """Open a template's page in a context of its own: `open_page(name, **context_options)`."""
    contexts = []

    def open_it(name, **options):
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.problems = []
        page.on("console", lambda message: message.type == "error" and page.problems.append(message.text))
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        page.on("dialog", lambda dialog: (page.problems.append(dialog.message), dialog.dismiss()))
        page.goto(portal.url + addresses[name])
        return page

    yield open_it
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", [*TEMPLATES, *FIRST_OF])
def test_axe_finds_nothing(open_page, name, scheme):
    page = open_page(name, color_scheme=scheme, reduced_motion="reduce")
    results = Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    )
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("name", [*TEMPLATES, *FIRST_OF])
def test_a_first_view_is_light_and_asks_no_stranger(portal, open_page, browser, addresses, name):
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    sizes, urls, errors = [], [], []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    session.on("Network.requestWillBeSent", lambda event: urls.append(event["request"]["url"]))
    page.on("console", lambda message: message.type == "error" and errors.append(message.text))
    page.goto(portal.url + addresses[name], wait_until="networkidle")
    context.close()
    requests = [url for url in urls if not url.startswith("data:")]
    assert [url for url in requests if not url.startswith(portal.url)] == []
    assert len(requests) <= FIRST_VIEW_REQUESTS, requests
    assert sum(sizes) <= FIRST_VIEW_BYTES, f"{sum(sizes)} bytes: {requests}"
    if name != "not found":
        assert errors == []


@pytest.mark.parametrize("name", [*TEMPLATES, *FIRST_OF])
def test_it_bears_zoom_spacing_and_large_text_and_the_keyboard_gets_everywhere(open_page, name):
    """320 pixels are a narrow phone, and a desk's screen that is enlarged four times."""
    page = open_page(name, **FOUR_TIMES)
    assert walk(page) + bears_enlarging(page) == []


@pytest.mark.parametrize("name", [*TEMPLATES, *FIRST_OF])
def test_it_reads_without_a_script_and_on_paper(open_page, name):
    told = len(open_page(name, viewport=PAPER).locator("main, body").last.inner_text())
    page = open_page(name, viewport=PAPER, java_script_enabled=False)
    # Not to the letter: clocks go on, and a few words are of what a script alone can do.
    assert name in OTHERWISE or len(page.locator("main, body").last.inner_text()) > 0.9 * told
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= PAPER["width"]
    assert page.locator("h1").first.is_visible()
    on_screen_only = page.locator(
        ".site-nav, .header-search, .display-link, .breadcrumbs, .menu, .search, .filter-form"
    )
    assert [each.is_visible() for each in on_screen_only.all()].count(True) == 0


def test_search_and_filters_work_without_script(open_page, portal):
    page = open_page("home", java_script_enabled=False)
    page.locator("main input[name=q], header input[name=q]").first.fill("многодетным семьям")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=**")
    expect(page.locator("main")).to_contain_text(re.compile("многодетн", re.IGNORECASE))
    page.goto(portal.url + "/services/")
    before = page.locator("main").inner_text()
    price = page.locator("details:has(input[name=price])").last
    if not page.locator("input[name=price][value=free]").is_visible():
        price.locator("summary").first.click()
    page.locator("input[name=price][value=free]").check()
    page.get_by_role("button", name="Показать").click()
    page.wait_for_url("**price=free**")
    page.wait_for_load_state()
    assert page.locator("main").inner_text() != before


def test_the_keyboard_alone_reaches_the_search_and_a_service(open_page):
    page = open_page("home")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "q":
            break
    page.keyboard.type("психолог")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=**")
    for _ in range(80):
        page.keyboard.press("Tab")
        href = page.evaluate("document.activeElement.getAttribute('href')") or ""
        if re.fullmatch(r"/services/[^/?]+/", href):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/services/*/")
    expect(page.locator("h1")).to_have_count(1)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("width", [1280, 360])
def test_the_keyboard_alone_narrows_a_list(portal, open_page, width, script):
    page = open_page("home", java_script_enabled=script, viewport={"width": width, "height": 800})
    page.goto(portal.url + "/services/")
    if width < 600:
        tab_until(page, "/Уточнить/.test(it.innerText) && it.matches('summary')")
        page.keyboard.press("Enter")
    tab_until(page, "it.matches('summary') && it.parentElement.querySelector(':scope input[name=price]')")
    page.keyboard.press("Enter")
    tab_until(page, "it.name === 'price'")
    page.keyboard.press("Space")
    tab_until(page, "it.type === 'submit' && /Показать/.test(it.innerText)")
    page.keyboard.press("Enter")
    page.wait_for_url("**price=free**")
    expect(page.locator("main")).to_contain_text("Убрать: Бесплатно")


def tab_until(page, found: str) -> None:
    for _press in range(120):
        page.keyboard.press("Tab")
        if page.evaluate(f"(it => !!({found}))(document.activeElement)"):
            return
    pytest.fail(f"the keyboard does not reach {found}")


def test_the_open_menu_of_a_phone_never_covers_what_has_the_focus(open_page):
    page = open_page("home", viewport={"width": 360, "height": 740})
    menu = page.locator(".menu")
    opener = menu.locator("summary")
    opener.press("Enter")
    expect(menu).to_have_attribute("open", "")
    menu.locator("a").last.focus()
    expect(menu).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(opener).to_be_focused()
    opener.press("Enter")
    menu.locator("a").last.focus()
    page.keyboard.press("Tab")
    expect(menu).not_to_have_attribute("open", "")


def test_tabs_of_the_search_stand_in_one_line_on_a_phone(open_page):
    """A name that breaks, off the edge, would push what follows down, the phones of help first of all."""
    page = open_page("search", viewport={"width": 360, "height": 740})
    tabs = page.locator(".tabs a")
    assert tabs.count() > 3
    assert len({round(tab.bounding_box()["height"]) for tab in tabs.all()}) == 1


def test_focus_can_be_seen(open_page):
    page = open_page("directory")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    outline = page.evaluate(
        "getComputedStyle(document.activeElement).outlineStyle + getComputedStyle(document.activeElement).boxShadow"
    )
    assert outline != "nonenone"
