"""An editor's first day: she writes, a moderator approves, families find it everywhere, and later it is gone."""

import io
import re
import time
import uuid
from urllib.parse import quote

import pytest
from PIL import Image
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
PASSWORD = "novichok-" + uuid.uuid4().hex
WORD = f"первоцвет{uuid.uuid4().hex[:8]}"
NEWS, GUIDE = f"Новость: {WORD}", f"Как получить: {WORD}"
MINUTE = 60
SERVICES_BLOCK, HELP = "Услуги (из справочника)", "Психологическая помощь"


@pytest.fixture(scope="module")
def people(portal, browser):
    """An editor of publications and a moderator, made by the administrator in the back office; and how they sign in."""
    contexts = []

    def signed_in(name: str, password: str):
        context = browser.new_context(base_url=portal.url, locale="ru-RU", viewport={"width": 1280, "height": 900})
        contexts.append(context)
        page = context.new_page()
        page.goto("/admin/login/")
        page.locator("input[name=username]").fill(name)
        page.locator("input[name=password]").fill(password)
        page.locator("button[type=submit]").click()
        page.wait_for_url("**/admin/")
        return page

    owner = signed_in(portal.admin, portal.password)
    for name, group in (("novice", "Редакторы публикаций"), ("elder", "Модераторы")):
        make_person(owner, f"{name}-{WORD[-8:]}", group)
    yield lambda name: signed_in(f"{name}-{WORD[-8:]}", PASSWORD)
    for context in contexts:
        context.close()


def make_person(page, name: str, group: str) -> None:
    page.goto("/admin/users/new/")
    for field, value in {"username": name, "email": f"{name}@portal.example", "first_name": "Вера"}.items():
        page.locator(f"#id_{field}").fill(value)
    page.locator("#id_last_name").fill("Новая")
    for field in ("password1", "password2"):
        page.locator(f"#id_{field}").fill(PASSWORD)
    page.get_by_role("tab", name="Роли").first.click()
    page.get_by_label(group, exact=True).check()
    page.get_by_role("button", name="Создать").click()
    page.wait_for_url("**/admin/users/")


def write_news(page) -> None:
    page.goto("/admin/publications/news/")
    page.locator("a[href*='/add/home/newspage/'], a[href$='/add_subpage/']").first.click()
    page.wait_for_load_state("networkidle")
    page.locator("#id_title").fill(NEWS)
    page.locator("#id_lead").fill("Открылась новая служба помощи семьям.")
    choose_picture(page)
    page.locator("#id_image_alt").fill("Дети сажают цветы во дворе")
    send_to_moderator(page)


def choose_picture(page) -> None:
    page.locator("#id_image-chooser").get_by_role("button").first.click()
    window = page.locator(".modal-body")
    window.get_by_role("tab", name="Загрузка").click()
    window.locator("input[type=file]").set_input_files(
        {"name": "dvor.jpg", "mimeType": "image/jpeg", "buffer": photograph()}
    )
    window.locator("input[name$=upload-title]").fill("Двор")
    window.get_by_role("button", name="Загрузка").click()
    page.locator("#id_image-chooser .chosen img").wait_for()


def photograph() -> bytes:
    """Another one each time: the library asks about a picture that it has already."""
    file = io.BytesIO()
    Image.new("RGB", (1300, 800), f"#{WORD[-6:]}").save(file, "JPEG")
    return file.getvalue()


def write_guide(page) -> None:
    page.goto("/admin/publications/section/")
    page.locator("a[href*='/add_subpage/'], a[href*='/add/home/']").first.click()
    page.get_by_role("link", name="Пошаговая инструкция", exact=True).click()
    page.wait_for_load_state("networkidle")
    page.locator("#id_title").fill(GUIDE)
    insert(page, "steps")
    page.locator("input[name=steps-0-value-title]").fill("Позвоните в службу")
    add_services(page, "body")
    send_to_moderator(page)


def insert(page, field: str) -> None:
    """A row of the field; where it may be of several kinds, the list of them."""
    page.locator(f"[id$=-{field}-section]").get_by_role("button", name="Вставить блок").first.click()


