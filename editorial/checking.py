"""Follow the links of all public pages, and write down those that lead nowhere."""

import logging
import time
from collections.abc import Iterator
from itertools import islice

from django.db import transaction
from django.utils import timezone
from django_tasks import task
from wagtail.models import Page

from editorial import outside
from editorial.inside import Portal
from editorial.links import Kind, Link, links_of
from editorial.models import BrokenLink, LinkCheck
from portal.pages import public

PAGES_AT_ONCE = 100
# Of one run, and between two questions to other sites.
MOST_OUTSIDE = 500
PAUSE = 0.2
WORDS_OF = {Kind.PAGE: "page:", Kind.DOCUMENT: "document:", Kind.ADDRESS: ""}


@task()
def check_later() -> None:
    check()


def check(go_outside: bool = False) -> LinkCheck:
    """Other sites are asked only on demand; what was known of them stays otherwise, while the link stays."""
    run = LinkCheck.objects.create(went_outside=go_outside)
    links = {page.pk: links_of(page) for page in every_page()}
    portal = Portal()
    inner, outer = split(portal, links)
    faults = {link: portal.fault(link) for link in inner}
    faults |= ask_others(outer) if go_outside else known_of_others(outer)
    found = [broken(pk, link, *faults[link]) for pk, own in links.items() for link in own if faults.get(link, ("",))[0]]
    run.pages, run.links = len(links), sum(map(len, links.values()))
    keep(run, found)
    return run


def every_page() -> Iterator[Page]:
    pages = public(Page.objects.filter(depth__gt=1)).order_by("path")
    return pages.specific().iterator(PAGES_AT_ONCE)


def split(portal: Portal, links: dict[int, set[Link]]) -> tuple[set[Link], set[Link]]:
    every = set().union(*links.values())
    outer = {link for link in every if link.kind is Kind.ADDRESS and not portal.is_own(link.target)}
    return every - outer, outer


def ask_others(links: set[Link]) -> dict[Link, tuple[str, str]]:
    said = {}
    for link in islice(sorted(links, key=lambda link: link.target), MOST_OUTSIDE):
        reason = outside.fault(link.target)
        said[link] = (BrokenLink.Fault.OUTSIDE, reason) if reason else ("", "")
        time.sleep(PAUSE)
    if len(links) > MOST_OUTSIDE:
        logging.getLogger(__name__).warning("Links to other sites left for another run: %d", len(links) - MOST_OUTSIDE)
    return said


def known_of_others(links: set[Link]) -> dict[Link, tuple[str, str]]:
    known = BrokenLink.objects.filter(fault=BrokenLink.Fault.OUTSIDE).values_list("address", "fault", "detail")
    return {link: answer for address, *answer in known if (link := Link(Kind.ADDRESS, address)) in links}


def broken(page: int, link: Link, fault: str, detail: str) -> BrokenLink:
    address = f"{WORDS_OF[link.kind]}{link.target}"[:2000]
    return BrokenLink(page_id=page, address=address, fault=fault, detail=detail[:120])


@transaction.atomic
def keep(run: LinkCheck, found: list[BrokenLink]) -> None:
    """In place of what was found before; of earlier runs only this one is remembered."""
    LinkCheck.objects.exclude(pk=run.pk).delete()
    BrokenLink.objects.all().delete()
    BrokenLink.objects.bulk_create(found, batch_size=1000, ignore_conflicts=True)
    run.finished_at = timezone.now()
    run.save()
