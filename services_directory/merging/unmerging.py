"""Undo a merger of two organisations: exactly what went over comes back, and nothing that came later.

What somebody has changed since stays as it is and is named. Of several mergers into one the later ones that build on
this one are undone first.
"""

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log

from ..models import DistinctPair, MergedProvider, Provider
from . import publish_anew
from .redrafting import Redrafting
from .traces import plain_values
from .undoing import Undoing, read, undoing, whole

ACTION = "services_directory.unmerge"


@transaction.atomic
def unmerge(merger_id: int, user) -> tuple[Provider, list[str]]:
    """The organisation that came back, and what did not."""
    merger = MergedProvider.objects.select_for_update(of=["self"]).filter(pk=merger_id).first()
    if merger is None:
        raise ValidationError(_("Это объединение уже отменено."))
    merger.into = Provider.objects.select_for_update(of=["self"]).get(pk=merger.into_id)
    found = undoing(merger)
    if found.obstacle:
        raise ValidationError(found.obstacle)
    redrafting = Redrafting(found)
    give_back(merger.into, found.values)
    bring_back(found)
    lead_back(found)
    merger.delete()
    left = [*found.staying, *redrafting.finish()]
    gone, kept = (Provider.objects.get(pk=pk) for pk in (merger.number, merger.into_id))
    for provider, other in ((gone, kept), (kept, gone)):
        provider.save()
        publish_anew(provider, user)
        log(provider, ACTION, user=user, data={"other": other.pk, "left": left})
    connection.check_constraints()
    return gone, left


def give_back(kept: Provider, values: dict) -> None:
    """Only what the merger changed and nobody has since; the other card is not there yet to be looked at."""
    fields = {**plain_values(kept), **values}
    (was,) = read([{"model": Provider._meta.label_lower, "pk": kept.pk, "fields": fields}])
    names = [Provider._meta.get_field(name).attname for name in values]
    Provider.objects.filter(pk=kept.pk).update(**{name: getattr(was, name) for name in names})


def bring_back(found: Undoing) -> None:
    """Keys are checked when the transaction ends, so the order does not matter."""
    number = found.merger.number
    for record in found.remains:
        record.save_base(raw=True, force_insert=True)
    for pointer, rows, _lost in found.rows:
        pointer.model._base_manager.filter(pk__in=rows).update(**{pointer.name: number})
    for row, hung in found.doubled:
        row.save_base(raw=True, force_insert=True)
        hang_again(row, hung)
    DistinctPair.objects.filter(pk__in=found.traces.apart).delete()


def hang_again(row: Model, hung: dict[str, dict]) -> None:
    for key, each in hung.items():
        pointer, name = apps.get_model(key.rsplit(".", 1)[0]), key.rsplit(".", 1)[1]
        pointer._base_manager.filter(pk__in=each["rows"], **{name: each["twin"]}).update(**{name: row.pk})


def lead_back(found: Undoing) -> None:
    """The address is its own again, and what led to it leads to it."""
    gone = Provider.objects.get(pk=found.merger.number)
    old, new = gone.get_absolute_url(), found.merger.into.get_absolute_url()
    Redirect.objects.filter(old_path=Redirect.normalise_path(old), site=None).delete()
    Redirect.objects.filter(pk__in=found.traces.redirects, redirect_link=new).update(redirect_link=old)
    for redirect in whole(read(found.traces.replaced)):
        if not Redirect.objects.filter(old_path=redirect.old_path, site=redirect.site_id).exists():
            redirect.save_base(raw=True, force_insert=True)
