"""One install, many sites: whose host is asked, and what of the shared records that site shows.

A site may serve a territory (`home.PortalSettings.territory`). It then lists what belongs to that territory, to those
within it and to those that hold it, and nothing else; a card from elsewhere leads to the main site. A site without a
territory shows everything. This module holds the rule; lists ask it by `here()` of their querysets, by `shown()` where
rows are read without one, and the search by what its question remembers (search.within).

The site is known while a request is answered, as its language is; commands and background work know none and see all.
"""

from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass
from functools import reduce
from operator import or_
from urllib.parse import quote

from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import RFC3986_SUBDELIMS
from wagtail.models import Page, Site

from portal.at_hand import AtHand

CACHE_KEY = "portal.sites"
# Other processes see a change of the site after this many seconds.
CACHE_SECONDS = 60
# Hosts that are remembered at once: more than any install serves, fewer than a guesser of names could send.
MOST_HOSTS = 50
# The open data of the whole directory is the main site's; elsewhere a harvester would take a part for all.
MAIN_ONLY = ("/api/hsds",)
# What Django too leaves as it is in an address.
SAFE = f"{RFC3986_SUBDELIMS}/~:@"


class Elsewhere(Http404):
    """The record is public, but not of this site."""


@dataclass(frozen=True)
class Reach:
    """Which territories a site shows: its own and those `within` it, and those `above`, that hold it."""

    within: frozenset[int]
    above: frozenset[int]

    @property
    def ids(self) -> frozenset[int]:
        return self.within | self.above

    def holds(self, territory: int | None) -> bool:
        """What belongs to no territory is everybody's."""
        return territory is None or territory in self.ids


asked: ContextVar[HttpRequest | None] = ContextVar("asked", default=None)
# By host; one that is none has no site.
SITES: AtHand[dict[str, Site | None]] = AtHand(CACHE_SECONDS)


class CurrentSite:
    """Know the request's site while it is answered; send what is not of this site to the main one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = asked.set(request)
        try:
            if request.path_info.startswith(MAIN_ONLY) and reach_here():
                return self.to_main(request) or self.get_response(request)
            return self.get_response(request)
        finally:
            asked.reset(token)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return self.to_main(request) if isinstance(exception, Elsewhere) else None

    @staticmethod
    def to_main(request: HttpRequest) -> HttpResponse | None:
        """None where this is the main site: then there is nowhere else to look."""
        main = Site.objects.filter(is_default_site=True).first()
        if main is None or main == current():
            return None
        return redirect(main.root_url + request.get_full_path())


def current() -> Site | None:
    """The site that is being answered for; looked up once for a request."""
    request = asked.get()
    if request is None:
        return None
    if not hasattr(request, "portal_site"):
        request.portal_site = site_of(request)
    return request.portal_site


def site_of(request: HttpRequest) -> Site | None:
    """The site of the request's host, with its home page, its `reach`, and whether it is the only one."""
    host, known = request.get_host(), SITES.get(CACHE_KEY) or {}
    if host not in known:
        site = described(Site.find_for_request(request))
        known = {**(known if len(known) < MOST_HOSTS else {}), host: site}
        SITES.set(CACHE_KEY, known)
    return known[host]


def described(site: Site | None) -> Site | None:
    if site:
        site.root_page = site.root_page.specific
        site.homes = homes_of(site.root_page)
        site.tops = {code: tops_of(home) for code, home in site.homes.items() if code != settings.LANGUAGE_CODE}
        site.reach = reach_of(site)
        site.is_only = not Site.objects.exclude(pk=site.pk).exists()
    return site


def homes_of(root: Page) -> dict[str, Page]:
    """The published home page of each language that the portal speaks."""
    others = root.get_translations().filter(live=True).select_related("locale")
    found = {home.locale.language_code: home for home in others}
    return {settings.LANGUAGE_CODE: root} | {code: found[code] for code, _name in settings.LANGUAGES if code in found}


def tops_of(home: Page) -> frozenset[str]:
    """What the menu of another language may lead to; "" is the home page itself."""
    return frozenset({"", *home.get_children().live().public().values_list("slug", flat=True)})


def reach_of(site: Site) -> Reach | None:
    """None where the site serves no territory: it shows everything."""
    looks = apps.get_model("home", "PortalSettings").objects.filter(site=site).exclude(territory=None)
    top = looks.values_list("territory", flat=True).first()
    if top is None:
        return None
    rows = apps.get_model("services_directory", "Territory").objects.values_list("pk", "parent_id", "level")
    parents = {pk: parent for pk, parent, _level in rows}
    countries = {pk for pk, _parent, level in rows if not level}
    within = frozenset(pk for pk in parents if top in line(pk, parents))
    return Reach(within, frozenset({*line(top, parents)[1:], *countries}) - within)


def line(territory: int, parents: dict[int, int | None]) -> list[int]:
    """The territory and those that hold it, the nearest first."""
    found = [territory]
    while (above := parents.get(found[-1])) and above not in found:
        found.append(above)
    return found


@receiver([post_save, post_delete], sender=Site)
@receiver([post_save, post_delete], sender="services_directory.Territory")
def forget_sites(**signal) -> None:
    cache.delete(CACHE_KEY)


def reach_here() -> Reach | None:
    """What the site that is being answered for shows; None is everything."""
    site = current()
    return site and site.reach


def shown(records: Iterable) -> list:
    """Those of the records, each with a `territory_id` of its own, that the site shows."""
    reach = reach_here()
    return [record for record in records if reach is None or reach.holds(record.territory_id)]


def territories_here(territories: Iterable) -> list:
    """Those of the territories that the site shows."""
    reach = reach_here()
    return [territory for territory in territories if reach is None or reach.holds(territory.pk)]


def homes_here() -> list[Page]:
    """The home pages of the site, one for each language."""
    site = current()
    return list(site.homes.values()) if site else []


def trees_here() -> Q:
    """Of pages, those in the site's own trees; outside a request, all."""
    return reduce(or_, (Q(path__startswith=home.path) for home in homes_here()), Q())


def address_of(page: Page) -> str:
    """A page's address as a link from this site: without the host where it is its own."""
    return address_here(page.url_path) or page.relative_url(current()) or ""


def address_here(url_path: str) -> str | None:
    """The address of a page in one of the site's own trees. Wagtail finds the same by looking through all sites, in the
    page's own language."""
    site = current()
    for code, home in site.homes.items() if site else ():
        if url_path.startswith(home.url_path):
            prefix = "/" if code == settings.LANGUAGE_CODE else f"/{code}/"
            return prefix + quote(url_path.removeprefix(home.url_path), safe=SAFE)
    return None


def demand(territory: int | None) -> None:
    """Whoever opens a record of another territory by its address is led to where it is shown."""
    reach = reach_here()
    if reach and not reach.holds(territory):
        raise Elsewhere


class Reached:
    """For querysets of models that say by `within(reach)` which of their rows a territory's site shows."""

    def here(self):
        """Those that the site which is being answered for shows."""
        reach = reach_here()
        return self if reach is None else self.filter(self.model.within(reach))


def of_territory(path: str, reach: Reach) -> Q:
    return Q(**{f"{path}__in": reach.ids})
