"""What the public may see of services and organisations, as rows of a table. Drafts and hidden addresses stay out."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from portal.formatting import plain
from portal.tables.writing import Cell
from services_directory.models import FamilyCategory, Location, Provider, Service, Territory
from services_directory.pricing import in_force, tariff_words

BATCH = 500
ROWS = ("tariffs", "documents", "also_serves", "provider__also_serves")
OWNER = ("provider", "provider__territory", "provider__territory__parent", "kind", "form")
Link = Callable[[str], str]


class Contacts(NamedTuple):
    """Where to come and whom to call, of all the places of a card."""

    addresses: str
    phones: str
    emails: str
    hours: str


def contacts(places: Iterable[Location]) -> Contacts:
    places = list(places)
    return Contacts(
        lines(place.address_line for place in places),
        lines(each.in_words for place in places for each in place.phones.all()),
        lines(place.email for place in places),
        lines("; ".join(filter(None, [place.closing_line, *hours_of(place)])) for place in places),
    )


def lines(texts: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(text for text in texts if text))


def hours_of(place: Location) -> list[str]:
    return [*map(str, place.opening), *filter(None, [place.hours_note]), *place.other_days]


def where(territory: Territory) -> str:
    label = territory.full_label
    return f"{label} ({_('вымышленный регион')})" if territory.region.is_fictional else label


def places_of(providers: Iterable[int]) -> dict[int, list[Location]]:
    """Published places of organisations."""
    found: dict[int, list[Location]] = defaultdict(list)
    places = Location.objects.published().with_contacts().filter(provider__in=list(providers))
    for place in places:
        found[place.provider_id].append(place)
    return found


def service_heading() -> list[str]:
    return [
        *(
            _("Услуга"),
            _("Организация"),
            _("Территория"),
            _("Вид помощи"),
            _("Форма"),
            _("Кому"),
            _("Возраст"),
            _("Цена"),
            _("Об оплате"),
        ),
        *(_("Коротко"), _("Кто может получить"), _("Где нужно жить"), _("Какие документы взять"), _("Сколько ждать")),
        *(_("Принимает и тех, кто живёт здесь"), _("Адреса"), _("Телефоны"), _("Почта"), _("Часы работы")),
        *(_("Проверено"), _("Страница на портале")),
    ]


def service_rows(slugs: Iterable[str], link: Link) -> Iterator[list[Cell]]:
    yield service_heading()
    for batch in in_batches(slugs):
        found = Service.objects.published().filter(slug__in=batch).select_related(*OWNER).prefetch_related(*ROWS)
        services = {each.slug: each for each in found}
        families, chosen = families_of(services.values()), chosen_places(services.values())
        own = places_of({each.provider_id for each in services.values()})
        for slug in batch:
            if service := services.get(slug):
                places = chosen.get(service.pk) or own.get(service.provider_id, [])
                reach = contacts(places)
                reach = reach._replace(hours=lines([service.closing_line, reach.hours]))
                yield service_row(service, families[service.pk], reach, link)


def service_row(service: Service, families: list[str], reach: Contacts, link: Link) -> list[Cell]:
    return [
        *(service.name, service.provider.name, where(service.provider.territory), service.kind.name),
        *(service.form.name if service.form else "", "\n".join(families), service.ages),
        *(service.price_label if service.price else "", payment(service)),
        *(service.summary, service.eligibility, service.residence, papers(service), service.term),
        *(served(service.also_serves.all(), service.provider.also_serves.all()), *reach),
        *(service.verified_on, link(service.get_absolute_url())),
    ]


def payment(service: Service) -> str:
    """What is paid today, and on what terms."""
    return plain(lines([*map(tariff_words, in_force(service.tariffs.all(), localdate())), service.price_note]))


def papers(service: Service) -> str:
    return lines(" — ".join(filter(None, [each.name, each.note])) for each in service.documents.all())


def served(*territories: Iterable[Territory]) -> str:
    return lines(each.label for found in territories for each in found)


def families_of(services: Iterable[Service]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    through = Service.categories.through.objects.filter(service__in=[each.pk for each in services])
    names = dict(FamilyCategory.objects.published().values_list("pk", "name"))
    for service, family in through.values_list("service_id", "familycategory_id"):
        found[service] += [names[family]] if family in names else []
    return found


def chosen_places(services: Iterable[Service]) -> dict[int, list[Location]]:
    """Where a service is given, in so far as that is said."""
    links = Service.locations.through.objects.filter(service__in=[each.pk for each in services])
    pairs = list(links.values_list("service_id", "location_id"))
    places = Location.objects.published().with_contacts().filter(pk__in={place for _service, place in pairs})
    by_pk = {place.pk: place for place in places}
    found: dict[int, list[Location]] = defaultdict(list)
    for service, place in pairs:
        found[service] += [by_pk[place]] if place in by_pk else []
    return found


def provider_heading() -> list[str]:
    return [
        *(_("Организация"), _("Полное название"), _("Вид"), _("Территория"), _("Чем помогает"), _("ИНН")),
        *(_("Номер в реестре"), _("Сайт"), _("Принимает и тех, кто живёт здесь")),
        *(_("Адреса"), _("Телефоны"), _("Почта"), _("Часы работы")),
        *(_("Проверено"), _("Страница на портале")),
    ]


def provider_rows(pks: Iterable[int], link: Link) -> Iterator[list[Cell]]:
    yield provider_heading()
    for batch in in_batches(pks):
        found = (
            Provider.objects.published()
            .select_related("territory__parent")
            .prefetch_related("also_serves")
            .in_bulk(batch)
        )
        places = places_of(batch)
        for pk in batch:
            if provider := found.get(pk):
                yield provider_row(provider, contacts(places.get(pk, [])), link)


def provider_row(provider: Provider, reach: Contacts, link: Link) -> list[Cell]:
    return [
        *(provider.name, provider.full_name, provider.kind_label, where(provider.territory), provider.summary),
        *(provider.inn, provider.register_number, provider.website, served(provider.also_serves.all()), *reach),
        *(provider.verified_on, link(provider.get_absolute_url())),
    ]


def in_batches(keys: Iterable) -> Iterator[list]:
    batch: list = []
    for each in keys:
        batch.append(each)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
