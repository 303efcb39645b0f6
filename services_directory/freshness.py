"""Mark cards as checked against reality, today and by somebody."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.utils.timezone import localdate
from wagtail.log_actions import log
from wagtail.models import Revision

from portal.reporters import is_reporter
from portal.speaking import gettext as _

from .models.verification import Reviewed, verification_rules

ACTION = "services_directory.verify"
FIELDS = ["verified_on", "verified_by", "next_review_on"]
# What a member of the group is called on a card; whoever is in none of them is a worker of the portal.
ROLES = {"Модераторы": "модератор справочника", "Редакторы справочника": "редактор справочника"}
INSTITUTION = "сотрудник организации"


def verifier(user) -> str:
    """Position and organisation, never a name: «редактор справочника, Центр развития»."""
    if is_reporter(user):
        return INSTITUTION
    groups = set(user.groups.values_list("name", flat=True))
    role = next((role for group, role in ROLES.items() if group in groups), _("сотрудник портала"))
    return ", ".join(filter(None, [role, verification_rules().organisation]))


@transaction.atomic
def verify(record: Reviewed, user, by: str = "", on: datetime.date | None = None) -> None:
    """The card is true as it stands. Its text is not touched, and neither is a draft of it, but for the date."""
    record.verified_on = on or localdate()
    record.verified_by = by or verifier(user)
    record.next_review_on = verification_rules().next_review(record.verified_on)
    record.save(update_fields=FIELDS)
    date_revisions(record)
    log(record, ACTION, user=user, data={"on": record.verified_on.isoformat(), "by": record.verified_by})


def verify_all(records: Iterable[Reviewed], user) -> int:
    """All of them or none; says how many."""
    by = verifier(user)
    with transaction.atomic():
        done = [verify(record, user, by) for record in records]
    return len(done)


def date_revisions(record: Reviewed) -> None:
    """Whatever is published or edited next starts from the latest revisions: they must know of the check."""
    own = Revision.objects.for_instance(record)
    for revision in own.filter(pk=record.latest_revision_id) | own.exclude(approved_go_live_at=None):
        revision.content.update({name: record.serializable_data()[name] for name in FIELDS})
        revision.save(update_fields=["content"])
