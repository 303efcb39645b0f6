"""An earlier version of a record comes back: as a draft, and only in what its restorer may write."""

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.admin.utils import get_user_display_name
from wagtail.log_actions import LogContext, log
from wagtail.models import DraftStateMixin

from portal.differences import compared_fields

FIRST = "portal.first_version"


class KeepsReserved:
    """Goes before Wagtail's mixin of a view that restores.

    The form does not ask for what its user may not change; such a field stays as it is now, whatever it was then.
    """

    def get_object(self, queryset=None):
        old = super().get_object(queryset)
        now = type(old)._default_manager.get(pk=old.pk).get_latest_revision_as_object()
        form = self.get_form_class()(instance=old, for_user=self.request.user)
        asked = {*form.fields, *form.formsets}
        for field in compared_fields(type(old)):
            if field.name not in asked:
                carry(field, now, old)
        for relation in get_all_child_relations(type(old)):
            if (name := relation.get_accessor_name()) not in asked:
                setattr(old, name, list(getattr(now, name).all()))
        return old

    def get_warning_message(self):
        """What one looks at, and what becomes of it."""
        version = self.revision
        time = date_format(localtime(version.created_at), "j E Y, H:i")
        if version.user:
            said = _("Прежняя версия: %(time)s, %(person)s.")
            said %= {"time": time, "person": get_user_display_name(version.user)}
        else:
            said = _("Прежняя версия: так было до %(time)s.") % {"time": time}
        return escape(said + " " + _("Сохраните, чтобы вернуть её черновиком."))


def carry(field, source: Model, target: Model) -> None:
    if field.many_to_many:
        getattr(target, field.name).set(getattr(source, field.name).all())
    else:
        setattr(target, field.attname, getattr(source, field.attname))


def keep_first_version(model: type[Model], pk) -> None:
    """What a record says before the first edit by hand: a loaded one has no version yet that one could come back to."""
    record = model._default_manager.filter(pk=pk).first() if issubclass(model, DraftStateMixin) else None
    if record is None or record.latest_revision_id:
        return
    revision = record.save_revision(changed=False, log_action=False)
    if record.live:
        model._default_manager.filter(pk=pk).update(live_revision=revision)
    # Nobody wrote it in this office, least of all whoever edits it now.
    with LogContext(user=None):
        log(instance=record, action=FIRST, revision=revision, content_changed=True)
