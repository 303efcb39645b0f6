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
MOST_SECONDS = 20 * 60
PAUSE = 0.2
WORDS_OF = {Kind.PAGE: "page:", Kind.DOCUMENT: "document:", Kind.ADDRESS: ""}


@task()
def check_later() -> None:
    check()


def check(go_outside: bool = False) -> LinkCheck:
    """Other sites are asked only on demand; what was known of them stays otherwise, while the link stays."""
    run = LinkCheck(went_outside=go_outside, stopped_at=where_it_stopped())
    run.save()
    links = {page.pk: links_of(page) for page in every_page()}
    portal = Portal()
    inner, outer = split(portal, links)
    faults = {link: portal.fault(link) for link in inner}
    faults |= known_of_others(outer)
    if go_outside:
        faults |= ask_others(run, outer)
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


def where_it_stopped() -> str:
    """Of the last run that came to its end; one that died half-way did not note what it had asked."""
    last = LinkCheck.objects.exclude(finished_at=None).order_by("-begun_at").first()
    return last.stopped_at if last else ""


def ask_others(run: LinkCheck, links: set[Link]) -> dict[Link, tuple[str, str]]:
    """As many as a run has time for, from where the last one stopped; what is known of the others stays."""
    said, until = {}, time.monotonic() + MOST_SECONDS
    for link in islice(in_turn(links, run.stopped_at), MOST_OUTSIDE):
        if time.monotonic() > until:
            break
        reason = outside.fault(link.target)
        said[link] = (BrokenLink.Fault.OUTSIDE, reason) if reason else ("", "")
        run.stopped_at = link.target[:2000]
        time.sleep(PAUSE)
    if left := len(links) - len(said):
        logging.getLogger(__name__).warning("Links to other sites left for another run: %d", left)
    return said


def in_turn(links: set[Link], after: str) -> list[Link]:
    """By address, those behind that one first."""
    return sorted(links, key=lambda link: (link.target <= after, link.target))


def known_of_others(links: set[Link]) -> dict[Link, tuple[str, str]]:
    known = BrokenLink.objects.filter(fault=BrokenLink.Fault.OUTSIDE).values_list("address", "fault", "detail")
    return {link: answer for address, *answer in known if (link := Link(Kind.ADDRESS, address)) in links}


def broken(page: int, link: Link, fault: str, detail: str) -> BrokenLink:
    address = f"{WORDS_OF[link.kind]}{link.target}"[:2000]
    return BrokenLink(page_id=page, address=address, fault=fault, detail=detail[:120])


def told(link: BrokenLink) -> tuple:
    return link.page_id, link.address, link.fault, link.detail


@transaction.atomic
def keep(run: LinkCheck, found: list[BrokenLink]) -> None:
    """In place of what was found before, where it is not the same; of earlier runs only this one is remembered."""
    LinkCheck.objects.exclude(pk=run.pk).delete()
    same = {told(link) for link in found}
    BrokenLink.objects.filter(pk__in=[link.pk for link in BrokenLink.objects.all() if told(link) not in same]).delete()
    BrokenLink.objects.bulk_create(found, batch_size=1000, ignore_conflicts=True)
    run.finished_at = timezone.now()
    run.save()
