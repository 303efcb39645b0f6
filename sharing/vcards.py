"""A place as a contact card for a phone.

Version 3.0 is what a card offers: Android and iOS read it, and so do older phones and programs that know no other.
Version 4.0 (RFC 6350), which newer Android and iOS read too, says more exactly what is an organisation, a number and a
point; it stands at an address of its own.
"""

from collections.abc import Callable, Iterator
from urllib.parse import quote

from django.utils.translation import gettext as _

from portal.formatting import plain
from services_directory.models import Location, Phone

# RFC 2425 and RFC 6350: a line holds 75 octets, and what follows begins with a space.
LONGEST = 75


def vcard(place: Location, url: str) -> str:
    return written(place, url, "3.0", old_lines)


def vcard_4(place: Location, url: str) -> str:
    return written(place, url, "4.0", new_lines)


def written(place: Location, url: str, version: str, lines: Callable[[Location, list[Phone]], Iterator[str]]) -> str:
    """What the versions say alike, around what each says in its own way."""
    phones = list(place.phones.all())
    note = note_of(place, phones)
    card = [
        "BEGIN:VCARD",
        f"VERSION:{version}",
        f"FN:{escaped(name_of(place))}",
        f"ORG:{escaped(place.provider.name)}",
        *lines(place, phones),
        *([f"ADR;TYPE=WORK:;;{escaped(place.public_address)};;;;"] if place.public_address else []),
        *([f"NOTE:{escaped(note)}"] if note else []),
        f"URL:{url}",
        f"UID:urn:uuid:{place.uuid}",
        "END:VCARD",
    ]
    return "".join(f"{folded(line)}\r\n" for line in card)


def old_lines(place: Location, phones: list[Phone]) -> Iterator[str]:
    yield f"N:{escaped(name_of(place))};;;;"
    for phone in phones:
        yield f"TEL;TYPE=WORK,VOICE:{phone.number}{f',{phone.extension}' if phone.extension else ''}"
    if place.email:
        yield f"EMAIL;TYPE=INTERNET:{escaped(place.email)}"
    if point := place.public_point:
        yield f"GEO:{point[0]};{point[1]}"


def new_lines(place: Location, phones: list[Phone]) -> Iterator[str]:
    """Numbers and points are addresses of the web here, and the card knows that it is no person's."""
    yield "KIND:org"
    yield "LANG:ru"
    for phone in phones:
        extension = f";ext={quote(phone.extension)}" if phone.extension else ""
        yield f'TEL;VALUE=uri;TYPE="work,voice":tel:{phone.number}{extension}'
    if place.email:
        yield f"EMAIL;TYPE=work:{escaped(place.email)}"
    if point := place.public_point:
        yield f"GEO:geo:{point[0]},{point[1]}"


def name_of(place: Location) -> str:
    return " — ".join(filter(None, [place.provider.name, place.name]))


def note_of(place: Location, phones: list[Phone]) -> str:
    """Whom each phone reaches and when, and when the place is open; first of all whether it exists and is open."""
    fictional = _("Вымышленный регион") if place.provider.territory.region.is_fictional else ""
    purposes = [f"{plain(phone.spelt)}: {' · '.join(phone.said)}" for phone in phones if phone.said]
    hours = [*map(str, place.opening), place.hours_note, *place.other_days]
    return "\n".join(filter(None, [fictional, place.closing_line, *purposes, *hours]))


def escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return "\\n".join(text.splitlines())


def folded(line: str) -> str:
    """Cut by octets, never within a letter."""
    parts, current, size = [], "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > LONGEST:
            parts.append(current)
            current, size = "", 1
        current, size = current + letter, size + octets
    return "\r\n ".join([*parts, current])
