"""On a phone whose browser knows no cascade layers, and so drops nearly all styles, every page still is in order.

No such browser can be had here: what it would drop is taken out of the stylesheets on their way, and what is meant for
it alone is let in.
"""

import re

import pytest
from playwright.sync_api import Route

from tests.browser.pages import TEMPLATES

pytestmark = pytest.mark.browser

LAYER, BRACE = re.compile(r"@layer[^;{]*([;{])"), re.compile("[{}]")
ONLY_OLD = "@supports not ((text-emphasis: filled) and (accent-color: auto))"
DISORDER = """
() => {
    const wide = [...document.querySelectorAll("svg, .visually-hidden")].filter((each) => {
        const { width, height } = each.getBoundingClientRect();
        return Math.max(width, height) > (each.matches(".icon") ? 40 : 2) && !each.matches(":focus");
    });
    const call = document.querySelector("a[href^='tel:']").getBoundingClientRect();
    return {
        sideways: document.documentElement.scrollWidth - innerWidth,
        wide: wide.map((each) => each.outerHTML.slice(0, 120)),
        call: call.height >= 44,
        font: getComputedStyle(document.body).fontFamily,
    };
}
"""


def as_old(css: str) -> str:
    """What is left of a stylesheet for a browser that drops layers."""
    kept, at = [], 0
    while found := LAYER.search(css, at):
        kept.append(css[at : found.start()])
        at = found.end() if found[1] == ";" else block_end(css, found.end())
    return "".join([*kept, css[at:]]).replace(ONLY_OLD, "@supports (display: block)")


def block_end(css: str, start: int) -> int:
    depth = 1
    for brace in BRACE.finditer(css, start):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return brace.end()
    raise ValueError("a block without an end")


def answer(route: Route) -> None:
    response = route.fetch()
    route.fulfill(response=response, body=as_old(response.text()))


@pytest.fixture
def old_phone(portal, browser):
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    context.route("**/*.css", answer)
    yield context.new_page()
    context.close()


def test_every_page_is_in_order_on_a_phone_that_gets_no_newer_browser(portal, old_phone):
    disorder = {}
    for name, path in TEMPLATES.items():
        old_phone.goto(portal.url + path)
        found = old_phone.evaluate(DISORDER)
        if found["sideways"] > 0 or found["wide"] or not found["call"] or found["font"] != "sans-serif":
            disorder[name] = found
    assert not disorder


def test_a_browser_of_today_takes_nothing_of_it(open_page):
    page = open_page("/")
    condition = ONLY_OLD.removeprefix("@supports not ")
    assert page.evaluate("condition => CSS.supports(condition)", condition)
    assert "Golos Text" in page.evaluate("getComputedStyle(document.body).fontFamily")
