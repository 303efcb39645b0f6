"""Addresses that are hidden from everybody, and which of them a version of a place would show.

An address is hidden where its place is, by what is public now or, of a place that is not public, by any earlier
version; and wherever else it is written: a card anew would give a shelter away as well as a tick taken off.
"""

from collections.abc import Sequence

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext as _
from wagtail.models import Revision

from ..pairing import address_key


class Secrets:
    """What must be known of the directory to judge any number of versions: three queries, or none."""

    def __init__(self, model: type[models.Model], versions: Sequence[models.Model]):
        open_ones = [each for each in versions if not each.address_is_confidential]
        self.now = model._default_manager.in_bulk([each.pk for each in open_ones if each.pk])
        self.once = once_hidden(model, [pk for pk, place in self.now.items() if not place.live])
        hidden = model._default_manager.filter(address_is_confidential=True).exclude(address="")
        others = hidden.select_related("provider").order_by("-pk") if open_ones else ()
        self.others = {address_key(place.address): place for place in others}

    def shown_by(self, version: models.Model) -> str:
        if version.address_is_confidential:
            return ""
        now = self.now.get(version.pk)
        if now and (now.address_is_confidential or now.pk in self.once):
            said = _("Правка открывает адрес, который скрыт от всех: «%(address)s». Для убежища это опасно.")
            return said % {"address": version.address or now.address}
        return self.written_anew(version, now)

    def written_anew(self, version: models.Model, now: models.Model | None) -> str:
        """An address of another card that is hidden there, unless this one shows it already."""
        key = address_key(version.address)
        is_shown = now and now.live and address_key(now.address) == key
        other = None if is_shown or not key else self.others.get(key)
        if other is None or other.pk == version.pk:
            return ""
        said = _("Этот адрес скрыт от всех на карточке «%(name)s»: «%(address)s». Для убежища это опасно.")
        return said % {"name": other.provider, "address": version.address}


def once_hidden(model: type[models.Model], keys: Sequence[int]) -> set[int]:
    """Which of them an earlier version hid."""
    if not keys:
        return set()
    kind = ContentType.objects.get_for_model(model)
    texts = [str(key) for key in keys]
    found = Revision.objects.filter(content_type=kind, object_id__in=texts, content__address_is_confidential=True)
    return {int(key) for key in found.values_list("object_id", flat=True)}
