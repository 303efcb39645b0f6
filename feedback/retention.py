"""Contacts are kept for their time and no longer; one person's own can be shown and erased on request."""

import datetime

from django.db import transaction
from django.utils import timezone

from .models import Allowance, DailySalt, Report, ReportContact, rules


@transaction.atomic
def forget() -> dict[str, int]:
    """Delete contacts whose time is over, and yesterday's traces of who sent how much."""
    today = timezone.localdate()
    old = timezone.now() - datetime.timedelta(days=rules().contact_days)
    deleted = {
        "contacts": ReportContact.objects.filter(given_at__lt=old),
        "salts": DailySalt.objects.filter(day__lt=today),
        "allowances": Allowance.objects.filter(day__lt=today),
    }
    return {name: records.delete()[0] for name, records in deleted.items()}


def reports_of(contact: str):
    return Report.objects.filter(contact__value=contact).select_related("contact").order_by("created_at")


def exported(contact: str) -> list[dict]:
    """Everything that is kept of this person."""
    return [
        {
            "receipt": report.receipt,
            "created_at": report.created_at.isoformat(),
            "about": report.about,
            "kind": report.kind,
            "text": report.text,
            "state": report.state,
            "contact": report.contact.value,
            "consent_version": report.contact.consent_version,
            "consent_given_at": report.contact.given_at.isoformat(),
        }
        for report in reports_of(contact)
    ]


@transaction.atomic
def erase(contact: str) -> int:
    """Delete the contact and the words beside it. That there was a report, and how it ended, stays."""
    reports = list(reports_of(contact).values_list("pk", flat=True))
    ReportContact.objects.filter(report__in=reports).delete()
    return Report.objects.filter(pk__in=reports).update(text="")
