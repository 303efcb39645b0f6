"""The back office in a real browser: an editor signs in, changes money, publishes news and takes it back."""

import re
import uuid
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
LATIN_IN_MENU = {"CSV", "XLSX", "Excel"}


@pytest.fixture(scope="module")
def signed_in(portal, browser):
    """One sign-in for all tests of this module: its cookies."""
    context = browser.new_context(base_url=portal.url, locale="ru-RU")
    page = context.new_page()
    page.goto("/admin/login/")
    page.locator("input[name=username]").fill(portal.admin)
    page.locator("input[name=password]").fill(portal.password)
    page.locator("button[type=submit]").click()
    page.wait_for_url("**/admin/")
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def office(portal, browser, signed_in):
    """A page of the administrator; at the end it must have complained of nothing and asked no stranger."""
    context = browser.new_context(
        base_url=portal.url, locale="ru-RU", storage_state=signed_in, viewport={"width": 1280, "height": 900}
    )
    page, problems = context.new_page(), []
    page.on("console", lambda message: message.type == "error" and problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("request", lambda request: is_foreign(request.url, portal.url) and problems.append(request.url))
    yield page
    context.close()
    assert problems == []


def is_foreign(url: str, own: str) -> bool:
    return not url.startswith((own, "data:", "blob:"))


def test_the_first_page_says_in_russian_what_needs_attention(office):
    office.goto("/admin/", wait_until="networkidle")
    office.get_by_role("heading", name="Требует внимания").wait_for()
    groups = ("Справочник", "Программы", "Публикации")
    for group in groups:
        office.get_by_role("button", name=group, exact=True).click()
    menu = office.locator("nav.sidebar-main-menu").inner_text()
    assert all(group in menu for group in groups)
    assert set(re.findall(r"[A-Za-z]{2,}", menu)) - LATIN_IN_MENU - {"admin"} == set()


def test_the_sum_of_a_measure_follows_what_is_typed_before_anything_is_saved(office):
    office.goto("/admin/snippets/measures/measure/?q=14.1")
    office.locator("table.listing td.title a").first.click()
    office.get_by_role("tab", name="Деньги").click()
    amount, totals = office.locator("#id_budget_lines-0-amount"), office.locator("live-totals")
    office.wait_for_load_state()
    stored, before = amount.input_value(), totals.inner_text()
    amount.fill("7 777 777 777,50 ₽")
    office.wait_for_function("before => document.querySelector('live-totals').innerText !== before", arg=before)
    assert ",50" in totals.inner_text()
    office.on("dialog", lambda dialog: dialog.accept())
    office.reload()
    assert office.locator("#id_budget_lines-0-amount").input_value() == stored


def test_every_tab_of_a_form_lies_open_where_no_script_runs(portal, browser, signed_in):
    context = browser.new_context(base_url=portal.url, storage_state=signed_in, java_script_enabled=False)
    page = context.new_page()
    page.goto("/admin/snippets/measures/measure/?q=14.1")
    page.goto(page.locator("table.listing td.title a").first.get_attribute("href"))
    expect(page.locator("#id_budget_lines-0-amount")).to_be_visible()
    context.close()


def test_news_is_public_from_its_publication_until_it_is_taken_back(office, portal):
    word = f"проверка{uuid.uuid4().hex[:8]}"
    office.goto("/admin/publications/news/")
    office.locator("a[href*='/add/home/newspage/'], a[href$='/add_subpage/']").first.click()
    # Before its scripts have come, the form makes no address of the title.
    office.wait_for_load_state("networkidle")
    office.locator("#id_title").fill(f"Новость: {word}")
    publish(office)
    office.wait_for_url(re.compile(r"/admin/pages/[0-9]+/$"))
    assert places(portal, word) == {"list": True, "search": True, "feed": True}
    office.get_by_role("link", name=f"Новость: {word}").first.click()
    office.wait_for_url("**/edit/")
    edit = office.url
    office.goto(edit.replace("/edit/", "/unpublish/"))
    with office.expect_navigation():
        office.get_by_role("button", name="Да, отменить публикацию").click()
    assert places(portal, word) == {"list": False, "search": False, "feed": False}


def publish(office):
    """By the menu beside «Сохранить черновик»."""
    office.locator("footer [data-controller~='w-dropdown'] button").first.click()
    office.get_by_role("button", name="Опубликовать", exact=True).click()


def places(portal, word: str) -> dict[str, bool]:
    """Where the public meets the word."""
    addresses = {"list": "/news/", "search": f"/api/search/?q={quote(word)}", "feed": "/news/feed/"}
    answers = {name: portal.get(path)[2].decode() for name, path in addresses.items()}
    return {name: word in answer and f"Новость: {word}" in answer for name, answer in answers.items()}


def test_a_message_is_seen_where_no_script_runs(portal, browser, signed_in):
    context = browser.new_context(base_url=portal.url, storage_state=signed_in, java_script_enabled=False)
    page = context.new_page()
    page.goto("/admin/snippets/services_directory/location/")
    page.goto(page.locator("table.listing td.title a").first.get_attribute("href"))
    page.locator("[name=action-publish]").first.click()
    said = page.locator(".messages > ul")
    expect(said).to_contain_text("Сохранено и опубликовано")
    expect(said).to_have_css("opacity", "1")
    assert said.bounding_box()["y"] >= 0
    context.close()


def test_what_was_typed_outlives_the_sign_in(portal, browser, signed_in):
    """The sign-in ends while a form is open: in another tab one signs in anew, and sends what was typed."""
    context = browser.new_context(base_url=portal.url, storage_state=signed_in, java_script_enabled=False)
    page, typed = context.new_page(), f"От вокзала {uuid.uuid4().hex[:8]}"
    page.goto("/admin/snippets/services_directory/location/")
    address = page.locator("table.listing td.title a").first.get_attribute("href")
    page.goto(address)
    page.locator("#id_directions").fill(typed)
    context.clear_cookies(name="sessionid")
    page.locator("[name=action-publish]").first.click()
    page.get_by_role("heading", name="Ваш вход закончился").wait_for()
    with context.expect_page() as opened:
        page.get_by_role("link", name="Войти в новой вкладке").click()
    tab = opened.value
    tab.locator("input[name=username]").fill(portal.admin)
    tab.locator("input[name=password]").fill(portal.password)
    tab.locator("button[type=submit]").click()
    tab.wait_for_url("**/admin/")
    page.get_by_role("button", name="Отправить написанное").click()
    page.get_by_role("heading", name="Осталось отправить").wait_for()
    page.get_by_role("button", name="Отправить написанное").click()
    page.locator(".messages", has_text="Сохранено и опубликовано").wait_for()
    page.goto(address)
    expect(page.locator("#id_directions")).to_have_value(typed)
    context.close()


def test_a_wide_list_scrolls_on_a_phone_and_keeps_its_titles_in_sight(office):
    office.set_viewport_size({"width": 360, "height": 800})
    office.goto("/admin/pages/")
    frame, title = office.locator("#page-reorder-form"), office.locator("td.title").first
    frame.evaluate("frame => frame.scrollLeft = frame.scrollWidth")
    assert frame.evaluate("frame => frame.scrollLeft") > 0
    assert 0 <= title.bounding_box()["x"] < 20
    title.locator(".w-dropdown button").click()
    # Nothing of the rows below lies over it.
    office.locator(".w-dropdown__content:visible a").last.click(trial=True)


def test_a_message_is_not_hidden_by_the_button_of_the_menu_on_a_phone(office):
    office.set_viewport_size({"width": 360, "height": 800})
    office.goto("/admin/snippets/services_directory/location/add/")
    office.locator("form [type=submit]:visible").first.click()
    words = office.locator(".messages li").first
    words.wait_for()
    button = office.locator(".sidebar-nav-toggle").bounding_box()
    left = words.evaluate("item => item.getBoundingClientRect().left + parseFloat(getComputedStyle(item).paddingLeft)")
    assert left >= button["x"] + button["width"]
