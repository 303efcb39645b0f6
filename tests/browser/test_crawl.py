"""Every public address, as an old proxy or a machine sees it."""

import collections
import os
import re
import shutil
import subprocess
import warnings
from html.parser import HTMLParser
from urllib.parse import quote

import html5lib
import pytest

from .pages import TEMPLATES

VOID_OF_TEXT = {"script", "style", "title", "code", "svg"}
# Each copy of these holds a token of its own.
ONE_TIME = {"/feedback/", "/programmes/yugra-2016-2017/14.1/ask/"}
LATIN_WORD = re.compile(r"\b(?![IVX]+\b)[A-Za-z]{3,}")
# Latin words that are Russian usage on a Russian page: formats, standards, marks of a state system.
KNOWN_LATIN = {
    "csv",
    "xlsx",
    "json",
    "pdf",
    "docx",
    "xls",
    "html",
    "http",
    "https",
    "www",
    "api",
    "openapi",
    "rss",
    "atom",
    "mail",
    "sms",
    "qr",
    "cache",
    "control",
}

# Names that the page of open data takes from its standard.
KNOWN_LATIN |= {
    "alert", "assured", "bulk", "closed", "contents", "cors", "data", "empty", "etag", "first", "hsds", "human",
    "last", "lat", "lon", "manifest", "match", "minimal", "modified", "ndjson", "none", "open", "openreferral",
    "org", "page", "proximity", "referral", "services", "sha", "size", "specification", "temporarily", "total",
    "uuid", "zip", "geojson", "ctrl", "vcard", "date", "items", "pages", "number", "near", "stale",
    # The name of a language, where a page is in two.
    "english",
    # A key; what institutions copy to their own sites.
    "shift", "iframe", "title", "loading", "lazy", "referrerpolicy", "origin", "frameborder",
}  # fmt: skip


class Page(HTMLParser):
    """What the rules look at in a page: elements by name with their attributes, the title, the visible words."""

    def __init__(self, html: str):
        super().__init__()
        self.elements = collections.defaultdict(list)
        self.title = ""
        self.text = []
        self.open = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.elements[tag].append(dict(attributes))
        if tag in VOID_OF_TEXT:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if self.open and self.open[-1] == tag:
            self.open.pop()

    def handle_data(self, data):
        if self.open == ["title"]:
            self.title += data
        elif not self.open:
            self.text.append(data)


@pytest.fixture(scope="module")
def crawled(portal) -> dict[str, tuple[dict, str]]:
    """Headers and text of every address of the sitemap and of every template."""
    templates = [quote(path, safe="/?&=+%") for name, path in TEMPLATES.items() if name != "not found"]
    pages = {}
    for path in dict.fromkeys([*portal.paths(), *templates]):
        status, headers, body = portal.get(path)
        assert status == 200, f"{path}: {status}"
        pages[path] = headers, body.decode()
    return pages


def violations(crawled, rule) -> dict[str, object]:
    """What the rule finds wrong, by address; the rule gets headers, html and the parsed page."""
    found = {path: rule(headers, html, Page(html)) for path, (headers, html) in crawled.items()}
    return {path: wrong for path, wrong in found.items() if wrong}


def test_the_sitemap_holds_every_kind_of_page(crawled):
    kinds = collections.Counter(path.split("/")[1] for path in crawled)
    assert kinds["services"] > 400
    assert kinds["providers"] > 60
    assert kinds["programmes"] > 44 + 5
    assert kinds["categories"] >= 18
    assert kinds["acts"] >= 36
    assert kinds["support"] >= 8


def test_every_page_has_one_heading_and_one_main(crawled):
    assert not violations(
        crawled,
        lambda headers, html, page: {
            tag: len(page.elements[tag]) for tag in ("h1", "main") if len(page.elements[tag]) != 1
        },
    )


def test_every_page_says_the_language_of_its_address(crawled):
    spoken = {path: Page(html).elements["html"][0].get("lang") for path, (headers, html) in crawled.items()}
    assert {path for path, language in spoken.items() if language != ("en" if is_english(path) else "ru")} == set()
    assert any(map(is_english, crawled))


def is_english(path: str) -> bool:
    return path.startswith("/en/")


def test_every_title_is_its_own(portal, crawled):
    titles = collections.defaultdict(list)
    for path in portal.paths():
        titles[Page(crawled[path][1]).title.strip()].append(path)
    assert "" not in titles
    assert {title: paths for title, paths in titles.items() if len(paths) > 1} == {}


def test_every_page_describes_itself(portal, crawled):
    pages = {path: crawled[path] for path in portal.paths()}
    assert not violations(
        pages,
        lambda headers, html, page: (
            not any(
                meta.get("name") == "description" and meta.get("content", "").strip() for meta in page.elements["meta"]
            )
        ),
    )


def test_no_page_sets_a_cookie_or_varies_on_one(crawled):
    assert not violations(
        crawled, lambda headers, html, page: "set-cookie" in headers or "cookie" in headers.get("vary", "").lower()
    )


def test_foreign_cookies_change_nothing(portal):
    status, headers, body = portal.get("/", Cookie="sessionid=someone-elses; csrftoken=x; _ym_uid=1")
    assert (status, "set-cookie" in headers) == (200, False)
    assert body == portal.get("/")[2]


