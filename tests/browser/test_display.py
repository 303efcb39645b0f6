"""A reader makes the pages larger, plainer, of more contrast; the choice stays in the browser, no page is cut off."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
PHONE = {"width": 320, "height": 700}
PAGES = ["/", "/services/", "/navigator/", "/feedback/", "/display/", "/programmes/yugra-2016-2017/", "/support/"]
SCHEMES = ["black-on-white", "white-on-black", "navy-on-sky"]
LOOKS = [{"size": "largest"}, {"size": "larger", "spacing": "wider", "scheme": "white-on-black"}]


@pytest.fixture
def opened(browser):
    contexts = []

    def make(**options):
        contexts.append(browser.new_context(**options))
        return contexts[-1].new_page()

    yield make
    for context in contexts:
        context.close()


def wearing(page, look: dict):
    page.add_init_script(f"localStorage.setItem('display', '{json.dumps(look)}')")
    return page


def test_a_choice_shows_at_once_and_on_the_next_page(portal, opened):
    page = opened()
    page.goto(portal.url + "/display/")
    before = page.evaluate("getComputedStyle(document.body).fontSize")
    page.get_by_label("вдвое крупнее").check()
    page.get_by_label("белым по чёрному").check()
    expect(page.get_by_role("status")).to_contain_text("все страницы")
    page.goto(portal.url + "/services/")
    look = page.evaluate("[getComputedStyle(document.body).fontSize, getComputedStyle(document.body).backgroundColor]")
    assert float(look[0][:-2]) == 2 * float(before[:-2])
    assert look[1] == "rgb(0, 0, 0)"


def test_the_usual_look_comes_back(portal, opened):
    page = opened()
    page.goto(portal.url + "/display/")
    page.get_by_label("ещё шире").check()
    page.get_by_role("button", name="Вернуть обычный вид").click()
    assert page.evaluate("localStorage.getItem('display')") is None
    assert page.evaluate("document.documentElement.dataset.spacing") is None


def test_the_choices_are_made_by_keyboard_alone(portal, opened):
    page = opened()
    page.goto(portal.url + "/display/")
    page.locator("[name=size]").first.focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.documentElement.dataset.size") == "large"


def test_pictures_give_way_to_their_words(portal, opened):
    page = wearing(opened(), {"pictures": "off"})
    page.goto(portal.url + portal_card(portal))
    picture = page.locator("main img[alt]:not([alt=''])").first
    expect(picture).to_be_hidden()
    expect(page.locator(".picture-words").first).to_have_text(picture.get_attribute("alt"))


def portal_card(portal) -> str:
    return next(path for path in portal.paths() if path.startswith("/services/") and path != "/services/")


def test_a_spoilt_choice_changes_nothing(portal, opened):
    page = opened()
    errors = []
    page.on("pageerror", lambda error: errors.append(error))
    page.add_init_script("localStorage.setItem('display', '{\"size\": \"x\", broken')")
    page.goto(portal.url + "/")
    assert page.evaluate("Object.keys(document.documentElement.dataset)") == []
    assert errors == []


def test_without_script_the_page_says_how_the_browser_enlarges(portal, opened):
    page = opened(java_script_enabled=False)
    page.goto(portal.url + "/display/")
    expect(page.get_by_role("radio").first).to_be_hidden()
    expect(page.get_by_text("удерживайте Ctrl")).to_be_visible()


@pytest.mark.parametrize("look", LOOKS, ids=str)
@pytest.mark.parametrize("path", PAGES)
def test_no_page_outgrows_a_narrow_phone(portal, opened, path, look):
    page = wearing(opened(viewport=PHONE), look)
    page.goto(portal.url + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("path", PAGES)
def test_a_scheme_keeps_every_text_readable(portal, opened, path, scheme):
    page = wearing(opened(), {"scheme": scheme})
    page.goto(portal.url + path)
    violations = Axe().run(page, options={"runOnly": ["color-contrast"]}).response["violations"]
    assert [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in violations] == []


def test_completions_come_once_a_search_field_is_entered(portal, opened):
    page = opened()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(portal.url + "/")
    assert not any("search-suggest" in url for url in asked)
    page.get_by_role("searchbox", name="Поиск по порталу").first.press_sequentially("псих", delay=60)
    expect(page.get_by_role("option").first).to_be_visible()
