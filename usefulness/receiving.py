"""Count an answer, take a reason, or say why not. Of whoever answers only a number of today's answers is kept."""

from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from feedback.guarding import digest_of, nonce_of, take, visitor_key

from .models import Reason, Tally, rules

FORM = "usefulness.why"
YES, NO = "yes", "no"
COUNTERS = {YES: "helped", NO: "missed"}


@transaction.atomic
def count(request: HttpRequest, page: Page, answer: str) -> None:
    visitor = visitor_key(request)
    take(f"useful {page.pk} {visitor}", rules().per_page)
    take_shared("useful", visitor)
    tally, _made = Tally.objects.get_or_create(page=page, day=timezone.localdate())
    column = COUNTERS[answer]
    Tally.objects.filter(pk=tally.pk).update(**{column: F(column) + 1})


def take_shared(what: str, visitor: str) -> None:
    """Against the limits of one place and of everybody."""
    take(f"{what} {visitor}", rules().per_visitor)
    take(f"{what} all {timezone.localtime():%Y-%m-%d %H}", rules().per_hour)


@transaction.atomic
def explain(request: HttpRequest, page: Page, cleaned: dict) -> Reason:
    """The reason, new or the one that this very form has made before."""
    digest = digest_of(FORM, nonce_of(cleaned["token"], FORM), str(page.pk), cleaned["kind"], cleaned["text"])
    known = Reason.objects.filter(digest=digest).first()
    if known:
        return known
    take_shared("why", visitor_key(request))
    said = {"page": page, "kind": cleaned["kind"], "text": cleaned["text"]}
    reason, _made = Reason.objects.get_or_create(digest=digest, defaults=said)
    return reason
