"""Take the pictures of the editors' guide anew: `make pictures`. They show the running demo, so they stay true.

A picture is of a screen that one of the demo's accounts opens: an address, then what is clicked there. `docs/*.md` name
it as `pictures/<name>.png`; tests hold the two lists against each other.
"""

import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.running import CHROMIUM, CHROMIUM_ARGUMENTS, ROOT, Portal, running_portal

FOLDER = ROOT / "docs" / "pictures"
WIDTH, HEIGHT = 1240, 820
COLOURS = 96
STILL = "*, *::before, *::after { animation: none !important; transition: none !important; caret-color: transparent }"


@dataclass(frozen=True)
class Shot:
    """A screen. `first`: open the first record of the list. `clicks`: texts to click, one after another.

    `show`: a selector to bring to the top; `who`: the demo's account; nobody for a public page.
    """

    name: str
    address: str
    first: bool = False
    clicks: tuple[str, ...] = ()
    show: str = ""
    who: str = "admin"
    height: int = HEIGHT
    width: int = WIDTH


RECORDS = "/admin/snippets"
SHOTS = (
    # The three of README.
    Shot("home", "/", who="", width=1280, height=900),
    Shot("directory", "/services/?q=психолог", who="", width=1280, height=900),
    Shot("programme", "/programmes/zarechny-2025-2026/", who="", width=1280, height=900),
    # The back office.
    Shot("editors-home", "/admin/"),
    Shot("service-form", f"{RECORDS}/services_directory/service/", first=True),
    Shot("review-queue", "/admin/reports/review/services/"),
    Shot("openness", "/admin/reports/openness/"),
    Shot("feedback-queue", "/admin/feedback/"),
    Shot("imports", "/admin/directory/import/"),
    Shot("measure-money", f"{RECORDS}/measures/measure/?q=2.1", first=True, clicks=("Деньги",)),
    Shot("workbooks", "/admin/measures/workbooks/"),
    Shot("annexes", "/admin/measures/annexes/"),
    Shot("indicator-values", f"{RECORDS}/measures/indicator/", first=True, show="h2:has-text('Значения')"),
    Shot("plan-changes", "/programmes/zarechny-2025-2026/changes/", who=""),
    Shot("reporters-desk", "/admin/", who="executor"),
    Shot("discipline", "/programmes/zarechny-2025-2026/discipline/", who=""),
    Shot("cabinet", "/admin/", who="organisation"),
    Shot("synonyms", f"{RECORDS}/search/synonymgroup/"),
    Shot("navigator-form", f"{RECORDS}/navigator/navigator/", first=True),
    Shot("questions-queue", "/admin/questions/"),
    Shot("right-form", f"{RECORDS}/rights/situation/", first=True),
    Shot("announcements", f"{RECORDS}/screens/announcement/"),
    Shot("news-form", "/admin/publications/news/", first=True),
    Shot("broken-links", "/admin/reports/broken-links/"),
    Shot("section-form", "/admin/publications/section/", first=True, show="[id$=-body-section]"),
    Shot("usefulness", "/admin/usefulness/"),
    Shot("events-list", "/admin/publications/events/"),
    Shot("material-form", "/admin/publications/materials/", first=True),
    Shot("act-form", f"{RECORDS}/acts/legalact/?q=442-ФЗ", first=True),
    Shot("guides", "/admin/reports/guides/"),
    Shot("media-plan", "/admin/publicity/"),
    Shot("sections-on-sites", "/admin/publicity/sections/"),
    Shot("site-settings", "/admin/settings/home/portalsettings/"),
    Shot("english", "/en/", who=""),
)


def sign_in(browser: Browser, portal: Portal, who: str, password: str) -> BrowserContext:
    context = browser.new_context(base_url=portal.url, locale="ru-RU", reduced_motion="reduce")
    if who:
        page = context.new_page()
        page.goto("/admin/login/")
        page.locator("input[name=username]").fill(who)
        page.locator("input[name=password]").fill(password)
        page.locator("button[type=submit]").click()
        page.wait_for_url("**/admin/")
        page.close()
    return context


def take(page: Page, shot: Shot) -> None:
    page.set_viewport_size({"width": shot.width, "height": shot.height})
    response = page.goto(shot.address, wait_until="networkidle")
    assert response.ok, f"{shot.address}: {response.status}"
    if shot.first:
        page.locator("table.listing td.title a").first.click()
        page.wait_for_load_state("networkidle")
    for text in shot.clicks:
        page.get_by_role("tab", name=text).or_(page.get_by_role("button", name=text)).first.click()
    if shot.show:
        page.locator(shot.show).first.evaluate("found => found.scrollIntoView({block: 'start'})")
    page.add_style_tag(content=STILL) if shot.who else None
    path = FOLDER / f"{shot.name}.png"
    page.screenshot(path=path)
    pack(path)


def pack(path: Path) -> None:
    """A screen has few colours: a palette of them is a third of the size."""
    with Image.open(path) as opened:
        opened.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def passwords(var: Path) -> dict[str, str]:
    kept = {"admin": "admin", "organisation": "organisation", "executor": "executor"}
    return {"": "", **{who: (var / f"{name}-password").read_text() for who, name in kept.items()}}


def main(names: list[str]) -> None:
    kept = os.environ.get("PORTAL_TEST_DEMO_VAR")
    with tempfile.TemporaryDirectory() as temporary:
        var = Path(kept or temporary)
        with running_portal(var) as portal, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
            known = passwords(var)
            wanted = [shot for shot in SHOTS if not names or shot.name in names]
            for who in dict.fromkeys(shot.who for shot in wanted):
                context = sign_in(browser, portal, who, known[who])
                page = context.new_page()
                for shot in wanted:
                    if shot.who == who:
                        take(page, shot)
                        sys.stdout.write(f"{shot.name}\n")
                context.close()
            browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
