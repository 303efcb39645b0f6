"""A link of the demo that is broken on purpose, on a page of the fictional region's site, for editors to see."""

from wagtail.models import Page

from portal.loading import Outcome

from .checking import every_page
from .links import Kind, links_of
from .models import BrokenLink, LinkCheck

# No site may ever have such a name (RFC 2606), so it is known without asking that none answers.
NOBODYS = ".example/"


def load(report) -> None:
    """What is known without looking; the look itself opens pages, and is the nightly upkeep's."""
    label = BrokenLink._meta.verbose_name
    if LinkCheck.objects.exists() or BrokenLink.objects.exists():
        report.count(label, Outcome.UNCHANGED)
        return
    for page in every_page():
        BrokenLink.objects.bulk_create(unanswered(page), ignore_conflicts=True)
    report.count(label, Outcome.CREATED)


def unanswered(page: Page) -> list[BrokenLink]:
    targets = {link.target for link in links_of(page) if link.kind is Kind.ADDRESS and NOBODYS in link.target}
    fault = BrokenLink.Fault.OUTSIDE
    return [BrokenLink(page_id=page.pk, address=each, fault=fault, detail="gaierror") for each in sorted(targets)]
