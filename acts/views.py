"""Public pages of acts."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.documents import get_document_model

from acts.filters import act_shelf
from acts.models import LINK, LegalAct
from acts.standing import day_asked, standing
from portal.gathering import AMONG, KEY, Gathering
from portal.paging import page_of, query_without_page

PER_PAGE = 25
NAMED = " ".join(LINK)
CARDS = Gathering(lambda: LegalAct.objects.published().filter(pk__in=AMONG).for_list())
# A published act by its address, with what amends it, its editions and articles.
ACT = Gathering(
    lambda: LegalAct.objects.published().filter(slug=KEY),
    one={"amends": f"{NAMED} live", "repealed_by": f"{NAMED} live"},
    many={
        "editions": "act_id in_force_from in_force_until amended_by_id changes document_id is_scan reading_text",
        "articles": "act_id unit number heading text is_exact as_of",
    },
    linked={"amendments": f"{NAMED} live amends_id", "repeals": f"{NAMED} live repealed_by_id"},
)


@require_safe
def act_list(request: HttpRequest) -> HttpResponse:
    shelf = act_shelf(request.GET)
    found = page_of(request, shelf.found, PER_PAGE)
    context = {
        "form": shelf.form,
        "found": found,
        "acts": CARDS.in_order(found.object_list),
        "query": query_without_page(request),
        "filtered": shelf.is_narrowed,
    }
    return render(request, "acts/acts.html", context)


@require_safe
def act_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The act; `?on=2020-06-01` asks which version was in force that day."""
    act = next(iter(ACT(slug)), None)
    if act is None:
        raise Http404
    with_documents(act)
    context = act.page_context()
    asked = request.GET.get("on", "").replace("\0", "").strip()[:10]
    day = day_asked(asked)
    told = standing(act, context["editions"], context["amendments"], day) if day else None
    return render(request, act.page_template, {**context, "asked": asked, "told": told})


def with_documents(act: LegalAct) -> None:
    """Give each edition its file, all by one query, and none where there are no files."""
    editions = list(act.editions.all())
    keys = {each.document_id for each in editions if each.document_id}
    documents = get_document_model().objects.in_bulk(keys) if keys else {}
    for each in editions:
        each.document = documents.get(each.document_id)
        each.amended_by = act_amending(act, each.amended_by_id)


def act_amending(act: LegalAct, key: int | None) -> LegalAct | None:
    """A public act among those that amend it."""
    return next((each for each in act.amendments.all() if each.pk == key), None)
