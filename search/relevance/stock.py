"""Wagtail's stock search over everything that the portal's own search knows, with all of its text.

A stock project would search one model after another. Here each gets a model that declares its fields, the index holds
the title and every word of an entry, synonyms included, and the answers of all models are put in order by the score
that the backend gives. The rows are written for a transaction that is undone.
"""

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Model
from modelsearch.abstract_models import TextIDGenericRelation
from wagtail.models import Page
from wagtail.search import index
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from search.benching.stock import NORMS
from search.relevance.scoring import DEPTH
from search.sources import SOURCES

FILL = """
    INSERT INTO wagtailsearch_indexentry
        (content_type_id, object_id, title, autocomplete, body, title_norm, title_text, body_text)
    VALUES (%s, %s, to_tsvector('russian', %s), to_tsvector('simple', %s), to_tsvector('russian', %s), 1, %s, %s)
"""


def indexed(model: type[Model], title: str) -> type[Model]:
    """The model as a stock project would index it: a proxy without a table, its app is not installed."""
    if model is Page:
        return Page
    meta = type("Meta", (), {"proxy": True, "app_label": "search_relevance"})
    fields = [index.SearchField(title, boost=2)]
    proxy = type(
        f"Stock{model.__name__}",
        (index.Indexed, model),
        {"Meta": meta, "__module__": __name__, "search_fields": fields},
    )
    TextIDGenericRelation(IndexEntry).contribute_to_class(proxy, "index_entries")
    return proxy


def title_field(model: type[Model]) -> str:
    return "title" if any(field.name == "title" for field in model._meta.get_fields()) else "name"


MODELS = {source.type: indexed(source.model, title_field(source.model)) for source in SOURCES}


def fill() -> None:
    """Index everything public; call within a transaction that is rolled back."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM wagtailsearch_indexentry")
        for source in SOURCES:
            content_type = ContentType.objects.get_for_model(source.model).pk
            for document in source.documents():
                body = " ".join(map(str, [*document.names, *document.texts]))
                title = document.title
                cursor.execute(FILL, [content_type, str(document.object_id), title, title, body, title, body])
        cursor.execute(NORMS)
        cursor.execute("ANALYZE wagtailsearch_indexentry")


def found(words: str, operator: str = "and") -> list[tuple[str, int]]:
    """The best of every model, by score."""
    backend = get_search_backend()
    scored = []
    for type_, model in MODELS.items():
        results = backend.search(words, model.objects.all(), operator=operator).annotate_score("score")
        scored += [(-record.score, record.pk, type_) for record in results[:DEPTH]]
    return [(type_, pk) for _score, pk, type_ in sorted(scored)[:DEPTH]]
