"""Where an act is used. The act need not know who cites it: whoever has a `source_act` is found by the model itself."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from django.db.models import Count, ManyToOneRel, Model, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from wagtail import hooks
from wagtail.models import Page

from acts.places import Part, parts
from portal.gathering import KEY, Gathering
from portal.languages import home_here
from portal.pages import public
from portal.sites import address_of, current

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


@dataclass(frozen=True)
class Speaking:
    """Something public that names a place in an act."""

    title: str
    url: str
    place: str


def public_mentions(act: Model) -> list[Speaking]:
    """Public pages of this site, in this language, that name the act, as source or in the text, with each place."""
    home = home_here(current())
    rows = mentioning(type(act))(act.pk)
    own = [row for row in rows if not home or row.page.url_path.startswith(home.url_path)]
    return [Speaking(row.page.title, address_of(row.page), row.place) for row in own]


@cache
def mentioning(act_model: type[Model]) -> Gathering:
    pages = public(Page.objects.all()).values("pk")
    rows = act_model._meta.get_field("mentions").related_model.objects.filter(act=KEY, page__in=pages)
    return Gathering(lambda: rows.order_by("page__title", "page_id", "place"), one={"page": "title url_path"})


def records_citing(act: Model) -> list[Speaking]:
    """The same of public records that are no pages: apps name theirs by the hook `act_mentions`."""
    return [Speaking(*each) for fn in hooks.get_hooks("act_mentions") for each in fn(act)]


def pages_of(found: Iterable[Speaking]) -> list[Speaking]:
    """Each of them once."""
    return list({each.url: each for each in found}.values())


def by_part(found: Iterable[Speaking]) -> dict[Part, list[Speaking]]:
    """Who names a part of the act."""
    grouped: dict[Part, dict[str, Speaking]] = {}
    for each in found:
        for part in parts(each.place):
            grouped.setdefault(part, {}).setdefault(each.url, each)
    return {part: list(pages.values()) for part, pages in grouped.items()}


def public_count(model: type[Model]) -> Coalesce:
    """A subquery: how many public rows of the model have the outer act as their source."""
    rows = model._default_manager.filter(**{SOURCE_FIELD: OuterRef("pk")})
    if hasattr(model, "live"):
        rows = rows.filter(live=True)
    counted = rows.order_by().values(SOURCE_FIELD).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), Value(0))
