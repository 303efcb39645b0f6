"""Forms that anybody may send: a token instead of a cookie, our own page only, limits, and no address is kept."""

import hashlib
import hmac
import ipaddress
import secrets
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.db import connection
from django.http import HttpRequest, HttpResponseRedirect
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from .models import DailySalt, rules

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


class SeeOther(HttpResponseRedirect):
    """Look at the receipt with GET, so that reloading sends nothing again."""

    status_code = 303


def new_token(salt: str) -> str:
    """`salt` names the form: a token of one opens no other."""
    return signing.dumps(secrets.token_urlsafe(16), salt=salt)


def nonce_of(token: str, salt: str) -> str:
    try:
        return signing.loads(token, salt=salt, max_age=TOKEN_LIVES)
    except signing.BadSignature:
        raise Refused(_("Страница была открыта слишком давно. Нажмите «Отправить» ещё раз."), 400) from None


def digest_of(salt: str, *said: str) -> str:
    """Of one form and what stood in it: the same form sent twice is one record."""
    return salted_hmac(salt, "\0".join(said), algorithm="sha256").hexdigest()


def check_origin(request: HttpRequest) -> None:
    """Another site may not send the form in a reader's name. Browsers say where a form was; robots often do not."""
    named = request.headers.get("Origin") or request.headers.get("Referer") or ""
    if site_of(named) != (request.scheme, request.get_host()) and named not in settings.CSRF_TRUSTED_ORIGINS:
        raise Refused(_("Браузер не сказал, с какой страницы отправлена форма. Откройте её на портале заново."), 403)


def site_of(address: str) -> tuple[str, ...]:
    """Scheme and host; nothing of what is no address."""
    try:
        return urlsplit(address)[:2]
    except ValueError:
        return ()


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


def take_all(request: HttpRequest) -> None:
    """Count this sending against the limits of one place and of everybody."""
    take(visitor_key(request), rules().per_visitor)
    take(f"all {timezone.localtime():%Y-%m-%d %H}", rules().per_hour)
