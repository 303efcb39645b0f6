"""A service of the directory as a service of the standard."""

import datetime
from collections.abc import Iterable

from django.utils.translation import gettext as _

from hsds.closing import closing, is_closed
from hsds.identity import number
from hsds.organizations import made_up
from hsds.terms import Term
from hsds.writing import amount, day, known, moment, sentences
from services_directory.models import Service, Territory

CURRENCY = "RUB"


def brief_service(
    row, provider, organization: dict, address: str, today: datetime.date, changed: datetime.datetime
) -> dict:
    """A service by its own columns, with its organization."""
    return known(
        id=str(row.uuid),
        organization_id=organization["id"],
        name=row.name,
        description=sentences(row.summary, row.description),
        url=address,
        status=status(row, today),
        application_process="\n".join(f"{place}. {text}" for place, (text,) in enumerate(row.steps, 1)),
        fees_description=fees(row),
        wait_time=row.term,
        eligibility_description=sentences(row.eligibility, row.residence),
        minimum_age=row.age_from,
        maximum_age=row.age_to,
        assured_date=day(row.verified_on),
        alert=alert(row, provider, today),
        last_modified=moment(changed),
        organization=organization,
    )


def service(brief: dict, row, provider, terms: Iterable[Term], sites: list[dict]) -> dict:
    """A service with all that hangs on it."""
    own = brief["id"]
    places = [site["location"] for site in sites]
    return known(
        **brief,
        phones=unique(phone for place in places for phone in place.get("phones", [])),
        contacts=unique(contact for place in places for contact in place.get("contacts", [])),
        service_areas=areas(own, row, provider),
        service_at_locations=sites,
        languages=[{"id": number(own, "language", "ru"), "service_id": own, "name": _("русский"), "code": "ru"}],
        cost_options=costs(own, row),
        required_documents=[
            {"id": number(own, "document", name, note), "service_id": own, "document": sentences(name, note)}
            for name, note in row.documents
        ],
        capacities=capacities(own, row),
        attributes=[attribute(own, term) for term in terms],
    )


def status(row, today: datetime.date) -> str:
    return "temporarily closed" if is_closed(row, today) else "active"


def alert(row, provider, today: datetime.date) -> str:
    """What a reader must know before anything else."""
    return ". ".join(part for part in (made_up(provider), closing(row, today)) if part)


def unique(things: Iterable[dict]) -> list[dict]:
    return list({thing["id"]: thing for thing in things}.values())


def fees(row) -> str:
    label = str(Service.Price(row.price).label) if row.price else ""
    return ". ".join(part for part in (label, row.price_note) if part)


def costs(own: str, row) -> list[dict]:
    """The tariffs; a service that is free costs an exact zero."""
    if not row.tariffs and row.price == Service.Price.FREE:
        free = str(Service.Price.FREE.label)
        return [{"id": number(own, "free"), "service_id": own, "option": free, "currency": CURRENCY, "amount": 0}]
    return [
        known(
            id=number(own, "tariff", name, unit, begins, value),
            service_id=own,
            valid_from=begins,
            valid_to=ends,
            option=name,
            currency=CURRENCY,
            amount=amount(value),
            amount_description=unit,
        )
        for name, value, unit, begins, ends in row.tariffs
    ]


def capacities(own: str, row) -> list[dict]:
    """Free places, where the card says how many and on what day."""
    if row.places_free is None or row.places_as_of is None:
        return []
    return [
        known(
            id=number(own, "places"),
            service_id=own,
            unit={"id": number("unit", "place"), "name": _("место")},
            available=row.places_free,
            maximum=row.places_total,
            description=row.places_note,
            updated=f"{row.places_as_of.isoformat()}T00:00:00.000Z",
        )
    ]


def areas(own: str, row, provider) -> list[dict]:
    """Whom it serves: the territory of its provider, and those that provider or service name beside it."""
    home = [provider.territory_slug, provider.territory_name, provider.territory_level, provider.territory_parent_name]
    found = {slug: (name, level, parent) for slug, name, level, parent in [home, *provider.areas, *row.areas]}
    return [
        known(
            id=number(own, "area", slug),
            service_id=own,
            name=name,
            description=parent if level == Territory.Level.MUNICIPALITY else "",
        )
        for slug, (name, level, parent) in found.items()
    ]


def attribute(own: str, term: Term) -> dict:
    return {
        "id": number(own, "attribute", term.id),
        "link_id": own,
        "taxonomy_term_id": term.id,
        "link_type": term.taxonomy.link_type,
        "link_entity": "service",
        "taxonomy_term": term.document,
    }