def test_every_page_may_be_kept_by_a_proxy(crawled):
    """All but a form that is made for one reader."""
    kept = {path: page for path, page in crawled.items() if path not in ONE_TIME}
    assert not violations(kept, lambda headers, html, page: "public" not in headers.get("cache-control", ""))
    assert all("no-store" in crawled[path][0]["cache-control"] for path in ONE_TIME)


def test_the_policy_forbids_inline_code_and_strangers(crawled):
    def rule(headers, html, page):
        policy = headers.get("content-security-policy", "")
        return "unsafe" in policy or "default-src 'none'" not in policy or "http:" in policy or "https:" in policy

    assert not violations(crawled, rule)


def test_no_page_has_inline_code(crawled):
    def rule(headers, html, page):
        scripts = [
            script for script in page.elements["script"] if "src" not in script and "json" not in script.get("type", "")
        ]
        handlers = [
            f"{tag} {name}"
            for tag, elements in page.elements.items()
            for attributes in elements
            for name in attributes
            if name == "style" or name.startswith("on")
        ]
        return [*scripts, *page.elements["style"], *handlers]

    assert not violations(crawled, rule)


def test_every_page_asks_only_its_own_server_for_files(crawled):
    def rule(headers, html, page):
        pages = {"canonical", "alternate"}
        files = [link.get("href", "") for link in page.elements["link"] if link.get("rel", "") not in pages]
        files += [
            element.get("src", "") for tag in ("script", "img", "iframe", "source") for element in page.elements[tag]
        ]
        return [file for file in files if re.match(r"(https?:)?//", file)]

    assert not violations(crawled, rule)


def test_the_helpline_is_one_tap_away_everywhere(crawled):
    assert not violations(
        crawled, lambda headers, html, page: not any(a.get("href") == "tel:+78002000122" for a in page.elements["a"])
    )


def test_no_text_is_left_in_english(crawled):
    def rule(headers, html, page):
        words = {
            word.lower()
            for text in page.text
            for word in LATIN_WORD.findall(re.sub(r"\S*[@/\d]\S*|\S+\.\w+", " ", text))
        }
        return sorted(words - KNOWN_LATIN)

    russian = {path: page for path, page in crawled.items() if not is_english(path)}
    assert not violations(russian, rule)


def test_every_page_parses_without_an_error(crawled):
    """html5lib follows the standard's parsing rules and counts every error; the validator below knows more."""

    def rule(headers, html, page):
        parser = html5lib.HTMLParser(strict=False)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            parser.parse(html)
        return [f"{position}: {code} {data}" for position, code, data in parser.errors][:5]

    kinds = {re.sub(r"[^/]+/$", "", path): path for path in crawled}
    sample = {path: crawled[path] for path in [*kinds.values(), *(p for p in crawled if "?" in p)]}
    assert not violations(sample, rule)


def test_every_template_is_valid_html(portal, crawled, tmp_path):
    jar = os.environ.get("VNU_JAR")
    if not (jar and shutil.which("java")):
        pytest.skip("the HTML validator needs Java and VNU_JAR: the path of npm's vnu-jar (CI has both)")
    paths = list({re.sub(r"[^/]+/$", "", path): path for path in crawled}.values()) + [p for p in crawled if "?" in p]
    for number, path in enumerate([*paths, "/no-such-page/"]):
        (tmp_path / f"{number:03}.html").write_bytes(portal.get(path)[2])
    checked = subprocess.run(
        ["java", "-jar", jar, "--errors-only", "--format", "gnu", *sorted(map(str, tmp_path.glob("*.html")))],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    names = {f"{number:03}.html": path for number, path in enumerate(paths)}
    errors = [
        re.sub(r'^"file:.*/(\d+\.html)"', lambda m: names.get(m[1], m[1]), line) for line in checked.stderr.splitlines()
    ]
    assert checked.returncode == 0, "\n".join(errors)


def test_robots_may_read_what_the_public_may(portal):
    status, _headers, body = portal.get("/robots.txt")
    assert status == 200
    assert "Disallow: /admin/" in body.decode()
    assert f"Sitemap: {portal.url}/sitemap.xml" in body.decode()


def test_the_news_feed_is_there(portal):
    status, headers, body = portal.get("/news/feed/")
    assert status == 200
    assert "xml" in headers["content-type"]
    assert b"<entry>" in body


@pytest.mark.parametrize("path", ["/no-such-page/", "/services/no-such-service/", "/programmes/no/1.1/", "/news/no/"])
def test_what_is_not_there_gets_the_portals_own_page(portal, path):
    status, _headers, body = portal.get(path)
    page = Page(body.decode())
    assert status == 404
    assert len(page.elements["h1"]) == len(page.elements["main"]) == 1


def test_the_demo_says_where_it_is_and_how_to_sign_in(portal):
    assert portal.url in portal.output
    assert portal.url.replace("127.0.0.1", "zarechny.localhost") in portal.output
    assert portal.password in portal.output


def test_a_spoofed_host_is_refused(portal):
    assert portal.get("/", Host="evil.example")[0] == 400


def test_dev_files_do_not_leak(portal):
    assert [portal.get(path)[0] for path in ("/manage.py", "/.git/config", "/static/../manage.py")] == [404, 404, 404]
