"""Public pages: the media plan of a programme with what was published, and the section on institutions' sites."""

from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.timezone import localdate
from wagtail.models import Page

from measures.gathering import MEDIA_PLAN_ALONE
from measures.models import Measure
from measures.reading import published_programme
from portal.paging import page_of, query_without_page

from .models import SectionPromise
from .plan import Month, counts, longest_overdue_first, month_to_show, months_of, running, weeks_of
from .sections import Coverage, coverages, institutions, rows_of
from .tables import plan_file

INSTITUTIONS_PER_PAGE = 50
SECONDS_DATA_MAY_BE_KEPT = 300


def media_plan(request: HttpRequest, slug: str) -> HttpResponse:
    programme = with_plan(slug)
    items = programme.media_plan
    published = [each for item in items for each in item.log]
    known = months_of(items, published)
    month = month_to_show(Month.named(request.GET.get("month", "")), known, localdate())
    context = {
        "programme": programme,
        "plan_sections": by_section(items),
        "counts": counts(items),
        "overdue": longest_overdue_first(items),
        "published": len(published),
        "month": month,
        "months": known,
        "weeks": weeks_of(month, items, published),
        "running": running(month, items),
        "urls": measure_addresses(programme, items),
        "pages": page_addresses(published),
    }
    return render(request, "publicity/media_plan.html", context)


def measure_addresses(programme, items: list) -> dict[str, str]:
    """Of the public measures that items serve."""
    named = {item.measure_number for item in items if item.measure_number}
    found = Measure.objects.filter(live=True, programme=programme.pk, number__in=named) if named else ()
    return {each.number: f"{programme.get_absolute_url()}{quote(each.number)}/" for each in found}


def page_addresses(published: list) -> dict[int, str]:
    """Of pages of this portal that anybody may read."""
    keys = {each.page_id for each in published if each.page_id}
    return {page.pk: page.url for page in Page.objects.live().public().filter(pk__in=keys)} if keys else {}


def with_plan(slug: str):
    programme = published_programme(slug, MEDIA_PLAN_ALONE)
    if not programme.media_plan:
        raise Http404
    return programme


def by_section(items: list) -> list[tuple[str, list]]:
    found: dict[str, list] = {}
    for item in items:
        found.setdefault(item.section, []).append(item)
    return list(found.items())


def media_plan_file(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    programme = with_plan(slug)
    body, content_type = plan_file(programme.media_plan, kind)
    response = HttpResponse(body, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{programme.slug}-media-plan.{kind}"'
    patch_cache_control(response, public=True, max_age=SECONDS_DATA_MAY_BE_KEPT)
    return response


def coverage(request: HttpRequest) -> HttpResponse:
    """Whether institutions have the section on their own sites, by regions; of the chosen one, each institution."""
    regions = with_promises(coverages())
    slug = request.GET.get("region", "")
    chosen = next((each for each in regions if each.region.slug == slug), None)
    chosen = chosen or (regions[0] if len(regions) == 1 else None)
    shown = page_of(request, institutions(chosen.region), INSTITUTIONS_PER_PAGE) if chosen else None
    context = {
        "regions": regions,
        "chosen": chosen,
        "page": shown,
        "rows": rows_of(shown.object_list) if shown else [],
        "query": query_without_page(request),
    }
    return render(request, "publicity/coverage.html", context)


def with_promises(regions: list) -> list:
    """Each with the public measures by which the region promised it; a region without institutions' cards too."""
    known = {each.region.pk: each for each in regions}
    found = SectionPromise.objects.filter(measure__live=True, measure__programme__live=True)
    for promise in found.select_related("measure__programme__territory").order_by("pk"):
        region = promise.measure.programme.territory
        if region.pk not in known:
            known[region.pk] = Coverage(region)
            regions.append(known[region.pk])
        known[region.pk].promises.append(promise.measure)
    return sorted(regions, key=lambda one: (one.region.is_fictional, one.region.name))
