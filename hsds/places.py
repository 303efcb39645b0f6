"""A place, its address and its contacts. What is confidential ends here: address, point and the way there."""

import datetime
import re

from django.utils.translation import gettext as _

from hsds.closing import closing_words
from hsds.identity import number
from hsds.schedules import schedules
from hsds.writing import amount, email, known, sentences
from services_directory.models import Location, Territory

POSTCODE = re.compile(r"(?<!\d)(\d{6})(?!\d)[,\s]*")
# «г. Муром», «с. Каменное»: an address that begins so names its own town.
TOWN = re.compile(r"^(?:г|гор|с|п|пос|пгт|рп|д|дер|х|хут|ст)\.?\s+[А-ЯЁ]")
ACCESS = {value: str(label) for value, label in Location.Access.choices}


def location(row, today: datetime.date) -> dict:
    """A place with all that hangs on it."""
    place = str(row.uuid)
    return known(
        **brief_location(row),
        languages=languages(place, row.access),
        addresses=addresses(row),
        contacts=contacts(place, row),
        accessibility=[
            {
                "id": number(place, "access", value),
                "location_id": place,
                "description": str(Location.Access(value).label),
            }
            for value in row.access
            if value in ACCESS
        ],
        phones=[phone(place, *each) for each in row.phones],
        schedules=schedules(place, row, today),
    )


def brief_location(row) -> dict:
    """A place by its own columns."""
    hidden = row.address_is_confidential
    point = not hidden and row.latitude is not None
    return known(
        id=str(row.uuid),
        location_type="physical" if row.address or point else "virtual",
        organization_id=str(row.provider_uuid),
        name=row.name,
        description=sentences(_("Адрес не публикуется") if hidden else "", closing_words(row)),
        transportation="" if hidden else row.directions,
        latitude=amount(row.latitude) if point else None,
        longitude=amount(row.longitude) if point else None,
    )


def addresses(row) -> list[dict]:
    """The one address, where there is one and the public may know it."""
    if row.address_is_confidential or not row.address:
        return []
    place, postcode = str(row.uuid), POSTCODE.search(row.address)
    line = POSTCODE.sub("", row.address).strip(" ,")
    first, _comma, rest = line.partition(",")
    has_town = bool(rest and TOWN.match(first))
    return [
        {
            "id": number(place, "address"),
            "location_id": place,
            "address_1": rest.strip() if has_town else line,
            "city": first.strip() if has_town else territory_label(row),
            "state_province": region_label(row),
            "postal_code": postcode[1] if postcode else "",
            "country": "RU",
            "address_type": "physical",
        }
    ]


def territory_label(row) -> str:
    return row.territory_short_name or row.territory_name


def region_label(row) -> str:
    is_part = row.territory_level == Territory.Level.MUNICIPALITY
    return row.territory_parent_name if is_part else row.territory_name


def contacts(place: str, row) -> list[dict]:
    """An address to write to. Never a person."""
    address = email(row.email) if row.email else None
    return [{"id": number(place, "email", address), "location_id": place, "email": address}] if address else []


def phone(place: str, digits: str, extension: str, purpose: str, hours: str) -> dict:
    """The standard wants a number for an extension; what is none stays in the description."""
    is_number = extension.isascii() and extension.isdigit()
    said = [purpose, "" if is_number or not extension else _("доб. %(extension)s") % {"extension": extension}, hours]
    return known(
        id=number(place, "phone", digits, extension, purpose),
        location_id=place,
        number=digits,
        extension=int(extension) if is_number else None,
        type="voice",
        description=". ".join(part for part in said if part),
    )


def languages(place: str, access: list[str]) -> list[dict]:
    """Sign language, where the place says so; what the portal does not know of other languages it does not say."""
    if Location.Access.SIGN_LANGUAGE not in access:
        return []
    name = str(Location.Access.SIGN_LANGUAGE.label)
    return [{"id": number(place, "language", "rsl"), "location_id": place, "name": name, "code": "rsl"}]
