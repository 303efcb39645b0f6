"""Records by words, as the portal's own search understands them: forms, synonyms, misprints, most of the words."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import F, IntegerField, QuerySet, Value

from hsds.asking import Asked
from hsds.models import Stamp
from search import language
from search.conditions import Conditions
from search.keys import keys
from search.loosening import loosened
from search.models import SearchEntry, Section, Type
from search.naming import Known, named_terms
from search.query import corrected, understood
from search.question import Question
from search.statements import PLAN
from search.wording.synonyms import heard

SECTION_OF = {Type.SERVICE: Section.SERVICE, Type.PROVIDER: Section.PROVIDER}


@dataclass
class Found:
    """Keys of records that meet the words, the best first; `among` narrows them."""

    kind: Type
    conditions: Conditions | None
    known: Known
    among: QuerySet | None = None
    count: int = 0

    @property
    def entries(self) -> QuerySet[SearchEntry]:
        entries = SearchEntry.objects.filter(type=self.kind)
        return entries if self.among is None else entries.filter(object_id__in=self.among)

    @property
    def matching(self) -> QuerySet[SearchEntry]:
        conditions = self.conditions
        return self.entries.filter(terms__meets=str(conditions.whole())) if conditions else SearchEntry.objects.none()

    def page(self, asked: Asked) -> list[int]:
        if self.conditions is None:
            return []
        return self.still_public(self.whole(asked) if self.among is None else self.narrowed(asked))

    def whole(self, asked: Asked) -> list[int]:
        """What nothing else narrows is told by postings: of a million services many times sooner than by rows."""
        section = SECTION_OF[self.kind]
        question = Question(sections=(section,), page=asked.page, per_page=asked.per_page, counts_facets=False)
        found = keys(question, self.conditions, self.known)
        if not found.total and (loose := loosened(self.conditions, self.known.bitmaps)):
            found = keys(question, loose, self.known)
        self.count = found.total
        return found.page

    def narrowed(self, asked: Asked) -> list[int]:
        with by_index():
            self.settle()
            return self.read(asked) if self.count else []

    def settle(self) -> "Found":
        """Where none has all the words, ask for those that have most of them."""
        self.count = self.matching.count()
        if self.conditions and not self.count and (loose := loosened(self.conditions, self.known.bitmaps)):
            self.conditions = loose
            self.count = self.matching.count()
        return self

    def total(self) -> int:
        return self.count

    def read(self, asked: Asked) -> list[int]:
        """Each tier is sorted no further than the page reaches, and read only until the page is full."""
        reach = asked.offset + asked.per_page
        tiers = [self.tier(place, tier)[:reach] for place, tier in enumerate(map(str, self.conditions.tiers()))]
        rows = tiers[0].union(*tiers[1:], all=True).order_by("tier", "order", "object_id") if tiers[1:] else tiers[0]
        return [row["object_id"] for row in rows[asked.offset : reach]]

    def still_public(self, keys: list[int]) -> list[int]:
        """The index may be a moment behind: what has just ceased to be public is left out here."""
        stamps = Stamp.objects.filter(kind=str(self.kind), is_public=True, object_id__in=keys)
        known = set(stamps.values_list("object_id", flat=True))
        return [key for key in keys if key in known]

    def tier(self, place: int, condition: str) -> QuerySet:
        rows = self.entries.filter(terms__meets=condition)
        rows = rows.annotate(tier=Value(place, IntegerField()), order=-F("rank"))
        return rows.order_by("order", "object_id").values("tier", "order", "object_id")


def found(words: str, kind: Type) -> Found:
    """Nothing where the words are none: «и», «?!»."""
    question = corrected(Question(words=words, sections=(SECTION_OF[kind],), counts_facets=False))
    spoken = heard(language.asked(question.words))
    named = named_terms(question, spoken)
    return Found(kind, understood(question, spoken, named) if spoken else None, named.known)


@contextlib.contextmanager
def by_index() -> Iterator[None]:
    """The plan that suits the search: see search.statements."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(PLAN)
        yield


def matching(words: str, text: str) -> bool:
    """Every word is in the text, in some form; no words are in any."""
    spoken = language.asked(words)
    if words and not spoken:
        return False
    said = language.kin(language.words(text))
    return all(not said.isdisjoint(language.kin(readings)) for readings in spoken.values())
