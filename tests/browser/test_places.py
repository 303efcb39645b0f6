"""«Рядом со мной» and the map, by mouse and keyboard, and the pages without them."""

import base64
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.template import engines
from playwright.sync_api import expect

from search.calendars import When
from search.question import RADII, Question

pytestmark = pytest.mark.browser
# A secure context, as geolocation asks; nothing leaves the machine.
ORIGIN, TILES = "https://portal.test", "https://tiles.test"
STATIC = Path(settings.BASE_DIR) / "search/static/search"
HERE = {"latitude": 58.213721, "longitude": 45.438997}
PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=")
TYPES = {".js": "text/javascript", ".css": "text/css", ".png": "image/png"}
MAP = f"""<!DOCTYPE html><link rel="stylesheet" href="/leaflet/leaflet.css"><link rel="stylesheet" href="/map.css">
<places-map hidden role="region" aria-label="Карта мест" data-tiles="{TILES}/{{z}}/{{x}}/{{y}}.png"
  data-attribution="Составители" data-zoom-in="Приблизить" data-zoom-out="Отдалить"></places-map>
<ul><li data-latitude="58.21" data-longitude="45.43"><p><a href="/providers/one/">Центр «Один»</a></p></li>
<li data-latitude="58.31" data-longitude="45.53"><p><a href="/providers/two/">Центр «Два»</a></p></li></ul>
<script src="/leaflet/leaflet.js" defer></script><script src="/places-map.js" type="module"></script>"""


def filters() -> str:
    where = engines["jinja2"].env.get_template("search/where.html")
    fields = where.render(question=Question(), hours_of_day=When.choices, radii=RADII, form_id="services")
    script = '<script type="module" src="/near-me.js"></script>'
    return f'<!DOCTYPE html><form id="services" action="/services/"></form>{fields}{script}'


def answer(route):
    path = urlsplit(route.request.url).path
    if path.endswith(tuple(TYPES)):
        kind = TYPES[Path(path).suffix]
        route.fulfill(content_type=kind, body=(STATIC / path.lstrip("/")).read_bytes())
    else:
        route.fulfill(content_type="text/html; charset=utf-8", body=MAP if path == "/map/" else filters())


@pytest.fixture
def visit(browser):
    """`visit("/map/", script=False)`: a page of a visitor who lets the browser tell where it is."""
    opened = []

    def visit(path: str, *, script: bool = True, allowed: bool = True):
        permissions = ["geolocation"] if allowed else []
        context = browser.new_context(geolocation=HERE, permissions=permissions, java_script_enabled=script)
        opened.append(context)
        page = context.new_page()
        page.route(f"{ORIGIN}/**", answer)
        page.route(f"{TILES}/**", lambda route: route.fulfill(content_type="image/png", body=PIXEL))
        page.goto(f"{ORIGIN}{path}")
        return page

    yield visit
    for context in opened:
        context.close()


def test_the_browser_rounds_the_place_and_puts_it_into_the_address(visit):
    page = visit("/")
    page.get_by_role("button", name="Рядом со мной").press("Enter")
    page.wait_for_url("**/services/?**")
    assert parse_qs(urlsplit(page.url).query)["near"] == ["58.21,45.44"]


def test_a_browser_that_does_not_tell_leaves_the_field(visit):
    page = visit("/", allowed=False)
    page.get_by_role("button", name="Рядом со мной").click()
    expect(page.get_by_role("status")).to_have_text("Браузер не сказал, где вы. Напишите название.")
    expect(page.get_by_label("Город, посёлок или село")).to_be_editable()


def test_without_script_there_is_no_button(visit):
    page = visit("/", script=False)
    expect(page.get_by_role("button", name="Рядом со мной")).to_have_count(0)
    expect(page.get_by_label("Город, посёлок или село")).to_be_visible()


def test_a_pin_opens_by_the_keyboard_and_leads_to_its_card(visit):
    page = visit("/map/")
    pin = page.get_by_role("button", name="Центр «Два»")
    pin.press("Enter")
    link = page.get_by_role("region").get_by_role("link", name="Центр «Два»")
    expect(link).to_have_attribute("href", "/providers/two/")


def test_without_script_the_list_is_whole_and_no_map_is_shown(visit):
    page = visit("/map/", script=False)
    expect(page.get_by_role("link")).to_have_count(2)
    expect(page.locator("places-map")).to_be_hidden()
