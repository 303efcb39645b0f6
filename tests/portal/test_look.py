"""What every template and stylesheet keeps to: one frame, roles of colour, nothing inline, nothing unescaped."""

import datetime
import gzip
import re
from itertools import accumulate
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template import engines
from django.template.loader import render_to_string
from django.urls import resolve
from django.utils import translation
from jinja2.environment import TemplateModule

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
# Their screens are the back office's, in Wagtail's own colours.
BACK_OFFICE = {"cabinets", "exchange", "returns", "staff"}
APPS = sorted({path.parent.name for path in ROOT.glob("*/apps.py")} - BACK_OFFICE)
STYLES = sorted(
    path
    for app in APPS
    for path in (ROOT / app / "static").rglob("*.css")
    if not {"admin", "leaflet"} & set(path.parts)
)
# Leaflet's own rules are in no layer, and a layer would yield to them. Old browsers know none.
UNLAYERED = {"map.css", "old.css"}
ERROR_PAGES = ["403.html", "404.html", "500.html", "503.html"]
EVIL = "<em onclick='x'>&"
NAMED_COLOUR = r"(?<![\w-])(?:white|black|red|green|blue|gr[ae]y|orange|purple|yellow)(?![\w-])"
RAW_COLOUR = re.compile(rf"#[0-9a-fA-F]{{3,8}}\b|\b(?:rgba?|hsla?|oklch|oklab)\(|:[^;{{]*{NAMED_COLOUR}")


@pytest.fixture
def ui() -> TemplateModule:
    return engines["jinja2"].env.get_template("components/ui.html").module


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))


# The roles are in a layer, and it is for browsers that drop layers.
@pytest.mark.parametrize("path", [path for path in STYLES if path.name != "old.css"], ids=short)
def test_stylesheets_take_colours_from_the_roles_only(path):
    css = re.sub(r"/\*.*?\*/|\[data-accent=[^]]*\]", "", path.read_text(), flags=re.S)
    if path.name == "tokens.css":
        css = css[: css.index("--p-white")] + css[css.index("color-scheme") :]
        css = re.sub(r"--shadow[^;]*;", "", css)
        assert not RAW_COLOUR.search(css)
    else:
        assert not RAW_COLOUR.search(css)
        assert "--p-" not in css, "the palette is for tokens.css"


@pytest.mark.parametrize("path", [path for path in STYLES if path.name not in UNLAYERED], ids=short)
def test_stylesheets_say_their_layer(path):
    assert re.search(r"@layer (tokens|base|layout|components)", path.read_text())


def test_what_is_for_old_browsers_is_let_in_by_none_of_today():
    css = re.sub(r"/\*.*?\*/", "", (ROOT / "portal/static/portal/css/old.css").read_text(), flags=re.S).strip()
    assert css.startswith("@supports not ((text-emphasis: filled) and (accent-color: auto)) {")
    depths = list(accumulate({"{": 1, "}": -1}[brace] for brace in re.findall("[{}]", css)))
    assert depths.index(0) == len(depths) - 1, "all of it is one block"


@pytest.mark.parametrize("path", TEMPLATES, ids=short)
def test_templates_carry_no_inline_style_or_script(path):
    html = re.sub(r"\{#.*?#\}", "", path.read_text(), flags=re.S)
    assert not re.search(r"<style\b|\sstyle=|\son[a-z]+=[\"']|javascript:", html)
    assert not re.search(r"<script\b(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)", html)


@pytest.mark.parametrize("path", TEMPLATES, ids=short)
def test_templates_fetch_nothing_from_elsewhere(path):
    assert not re.search(r"<(?:link|script|img|iframe)\b[^>]*(?:src|href)=\"(?:https?:)?//", path.read_text())


@pytest.mark.parametrize("name", ERROR_PAGES)
def test_error_pages_stand_on_the_frame(name):
    html = render_to_string(name)
    assert '<html lang="ru">' in html
    assert html.count("<main") == html.count("<h1") == 1
    assert f"tel:{settings.CHILDREN_HELPLINE}" in html
    assert 'action="/search/"' in html
    assert 'href="#main"' in html


@pytest.mark.parametrize("name", ERROR_PAGES)
def test_files_that_a_page_links_exist(name):
    linked = re.findall(r'(?:href|src)="/static/([^"]+)"', render_to_string(name))
    assert linked
    assert [path for path in linked if not finders.find(path)] == []


