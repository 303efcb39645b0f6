"""Remind by e-mail of pages that are due to be read again: on the day, and once more when two weeks are gone.

The letter goes to whoever edited the page last; where nobody can be written to, to all who may edit that part of the
site.
"""

import datetime
from collections.abc import Iterable
from functools import partial

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage, get_connection
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from editorial.models import PageReminder
from portal.reminders import MOST_LISTED, Outcome, send
from portal.reviewing import with_review_dates

Stage = PageReminder.Stage
LATE_AFTER = datetime.timedelta(days=14)


def due(today: datetime.date) -> Iterable[Page]:
    return with_review_dates(Page.objects.filter(live=True)).filter(review_on__lte=today).order_by("path")


def note_due(today: datetime.date, outcome: Outcome) -> None:
    """Write down what is to be sent. A second time nothing is added."""
    noted = []
    for page in due(today).select_related("latest_revision__user", "owner"):
        stage = Stage.LATE if today - page.review_on >= LATE_AFTER else Stage.DUE
        people = keepers(page)
        outcome.nobody += not people
        noted += [PageReminder(page_id=page.pk, user=user, due_on=page.review_on, stage=stage) for user in people]
    PageReminder.objects.bulk_create(noted, ignore_conflicts=True, batch_size=1000)


def keepers(page: Page) -> list:
    """Whoever edited it last or made it; else all who may edit it."""
    for user in (page.latest_revision and page.latest_revision.user, page.owner):
        if user and user.is_active and user.email and may_change(user, page):
            return [user]
    rights = {"codename": "change_page", "content_type__app_label": "wagtailcore"}
    rights = {f"groups__page_permissions__permission__{name}": value for name, value in rights.items()}
    above = page.get_ancestors(inclusive=True).values("pk")
    people = get_user_model().objects.filter(is_active=True, groups__page_permissions__page__in=above, **rights)
    return list(people.exclude(email="").distinct())


def may_change(user, page: Page) -> bool:
    return page_permission_policy.user_has_permission_for_instance(user, "change", page)


def waiting(today: datetime.date) -> QuerySet:
    """Not sent yet and still of use: the page is public and has not been read meanwhile."""
    unsent = PageReminder.objects.waiting().filter(user__is_active=True)
    terms = {page.pk: page.review_on for page in due(today)}
    useful = [each.pk for each in unsent.filter(page__in=terms) if terms[each.page_id] == each.due_on]
    return PageReminder.objects.filter(pk__in=useful)


def remind(today: datetime.date | None = None) -> Outcome:
    """Send what is due, one letter a person."""
    outcome, today = Outcome(), today or timezone.localdate()
    note_due(today, outcome)
    connection = get_connection()
    by_person: dict[int, list[int]] = {}
    for user, pk in waiting(today).order_by("user").values_list("user", "pk"):
        by_person.setdefault(user, []).append(pk)
    for keys in by_person.values():
        own = PageReminder.objects.filter(pk__in=keys).select_related("user", "page").order_by("due_on", "page__path")
        outcome.told += len(send(own, partial(letter, connection), outcome))
    return outcome


def letter(connection, reminders: list[PageReminder]) -> EmailMessage:
    context = {
        "base": settings.WAGTAILADMIN_BASE_URL.rstrip("/"),
        "reminders": reminders[:MOST_LISTED],
        "more": max(len(reminders) - MOST_LISTED, 0),
        "late": any(each.stage == Stage.LATE for each in reminders),
    }
    with override("ru"):
        subject = _("Пора перечитать страницы портала: %(number)s") % {"number": len(reminders)}
        body = render_to_string("editorial/mail/pages_due.txt", context)
        return EmailMessage(subject, body, to=[reminders[0].user.email], connection=connection)
