"""Wagtail's own search over the services, the way a stock project would have it: a model that declares its fields.

The portal keeps its records out of that index, so the rows are written here by SQL, for a transaction that is undone.
"""

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Count
from modelsearch.abstract_models import TextIDGenericRelation
from wagtail.search import index
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from search.question import PER_PAGE
from services_directory.models import Service

FACETS = ["kind_id", "form_id", "price", "age_from", "provider__territory_id", "categories"]
FILL = """
    INSERT INTO wagtailsearch_indexentry
        (content_type_id, object_id, title, autocomplete, body, title_norm, title_text, body_text)
    SELECT %s, service.id, to_tsvector('russian', service.name), to_tsvector('simple', service.name),
        to_tsvector('russian', texts.body), 1, service.name, texts.body
    FROM services_directory_service AS service
    JOIN services_directory_provider AS provider ON provider.id = service.provider_id
    CROSS JOIN LATERAL (SELECT concat_ws(' ', service.synonyms, provider.name, provider.full_name, service.summary,
        service.description, service.eligibility) AS body) AS texts
    WHERE service.live AND provider.live
"""
NORMS = """
    UPDATE wagtailsearch_indexentry SET title_norm =
        (SELECT avg(length(title)) FROM wagtailsearch_indexentry WHERE length(title) > 0) / length(title)
    WHERE length(title) > 0
"""
OWN_INDEX = "wagtailsearch_title_and_body"


class IndexedService(index.Indexed, Service):
    """The service as a stock project would index it. No table, no migration: its app is not installed."""

    search_fields = [
        index.SearchField("name", boost=2),
        index.SearchField("summary"),
        index.SearchField("description"),
        index.AutocompleteField("name"),
        *(index.FilterField(name) for name in ("kind", "form", "price", "age_from", "live")),
        index.RelatedFields("provider", [index.FilterField("territory")]),
    ]

    class Meta:
        proxy = True
        app_label = "search_benching"


TextIDGenericRelation(IndexEntry).contribute_to_class(IndexedService, "index_entries")


def fill() -> None:
    """Index every public service; call within a transaction that is rolled back."""
    content_type = ContentType.objects.get_for_model(Service)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM wagtailsearch_indexentry WHERE content_type_id = %s", [content_type.pk])
        cursor.execute(FILL, [content_type.pk])
        cursor.execute(NORMS)
        cursor.execute("ANALYZE wagtailsearch_indexentry")


def drop_added_index() -> None:
    """Leave the table as Wagtail makes it, without the index that the portal adds."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX IF EXISTS {OWN_INDEX}")


def found(words: str, **filters):
    services = IndexedService.objects.filter(**filters)
    return get_search_backend().search(words, services) if words else services


def page(words: str, **filters) -> tuple[list, int]:
    """A page of services and the exact total."""
    results = found(words, **filters)
    return list(results[:PER_PAGE]), results.count()


def facets(words: str) -> list[list]:
    """The counts of six facets; each is a search of its own, as `SearchResults.facet` does it."""
    return [list(_matching(words).order_by().values(path).annotate(n=Count("pk"))) for path in FACETS]


def _matching(words: str):
    return found(words).get_queryset() if words else found(words)


def suggestions(prefix: str) -> list:
    return list(get_search_backend().autocomplete(prefix, IndexedService)[:8])
