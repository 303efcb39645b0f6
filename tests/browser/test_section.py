"""Blocks of the section in a browser: narrow, on paper, without a script; and «did this page help?»."""

import re
from types import SimpleNamespace

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.template.loader import render_to_string
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
# Every block of the section is on one of these.
PAGES = {
    "/support/": ".care-cards",
    "/support/danger/": ".care-now",
    "/support/call/": ".contact",
    "/support/no-money/": ".offers",
    "/support/special-child/": ".promise",
    "/support/drinking/": ".act-quote",
    "/support/how-to-get/": ".contents",
}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.mark.parametrize(("path", "block"), PAGES.items())
def test_blocks_are_there_without_a_script_and_on_paper(open_page, path, block):
    page = open_page(path, java_script_enabled=False)
    assert page.locator(block).first.is_visible()
    page.emulate_media(media="print")
    shown = page.locator(block).first.is_visible()
    assert shown is (block != ".contents"), "contents without page numbers are no use on paper"
    assert not page.locator(".helped").is_visible()


@pytest.mark.parametrize("path", ["/news/", "/materials/", "/events/", "/events/past/", "/acts/", "/services/"])
def test_a_printed_list_has_no_fields_to_fill_in(open_page, path):
    page = open_page(path)
    page.emulate_media(media="print")
    assert [field.is_visible() for field in page.locator("input, select, .button").all()].count(True) == 0


def test_a_printed_page_on_danger_keeps_the_numbers_to_call(open_page):
    page = open_page("/rights/violence/")
    page.emulate_media(media="print")
    numbers = page.locator(".rights-urgent a[href^='tel:']")
    assert numbers.count() == 2
    assert all(number.is_visible() for number in numbers.all())
    assert not page.locator(".quick-exit").first.is_visible()


def test_of_a_printed_letter_only_the_letter_is_left(open_page):
    page = open_page("/rights/no-answer/letters/1/")
    assert page.locator("footer.footer").is_visible()
    page.emulate_media(media="print")
    assert page.locator(".letter").is_visible()
    rest = [*page.locator("body > :not(main)").all(), *page.locator("main > :not(.letter)").all()]
    assert [each.is_visible() for each in rest].count(True) == 0


def test_answers_that_open_by_a_press_stand_open_on_paper(open_page):
    page = open_page("/support/questions/", java_script_enabled=False)
    answer = page.locator(".questions details > div").first
    assert not answer.is_visible()
    page.emulate_media(media="print")
    assert answer.bounding_box()["height"] > 10


def test_contents_lead_to_parts_of_the_page(open_page):
    page = open_page("/support/how-to-get/")
    links = page.locator(".contents a")
    assert links.count() >= 3
    for at in range(links.count()):
        anchor = links.nth(at).get_attribute("href").removeprefix("#")
        assert page.locator(f"[id='{anchor}']").count() == 1
    links.nth(1).click()
    assert page.url.endswith(links.nth(1).get_attribute("href"))


def drawn(name: str, **context) -> str:
    return render_to_string(f"blocks/{name}.html", context)


def made_of_blocks() -> str:
    """Blocks that no page of the demo has, drawn by their own templates."""
    video = {
        "title": "Как подать заявление",
        "address": "https://rutube.ru/video/1/",
        "length": "4 минуты",
        "text": "Идите в центр.",
    }
    document = SimpleNamespace(title="Заявление", url="/documents/1/x.docx", file_extension="docx", file_size=20480)
    value = SimpleNamespace(document=document, note="Заполните и отнесите", page=None)
    return drawn("video", value=video, host="rutube.ru") + drawn("file", value=value)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_a_video_and_a_file_are_accessible_and_fit(open_page, scheme, width):
    page = open_page("/support/what-is-it/", color_scheme=scheme, viewport={"width": width, "height": 640})
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate("html => document.querySelector('.prose').innerHTML = html", made_of_blocks())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    results = Axe().run(page, options=RULES)
    assert results.violations_count == 0, results.generate_report()
    assert [url for url in asked if "rutube" in url] == []


def test_a_reader_says_no_and_why_without_a_script_or_a_cookie(open_page):
    page = open_page("/support/who/", java_script_enabled=False, viewport={"width": 320, "height": 640})
    page.click(".helped button[value=no]")
    page.wait_for_url(re.compile(r"/useful/\d+/why/"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.check("[name=kind][value=missing]")
    page.fill("#text", "Не нашёл списка документов")
    page.click(".report button")
    page.wait_for_url(re.compile(r"/useful/\d+/thanks/"))
    expect(page.locator("h1")).to_contain_text("Спасибо")
    assert page.context.cookies() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("rest", ["", "why/", "thanks/"])
def test_the_pages_that_ask_are_accessible(open_page, portal, scheme, rest):
    page = open_page("/support/who/", color_scheme=scheme)
    page.goto(portal.url + page.get_attribute(".helped", "action") + rest)
    results = Axe().run(page, options=RULES)
    assert results.violations_count == 0, results.generate_report()


# Where danger is spoken of: by the editors, by the law, by the answers of a walk, by the words of a question.
OF_DANGER = [
    "/support/danger/",
    "/support/call/",
    "/materials/memo-danger-at-home/",
    "/rights/violence/",
    "/navigator/",
    "/navigator/?danger=adult-danger",
    "/navigator/?danger=child-danger",
    "/search/?q=муж+бьёт",
    "/services/?q=насилие",
]


@pytest.mark.parametrize("path", OF_DANGER)
def test_where_danger_is_spoken_of_the_number_that_saves_is_on_the_first_screen_of_a_phone(open_page, path):
    screen = {"width": 360, "height": 640}
    page = open_page(path, viewport=screen)
    for number in ("112", settings.CHILDREN_HELPLINE):
        feet = [box["y"] + box["height"] for box in shown_boxes(page, f'a[href="tel:{number}"]')]
        assert min(feet) <= screen["height"], number


def shown_boxes(page, selector: str) -> list[dict]:
    return [box for each in page.locator(selector).all() if each.is_visible() and (box := each.bounding_box())]
