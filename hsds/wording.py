"""Records by words, as the portal's own search understands them: forms of words, related words, most of the words."""

from django.db.models import Case, QuerySet, Value, When
from django.db.models.fields import IntegerField

from search import language
from search.conditions import Conditions
from search.loosening import loosened
from search.models import SearchEntry, Type
from search.query import named_terms, understood
from search.question import Question

SECTION_OF = {Type.SERVICE: "service", Type.PROVIDER: "provider"}


def found(words: str, kind: Type) -> QuerySet[SearchEntry]:
    """Entries that meet the words, best first; where none has all words, those that have most of them."""
    entries = SearchEntry.objects.filter(type=kind)
    conditions = conditions_of(words, kind)
    if conditions is None:
        return entries.none()
    if not entries.filter(terms__meets=conditions.whole()).exists():
        conditions = loosened(conditions) or conditions
    tiers = conditions.tiers()
    tier = Case(
        *(When(terms__meets=tier, then=Value(place)) for place, tier in enumerate(tiers[:-1])),
        default=Value(len(tiers)),
        output_field=IntegerField(),
    )
    return entries.filter(terms__meets=conditions.whole()).alias(tier=tier).order_by("tier", "-rank", "object_id")


def conditions_of(words: str, kind: Type) -> Conditions | None:
    """None where the words are none: «и», «?!»."""
    spoken = language.asked(words)
    question = Question(words=words, sections=(SECTION_OF[kind],), counts_facets=False)
    return understood(question, spoken, named_terms(question, spoken)) if spoken else None


def matching(words: str, text: str) -> bool:
    """Every word is in the text, in some form; no words are in any."""
    spoken = language.asked(words)
    if words and not spoken:
        return False
    said = language.kin(language.words(text))
    return all(not said.isdisjoint(language.kin(readings)) for readings in spoken.values())
