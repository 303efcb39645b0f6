"""From an address to its page: one query for the way there, one for the page. Stock routing asks nine.

The site of a host is remembered for a minute, and forgotten as soon as it or its home page is saved.
"""

from django.core.cache import cache
from django.db.models import Exists, F, OuterRef
from django.db.models.lookups import StartsWith
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction, Site

CACHE_KEY = "portal.routing.site"
# Other processes see a change of the site after this many seconds.
CACHE_SECONDS = 60
# Of an address only the slug is indexed.
WAY = """
SELECT id, path, depth, title, url_path, content_type_id, alias_of_id, EXISTS (
    SELECT FROM wagtailcore_pageviewrestriction restriction
    JOIN wagtailcore_page closed ON closed.id = restriction.page_id
    WHERE starts_with(step.path, closed.path)
) AS is_restricted
FROM wagtailcore_page step WHERE slug = ANY(%s) AND url_path = ANY(%s) ORDER BY depth
"""


def site_of(request: HttpRequest) -> Site | None:
    """The site of the request's host. One host is remembered: a portal has one."""
    host, known = request.get_host(), cache.get(CACHE_KEY, {})
    if host not in known:
        known = {host: with_home_page(Site.find_for_request(request))}
        cache.set(CACHE_KEY, known, CACHE_SECONDS)
    return known[host]


def with_home_page(site: Site | None) -> Site | None:
    if site:
        site.root_page = site.root_page.specific
    return site


@receiver([post_save, post_delete], sender=Site)
def forget_site(**signal) -> None:
    cache.delete(CACHE_KEY)


def way_to(root: Page, slugs: list[str]) -> list[Page]:
    """The pages from the root to that address; shorter where it leads nowhere."""
    addresses = [root.url_path]
    for slug in slugs:
        addresses.append(f"{addresses[-1]}{slug}/")
    return list(Page.objects.raw(WAY, [[root.slug, *slugs], addresses]))


def restricted() -> Exists:
    """Whether a page is kept from the public, by a restriction of its own or of a parent."""
    return Exists(PageViewRestriction.objects.filter(StartsWith(OuterRef("path"), F("page__path"))))
