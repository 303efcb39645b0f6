"""A provider as an organization of the standard."""

from django.utils.translation import gettext as _

from hsds.identity import number
from hsds.writing import known, sentences, uri
from services_directory.models import Provider


def brief_organization(row) -> dict:
    """An organization by its own columns."""
    year = row.state_registered_on.year if row.state_registered_on else None
    return known(
        id=str(row.uuid),
        name=row.name,
        alternate_name=row.full_name if row.full_name != row.name else "",
        description=sentences(made_up(row), row.summary or row.full_name or row.name),
        website=uri(row.website) if row.website else None,
        year_incorporated=year,
        legal_status=legal_status(row),
        parent_organization_id=str(row.part_of_uuid) if row.part_of_live else None,
    )


def made_up(row) -> str:
    """Said before all else, for nothing else tells a made-up institution from a real one."""
    is_fictional = row.territory_is_fictional or row.territory_parent_is_fictional
    return _("Вымышленный регион: для показа и проверок, таких учреждений нет") if is_fictional else ""


def legal_status(row) -> str:
    """«Государственное казённое учреждение; форма собственности: государственная»."""
    owned = (
        _("форма собственности: %(form)s") % {"form": Provider.Ownership(row.ownership).label} if row.ownership else ""
    )
    return "; ".join(part for part in (row.legal_form, owned) if part)


def identifiers(row) -> list[dict]:
    owner = str(row.uuid)
    named = [(_("ИНН"), row.inn), (_("ОГРН"), row.ogrn), (_("Номер в реестре поставщиков"), row.register_number)]
    return [
        {
            "id": number(owner, "identifier", code, value),
            "organization_id": owner,
            "identifier_type": label,
            "identifier": value,
        }
        for code, (label, value) in zip(("inn", "ogrn", "register"), named, strict=True)
        if value
    ]


def organization(row, places: list[dict], services: list[dict] | None = None) -> dict:
    """An organization with its places, its phones and its services."""
    return known(
        **brief_organization(row),
        phones=[phone for place in places for phone in place.get("phones", [])],
        locations=places,
        organization_identifiers=identifiers(row),
        services=services,
    )
