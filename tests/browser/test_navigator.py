"""The navigator as a family walks it: by keyboard, without script, on an old phone, and away from it at once."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from portal.formatting import plain

pytestmark = pytest.mark.browser
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# A page of every kind: question, question about the family, place, ending, urgent ending.
WALKS = {
    "question": "?danger=trouble",
    "about the family": "?danger=trouble&trouble=money&money=benefits",
    "place": "?danger=trouble&trouble=money&money=benefits&family=large&age=",
    "ending": "?danger=trouble&trouble=money&money=benefits&family=large&age=3-7&territory=zarechny",
    "urgent ending": "?danger=trouble&trouble=violence",
}


@pytest.fixture
def walk(portal, browser):
    """Open an address of the navigator: `walk(query, **context_options)`."""
    contexts = []

    def opened(query="", **options):
        context = browser.new_context(**{"viewport": {"width": 360, "height": 740}, **options})
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{portal.url}/navigator/{query}")
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("query", WALKS.values(), ids=WALKS)
def test_axe_finds_nothing(walk, query, scheme):
    page = walk(query, color_scheme=scheme, reduced_motion="reduce")
    results = Axe().run(page, options={"runOnly": RULES})
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("query", WALKS.values(), ids=WALKS)
def test_nothing_hangs_over_at_320_pixels(walk, query):
    page = walk(query, viewport={"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_family_walks_to_its_ending_and_changes_an_answer(walk, script):
    page = walk(java_script_enabled=script)
    page.get_by_role("button", name="Нет, но нужна помощь").click()
    page.get_by_role("button", name="Не хватает денег").click()
    page.get_by_role("button", name="Пособия, выплаты, льготы").click()
    page.get_by_label("Трое детей или больше").check()
    page.get_by_role("button", name="Дальше").click()
    page.get_by_role("button", name="Дальше").click()
    page.get_by_label("Где вы живёте?").select_option("zarechny")
    page.get_by_role("button", name="Дальше").click()
    expect(page.locator("h1")).to_have_text("Пособия, выплаты, льготы")
    expect(page.locator("main .card").first).to_be_visible()
    page.get_by_role("link", name=re.compile("Изменить.*тревожит")).click()
    page.get_by_role("button", name="Трудности в школе").click()
    page.get_by_role("button", name="Трудно учиться").click()
    expect(page.locator("h1")).to_have_text("Трудно учиться")
    assert "territory=zarechny" in page.url
    page.go_back()
    expect(page.locator("h1")).to_have_text("Что происходит?")


def test_the_keyboard_alone_reaches_an_ending(walk):
    page = walk(viewport={"width": 1280, "height": 900})
    for name in ("Нет, но нужна помощь", "Тревожно за подростка", "Ушёл из дома и не отвечает"):
        tab_to(page, name)
        with page.expect_navigation():
            page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Подросток ушёл и не отвечает")


def tab_to(page, name: str):
    for _ in range(60):
        page.keyboard.press("Tab")
        if name in plain(page.evaluate("document.activeElement.innerText || ''")):
            return
    pytest.fail(f"the keyboard does not reach «{name}»")


@pytest.fixture
def neutral(portal):
    """The quick exit leads to a site outside; here one that answers stands in for it."""

    def answered(page):
        page.context.route("https://ya.ru/**", lambda route: route.fulfill(body="<title>Погода</title>"))

    return answered


@pytest.mark.parametrize("leave", ["click", "shift"])
def test_quick_exit_leaves_no_way_back_to_the_page(walk, neutral, leave):
    page = walk("?danger=trouble")
    page.goto(page.url.split("?")[0] + WALKS["urgent ending"])
    neutral(page)
    if leave == "click":
        page.get_by_role("link", name="Быстро уйти").click()
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
    page.wait_for_url("https://ya.ru/**")
    page.go_back()
    assert "violence" not in page.url


def test_capital_letters_are_no_call_to_leave(walk, neutral):
    page = walk(WALKS["urgent ending"])
    neutral(page)
    page.locator("body").evaluate("body => body.insertAdjacentHTML('beforeend', '<input id=words>')")
    page.locator("#words").focus()
    for letter in "ABCDE":
        page.keyboard.press(f"Shift+{letter}")
    expect(page.locator("#words")).to_have_value("ABCDE")
    assert not page.evaluate("document.documentElement.hidden")


def test_quick_exit_is_a_plain_link_without_script(walk, neutral):
    page = walk(WALKS["urgent ending"], java_script_enabled=False)
    neutral(page)
    assert not page.get_by_text("трижды нажмите").is_visible()
    page.get_by_role("link", name="Быстро уйти").click()
    page.wait_for_url("https://ya.ru/**")


def test_the_next_site_is_not_told_the_address(walk):
    page = walk(WALKS["urgent ending"])
    asked = []
    page.context.route("https://ya.ru/**", lambda route: (asked.append(route.request.headers), route.fulfill(body="x")))
    page.get_by_role("link", name="Быстро уйти").click()
    page.wait_for_url("https://ya.ru/**")
    assert "referer" not in asked[0]


def test_nothing_is_stored_on_the_device(walk):
    page = walk(WALKS["ending"])
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
