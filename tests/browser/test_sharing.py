"""The saved list, the print and the frames of other sites, in a real browser."""

import http.server
import re
import threading

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VIOLATIONS = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => window.violations.push(event.violatedDirective));
"""


@pytest.fixture(scope="module")
def cards(portal) -> dict[str, str]:
    """The last service and the last provider of the sitemap: they have phones."""
    paths = portal.paths()
    kinds = ("services", "providers")
    return {kind: [path for path in paths if re.fullmatch(rf"/{kind}/[^/]+/", path)][-1] for kind in kinds}


@pytest.fixture
def visit(portal, browser):
    """`visit(**options)`: a page of a new visitor."""
    contexts = []

    def visitor(**options):
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        return context.new_page()

    yield visitor
    for context in contexts:
        context.close()


@pytest.fixture
def saved(portal, visit, cards):
    """A visitor who has saved both cards and opened the list."""
    page = visit()
    for path in cards.values():
        page.goto(portal.url + path)
        page.get_by_role("button", name="Сохранить").click()
    page.get_by_role("link", name="Мой список (2)").click()
    page.wait_for_url("**/saved/?s=*")
    page.wait_for_load_state()
    return page


def test_a_list_is_saved_shown_and_made_shorter(saved):
    assert saved.locator(".saved-card").count() == 2
    saved.get_by_role("button", name="Убрать").first.click()
    expect(saved.locator(".saved-card")).to_have_count(1)
    assert saved.evaluate("Object.keys(localStorage)") == ["saved"]
    assert saved.context.cookies() == []


def test_an_empty_address_of_the_list_opens_what_is_saved(portal, saved):
    kept = saved.url
    saved.goto(portal.url + "/saved/")
    saved.wait_for_url(kept)


def test_somebody_else_opens_the_list_by_its_link_without_script(saved, visit):
    other = visit(java_script_enabled=False)
    other.goto(saved.url)
    assert other.locator(".saved-card").count() == 2
    assert other.locator("button:not([type=submit])").count() == 0
    assert other.get_by_role("link", name="Листок PDF").count() == 1


def test_a_card_without_script_has_all_but_the_button(portal, visit, cards):
    page = visit(java_script_enabled=False)
    page.goto(portal.url + cards["services"])
    assert page.get_by_role("button", name="Сохранить").count() == 0
    assert page.get_by_role("link", name="Листок PDF").is_visible()
    assert page.get_by_role("link", name="Текст для СМС").is_visible()


@pytest.mark.parametrize("kind", ["services", "providers"])
def test_the_description_for_machines_violates_no_policy(portal, visit, cards, kind):
    page = visit()
    page.add_init_script(VIOLATIONS)
    page.goto(portal.url + cards[kind])
    assert page.locator("script[type='application/ld+json']").count() == 1
    assert page.evaluate("window.violations") == []


def test_a_printed_card_carries_its_address_as_a_code(portal, visit, cards):
    page = visit()
    page.goto(portal.url + cards["services"])
    code = page.locator(".take-qr img")
    assert not code.is_visible()
    page.emulate_media(media="print")
    code.scroll_into_view_if_needed()
    expect(code).not_to_have_js_property("naturalWidth", 0)
    expect(page.locator(".take-qr figcaption")).to_contain_text(portal.url.split("//")[1] + cards["services"])


def pages_of(cards: dict[str, str]) -> dict[str, str]:
    service, provider = (path.split("/")[2] for path in cards.values())
    return {
        "text": f"/take/service/{service}/text/",
        "list": "/saved/?s=s1,p1,s999999999",
        "snippet": f"/embed/?provider={provider}",
        "frame of a provider": f"/embed/provider/{provider}/",
        "frame of the search": "/embed/search/?territory=zarechny&q=%D0%BF%D1%81%D0%B8%D1%85%D0%BE%D0%BB%D0%BE%D0%B3",
    }


NAMES = ["text", "list", "snippet", "frame of a provider", "frame of the search"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing(portal, visit, cards, name, scheme):
    page = visit(color_scheme=scheme, reduced_motion="reduce")
    page.goto(portal.url + pages_of(cards)[name])
    results = Axe().run(page, options={"runOnly": RULES})
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("name", NAMES)
def test_nothing_hangs_over_on_a_narrow_screen(portal, visit, cards, name):
    width = 280 if name.startswith("frame") else 320
    page = visit(viewport={"width": width, "height": 640})
    page.goto(portal.url + pages_of(cards)[name])
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.fixture(scope="module")
def site(portal, cards):
    """A site of somebody else's with a frame of ours; it answers to 127.0.0.1 and to localhost alike."""
    body = f'<!doctype html><title>Центр</title><iframe src="{portal.url}/embed{cards["providers"][:-1]}/"></iframe>'
    body = body.replace("/embed/providers/", "/embed/provider/").encode()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()


def test_a_named_site_shows_the_frame_and_another_does_not(portal, visit, site):
    editor = visit()
    editor.goto(portal.url + "/admin/snippets/sharing/embedhost/add/")
    editor.fill("input[name=username]", portal.admin)
    editor.fill("input[name=password]", portal.password)
    editor.locator("button[type=submit]").click()
    editor.fill("input[name=host]", f"127.0.0.1:{site}")
    editor.get_by_role("button", name="Сохранить").first.click()
    editor.wait_for_url("**/embedhost/")

    page = visit()
    page.goto(f"http://127.0.0.1:{site}/")
    assert page.frames[1].locator("h1").inner_text()
    page.goto(f"http://localhost:{site}/")
    page.wait_for_timeout(500)
    assert page.frames[1].url.startswith("chrome-error:")
