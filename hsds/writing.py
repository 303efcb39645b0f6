"""Values as the standard writes them. Pure."""

import datetime
import re
from decimal import Decimal
from urllib.parse import urlsplit, urlunsplit

from django.utils.encoding import iri_to_uri

EMAIL = re.compile(r"[^@\s]+@[^@\s]+")


def known(**values) -> dict:
    """What is known: absent values leave no key behind; zero stays."""
    return {name: value for name, value in values.items() if value is not None and value != "" and value != []}


def moment(at: datetime.datetime) -> str:
    """«2026-05-03T08:15:00.000Z»."""
    return at.astimezone(datetime.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def day(date: datetime.date | str | None) -> str | None:
    return date.isoformat() if isinstance(date, datetime.date) else date


def amount(value: Decimal | int) -> int | float:
    """A sum of up to twelve digits: a float of JSON keeps fifteen exactly."""
    return int(value) if value == int(value) else float(value)


def uri(address: str) -> str | None:
    """An address in ASCII, as RFC 3986 wants it; nothing where it is none."""
    try:
        parts = urlsplit(address.strip())
        host = parts.hostname.encode("idna").decode() if parts.hostname else ""
        port = f":{parts.port}" if parts.port else ""
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    return iri_to_uri(urlunsplit((parts.scheme, host + port, parts.path, parts.query, parts.fragment)))


def email(address: str) -> str | None:
    return address if EMAIL.fullmatch(address) else None


def sentences(*parts: str) -> str:
    """Several remarks as one text."""
    return "\n\n".join(part.strip() for part in parts if part.strip())
