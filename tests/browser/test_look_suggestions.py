"""Completions under the search field, by keyboard and by hand, and the form without them."""

import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.template import engines
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
ORIGIN = "http://portal.test"
SCRIPT = Path(settings.BASE_DIR) / "portal/static/portal/js/search-suggest.js"
SUGGESTIONS = [
    {"label": "Логопед для <b>дошкольников</b>", "url": "/services/logoped/", "kind": "услуга"},
    {"label": "логопедическая группа", "url": "", "kind": ""},
]


@pytest.fixture
def page(browser):
    """A page with one search field, at an address where only this test answers."""
    context = browser.new_context()
    page = context.new_page()
    page.route(f"{ORIGIN}/**", answer)
    page.goto(f"{ORIGIN}/")
    yield page
    context.close()


def answer(route):
    path = urlsplit(route.request.url).path
    if path == "/api/suggest/":
        asked = parse_qs(urlsplit(route.request.url).query)["q"][0]
        found = SUGGESTIONS if asked.startswith("лого") else []
        route.fulfill(content_type="application/json", body=json.dumps({"suggestions": found}))
    elif path.endswith(".js"):
        route.fulfill(content_type="text/javascript", body=SCRIPT.read_text())
    else:
        form = engines["jinja2"].env.get_template("components/ui.html").module.search_form("/services/", "Что найти?")
        script = '<script type="module" src="/search-suggest.js"></script>'
        route.fulfill(content_type="text/html; charset=utf-8", body=f"<!DOCTYPE html>{form}{script}")


def ask(page, words: str):
    page.get_by_role("combobox").fill(words)


def test_words_bring_completions_as_plain_text(page):
    ask(page, "лого")
    options = page.get_by_role("option")
    expect(options).to_have_count(2)
    expect(options.first).to_contain_text("Логопед для <b>дошкольников</b>")
    expect(page.get_by_role("combobox")).to_have_attribute("aria-expanded", "true")


def test_nothing_is_laid_over_phones_of_help(page):
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<div data-uncovered>112</div>')")
    ask(page, "лого")
    # Longer than completions take to come.
    page.wait_for_timeout(500)
    expect(page.get_by_role("option")).to_have_count(0)
    expect(page.get_by_role("combobox")).to_have_attribute("aria-expanded", "false")


def test_arrows_walk_the_completions_and_return_to_the_field(page):
    ask(page, "лого")
    field, options = page.get_by_role("combobox"), page.get_by_role("option")
    expect(options).to_have_count(2)
    for selected in (0, 1):
        field.press("ArrowDown")
        expect(options.nth(selected)).to_have_attribute("aria-selected", "true")
        expect(field).to_have_attribute("aria-activedescendant", f"q-list-{selected}")
    field.press("ArrowDown")
    expect(page.locator("[aria-selected=true]")).to_have_count(0)
    field.press("ArrowUp")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")


def test_enter_opens_the_completion_with_an_address(page):
    ask(page, "лого")
    expect(page.get_by_role("option")).to_have_count(2)
    page.get_by_role("combobox").press("ArrowDown")
    page.get_by_role("combobox").press("Enter")
    page.wait_for_url(f"{ORIGIN}/services/logoped/")


def test_a_completion_without_an_address_is_searched_for(page):
    ask(page, "лого")
    page.get_by_role("option", name="логопедическая группа").click()
    page.wait_for_url(f"{ORIGIN}/services/?q=*")
    assert parse_qs(urlsplit(page.url).query) == {"q": ["логопедическая группа"]}


def test_escape_closes_the_completions_and_keeps_the_words(page):
    ask(page, "лого")
    expect(page.get_by_role("option")).to_have_count(2)
    page.get_by_role("combobox").press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.get_by_role("combobox")).to_have_value("лого")


def test_enter_in_the_field_searches_for_the_words(page):
    ask(page, "психолог")
    page.get_by_role("combobox").press("Enter")
    page.wait_for_url(f"{ORIGIN}/services/?q=*")
    assert parse_qs(urlsplit(page.url).query) == {"q": ["психолог"]}


def test_nothing_found_shows_no_list(page):
    ask(page, "лого")
    expect(page.get_by_role("option")).to_have_count(2)
    ask(page, "звездолёт")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.get_by_role("combobox")).to_have_attribute("aria-expanded", "false")
