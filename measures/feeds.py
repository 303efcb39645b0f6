"""What has changed in a programme or a measure, as a feed to follow without an address or an account.

Only what was published is told: drafts and unpublished records never show. Another kind of change gets in by a
function in SOURCES.
"""

import datetime
import hashlib
import re
import uuid
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Window
from django.db.models.functions import Lag
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry, Revision

from .amendments.telling import amended_plans
from .following import Change, Source
from .gathering import PROGRAMME_NOTES
from .models import Measure, Programme
from .reading import published_measure, published_programme
from .reports.telling import frozen_reports
from .versions import differences

LATEST = 40
SECONDS_KEPT = 600
SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://portal.example/programmes/feed")
# XML has no way to write these.
ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
LONG_AGO = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


def published_versions(programme: Programme, measures: list[Measure]) -> Iterable[Change]:
    """Each publication of a measure: what it says now that it did not say before."""
    by_key = {str(measure.pk): measure for measure in measures}
    entries = list(
        ModelLogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(Measure), object_id__in=by_key, action="wagtail.publish"
        )
        .annotate(
            before=Window(Lag("revision"), partition_by="object_id", order_by=[F("timestamp").asc(), F("pk").asc()])
        )
        .order_by("-timestamp", "-pk")[:LATEST]
    )
    known = {pk for entry in entries for pk in (entry.revision_id, entry.before) if pk}
    contents = dict(Revision.objects.filter(pk__in=known).values_list("pk", "content"))
    for entry in entries:
        measure = by_key[entry.object_id]
        said = differences(contents.get(entry.before), contents.get(entry.revision_id))
        title = _("Мероприятие %(number)s: %(title)s") % {"number": measure.number, "title": measure.title}
        yield Change(f"measure/{entry.pk}", entry.timestamp, title, said, measure.get_absolute_url())


def beginnings(programme: Programme, measures: list[Measure]) -> Iterable[Change]:
    """The day on which the programme appeared; of a measure alone, the day on which that one did."""
    alone = measures[0] if len(measures) == 1 else None
    record = alone or programme
    if record.first_published_at:
        text = _("Мероприятие появилось на портале.") if alone else _("Программа появилась на портале.")
        key = f"{record._meta.model_name}/{record.pk}/beginning"
        yield Change(key, record.first_published_at, str(record), text, record.get_absolute_url())


SOURCES: tuple[Source, ...] = (published_versions, amended_plans, frozen_reports, beginnings)


def programme_feed(request: HttpRequest, slug: str) -> HttpResponse:
    programme = published_programme(slug, PROGRAMME_NOTES)
    found = Measure.objects.filter(programme=programme.pk, live=True).only("number", "title", "first_published_at")
    measures = list(found)
    for measure in measures:
        measure.programme = programme
    programme.first_published_at = Programme.objects.values_list("first_published_at", flat=True).get(pk=programme.pk)
    return answer(request, programme, programme.title, programme.get_absolute_url(), measures)


def measure_feed(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    measure = published_measure(slug, number)
    return answer(
        request, measure.programme, f"{measure}. {measure.programme.title}", measure.get_absolute_url(), [measure]
    )


def answer(request: HttpRequest, programme: Programme, title: str, path: str, measures: list[Measure]) -> HttpResponse:
    changes = [change for source in SOURCES for change in source(programme, measures)]
    latest = sorted(changes, key=lambda change: change.at, reverse=True)[:LATEST]
    body = atom(request, title, path, latest, fallback=day_of(programme))
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response = get_conditional_response(request, etag=etag) or HttpResponse(
        body, content_type="application/atom+xml; charset=utf-8"
    )
    response["ETag"] = etag
    patch_cache_control(response, public=True, max_age=SECONDS_KEPT)
    return response


def day_of(programme: Programme) -> datetime.datetime:
    """When a feed without entries was last true: the act's own day."""
    act_day = programme.act.date if programme.act_id else None
    return make_aware(datetime.datetime.combine(act_day, datetime.time())) if act_day else LONG_AGO


class DatedFeed(Atom1Feed):
    """Dated by its latest entry, or by a day that does not move: the same content is the same feed."""

    def __init__(self, *args, fallback: datetime.datetime, **kwargs):
        super().__init__(*args, **kwargs)
        self.fallback = fallback

    def latest_post_date(self) -> datetime.datetime:
        return max((item["updateddate"] for item in self.items), default=self.fallback)


def atom(request: HttpRequest, title: str, path: str, changes: list[Change], fallback: datetime.datetime) -> bytes:
    feed = DatedFeed(
        title=legal(title),
        link=request.build_absolute_uri(path),
        description=None,
        subtitle=_("Что изменилось: только опубликованное"),
        language="ru",
        author_name=_("Рядом с семьёй"),
        feed_url=request.build_absolute_uri(request.path),
        feed_guid=urn(path),
        fallback=fallback,
    )
    for change in changes:
        feed.add_item(
            title=legal(change.title),
            link=request.build_absolute_uri(change.path),
            description=legal(change.text),
            unique_id=urn(change.key),
            pubdate=change.at,
            updateddate=change.at,
        )
    return feed.writeString("utf-8").encode()


def urn(key: str) -> str:
    return uuid.uuid5(SPACE, key).urn


def legal(text: str) -> str:
    return ILLEGAL.sub("", text)
