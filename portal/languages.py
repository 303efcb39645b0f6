"""In which language a page is: its address says so and nothing else does, so one kept copy serves everybody.

`/en/…` is the tree of pages whose home page is the translation of the site's own; an address without a prefix is in the
default language. Records are in that language only. Another language takes a line in LANGUAGES and a home page.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from wagtail.models import Page, Site

from portal.routing import restricted
from portal.sites import address_here, current

NAMES = dict(settings.LANGUAGES)
DEFAULT = settings.LANGUAGE_CODE
PREFIXED = frozenset(NAMES) - {DEFAULT}
X_DEFAULT = "x-default"


class LanguageOfAddress:
    """Speak the language of the address while it is answered. The default one too: a language that nobody has set costs
    Django twice as much to tell."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(language_of(request.path_info)):
            return self.get_response(request)


def language_of(address: str) -> str:
    first = address[1:].partition("/")[0]
    return first if first in PREFIXED else DEFAULT


def is_default() -> bool:
    """Whether the page speaks the language that records are in."""
    return translation.get_language() in (DEFAULT, None)


def home_here(site: Site | None) -> Page | None:
    """The site's home page in the language of the address; none where it has no such."""
    return site and site.homes.get(translation.get_language())


def way(path: str) -> str:
    """The address of a page of the menu: in the language of this page where the site has it so."""
    site = None if is_default() else current()
    if site and path.strip("/") in site.tops.get(translation.get_language(), ()):
        return f"/{translation.get_language()}{path}"
    return path


@dataclass(frozen=True)
class Version:
    """A page in one of its languages."""

    language: str
    url: str
    is_this: bool

    @property
    def name(self) -> str:
        return NAMES[self.language]


def elsewhere(translation_key, pk) -> QuerySet:
    """Where the same page stands in other languages, for the public."""
    others = Page.objects.filter(translation_key=translation_key, live=True).exclude(pk=pk)
    return others.exclude(restricted()).values_list("url_path", flat=True)


def versions(page: Page) -> list[Version]:
    """The page in every language in which the site has it for the public; nothing where that is one."""
    site = current()
    if site is None or len(site.homes) < 2:
        return []
    known = {language_in(path, site): path for path in (page.url_path, *page.elsewhere)}
    found = [Version(code, address_here(path), path == page.url_path) for code in NAMES if (path := known.get(code))]
    return found if len(found) > 1 else []


def language_in(url_path: str, site: Site) -> str | None:
    """By the tree that the page stands in: asking for its locale would be a query."""
    return next((code for code, home in site.homes.items() if url_path.startswith(home.url_path)), None)


def alternates(found: list[Version], absolute: Callable[[str], str]) -> list[tuple[str, str]]:
    """(language, whole address) for search engines; `x-default` is what they show to everybody else."""
    if not found:
        return []
    default = next((each for each in found if each.language == DEFAULT), found[0])
    return [*((each.language, absolute(each.url)) for each in found), (X_DEFAULT, absolute(default.url))]
