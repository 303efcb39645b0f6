"""A place as a contact card for a phone: vCard 3.0, which old phones read too."""

from services_directory.models import Location

# RFC 2425: a line holds 75 octets, and what follows begins with a space.
LONGEST = 75


def vcard(place: Location, url: str) -> str:
    phones = list(place.phones.all())
    name = " — ".join(filter(None, [place.provider.name, place.name]))
    point = place.public_point
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"N:{escaped(name)};;;;",
        f"FN:{escaped(name)}",
        f"ORG:{escaped(place.provider.name)}",
        *(f"TEL;TYPE=WORK,VOICE:{phone.number}{extension(phone)}" for phone in phones),
        *([f"EMAIL;TYPE=INTERNET:{escaped(place.email)}"] if place.email else []),
        *([f"ADR;TYPE=WORK:;;{escaped(place.public_address)};;;;"] if place.public_address else []),
        *([f"GEO:{point[0]};{point[1]}"] if point else []),
        *([f"NOTE:{escaped(note)}"] if (note := note_of(place, phones)) else []),
        f"URL:{url}",
        f"UID:urn:uuid:{place.uuid}",
        "END:VCARD",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines)


def extension(phone) -> str:
    return f",{phone.extension}" if phone.extension else ""


def note_of(place: Location, phones: list) -> str:
    """Whom each phone reaches, and when the place is open."""
    purposes = [f"{phone.number}: {phone.purpose}" for phone in phones if phone.purpose]
    week = [f"{each.days}: {each.time}" for each in place.opening if each.time]
    return "\n".join([*purposes, *week, *filter(None, [place.hours_note])])


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