def add_services(page, field: str) -> None:
    """A list of services that stays as the directory has it."""
    insert(page, field)
    page.get_by_role("listbox").get_by_role("option", name=SERVICES_BLOCK).click()
    page.locator(f"input[name={field}-0-value-title]").fill("Кто поможет")
    page.locator(f"#{field}-0-value-kind-chooser").get_by_role("button").first.click()
    page.locator(".modal-body").get_by_role("link", name=HELP, exact=True).first.click()
    page.locator(f"#{field}-0-value-kind-chooser .chosen").get_by_text(HELP).wait_for()


def send_to_moderator(page) -> None:
    page.locator("footer [data-controller~='w-dropdown'] button").first.click()
    page.get_by_role("button", name=re.compile("Отправить: ")).click()
    page.wait_for_url(re.compile(r"/admin/pages/[0-9]+/$"))


def approve(page, title: str) -> None:
    """From the first page: «Ждут вашего решения», then the page itself."""
    page.goto("/admin/")
    page.get_by_role("link", name=title).first.click()
    page.wait_for_load_state("networkidle")
    page.locator("footer [data-controller~='w-dropdown'] button").first.click()
    page.get_by_role("button", name="Одобрить", exact=True).click()
    page.wait_for_url(re.compile(r"/admin/(pages/[0-9]+/)?$"))


def unpublish(page, title: str) -> None:
    page.goto(f"/admin/pages/search/?q={quote(title)}")
    edit = page.get_by_role("link", name=title).first.get_attribute("href")
    page.goto(re.sub(r"/(edit/)?$", "/unpublish/", edit))
    with page.expect_navigation():
        page.get_by_role("button", name="Да, отменить публикацию").click()


def places(portal) -> dict[str, str]:
    """What the public meets, by place."""
    addresses = {
        "list": "/news/", "section": "/support/", "feed": "/news/feed/", "section feed": "/support/feed/",
        "search": f"/api/search/?q={WORD}", "sitemap": "/sitemap-pages.xml",
    }  # fmt: skip
    return {name: portal.get(quote(path, safe="/?=&"))[2].decode() for name, path in addresses.items()}


def known(portal) -> dict[str, set[str]]:
    """Where the news and the guide are found."""
    found = places(portal)
    stem = WORD[-8:]
    in_map = {kind for kind, folder in (("news", "/news/"), ("guide", "/support/")) if in_sitemap(found, folder, stem)}
    by_title = {
        kind: {name for name, text in found.items() if name != "sitemap" and title in text}
        for kind, title in (("news", NEWS), ("guide", GUIDE))
    }
    return {kind: names | ({"sitemap"} if kind in in_map else set()) for kind, names in by_title.items()}


def in_sitemap(found: dict[str, str], folder: str, stem: str) -> bool:
    return bool(re.search(rf"<loc>[^<]*{folder}[^<]*{stem}[^<]*</loc>", found["sitemap"]))


EVERYWHERE = {
    "news": {"list", "feed", "search", "sitemap"},
    "guide": {"section", "section feed", "search", "sitemap"},
}
NOWHERE = {"news": set(), "guide": set()}


def test_from_an_empty_form_to_a_reader_and_back(portal, people, browser):
    novice = people("novice")
    write_news(novice)
    write_guide(novice)
    assert known(portal) == NOWHERE
    elder = people("elder")
    begun = time.monotonic()
    for title in (NEWS, GUIDE):
        approve(elder, title)
    assert known(portal) == EVERYWHERE
    assert time.monotonic() - begun < MINUTE
    read_as_a_family(portal, browser)
    for title in (NEWS, GUIDE):
        unpublish(elder, title)
    assert known(portal) == NOWHERE


def read_as_a_family(portal, browser) -> None:
    """Without a script: the picture speaks, and a link to the news has its own."""
    context = browser.new_context(base_url=portal.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/news/")
    page.get_by_role("link", name=NEWS).first.click()
    expect(page.locator("h1")).to_have_text(NEWS)
    page.wait_for_load_state()
    assert page.get_by_alt_text("Дети сажают цветы во дворе").is_visible()
    card = page.locator("meta[property='og:image']").get_attribute("content")
    status, headers, _body = portal.get(card.removeprefix(portal.url))
    assert (status, headers["content-type"].partition("/")[0]) == (200, "image")
    page.goto("/support/")
    page.get_by_role("link", name=GUIDE).first.click()
    expect(page.get_by_text("Позвоните в службу")).to_be_visible()
    page.wait_for_load_state()
    assert page.get_by_role("heading", name="Кто поможет").is_visible()
    assert page.locator("main a[href^='/services/']:not([href*='?'])").count() > 1
    context.close()
