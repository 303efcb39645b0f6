"""Who may see and do what with returns, and which of them a person's institutions owe."""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.timezone import localdate

from portal.quarters import Quarter
from services_directory.models.disclosure import moved_days
from services_directory.ownership import own_providers

from .models import Respondent, Return
from .quarters import last_ended

READ, DECIDE, WRITE = "returns.view_return", "returns.decide_return", "returns.change_return"
# So many quarters back a person's list goes.
QUARTERS_SHOWN = 5


def may_enter(user) -> bool:
    """Staff, and whoever works for an institution that reports."""
    return user.has_perm(READ) or own_respondents(user).exists()


def own_respondents(user) -> QuerySet:
    return Respondent.objects.filter(provider__in=own_providers(user)).select_related("provider")


def visible_respondents(user) -> QuerySet:
    """An institution sees its own returns and no other's."""
    return Respondent.objects.select_related("provider") if user.has_perm(READ) else own_respondents(user)


def may_fill(user, respondent: Respondent) -> bool:
    return respondent.provider_id in own_providers(user) or user.has_perm(WRITE)


@dataclass
class Owed:
    """A return of a quarter, begun or not, and by when it is due."""

    respondent: Respondent
    quarter: Quarter
    record: Return | None
    due: datetime.date | None

    @property
    def state(self) -> str:
        return self.record.state if self.record else "none"

    @property
    def state_label(self) -> str:
        return str(self.record.get_state_display()) if self.record else ""

    @property
    def is_late(self) -> bool:
        """Sent after its last day, or not sent though that is over."""
        if self.due is None:
            return False
        done = self.record.sent_at.date() if self.record and self.record.is_reported else localdate()
        return done > self.due

    @property
    def days_late(self) -> int:
        done = self.record.sent_at.date() if self.record and self.record.is_reported else localdate()
        return (done - self.due).days if self.is_late else 0


def owed_by(respondents: list[Respondent], quarters: list[Quarter]) -> list[Owed]:
    """In two queries; the latest quarter first."""
    moved = moved_days()
    records = Return.objects.filter(respondent__in=[each.pk for each in respondents])
    known = {(record.respondent_id, record.period): record for record in records}
    found = []
    for quarter in quarters:
        for respondent in respondents:
            if respondent.owes(quarter):
                deadline = respondent.blank.deadline
                due = deadline.of(quarter, moved) if deadline else None
                found.append(Owed(respondent, quarter, known.get((respondent.pk, quarter)), due))
    return found


def latest_quarters(number: int = QUARTERS_SHOWN) -> list[Quarter]:
    quarter, found = last_ended(localdate()), []
    while len(found) < number:
        found.append(quarter)
        quarter = quarter.previous
    return found