def test_addresses_in_the_frame_are_those_of_views():
    """The frame must render when URL names cannot be resolved, so it spells its addresses."""
    paths = set(re.findall(r'href="(/[a-z]+/)"', render_to_string("500.html"))) - {
        "/support/",
        "/news/",
        "/events/",
        "/materials/",
    }
    assert paths >= {"/services/", "/providers/", "/programmes/", "/acts/"}
    assert [path for path in paths if resolve(path).func.__module__.startswith("wagtail.")] == []


def test_a_first_view_is_light():
    html = render_to_string("404.html")
    files = [finders.find(path) for path in set(re.findall(r'(?:href|src)="/static/([^"]+)"', html))]
    fonts = sum(Path(path).stat().st_size for path in files if path.endswith(".woff2"))
    texts = sum(len(compressed(Path(path).read_bytes())) for path in files if not path.endswith(".woff2"))
    assert len(files) <= 11
    assert fonts < 25_000
    assert fonts + texts + len(compressed(html.encode())) < 55_000


def compressed(content: bytes) -> bytes:
    return gzip.compress(content)


ACT = SimpleNamespace(citation=EVIL, place_url=lambda place: "/acts/x/")
ESCAPED = {
    "breadcrumbs": lambda ui: ui.breadcrumbs([(EVIL, "/x/")], EVIL),
    "badge": lambda ui: ui.badge(EVIL, "good"),
    "card": lambda ui: ui.card(EVIL, "/x/", EVIL, [EVIL], [(EVIL, "good")], eyebrow=EVIL),
    "notice": lambda ui: ui.notice(EVIL, "warn", EVIL),
    "facts": lambda ui: ui.facts([(EVIL, EVIL)]),
    "source": lambda ui: ui.source(ACT, EVIL),
    "phone_link": lambda ui: ui.phone_link(EVIL, EVIL, EVIL),
    "pagination": lambda ui: ui.pagination(2, 3, EVIL),
    "empty": lambda ui: ui.empty(EVIL, EVIL),
    "search_form": lambda ui: ui.search_form("/search/", EVIL, EVIL, EVIL),
    "stat": lambda ui: ui.stat(EVIL, EVIL, "/x/"),
    "status_strip": lambda ui: ui.status_strip(EVIL, [(EVIL, 1, "good")]),
}


@pytest.mark.parametrize("name", ESCAPED)
def test_macros_escape_what_they_are_given(ui, name):
    html = str(ESCAPED[name](ui))
    assert "<em" not in html
    assert "onclick='" not in html
    assert "&lt;em" in html


def test_a_row_without_a_value_is_left_out(ui):
    html = str(ui.facts([("Адрес", "ул. Садовая, 5"), ("Факс", ""), ("ИНН", None), ("Мест", 0)]))
    assert "Факс" not in html
    assert "ИНН" not in html
    assert "<dd>0</dd>" in html


def test_money_tells_nothing_known_from_nothing_spent(ui):
    assert "нет данных" in ui.money(None)
    assert "нет данных" in ui.money(0, "absent")
    assert "не требуется" in ui.money(None, "not-required")
    assert "0\u00a0₽" in ui.money(0)


def test_a_record_that_nobody_checked_says_so(ui):
    assert "Ещё не проверено" in ui.verified(SimpleNamespace(verified_on=None))
    checked = ui.verified(SimpleNamespace(verified_on=datetime.date(2026, 5, 3)))
    assert "3\u00a0мая\u00a02026" in checked


def test_pages_of_a_list_keep_its_filters(ui):
    html = str(ui.pagination(5, 9, "q=мама&price=free"))
    assert 'href="?q=мама&amp;price=free&amp;page=6"' in html
    assert html.count('aria-current="page"') == 1
    assert ">9</a>" in html
    assert str(ui.pagination(1, 1)).strip() == ""


def test_the_frame_speaks_the_language_of_the_reader():
    with translation.override("en"):
        assert '<html lang="en">' in render_to_string("404.html")


def test_words_after_the_sign_of_a_badge_go_on_in_small_letters(ui):
    """A browser takes «!» with the letter after it for the first letter, but not «✓»."""
    for text in ("! на 15 дней позже", "✓ в срок", "≠ не сходится"):
        assert 'badge-signed"' in ui.badge(text)
    for text in ("в срок", "У семьи", "«Социальный навигатор»"):
        assert "badge-signed" not in ui.badge(text)
