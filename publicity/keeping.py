"""What is done to the log: written, confirmed, taken out; each in one transaction, and told to Wagtail's own log."""

from collections.abc import Callable

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from services_directory.models import Provider

from .models import Publication, SectionOnSite

SAVE, CONFIRM, REMOVE = "publicity.save", "publicity.confirm", "publicity.remove"
CHECK, SAY = "publicity.check", "publicity.say"


class NotNow(Exception):
    """Why it cannot be done: a sentence."""


class Gone(NotNow):
    """Another person took the line out of the log."""

    def __str__(self) -> str:
        return _("Эту строку уже убрал из журнала другой человек.")


def save(form, user, *, is_confirmed: bool) -> Publication:
    """A file is put away only when its line is: what replaces a picture removes it."""
    with transaction.atomic():
        record = form.save(commit=False)
        guard(record.pk, form.cleaned_data["version"])
        record.programme = form.cleaned_data.get("programme") or record.programme
        old = record.screenshot.name if form.cleaned_data["picture"] else ""
        if form.cleaned_data["picture"]:
            record.screenshot = form.cleaned_data["picture"]
        record.is_confirmed = is_confirmed
        record.logged_by = record.logged_by or user
        record.version += 1
        record.save()
        log(record, SAVE, user=user)
        if old:
            transaction.on_commit(lambda: record.screenshot.storage.delete(old))
    return record


def guard(key: int | None, version: int | None) -> None:
    """Of two people who edit one line the second is told."""
    if key and held(key).version != version:
        raise NotNow(_("Пока вы писали, эту строку изменил другой человек. Ваше осталось ниже: сверьте и сохраните."))


def held(key: int) -> Publication:
    """The line as it is now, until the transaction ends."""
    record = Publication.objects.select_for_update().filter(pk=key).first()
    if record is None:
        raise Gone
    return record


@transaction.atomic
def confirm(key: int, seen: str, user) -> None:
    """`seen`: the version that was looked at. What an institution has changed since is looked at first."""
    record = held(key)
    if str(record.version) != seen:
        raise NotNow(_("Пока вы читали, эту строку изменили. Прочтите её ещё раз, прежде чем подтвердить."))
    record.is_confirmed, record.version = True, record.version + 1
    record.save(update_fields=["is_confirmed", "version"])
    log(record, CONFIRM, user=user)


@transaction.atomic
def remove(key: int, may: Callable[[Publication], bool], user) -> None:
    """`may` is asked of the line as it is by then: what was confirmed meanwhile its institution takes back no more."""
    record = held(key)
    if not may(record):
        raise NotNow(_("Пока вы читали, эту строку подтвердил модератор: теперь убрать её может только он."))
    name, storage = record.screenshot.name, record.screenshot.storage
    log(record, REMOVE, user=user, deleted=True)
    record.delete()
    if name:
        transaction.on_commit(lambda: storage.delete(name))


@transaction.atomic
def check_sections(provider_ids: list[int], user) -> int:
    """«Проверено сегодня»: only where a state was ever set; what was never seen has nothing to confirm."""
    found = SectionOnSite.objects.select_for_update().filter(provider__in=provider_ids).exclude(state="")
    for section in found:
        section.check_today(localdate())
        section.save()
        log(section, CHECK, user=user)
    return len(found)


def guard_section(provider_id: int, seen: str) -> None:
    """Two people come one after the other, even where there is no record yet; the second is told."""
    Provider.objects.select_for_update(no_key=True, of=("self",)).get(pk=provider_id)
    section = SectionOnSite.objects.filter(provider=provider_id).first()
    if (section.stamp if section else "") != seen:
        raise NotNow(_("Пока вы писали, здесь записал другой человек. Ваше осталось ниже: сверьте и сохраните."))


@transaction.atomic
def keep_section(form, user, *, said: bool) -> None:
    guard_section(form.instance.provider_id, form.cleaned_data["seen"])
    section = form.save(commit=False)
    if said:
        section.said_on = localdate()
    else:
        section.said_address, section.said_published_on, section.said_on = "", None, None
    section.save()
    log(section, SAY if said else CHECK, user=user)
