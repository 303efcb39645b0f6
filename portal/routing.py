"""From an address to its page: one query for the way there, one for the page. Stock routing asks nine."""

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Exists, F, OuterRef
from django.db.models.lookups import StartsWith
from wagtail.models import Page, PageViewRestriction

from portal.gathering import instance
from portal.preparing import rows

# Of an address only the slug is indexed.
WAY = """
SELECT id, path, depth, title, slug, url_path, content_type_id, alias_of_id, EXISTS (
    SELECT FROM wagtailcore_pageviewrestriction restriction
    JOIN wagtailcore_page closed ON closed.id = restriction.page_id
    WHERE starts_with(step.path, closed.path)
) AS is_restricted
FROM wagtailcore_page step WHERE slug = ANY(%s::text[]) AND url_path = ANY(%s::text[]) ORDER BY depth
"""
STEP = ["id", "path", "depth", "title", "slug", "url_path", "content_type_id", "alias_of_id", "is_restricted"]


def way_to(root: Page, slugs: list[str]) -> list[Page]:
    """The pages from the root to that address; shorter where it leads nowhere."""
    addresses = [root.url_path]
    for slug in slugs:
        addresses.append(f"{addresses[-1]}{slug}/")
    with connection.cursor() as cursor:
        found = rows(cursor, WAY, [[root.slug, *slugs], addresses])
    return [instance(Page, STEP, step, DEFAULT_DB_ALIAS) for step in found]


def restricted() -> Exists:
    """Whether a page is kept from the public, by a restriction of its own or of a parent."""
    return Exists(PageViewRestriction.objects.filter(StartsWith(OuterRef("path"), F("page__path"))))
