"""Which version of an act was in force on a day, as far as the portal's sources tell. Pure."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Answer(TextChoices):
    NOT_ADOPTED = "not-adopted", _("Акт ещё не был принят")
    NOT_YET = "not-yet", _("Акт ещё не действовал")
    NO_LONGER = "no-longer", _("Акт уже не действовал")
    EDITION = "edition", _("Действовала эта редакция")
    UNKNOWN = "unknown", _("Какая редакция действовала, в источниках портала нет")


class Doubt(TextChoices):
    """What keeps an answer from being the whole truth."""

    START_UNKNOWN = "start-unknown", _("С какого дня акт действует, источники портала не говорят.")
    LOSS_UNDATED = "loss-undated", _("Акт утратил силу; с какого дня, источники портала не говорят.")
    EDITION_UNDATED = "edition-undated", _("У одной из редакций не указано, с какого дня она действует.")
    AMENDED_UNSEEN = "amended-unseen", _("К этому дню акт изменили, а изменённого текста на портале нет.")
    LATER_UNCHECKED = "later-unchecked", _("Были ли другие изменения, никто не сверял.")


@dataclass(frozen=True)
class Standing:
    """What is known of a day."""

    day: datetime.date
    answer: Answer
    edition: Any = None
    doubts: list[Doubt] = field(default_factory=list)
    unseen: list[Any] = field(default_factory=list)


def standing(act, editions: Iterable, amendments: Iterable, day: datetime.date) -> Standing:
    """`amendments` are public acts that amend it."""
    editions, amendments = list(editions), list(amendments)
    if act.date and day < act.date:
        return Standing(day, Answer.NOT_ADOPTED)
    start = begins(act, editions)
    if start and day < start:
        return Standing(day, Answer.NOT_YET)
    if act.in_force_until and day > act.in_force_until:
        return Standing(day, Answer.NO_LONGER)
    edition = edition_on(editions, day)
    unseen = unseen_changes(edition, editions, amendments, day)
    return Standing(
        day,
        Answer.EDITION if edition and not unseen else Answer.UNKNOWN,
        edition,
        list(doubts(act, start, editions, unseen)),
        unseen,
    )


def begins(act, editions: list) -> datetime.date | None:
    """The first day: as the act says, or that of its first wording."""
    first = [each.in_force_from for each in editions if each.in_force_from and not each.amended_by_id]
    return act.in_force_from or min(first, default=None)


def edition_on(editions: list, day: datetime.date):
    """The latest that had begun and not ended."""
    begun = [each for each in editions if each.in_force_from and each.in_force_from <= day]
    latest = max(begun, key=lambda each: each.in_force_from, default=None)
    ended = latest and latest.in_force_until and latest.in_force_until < day
    return None if ended else latest


def unseen_changes(edition, editions: list, amendments: list, day: datetime.date) -> list:
    """Acts that had changed it by that day, whose wording the portal lacks: no edition is theirs."""
    seen = {each.amended_by_id for each in editions if each.in_force_from}
    since = edition.in_force_from if edition else None
    dated = [each for each in amendments if each.date and each.date <= day and each.pk not in seen]
    return [each for each in dated if since is None or each.date >= since]


def doubts(act, start, editions: list, unseen: list):
    if start is None:
        yield Doubt.START_UNKNOWN
    if act.status == "lost-force" and act.in_force_until is None:
        yield Doubt.LOSS_UNDATED
    if any(each.in_force_from is None for each in editions):
        yield Doubt.EDITION_UNDATED
    if unseen:
        yield Doubt.AMENDED_UNSEEN
    elif editions and act.status == "unknown":
        yield Doubt.LATER_UNCHECKED


def day_asked(text: str) -> datetime.date | None:
    """The day of an address, «2020-06-01»; nothing for what is no day."""
    try:
        return datetime.date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None
