"""Addresses and points that are hidden from everybody, and which of them a version of a place would show.

They are hidden where their place is, by what is public now or, of a place that is not public, by any earlier
version; and wherever else they are written: a card anew would give a shelter away as well as a tick taken off, and a
point on the map as well as an address.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext as _
from wagtail.models import Revision

from portal.formatting import nested

from ..distance import metres_between
from ..pairing import address_key

# Nearer than that a point leads to the door.
NEAR_METRES = 100
# As exact as the points of one and the same door are.
SAME_METRES = 15
# A thousandth of a degree of latitude is 111 metres: whatever is near lies in the same band or in one beside it.
BANDS = 1000


class Hidden:
    """Places that are hidden, found by what another card says of where it is."""

    def __init__(self, places: Iterable[models.Model]):
        self.by_address: dict[str, models.Model] = {}
        self.by_band: dict[int, list[models.Model]] = defaultdict(list)
        for place in places:
            if key := address_key(place.address):
                self.by_address[key] = place
            if point := point_of(place):
                self.by_band[band(point)].append(place)

    def at(self, address: str) -> models.Model | None:
        return self.by_address.get(address_key(address))

    def near(self, point: tuple[float, float] | None, but: int | None = None) -> models.Model | None:
        """The nearest that the point leads to, other than the place itself."""
        if not point:
            return None
        found = [
            (metres_between(point, point_of(place)), order, place)
            for order, place in enumerate(self.around(point))
            if place.pk is None or place.pk != but
        ]
        metres, _order, place = min(found, default=(NEAR_METRES + 1, 0, None))
        return place if metres <= NEAR_METRES else None

    def right_at(self, point: tuple[float, float] | None) -> models.Model | None:
        """The one whose door it is."""
        place = self.near(point)
        return place if place and metres_between(point, point_of(place)) <= SAME_METRES else None

    def around(self, point: tuple[float, float]) -> Iterable[models.Model]:
        return (place for step in (-1, 0, 1) for place in self.by_band.get(band(point) + step, ()))


class Secrets:
    """What is hidden at one moment, to judge any number of versions by: one query, and two for each lot of them."""

    def __init__(self, model: type[models.Model], also: Iterable[models.Model] = ()):
        hidden = model._default_manager.filter(address_is_confidential=True)
        told = hidden.exclude(address="", latitude=None).select_related("provider").order_by("-pk")
        self.model, self.hidden = model, Hidden([*also, *told])

    def shown_by(self, versions: Sequence[models.Model]) -> list[str]:
        """Of each version: what it would show, in words, or nothing."""
        keys = [each.pk for each in versions if each.pk and not each.address_is_confidential]
        now = self.model._default_manager.in_bulk(keys) if keys else {}
        once = once_hidden(self.model, [pk for pk, place in now.items() if not place.live])
        return [self.shown(each, now.get(each.pk), each.pk in once) for each in versions]

    def shown(self, version: models.Model, now: models.Model | None, was_hidden: bool) -> str:
        if version.address_is_confidential:
            return ""
        if now and (now.address_is_confidential or was_hidden):
            return opened(version, now)
        return self.written_anew(version, now) or self.pointed_at(version, now)

    def written_anew(self, version: models.Model, now: models.Model | None) -> str:
        """An address of another card that is hidden there, unless this one shows it already."""
        is_shown = now and now.live and address_key(now.address) == address_key(version.address)
        other = None if is_shown else self.hidden.at(version.address)
        if other is None or (other.pk and other.pk == version.pk):
            return ""
        said = _("Этот адрес скрыт от всех на карточке «%(name)s»: «%(address)s». Для убежища это опасно.")
        return nested(said % {"name": other.provider, "address": version.address})

    def pointed_at(self, version: models.Model, now: models.Model | None) -> str:
        """A point beside a place that is hidden, unless the map has it already."""
        point = point_of(version)
        is_shown = now and now.live and point_of(now) == point
        other = None if is_shown else self.hidden.near(point, but=version.pk)
        if other is None:
            return ""
        said = _(
            "Точка на карте ведёт к месту, адрес которого скрыт от всех, — карточка «%(name)s», до него меньше "
            "%(metres)s м. Для убежища это опасно."
        )
        return nested(said % {"name": other.provider, "metres": NEAR_METRES})


def shown_by_others(hidden: models.Model) -> list[models.Model]:
    """Public places of other cards that show the address or the very point that this version hides."""
    return [place for place, _hidden in shown_elsewhere([hidden], but={hidden.pk})]


def shown_elsewhere(
    versions: Sequence[models.Model], but: Container[int]
) -> Iterator[tuple[models.Model, models.Model]]:
    """Public places of cards other than `but` that show what one of the versions hides, each with that version."""
    hiding = [
        each for each in versions if each.address_is_confidential and (address_key(each.address) or point_of(each))
    ]
    if not hiding:
        return
    hidden, found = Hidden(hiding), {}
    public = type(hiding[0])._default_manager.published().filter(address_is_confidential=False, provider__live=True)
    for place in public.only("address", "latitude", "longitude").iterator():
        if place.pk not in but and (version := hidden.at(place.address) or hidden.right_at(point_of(place))):
            found[place.pk] = version
    for place in public.filter(pk__in=found).select_related("provider", "territory").order_by("provider__name", "pk"):
        yield place, found[place.pk]


def opened(version: models.Model, now: models.Model) -> str:
    address = version.address or now.address
    if not address and point_of(version):
        return _("Правка открывает точку на карте, которая скрыта от всех. Для убежища это опасно.")
    said = _("Правка открывает адрес, который скрыт от всех: «%(address)s». Для убежища это опасно.")
    return nested(said % {"address": address})


def point_of(place: models.Model) -> tuple[float, float] | None:
    if place.latitude is None or place.longitude is None:
        return None
    return float(place.latitude), float(place.longitude)


def band(point: tuple[float, float]) -> int:
    return int(point[0] * BANDS // 1)


def once_hidden(model: type[models.Model], keys: Sequence[int]) -> set[int]:
    """Which of them an earlier version hid."""
    if not keys:
        return set()
    kind = ContentType.objects.get_for_model(model)
    texts = [str(key) for key in keys]
    found = Revision.objects.filter(content_type=kind, object_id__in=texts, content__address_is_confidential=True)
    return {int(key) for key in found.values_list("object_id", flat=True)}
