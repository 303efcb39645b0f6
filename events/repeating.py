"""An event held again: all of it but the day, in one step."""

import datetime

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput
from wagtail.models import Page

from events.models import EventDate, EventPage
from events.models.dates import FIRST_YEAR, LAST_YEAR
from portal.editing import free_slug

# What belongs to that one day and does not pass to another.
OF_THAT_DAY = {"status": EventPage.Status.PLANNED, "status_note": "", "moved_from": None, "registration_until": None}


class AgainForm(forms.Form):
    day = forms.DateField(label=gettext_lazy("Новый день"), widget=AdminDateInput)

    def clean_day(self) -> datetime.date:
        day = self.cleaned_data["day"]
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(_("Проверьте год."))
        return day


def may_repeat(event: Page, user) -> bool:
    return event.get_parent().permissions_for_user(user).can_add_subpage()


def again(request: HttpRequest, pk: int) -> HttpResponse:
    event = get_object_or_404(EventPage, pk=pk)
    if not may_repeat(event, request.user):
        raise PermissionDenied
    form = AgainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        copy = repeated(event, form.cleaned_data["day"], request.user)
        messages.success(request, _("Черновик готов. Проверьте его и отправьте на проверку."))
        return redirect("wagtailadmin_pages:edit", copy.pk)
    return TemplateResponse(request, "events/admin/again.html", {"event": event, "form": form})


@transaction.atomic
def repeated(event: EventPage, day: datetime.date, user) -> EventPage:
    """A draft: the latest words of the event, with the hours of its first date on the new day."""
    source = event.get_latest_revision_as_object()
    source.dates.set([on_day(date, day) for date in source.all_dates[:1]] or [EventDate(day=day)])
    source.materials.set([])
    slug = free_slug(Page.objects.child_of(event.get_parent()), source.title, 255, "event")
    return source.copy(
        to=event.get_parent(), update_attrs={**OF_THAT_DAY, "slug": slug}, copy_revisions=False, keep_live=False,
        user=user,
    )  # fmt: skip


def on_day(date: EventDate, day: datetime.date) -> EventDate:
    last = day + (date.ends_day - date.day) if date.ends_day else None
    return EventDate(day=day, starts_at=date.starts_at, ends_at=date.ends_at, ends_day=last)
