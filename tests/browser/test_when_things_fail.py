"""What a person sees when something has gone wrong, as the real portal says it: for all eyes and the keyboard."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from .bearing import FOUR_TIMES, bears_enlarging, walk
from .failing import AWAY, HOST, crowded, database_of, only_reading, served

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
WORDS = "Телефон не отвечает, мы звонили три дня подряд."
# More than Django reads of a form.
TOO_MUCH = 3_000_000
LOCKED_AFTER = 20
# A name that leads to a server which does not know it.
STRANGE = "strange.localhost"
SIGN_IN, REPORT = "/admin/login/", "/feedback/"
QUESTION = "/programmes/yugra-2016-2017/14.1/ask/"


@dataclass(frozen=True)
class Servers:
    """By what has befallen them."""

    well: str
    away: str
    reading: str
    crowded: str
    password: str


@pytest.fixture(scope="module")
def servers(portal) -> Iterator[Servers]:
    database = database_of(portal)
    with ExitStack() as running:
        yield Servers(
            portal.url,
            running.enter_context(served(portal, AWAY, ALLOWED_HOSTS=HOST)),
            running.enter_context(served(portal, only_reading(database))),
            running.enter_context(crowded(portal, database)),
            portal.password,
        )


def report(page: Page, url: str, more: int = 0) -> None:
    """So many letters more than the field lets a hand type."""
    page.goto(url + REPORT)
    page.check("[name=kind][value=other]")
    page.fill("#text", WORDS)
    page.evaluate("more => addEventListener('formdata', sent => sent.formData.append('more', 'x'.repeat(more)))", more)
    send(page, ".report button")


def send(page: Page, button: str) -> None:
    """The form's own checks would keep it in the browser."""
    page.evaluate("document.querySelectorAll('form').forEach(form => form.noValidate = true)")
    with page.expect_navigation():
        page.locator(button).last.click()


def report_with_mistakes(page: Page, servers: Servers) -> None:
    page.goto(servers.well + REPORT)
    page.fill("#contact", "кому угодно")
    send(page, ".report button")


def question_with_mistakes(page: Page, servers: Servers) -> None:
    page.goto(servers.well + QUESTION)
    send(page, "main form button")


def question_while_reading_alone(page: Page, servers: Servers) -> None:
    page.goto(servers.reading + QUESTION)
    page.fill("main form textarea", WORDS)
    send(page, "main form button")


def answer_while_reading_alone(page: Page, servers: Servers) -> None:
    page.goto(servers.reading + "/support/how-to-get/")
    send(page, ".helped button")


def sign_in_while_reading_alone(page: Page, servers: Servers) -> None:
    page.goto(servers.reading + SIGN_IN)
    type_sign_in(page, "admin", servers.password)


def type_sign_in(page: Page, name: str, password: str) -> None:
    page.fill("[name=username]", name)
    page.fill("[name=password]", password)
    send(page, "form button[type=submit]")


def sign_in_without_its_mark(page: Page, servers: Servers) -> None:
    page.goto(servers.well + SIGN_IN)
    page.context.clear_cookies()
    type_sign_in(page, "admin", "no")


def sign_in_locked(page: Page, servers: Servers) -> None:
    page.goto(servers.well + SIGN_IN)
    for _wrong in range(LOCKED_AFTER + 1):
        type_sign_in(page, "nobody", "wrong")
        if not page.locator("[name=password]").count():
            return


def sign_in_that_ended(page: Page, servers: Servers) -> None:
    page.goto(servers.well + SIGN_IN)
    type_sign_in(page, "admin", servers.password)
    page.goto(servers.well + "/admin/account/")
    kept = [cookie for cookie in page.context.cookies() if cookie["name"] != "sessionid"]
    page.context.clear_cookies()
    page.context.add_cookies(kept)
    send(page, "main form button[type=submit]")


# What is said there, and the way to it.
SCENES: dict[str, tuple[str, Callable[[Page, Servers], object]]] = {
    "database away": ("Страница не открылась", lambda page, of: page.goto(of.away + "/services/")),
    "database away, in English": ("The page did not open", lambda page, of: page.goto(of.away + "/en/support/")),
    "crowd": ("Сейчас слишком много посетителей", lambda page, of: page.goto(of.crowded + "/services/")),
    "unreadable": ("Запрос не удалось прочесть", lambda page, of: page.goto(of.away.replace(HOST, STRANGE))),
    "too large": ("Не отправлено: слишком много", lambda page, of: report(page, of.well, TOO_MUCH)),
    "report with mistakes": ("Не отправлено", report_with_mistakes),
    "report, only reading": ("не может принять сообщение", lambda page, of: report(page, of.reading)),
    "question with mistakes": ("Не отправлено", question_with_mistakes),
    "question, only reading": ("не может принять вопрос", question_while_reading_alone),
    "answer, only reading": ("Ответ не учтён", answer_while_reading_alone),
    "sign-in, only reading": ("Не сохранено", sign_in_while_reading_alone),
    "sign-in without its mark": ("Форма не отправлена", sign_in_without_its_mark),
    "sign-in locked": ("Вход временно закрыт", sign_in_locked),
    "sign-in that ended": ("Ваш вход закончился", sign_in_that_ended),
}


# The back office has no link that skips to its main part; these pages have nothing but that.
OF_THE_OFFICE = {"sign-in locked", "sign-in that ended"}


@pytest.fixture
def scene(browser, servers):
    """`scene(name, **options)`: the page, in a context of its own."""
    contexts = []

    def opened(name: str, **options) -> Page:
        contexts.append(browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options}))
        page = contexts[-1].new_page()
        said, lead = SCENES[name]
        lead(page, servers)
        expect(page.locator("main")).to_contain_text(said)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", SCENES)
def test_axe_finds_nothing(scene, name, scheme):
    results = Axe().run(scene(name, color_scheme=scheme, reduced_motion="reduce"), options=RULES)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("name", SCENES)
def test_it_bears_zoom_spacing_and_large_text_and_the_keyboard_gets_everywhere(scene, name):
    page = scene(name, **FOUR_TIMES)
    faults = [] if name in OF_THE_OFFICE else walk(page)
    assert faults + bears_enlarging(page) == []
