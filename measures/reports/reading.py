"""Approved reports of published measures, for their pages. What is not approved is not read here at all."""

from django.http import Http404

from measures.models import Measure, ReportEdition, ReportFile
from portal.quarters import Quarter
from portal.sites import demand


def published_editions():
    return ReportEdition.objects.filter(report__measure__live=True, report__measure__programme__live=True)


def editions_of(slug: str, number: str, quarter: Quarter) -> list[ReportEdition]:
    """All editions of one report, the first first, with its measure and programme."""
    found = published_editions().filter(
        report__measure__programme__slug=slug,
        report__measure__number=number,
        report__period__year=quarter.year,
        report__period__quarter=quarter.number,
    )
    editions = list(found.select_related("report__measure__programme__territory").order_by("number"))
    if not editions:
        raise Http404
    demand(editions[0].report.measure.programme.territory_id)
    return editions


def quarter_of(period: str) -> Quarter:
    """«2025-3» of the address, whose form its pattern has checked."""
    year, _dash, number = period.partition("-")
    return Quarter(int(year), int(number))


def edition_named(editions: list[ReportEdition], number: str | None) -> ReportEdition:
    """The latest where none is named."""
    if number is None:
        return editions[-1]
    for edition in editions:
        if edition.number == int(number):
            return edition
    raise Http404


def measure_with_editions(slug: str, number: str) -> tuple[Measure, list[ReportEdition]]:
    """The measure and every edition of its reports, the newest quarter first."""
    found = Measure.objects.published().filter(programme__slug=slug, number=number)
    measure = found.select_related("programme__territory").first()
    if not measure:
        raise Http404
    demand(measure.programme.territory_id)
    editions = ReportEdition.objects.filter(report__measure=measure).select_related("report__period")
    return measure, list(editions.order_by("-report__period__year", "-report__period__quarter", "-number"))


def published_file(editions: list[ReportEdition], file_id: int) -> ReportFile:
    """A file that one of the editions names; any other is nobody's business."""
    if not any(each["id"] == file_id for edition in editions for each in edition.content["files"]):
        raise Http404
    return ReportFile.objects.get(pk=file_id)
