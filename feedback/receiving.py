"""Take a report, or say why not. Nothing is accepted before it is committed; the same form sent again is one report."""

from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest

from services_directory.models import Practice, Provider, Service
from services_directory.models.twins import provider_merged_from

from .consent import VERSION
from .guarding import digest_of, nonce_of, take_all
from .models import Report, ReportContact

CARDS: dict[str, type[Model]] = {"provider": Provider, "service": Service, "practice": Practice}
FORM = "feedback.form"


def card_named(about: str) -> Model | None:
    """The public card that «service:slug» names."""
    kind, _colon, slug = about.partition(":")
    model = CARDS.get(kind)
    if not model or not slug:
        return None
    slug = slug.replace("\0", "")
    card = model.objects.published().filter(slug=slug).first()
    return card or (provider_merged_from(slug=slug) if model is Provider else None)


def receive(request: HttpRequest, cleaned: dict) -> Report:
    """The report, new or the one that this very form has made before."""
    said = (cleaned[name] for name in ("about", "kind", "text", "contact"))
    digest = digest_of(FORM, nonce_of(cleaned["token"], FORM), *said)
    with transaction.atomic():
        known = Report.objects.filter(digest=digest).first()
        if known:
            return known
        take_all(request)
        return stored(digest, cleaned)


def stored(digest: str, cleaned: dict) -> Report:
    card = card_named(cleaned["about"])
    about = {card._meta.model_name: card, "about": str(card)[:255]} if card else {}
    report, made = Report.objects.get_or_create(
        digest=digest, defaults={"kind": cleaned["kind"], "text": cleaned["text"], **about}
    )
    if made and cleaned["contact"]:
        ReportContact.objects.create(report=report, value=cleaned["contact"], consent_version=VERSION)
    return report
