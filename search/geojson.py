"""What the filters of the directory show, as places on a map: GeoJSON by RFC 7946.

A feature is a place that the public may know. Longitude comes before latitude, as the standard has it.
"""

from collections.abc import Callable, Iterable

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from search import institutions, mapping
from search.models import SearchEntry, Section
from search.question import Question
from search.views import data
from services_directory.models import Location, Provider
from services_directory.models.location import LOCATIONS_CHOSEN

MOST = mapping.MOST
TERRITORY = [f"territory__{name}" for name in ("level", "is_fictional", "parent__level", "parent__is_fictional")]


@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """Places where the services of the address are given: the nearest, else those with the most of them."""
    question = Question.of(request.GET, sections=(Section.SERVICE,))
    places, _near = mapping.places(question, lists_services=True)
    cards = SearchEntry.objects.filter(pk__in={pk for place in places for pk in place.listed})
    known = {pk: card for pk, card in cards.values_list("pk", "card")} if places else {}
    absolute = request.build_absolute_uri
    about = {
        place.pk: {
            "services": place.services,
            "first_services": [
                {"name": known[pk]["title"], "url": absolute(known[pk]["url"])} for pk in place.listed if pk in known
            ],
        }
        for place in places
    }
    return answer(request, features(list(about), absolute, about))


@require_safe
def providers(request: HttpRequest) -> HttpResponse:
    """Places of the institutions of the address."""
    chosen = institutions.found(request.GET).providers.order_by().values("pk")
    places = Location.objects.published().filter(provider__in=chosen, address_is_confidential=False)
    ids = places.exclude(latitude=None).order_by("provider__name", "pk").values_list("pk", flat=True)
    return answer(request, features(list(ids[:MOST]), request.build_absolute_uri))


def features(ids: list[int], absolute: Callable[[str], str], about: dict[int, dict] | None = None) -> list[dict]:
    """In the order of the ids; what is not public by now is left out."""
    found = {place.pk: place for place in LOCATIONS_CHOSEN(ids)} if ids else {}
    places = [place for pk in ids if (place := found.get(pk)) and place.public_point]
    owners = owners_of(places)
    return [
        feature(place, owners[place.provider_id], absolute, (about or {}).get(place.pk, {}))
        for place in places
        if place.provider_id in owners
    ]


def owners_of(places: Iterable[Location]) -> dict[int, Provider]:
    ids = {place.provider_id for place in places}
    shown = Provider.objects.published().select_related("territory__parent")
    return shown.only("name", "slug", "kind", "verified_on", *TERRITORY).in_bulk(ids) if ids else {}


def feature(place: Location, provider: Provider, absolute: Callable[[str], str], about: dict) -> dict:
    latitude, longitude = map(float, place.public_point)
    return {
        "type": "Feature",
        "id": str(place.uuid),
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
        "properties": {
            "name": place.name or provider.name,
            "provider": provider.name,
            "kind": provider.kind,
            "url": absolute(provider.get_absolute_url()),
            "address": place.public_address,
            "phones": [phone.number for phone in place.phones.all()],
            "phone_lines": [phone.in_words for phone in place.phones.all()],
            "hours": [*map(str, place.opening), *filter(None, [place.hours_note])],
            "other_days": place.other_days,
            "closing": place.closing_line,
            "verified_on": provider.verified_on and provider.verified_on.isoformat(),
            "is_fictional": provider.territory.region.is_fictional,
            **about,
        },
    }


def answer(request: HttpRequest, found: list[dict]) -> HttpResponse:
    """`is_whole`, a member of our own, says that no place was left out for their number."""
    response = data(request, {"type": "FeatureCollection", "is_whole": len(found) < MOST, "features": found})
    response["Content-Type"] = "application/geo+json"
    response["Access-Control-Allow-Origin"] = "*"
    return response
