"""Documents on their way out: which are anybody's, and how often each is taken, without a trace of who takes it."""

import re

from django.db import connection
from django.http import Http404, HttpRequest
from django.utils.timezone import localdate
from wagtail.models import Page, ReferenceIndex

from acts.models import ActEdition, LegalAct
from home.models import MaterialEdition
from portal.pages import public

# Programs name themselves; whoever names nothing is one too.
ROBOT = re.compile(r"bot|crawl|spider|slurp|preview|curl|wget|python|java/|go-http|httpclient|scan|monitor|^$", re.I)
COUNT = """
    INSERT INTO home_downloadcount AS kept (document_id, date, number) VALUES (%s, %s, 1)
    ON CONFLICT (document_id, date) DO UPDATE SET number = kept.number + 1
"""


def only_offered(document, request: HttpRequest) -> None:
    """A file that nothing public offers, a draft's or a closed page's, is there for staff alone."""
    if not is_offered(document) and not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404


def is_offered(document) -> bool:
    return named_by_public(document) or referred_to(document)


def named_by_public(document) -> bool:
    """By a material of any edition, or by an act."""
    pages = MaterialEdition.objects.filter(document=document).values("page")
    acts = ActEdition.objects.filter(document=document).values("act")
    return (
        public(Page.objects.filter(pk__in=pages)).exists() or LegalAct.objects.published().filter(pk__in=acts).exists()
    )


def referred_to(document) -> bool:
    """By a public page in its text, or by a public record."""
    references = ReferenceIndex.get_references_to(document).exclude(model_path__startswith="editions")
    return any(is_public(reference) for reference in references.select_related("base_content_type"))


def is_public(reference: ReferenceIndex) -> bool:
    model = reference.base_content_type.model_class()
    if model is None:
        return False
    if issubclass(model, Page):
        return public(Page.objects.filter(pk=reference.object_id)).exists()
    record = model._default_manager.filter(pk=reference.object_id).first()
    return record is not None and getattr(record, "live", True)


def count(document, request: HttpRequest) -> None:
    if is_reader_taking(request):
        with connection.cursor() as cursor:
            cursor.execute(COUNT, [document.pk, localdate()])


def is_reader_taking(request: HttpRequest) -> bool:
    """Not a program, not a look ahead, not a further piece of what was counted when it began."""
    headers = request.headers
    is_beginning = headers.get("Range", "bytes=0-").replace(" ", "").startswith("bytes=0-")
    looks_ahead = "prefetch" in headers.get("Sec-Purpose", "") + headers.get("Purpose", "")
    return (
        request.method == "GET"
        and is_beginning
        and not looks_ahead
        and "If-None-Match" not in headers
        and not ROBOT.search(headers.get("User-Agent", ""))
    )
