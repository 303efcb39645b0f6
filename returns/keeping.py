"""What is done to a return: saved, sent, accepted, given back. Each within one transaction, and told to the log."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from portal.quarters import Quarter

from .filling import Filling, stored
from .models import Respondent, Return

SAVE, SEND, ACCEPT, GIVE_BACK = "returns.save", "returns.send", "returns.accept", "returns.return"
LONGEST_REASON = 2000
State = Return.State


class Overtaken(Exception):
    """Another person has saved it meanwhile: `theirs` is what stands there now."""

    def __init__(self, theirs: Return):
        super().__init__()
        self.theirs = theirs


class NotNow(Exception):
    """Why it cannot be done in this state: a sentence."""


def of_quarter(respondent: Respondent, quarter: Quarter) -> Return:
    """The return, or an unsaved one that nobody has begun."""
    found = respondent.returns.filter(year=quarter.year, quarter=quarter.number).select_related("saved_by").first()
    return found or Return(respondent=respondent, year=quarter.year, quarter=quarter.number)


def locked(record: Return) -> Return:
    """The same as the database has it now; nobody else changes it meanwhile. One that is not there yet is made."""
    key = {"respondent": record.respondent, "year": record.year, "quarter": record.quarter}
    Return.objects.get_or_create(**key)
    return Return.objects.select_for_update(of=("self",)).select_related("respondent__provider").get(**key)


@transaction.atomic
def save(filling: Filling, version: int, user, *, send: bool) -> Return:
    """`version`: what the person began with. What cannot be read is not here: the caller asks `is_sound` first."""
    record = locked(filling.record)
    if record.version != version:
        raise Overtaken(record)
    if not record.can_be_edited:
        raise NotNow(_("Отчёт уже отправлен: править его можно, когда его вернут."))
    record.cells = {code: stored(figure) for code, figure in filling.given.items()}
    record.note, record.version = filling.note, record.version + 1
    record.saved_by, record.saved_at = user, timezone.now()
    if send:
        record.state, record.sent_at, record.reason = State.SENT, timezone.now(), ""
    record.save()
    log(record, SEND if send else SAVE, user=user, data={"cells": record.cells, "note": record.note})
    return record


@transaction.atomic
def accept(record: Return, version: int, user) -> None:
    decide(record, version, user, State.ACCEPTED, ACCEPT, "", only=(State.SENT,))


@transaction.atomic
def give_back(record: Return, version: int, user, reason: str) -> None:
    """Also one that was accepted: mistakes are found later too. What was sent stays in the log."""
    if not reason.strip():
        raise NotNow(_("Напишите, что исправить: без этого отчёт не поймут."))
    decide(record, version, user, State.RETURNED, GIVE_BACK, reason, only=(State.SENT, State.ACCEPTED))


def decide(record: Return, version: int, user, state: State, action: str, reason: str, only: tuple) -> None:
    found = locked(record)
    if found.version != version:
        raise NotNow(_("Пока вы читали, отчёт изменили. Прочтите его ещё раз."))
    if found.state not in only:
        raise NotNow(_("Отчёт сейчас не на проверке."))
    found.state, found.reason = state, reason.strip()[:LONGEST_REASON]
    found.decided_at, found.version = timezone.now(), found.version + 1
    found.save()
    log(found, action, user=user, data={"reason": found.reason})
