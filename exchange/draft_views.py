"""The drafts of an import: what becomes public, or goes to the moderators, when all of it is published or sent."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from portal import revealing
from portal.differences import Version, differences
from services_directory.models import Provider

from .drafts import Obstacle, digest, drafts, publishable, sendable
from .models import Import
from .screens import may_enter, own, page
from .tasks import start_publishing, start_sending

# Each is compared with its public version.
PER_PAGE = 20
MOST_NAMED = 10


class Waiting(NamedTuple):
    """How many drafts of an import wait, and what of them its reader may do."""

    number: int
    ready: int
    sendable: int
    in_review: int
    may_publish: bool


def waiting(importing: Import, user) -> Waiting | None:
    number = drafts(importing).count()
    if not number:
        return None
    in_review = drafts(importing).filter(waits=True, obstacle="").count()
    may_publish = importing.exchanged.may(user, "publish")
    return Waiting(number, publishable(importing).count(), sendable(importing).count(), in_review, may_publish)


@dataclass
class Draft:
    """A record as the page shows it: what differs from what the site says now."""

    record: Model

    def __post_init__(self):
        old = Version(self.record) if self.record.live else None
        self.proposed = self.record.latest_revision.as_object()
        self.fields, self.relations = differences(old, Version(self.proposed))

    @property
    def edit_url(self) -> str:
        return edit_url(self.record)


def edit_url(record: Model) -> str:
    return reverse(record.snippet_viewset.get_url_name("edit"), args=[quote(record.pk)])


@may_enter
def publish(request: HttpRequest, uuid) -> HttpResponse:
    """All drafts of the import become public, for whoever may publish each of them by hand."""
    importing = own(request, uuid)
    if not importing.exchanged.may(request.user, "publish"):
        raise PermissionDenied
    start = partial(start_publishing, may_reveal=revealing.is_ticked(request.POST))
    return all_at_once(request, importing, publishable(importing), start, "publish")


@may_enter
def send(request: HttpRequest, uuid) -> HttpResponse:
    """All drafts of the import go to the moderators."""
    importing = own(request, uuid)
    return all_at_once(request, importing, sendable(importing), start_sending, "send")


def all_at_once(request: HttpRequest, importing: Import, chosen: QuerySet, start: Callable, name: str) -> HttpResponse:
    number = chosen.count() if importing.state == Import.State.DONE else 0
    if not number:
        return redirect("exchange_import", importing.uuid)
    must_ask = name == "publish" and importing.reveals
    if request.method == "POST" and must_ask and not revealing.is_ticked(request.POST):
        messages.error(request, revealing.ask())
        return redirect(request.get_full_path())
    if request.method == "POST":
        start(importing, request.user, number, request.POST.get("shown", ""))
        if not importing.message:
            messages.success(request, done(name, number))
        return redirect("exchange_import", importing.uuid)
    rows = Paginator(chosen.select_related("latest_revision"), PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "importing": importing,
        "name": name,
        "number": number,
        "rows": rows,
        "drafts": [Draft(record) for record in rows],
        "left": left_behind(importing, chosen),
        "shown": digest(chosen),
        "reveals": importing.rows.exclude(reveals="")[:MOST_NAMED] if must_ask else [],
        "hidden_owners": hidden_owners(chosen) if name == "publish" else [],
    }
    titles = {"publish": _("Опубликовать черновики"), "send": _("Отправить черновики на проверку")}
    return page(request, "drafts", titles[name], context, importing)


def done(name: str, number: int) -> str:
    said = {"publish": _("Опубликовано записей: %(number)s."), "send": _("Отправлено на проверку: %(number)s.")}
    return said[name] % {"number": number}


class LeftBehind(NamedTuple):
    """Drafts that do not go with the others, and why."""

    why: str
    number: int
    named: list[tuple[str, str]]


def left_behind(importing: Import, chosen: QuerySet) -> Iterable[LeftBehind]:
    others = drafts(importing).exclude(pk__in=chosen.values("pk")).exclude(obstacle="")
    counted = others.order_by().values_list("obstacle").annotate(number=Count("pk")).order_by("obstacle")
    for obstacle, number in counted:
        first = others.filter(obstacle=obstacle)[:MOST_NAMED]
        yield LeftBehind(Obstacle(obstacle).label, number, [(str(record), edit_url(record)) for record in first])


def hidden_owners(chosen: QuerySet) -> QuerySet:
    """A service or a place is seen only with its organisation."""
    if chosen.model is Provider:
        return Provider.objects.none()
    return Provider.objects.filter(live=False, pk__in=chosen.values("provider"))[:MOST_NAMED]
