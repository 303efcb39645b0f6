"""Public pages of approved reports and of the discipline of reporting."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from measures.gathering import PROGRAMME_NOTES
from measures.reading import published_programme

from . import board, report_page
from .files import download
from .reading import edition_named, editions_of, measure_with_editions, published_file, quarter_of


def report(request: HttpRequest, slug: str, number: str, period: str, edition: str | None = None) -> HttpResponse:
    """The latest edition of a report, or the one that is named."""
    editions = editions_of(slug, number, quarter_of(period))
    found = edition_named(editions, edition)
    measure = found.report.measure
    context = {"measure": measure, "programme": measure.programme, **report_page.of_edition(found, editions)}
    return render(request, "measures/reports/edition.html", context)


def reports(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """Every edition of the reports on a measure."""
    measure, editions = measure_with_editions(slug, number)
    shown = [(each, report_page.shown(each.content)) for each in editions]
    context = {"measure": measure, "programme": measure.programme, "editions": shown}
    return render(request, "measures/reports/editions.html", context)


def report_file(request: HttpRequest, slug: str, number: str, period: str, file_id: str) -> HttpResponse:
    return download(published_file(editions_of(slug, number, quarter_of(period)), int(file_id)))


def discipline(request: HttpRequest, slug: str) -> HttpResponse:
    programme = published_programme(slug, PROGRAMME_NOTES)
    return render(request, "measures/reports/discipline.html", board.of_programme(programme))


def discipline_of_all(request: HttpRequest) -> HttpResponse:
    return render(request, "measures/reports/discipline_of_all.html", board.of_all())
