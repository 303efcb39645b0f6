"""Cards that nobody has checked for too long: out of the index, and still found by whoever asks for them."""

from collections.abc import Iterable

from django.db.models import Model, Q, QuerySet

from search import language
from search.indexing import index
from search.models import SearchEntry, SearchTerm, Type
from search.postings import fold
from search.question import Question
from search.sources import BY_TYPE
from search.terms import AGES
from services_directory.models import Provider, Service

Group = SearchTerm.Group
MODELS: dict[Type, type[Model]] = {Type.SERVICE: Service, Type.PROVIDER: Provider}
MOST_SHOWN = 50
# An ending is left off, so that an inflected word is found too; a short word stands as it is.
ENDING, SHORTEST = 2, 5
BY_GROUP = {
    Group.TERRITORY: ("provider__territory__slug__in", "provider__territory__parent__slug__in"),
    Group.KIND: ("kind__slug__in", "kind__parent__slug__in"),
    Group.CATEGORY: ("categories__slug__in",),
    Group.FORM: ("form__slug__in",),
    Group.PRICE: ("price__in",),
}
SAID_IN = ("name", "summary", "synonyms", "kind__name", "provider__name", "provider__synonyms")


def stale_services(question: Question) -> list[Service]:
    """Those that answer the question, the most lately checked first."""
    services = Service.objects.published().here().hidden()
    for word in language.words(question.words):
        stem = word[:-ENDING] if len(word) > SHORTEST else word
        services = services.filter(any_of({f"{field}__icontains": stem for field in SAID_IN}))
    for group, values in question.selected.items():
        services = services.filter(
            of_ages(values) if group == Group.AGE else any_of(dict.fromkeys(BY_GROUP[group], values))
        )
    found = services.order_by("-next_review_on", "name", "pk").distinct()
    return list(found.select_related("provider__territory")[:MOST_SHOWN])


def any_of(conditions: dict[str, object]) -> Q:
    found = Q()
    for condition in conditions.items():
        found |= Q(condition)
    return found


def of_ages(codes: Iterable[str]) -> Q:
    found = Q(pk=None)
    for first, last in (AGES[code] for code in codes if code in AGES):
        from_fits = Q(age_from=None) | Q(age_from__lte=last)
        found |= from_fits & (Q(age_to=None) | Q(age_to__gte=first))
    return found


def misplaced(entry_type: Type) -> list[int]:
    """Cards that the index holds though they are hidden by now, or lacks though they are shown again."""
    cards = MODELS[entry_type].objects.published()
    entries = SearchEntry.objects.filter(type=entry_type).values("object_id")
    late = cards.hidden().filter(pk__in=entries)
    back = cards.shown().exclude(pk__in=entries)
    return [*ids_of(late), *ids_of(back)]


def ids_of(cards: QuerySet) -> list[int]:
    return list(cards.order_by("pk").values_list("pk", flat=True))


def refresh() -> int:
    """A day has passed: take out what is hidden since, put back what is not. Says how many cards it was.

    What has changed in the day is then written into the postings, as nobody may have changed enough for that.
    """
    found = {entry_type: misplaced(entry_type) for entry_type in MODELS}
    for entry_type, ids in found.items():
        index(BY_TYPE[entry_type], ids)
    fold()
    return sum(map(len, found.values()))
