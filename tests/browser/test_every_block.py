"""Every block that an editor may put, whole and bare, on each kind of page: light, dark, narrow, large, printed."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from .bearing import FOUR_TIMES, bears_enlarging, walk, width_of

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PAPER = {"width": 718, "height": 1000}
PAGES = [
    "every-block-sectionpage-whole", "every-block-sectionpage-bare", "every-block-guidepage-whole",
    "every-block-guidepage-bare", "every-block-newspage-whole", "every-block-materialpage-whole",
    "every-block-eventpage-whole", "every-block-resourcecentrepage-whole",
]  # fmt: skip
# Between them they have every block; colours are the blocks' own.
DARK = ["every-block-sectionpage-whole", "every-block-guidepage-whole"]


@pytest.fixture(scope="module")
def addresses(portal):
    """Where the pages are, by slug; they are gone when the tests are done."""
    made = portal.manage("shell", "-v0", "-c", "from tests.browser import every_block; print(*every_block.make())")
    yield {path.split("/")[-2]: path.removeprefix(portal.url) for path in made.split() if "/every-block" in path}
    portal.manage("shell", "-v0", "-c", "from tests.browser import every_block; every_block.drop()")


@pytest.fixture
def page_of(open_page, addresses):
    def opened(name: str, **options):
        page = open_page(addresses[name], **options)
        assert page.locator("h1").inner_text().startswith("Все блоки")
        return page

    return opened


def test_every_kind_of_page_is_looked_at(addresses):
    assert sorted(addresses) == sorted(PAGES)


@pytest.mark.parametrize(("name", "scheme"), [*((name, "light") for name in PAGES), *((name, "dark") for name in DARK)])
def test_axe_finds_nothing(page_of, name, scheme):
    results = Axe().run(page_of(name, color_scheme=scheme, reduced_motion="reduce"), options=RULES)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("name", PAGES)
def test_it_bears_zoom_spacing_and_large_text_and_the_keyboard_gets_everywhere(page_of, name):
    page = page_of(name, **FOUR_TIMES)
    assert walk(page) + bears_enlarging(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_every_word_is_there_without_a_script_and_on_paper(page_of, name):
    told = page_of(name, viewport=PAPER).locator("main").inner_text()
    page = page_of(name, viewport=PAPER, java_script_enabled=False)
    assert page.locator("main").inner_text() == told
    page.emulate_media(media="print")
    assert width_of(page) <= PAPER["width"]
    closed = page.locator(".prose details > :not(summary)").all()
    assert [each.bounding_box()["height"] > 0 for each in closed].count(False) == 0
