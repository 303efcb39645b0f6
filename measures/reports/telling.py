"""Approved reports as entries of a feed."""

from collections.abc import Iterable

from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext as _

from measures.following import Change
from measures.models.status import Status

from .report_page import spent_words
from .table import quarter_of

LATEST = 40


def frozen_reports(programme, measures: list) -> Iterable[Change]:
    """The latest approved reports, corrections among them."""
    found = apps.get_model("measures", "ReportEdition").objects.filter(
        report__measure__in=[each.pk for each in measures]
    )
    for edition in found.order_by("-made_at", "-pk")[:LATEST]:
        yield told(programme, edition)


def told(programme, edition) -> Change:
    content, quarter = edition.content, quarter_of(edition.content)
    named = {"quarter": quarter.label, **content["measure"]}
    title = _("Отчёт за %(quarter)s. Мероприятие %(number)s: %(title)s") % named
    address = [programme.slug, content["measure"]["number"], quarter.code, edition.number]
    return Change(
        f"report-edition/{edition.pk}",
        edition.made_at,
        title if edition.number == 1 else _("Исправлен. %(title)s") % {"title": title},
        " ".join(sentences(edition)),
        reverse("measures:report_edition", args=address),
    )


def sentences(edition) -> Iterable[str]:
    content = edition.content
    if edition.reason:
        yield _("Почему исправлено: %(reason)s") % {"reason": edition.reason.rstrip(".") + "."}
    if content["status"]:
        yield _("Состояние: %(status)s.") % {"status": Status(content["status"]).label}
    for each in content["spendings"]:
        yield _("Израсходовано, %(source)s: %(said)s.") % {"source": each["source_name"], "said": spent_words(each)}
