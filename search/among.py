"""Words among known records: lists of other apps ask so, by the hook `portal_words`, and need not know the index."""

from collections.abc import Iterable

from django.db.models import Case, IntegerField, Value, When

from search import language
from search.models import SearchEntry, Section
from search.naming import named_terms
from search.query import corrected, understood
from search.question import Question
from search.wording.synonyms import heard


def having(kind: str, words: str, keys: Iterable[int]) -> list[int]:
    """Keys of those records that answer to the words, the best first; words that are none find nothing."""
    question = corrected(Question(words=words, sections=(Section.PAGE,), counts_facets=False))
    spoken = heard(language.asked(question.words))
    if not spoken:
        return []
    conditions = understood(question, spoken, named_terms(question, spoken))
    tiers = [When(terms__meets=str(tier), then=Value(place)) for place, tier in enumerate(conditions.tiers())]
    entries = SearchEntry.objects.filter(type=kind, object_id__in=keys, terms__meets=str(conditions.whole()))
    placed = entries.annotate(tier=Case(*tiers, default=Value(len(tiers)), output_field=IntegerField()))
    return list(placed.order_by("tier", "-rank", "object_id").values_list("object_id", flat=True))
