"""The page of a programme as it was written, for as long as the database says the same.

Every view asks all that the page is made of; where the answers are those that a page was written of, that page is shown
again, and neither records nor sums nor drawings are made. Pages of filters are as many as readers think of, and are
written each time, as is a preview.
"""

from django.conf import settings
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.timezone import localdate
from markupsafe import Markup

from portal.sites import current
from portal.speaking import language, writing
from portal.written import Written

from .condensing import ledger_of, told_of
from .gathering import INDICATORS, PROGRAMME
from .programme_page import context_of, parts_of
from .reading import the_published

Pieces = dict[str, Markup]
KEPT = Written(16 << 20)  # bytes: a page of 24 measures takes a quarter of a megabyte, of 500 one and a third
TEMPLATES = {"body": "measures/_programme.html", "downloads": "measures/_downloads.html"}


def context(slug: str, query: QueryDict) -> dict:
    """For the page at that address. What stands around its text is of the site and of other apps, and is not kept."""
    told = PROGRAMME.answer(slug)
    programme = the_published(PROGRAMME.records(told))
    money, indicators = told_of(programme), INDICATORS.answer(programme.pk)

    def write() -> Pieces:
        with writing():
            return pieces(context_of(ledger_of(programme, money), INDICATORS.records(indicators), query))

    unchanging = not query and not settings.DEBUG  # a template that is being worked on changes
    made_of = told, money, indicators
    written = KEPT.get(place(slug), made_of, write) if unchanging else write()
    return {"programme": programme, "written": written, "parts": parts_of(programme)}


def place(slug: str) -> tuple:
    """What decides beside the database how the page is written."""
    site = current()
    return slug, site and site.pk, language(), localdate()


def pieces(context: dict) -> Pieces:
    return {
        name: Markup(render_to_string(template, context))  # noqa: S704 (what a template has escaped)
        for name, template in TEMPLATES.items()
    }
