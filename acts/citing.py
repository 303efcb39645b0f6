"""Where an act is used. The act need not know who cites it: whoever has a `source_act` is found by the model itself."""

from collections.abc import Iterator
from functools import cache

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, Count, ManyToOneRel, Model, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Coalesce
from wagtail.models import Page, ReferenceIndex
from wagtail.query import PageQuerySet

from portal.gathering import KEY, Gathering
from portal.pages import public
from portal.sites import pages_here

SOURCE_FIELD = "source_act"


def citing_models(act_model: type[Model]) -> Iterator[type[Model]]:
    """Records that name an act as their source; pages cite too, but may be private: `citing_pages` knows."""
    for relation in act_model._meta.get_fields(include_hidden=True):
        cites = isinstance(relation, ManyToOneRel) and relation.field.name == SOURCE_FIELD
        if cites and not issubclass(relation.related_model, Page):
            yield relation.related_model


def citations(act: Model) -> list[tuple[str, int]]:
    """How many records of each kind rest on the act, as («формулировки актов», 12); all counted in one query."""
    models, count = counting(type(act))
    return [
        (str(model._meta.verbose_name_plural), number)
        for row in count(act.pk)
        for name, model in models.items()
        if (number := getattr(row, name))
    ]


@cache
def counting(act_model: type[Model]) -> tuple[dict[str, type[Model]], Gathering]:
    """The citing models by the names of their counts, and the acts of a number with these counts."""
    models = {f"citing_{number}": model for number, model in enumerate(citing_models(act_model))}
    counts = {name: public_count(model) for name, model in models.items()}
    return models, Gathering(lambda: act_model._default_manager.filter(pk=KEY).only("pk").annotate(**counts))


def citing_pages(act: Model) -> list[Page]:
    """Public pages that name the act, be it as their source or in the text."""
    return pages_here(referring(type(act))(str(act.pk)))


@cache
def referring(act_model: type[Model]) -> Gathering:
    return Gathering(lambda: public_references(act_model).order_by("title").only("title", "url_path"))


def public_references(act_model: type[Model]) -> PageQuerySet:
    references = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(act_model),
        to_object_id=KEY,
        base_content_type=ContentType.objects.get_for_model(Page),
    )
    pages = references.annotate(page=Cast("object_id", BigIntegerField())).values("page")
    return public(Page.objects.filter(pk__in=pages))


def public_count(model: type[Model]) -> Coalesce:
    """A subquery: how many public rows of the model have the outer act as their source."""
    rows = model._default_manager.filter(**{SOURCE_FIELD: OuterRef("pk")})
    if hasattr(model, "live"):
        rows = rows.filter(live=True)
    counted = rows.order_by().values(SOURCE_FIELD).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), Value(0))
