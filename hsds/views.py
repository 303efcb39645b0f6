"""The read API of the Human Services Data Specification 3.1."""

import datetime
import uuid

from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils import timezone

from hsds import openapi, selecting
from hsds.answering import Answer, open_to_all
from hsds.asking import Asked, asked
from hsds.assembling import Assembly
from hsds.closing import changed
from hsds.models import Stamp
from hsds.offers import status
from hsds.terms import BY_ID, TAXONOMIES, Vocabulary
from hsds.wording import matching
from hsds.writing import moment

VERSION = "3.1"
PAGING = ("page", "per_page", "format", "search")
NARROWING = (
    "taxonomy_term_id",
    "taxonomy_id",
    "modified_after",
    "modified_before",
    "postcode",
    "proximity",
    "lat",
    "lon",
)
SUITING = ("organization_id", "minimum_age", "maximum_age", "day", "start_time", "end_time")
OFFERED = (*PAGING, *NARROWING, *SUITING, "minimal", "full")


def origin(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def number(text: str) -> uuid.UUID:
    """The number of an address; what is none names nothing."""
    try:
        return uuid.UUID(text)
    except ValueError as error:
        raise Http404 from error


def envelope(question: Asked, total: int, contents: list[dict]) -> Answer:
    """A page of a list, as the standard wraps it."""
    pages = -(-total // question.per_page)
    return Answer(
        {
            "total_items": total,
            "total_pages": pages,
            "page_number": question.page,
            "size": len(contents),
            "first_page": question.page == 1,
            "last_page": question.page >= pages,
            "empty": not contents,
            "contents": contents,
        }
    )


@open_to_all
def root(request: HttpRequest) -> Answer:
    address = request.build_absolute_uri
    return Answer(
        {
            "version": VERSION,
            "profile": address(reverse("hsds:profile")),
            "openapi_url": address(reverse("hsds:openapi")),
        }
    )


@open_to_all
def services(request: HttpRequest) -> Answer:
    question = asked(request.GET, OFFERED)
    selection = selecting.services(question)
    ids = selection.page(question)
    if question.minimal:
        contents = minimal(ids)
    else:
        contents = list(Assembly(origin(request)).services(ids, full=question.full).values())
    return envelope(question, selection.total(), contents)


def minimal(ids: list[int]) -> list[dict]:
    """What a mirror needs to know what is new and what is gone; name and status, for the schema wants them."""
    today = timezone.localdate()
    rows = selecting.BRIEFEST(ids)
    return [
        {
            "id": str(row.uuid),
            "name": row.name,
            "status": status(row, today),
            "last_modified": moment(changed(row, today)),
        }
        for row in (rows[pk] for pk in ids if pk in rows)
    ]


@open_to_all
def service(request: HttpRequest, id: str) -> Answer:
    key = selecting.service_key(number(id))
    found = Assembly(origin(request)).services([key], full=True) if key else {}
    if not found:
        raise Http404
    return Answer(found[key], latest(datetime.datetime.fromisoformat(found[key]["last_modified"])))


def latest(own: datetime.datetime) -> datetime.datetime:
    """When a document last changed: the record, or a word of the taxonomies that it shows."""
    words = Stamp.objects.filter(kind=Stamp.Kind.WORD).aggregate(at=Max("modified"))["at"]
    return max(own, words) if words else own


@open_to_all
def organizations(request: HttpRequest) -> Answer:
    question = asked(request.GET, (*PAGING, *NARROWING, "full"))
    selection = selecting.organizations(question)
    ids = selection.page(question)
    contents = Assembly(origin(request)).organizations(ids, full=question.full)
    return envelope(question, selection.total(), contents)


def query_of(request: HttpRequest) -> str:
    return f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""


@open_to_all
def organization(request: HttpRequest, id: str) -> Answer | HttpResponse:
    """One that was merged into another leads there."""
    question = asked(request.GET, ("full_service",))
    key = selecting.provider_key(number(id))
    if key is None and (now := selecting.now_known_as(number(id))) != number(id):
        return HttpResponsePermanentRedirect(f"{reverse('hsds:organizations-one', args=[now])}{query_of(request)}")
    assembly = Assembly(origin(request))
    found = assembly.organizations([key], full=True) if key else []
    if not found:
        raise Http404
    offered = assembly.full_services_of(key) if question.full_service else assembly.named_services_of(key)
    return Answer({**found[0], "services": offered})


@open_to_all
def service_at_locations(request: HttpRequest) -> Answer:
    question = asked(request.GET, tuple(name for name in OFFERED if name != "minimal"))
    selection = selecting.service_at_locations(question)
    contents = Assembly(origin(request)).sites(selection.page(question), full=question.full)
    return envelope(question, selection.total(), contents)


@open_to_all
def service_at_location(request: HttpRequest, id: str) -> Answer:
    key = selecting.site_key(number(id))
    found = Assembly(origin(request)).sites([key], full=True) if key else []
    if not found:
        raise Http404
    return Answer(found[0], latest(datetime.datetime.fromisoformat(found[0]["service"]["last_modified"])))


@open_to_all
def taxonomies(request: HttpRequest) -> Answer:
    question = asked(request.GET, PAGING)
    found = [each for each in TAXONOMIES if matching(question.words, f"{each.name} {each.description}")]
    return envelope(question, len(found), [each.document for each in on_page(question, found)])


@open_to_all
def taxonomy(request: HttpRequest, id: str) -> Answer:
    found = BY_ID.get(str(number(id)))
    if not found:
        raise Http404
    return Answer(found.document)


@open_to_all
def taxonomy_terms(request: HttpRequest) -> Answer:
    question = asked(request.GET, (*PAGING, "taxonomy_id", "top_only", "parent_id"))
    found = [term for term in Vocabulary().terms if term_asked(term, question)]
    return envelope(question, len(found), [term.document for term in on_page(question, found)])


def term_asked(term, question: Asked) -> bool:
    return (
        (not question.taxonomies or term.taxonomy.id in question.taxonomies)
        and not (question.top_only and term.parent)
        and (not question.parent or term.document.get("parent_id") == question.parent)
        and matching(question.words, f"{term.document['name']} {term.document['description']}")
    )


@open_to_all
def taxonomy_term(request: HttpRequest, id: str) -> Answer:
    found = Vocabulary().by_id.get(str(number(id)))
    if not found:
        raise Http404
    return Answer({**found.document, "taxonomy_detail": found.taxonomy.document})


def on_page(question: Asked, found: list) -> list:
    return found[question.offset : question.offset + question.per_page]


@open_to_all
def document(request: HttpRequest) -> Answer:
    return Answer(openapi.description(origin(request)))


@open_to_all
def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    raise Http404
