"""Two people edit one record: the second to save is told, and sees both texts."""

import hashlib

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.admin.utils import get_user_display_name
from wagtail.models import RevisionMixin

from portal.differences import Change, RowsChange, Version, compared_fields, differences, in_words

# The state that a record without versions had when its form was opened.
SEEN = "seen_state"
OVERTAKEN = "overtaken"


def overtaken_by(data, record: Model):
    """The revision that somebody saved after this form was opened, or nothing."""
    latest = getattr(record, "latest_revision", None)
    opened, kept = data.get("loaded_revision_id"), data.get("overwrite_revision_id")
    if not latest:
        return None
    if kept:
        return latest if kept != str(latest.pk) else None
    # A form without a number was opened before the record had any version.
    same = opened == str(latest.pk) and data.get("loaded_revision_created_at", "") == latest.created_at.isoformat()
    return None if same else latest


def state_of(record: Model) -> str:
    """A fingerprint of all that a person fills in."""
    version = Version(record)
    words = [in_words(named, version) for named in compared_fields(type(record))]
    for relation in get_all_child_relations(type(record)):
        for row in version.all(relation.get_accessor_name()):
            words += [in_words(named, Version(row)) for named in compared_fields(relation.related_model)]
    return hashlib.sha256("\x1f".join(words).encode()).hexdigest()[:32]


class GuardedForm:
    """Refuse once to save over a version that the editor has not seen: both texts are kept."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Wagtail's forms have no place for what Django would compare a default that is a function with; such a field,
        # a date of today, would seem changed each time.
        for field in self.fields.values():
            field.show_hidden_initial = False
        if self.instance.pk and not isinstance(self.instance, RevisionMixin):
            state = state_of(self.instance)
            self.fields[SEEN] = forms.CharField(required=False, initial=state, widget=forms.HiddenInput)

    def clean(self):
        cleaned = super().clean()
        revision = overtaken_by(self.data, self.instance) if self.instance.pk else None
        if revision or self.state_has_changed():
            raise ValidationError(words_for(revision), code=OVERTAKEN)
        return cleaned

    def state_has_changed(self) -> bool:
        """And if it has, the next save is not refused: its author has been told."""
        if SEEN not in self.fields or self.cleaned_data.get(SEEN) == self.fields[SEEN].initial:
            return False
        self.data = self.data.copy()
        self.data[self.add_prefix(SEEN)] = self.fields[SEEN].initial
        return True

    @property
    def was_overtaken(self) -> bool:
        return self.has_error(NON_FIELD_ERRORS, OVERTAKEN)

    def both_texts(self) -> tuple[list[Change], list[RowsChange]]:
        """What the other editor saved, beside what stands in this form."""
        theirs = type(self.instance)._default_manager.get(pk=self.instance.pk)
        if isinstance(theirs, RevisionMixin):
            theirs = theirs.get_latest_revision_as_object()
        return differences(Version(theirs), Version(self.instance, self.filled_in()))

    def filled_in(self) -> dict[str, list]:
        """Relations as the form has them, where it asks for them."""
        named = [field.name for field in self.instance._meta.many_to_many if field.name in self.fields]
        rows = {name: kept_rows(formset) for name, formset in self.formsets.items()}
        return {**{name: list(self.cleaned_data.get(name) or []) for name in named}, **rows}


def kept_rows(formset) -> list[Model]:
    """Those of a set of rows that saving would leave: neither empty nor struck out."""
    filled = [row for row in formset.forms if row.instance.pk or row.has_changed()]
    return [row.instance for row in filled if not getattr(row, "cleaned_data", {}).get("DELETE")]


def words_for(revision) -> str:
    if not revision:
        return _(
            "Пока вы правили, запись изменил другой редактор. Ваш текст остался в форме и ещё не сохранён, чужой "
            "показан рядом: сравните и перенесите нужное. Если сохранить ещё раз, на сайте будет ваш текст."
        )
    return _(
        "Пока вы правили, свою версию сохранил другой редактор: %(user)s, %(time)s. Ваш текст остался в "
        "форме и ещё не сохранён, чужой показан рядом и лежит в истории: сравните и перенесите нужное. Если "
        "сохранить ещё раз, новой станет ваша версия, а чужая останется в истории."
    ) % {
        "user": get_user_display_name(revision.user) if revision.user else _("неизвестно"),
        "time": date_format(localtime(revision.created_at), "j E, H:i"),
    }
