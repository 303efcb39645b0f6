"""Take a report, or say why not. Nothing is accepted before it is committed; the same form sent again is one report."""

import hashlib
import hmac
import ipaddress
import secrets
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.db import connection, transaction
from django.db.models import Model
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from services_directory.models import Practice, Provider, Service

from .consent import VERSION
from .models import DailySalt, Report, ReportContact, rules

CARDS: dict[str, type[Model]] = {"provider": Provider, "service": Service, "practice": Practice}
TOKEN_SALT = "feedback.form"  # noqa: S105 (a name, not a secret)
TOKEN_LIVES = 60 * 60 * 24
TAKE = """
    INSERT INTO feedback_allowance (key, day, count) VALUES (%s, %s, 1)
    ON CONFLICT (key) DO UPDATE SET count = feedback_allowance.count + 1
    RETURNING count
"""


class Refused(Exception):
    """Not sent, and why; the text stays in the form."""

    def __init__(self, reason: str, status: int):
        super().__init__(status)
        self.reason, self.status = reason, status


def card_named(about: str) -> Model | None:
    """The public card that «service:slug» names."""
    kind, _colon, slug = about.partition(":")
    model = CARDS.get(kind)
    return model.objects.published().filter(slug=slug.replace("\0", "")).first() if model and slug else None


def new_token() -> str:
    return signing.dumps(secrets.token_urlsafe(16), salt=TOKEN_SALT)


def nonce_of(token: str) -> str:
    try:
        return signing.loads(token, salt=TOKEN_SALT, max_age=TOKEN_LIVES)
    except signing.BadSignature:
        raise Refused(_("Страница была открыта слишком давно. Нажмите «Отправить» ещё раз."), 400) from None


def check_origin(request: HttpRequest) -> None:
    """Another site may not send the form in a reader's name. Browsers say where a form was; robots often do not."""
    named = request.headers.get("Origin") or request.headers.get("Referer") or ""
    own = (request.scheme, request.get_host())
    if urlsplit(named)[:2] != own and named not in settings.CSRF_TRUSTED_ORIGINS:
        raise Refused(_("Браузер не сказал, с какой страницы отправлена форма. Откройте её на портале заново."), 403)


def visitor_address(request: HttpRequest) -> str:
    """The address in front of our own proxies; an IPv6 visitor is a whole network of addresses."""
    proxies = settings.TRUSTED_PROXIES
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    named = forwarded[-proxies].strip() if 0 < proxies <= len(forwarded) else request.META.get("REMOTE_ADDR", "")
    try:
        address = ipaddress.ip_address(named)
    except ValueError:
        return ""
    wide = address.version == 6 and not address.ipv4_mapped
    return str(ipaddress.ip_network((address, 64), strict=False)) if wide else str(address)


def visitor_key(request: HttpRequest) -> str:
    """Tells one visitor from another for a day, and tells nobody who it was."""
    salt, _made = DailySalt.objects.get_or_create(day=timezone.localdate(), defaults={"salt": secrets.token_bytes(32)})
    return hmac.new(bytes(salt.salt), visitor_address(request).encode(), hashlib.sha256).hexdigest()


def take(key: str, limit: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [key, timezone.localdate()])
        (count,) = cursor.fetchone()
    if count > limit:
        raise Refused(_("Слишком много сообщений подряд. Попробуйте позже или позвоните нам."), 429)


def digest_of(nonce: str, cleaned: dict) -> str:
    said = "\0".join([nonce, *(cleaned[name] for name in ("about", "kind", "text", "contact"))])
    return salted_hmac(TOKEN_SALT, said, algorithm="sha256").hexdigest()


def receive(request: HttpRequest, cleaned: dict) -> Report:
    """The report, new or the one that this very form has made before."""
    digest = digest_of(nonce_of(cleaned["token"]), cleaned)
    with transaction.atomic():
        known = Report.objects.filter(digest=digest).first()
        if known:
            return known
        visitor = visitor_key(request)
        take(visitor, rules().per_visitor)
        take(f"all {timezone.localtime():%Y-%m-%d %H}", rules().per_hour)
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
