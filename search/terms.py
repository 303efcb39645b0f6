"""Facet terms: the directory's own words by which entries are narrowed, kept in step with it."""

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from search import language
from search.models import SearchTerm
from search.whereabouts import Whereabouts
from services_directory.models import FamilyCategory, HelpKind, Service, ServiceForm, Territory

Group = SearchTerm.Group
MOST_KEPT = 20_000
# What belongs to no territory; a page belongs to a site instead.
NO_TERRITORY = "#n"
FIELDS = ["value", "label", "position", "parent", "is_everywhere", "is_public", "words"]

# Years of a child's life, both ends included; a service that names no age is for every one of them.
AGES = {"0-3": (0, 2), "3-7": (3, 6), "7-12": (7, 11), "12-18": (12, 17), "18-23": (18, 23)}
AGE_LABELS = {
    "0-3": _("до 3 лет"),
    "3-7": _("от 3 до 7 лет"),
    "7-12": _("от 7 до 12 лет"),
    "12-18": _("от 12 до 18 лет"),
    "18-23": _("от 18 до 23 лет"),
}
PRICE_LABELS = {value: label for value, label in Service.Price.choices if value}
# Labels that belong to the portal's own interface, and so have a translation.
FIXED_LABELS = {Group.PRICE: PRICE_LABELS, Group.AGE: AGE_LABELS}


def age_codes(age_from: int | None, age_to: int | None) -> list[str]:
    """The ages of `AGES` that a service is for."""
    first, last = age_from or 0, 99 if age_to is None else age_to
    return [code for code, (start, end) in AGES.items() if first <= end and last >= start]


@dataclass(frozen=True)
class Taxonomy:
    """A model whose records are the terms of a group."""

    group: Group
    model: type[models.Model]
    fields: Callable[[models.Model], dict]
    parent: str = ""


def territory(record: Territory) -> dict:
    return {
        "label": record.short_name or record.name,
        "position": record.level * 1000,
        "is_everywhere": record.level == Territory.Level.COUNTRY,
        "words": f"{record.name} {record.short_name}",
    }


def kind(record: HelpKind) -> dict:
    branch = HelpKind.Branch.values.index(record.branch)
    return {
        "label": record.name,
        "position": branch * 10_000 + record.position,
        "words": " ".join([record.name, *record.synonyms]),
    }


def naming(record: FamilyCategory) -> str:
    """What alone may stand for the record: of a synonym of several words no single one does."""
    return " ".join([record.name, *(each for each in record.synonyms if len(language.tokens(each)) == 1)])


def category(record: FamilyCategory) -> dict:
    return {
        "label": record.name,
        "position": record.position,
        "is_public": record.live,
        "words": naming(record),
    }


def form(record: ServiceForm) -> dict:
    return {"label": record.name, "position": record.position, "words": record.name}


TAXONOMIES = [
    Taxonomy(Group.TERRITORY, Territory, territory, parent="parent_id"),
    Taxonomy(Group.KIND, HelpKind, kind, parent="parent_id"),
    Taxonomy(Group.CATEGORY, FamilyCategory, category),
    Taxonomy(Group.FORM, ServiceForm, form),
]
BY_MODEL = {taxonomy.model: taxonomy for taxonomy in TAXONOMIES}
BY_GROUP = {taxonomy.group: taxonomy for taxonomy in TAXONOMIES}


def telling(text: str) -> frozenset[str]:
    """The words of a name but the general ones, unless it has no others."""
    words = language.words(text)
    return words - language.general_words() or words


def term_of(taxonomy: Taxonomy, record: models.Model, parents: dict[str, int]) -> SearchTerm:
    """The term of a record; `parents` gives the terms of the same group that are stored already."""
    fields = taxonomy.fields(record)
    parent = getattr(record, taxonomy.parent) if taxonomy.parent else None
    return SearchTerm(
        group=taxonomy.group,
        source=str(record.pk),
        value=record.slug,
        parent_id=parents.get(str(parent)),
        **{**fields, "words": sorted(language.kin(telling(fields["words"])))},
    )


def fixed_terms(group: Group) -> list[SearchTerm]:
    return [
        SearchTerm(group=group, source=code, value=code, label=str(label), position=position)
        for position, (code, label) in enumerate(FIXED_LABELS[group].items())
    ]


def store(terms: Iterable[SearchTerm]) -> None:
    SearchTerm.objects.bulk_create(
        terms, update_conflicts=True, unique_fields=["group", "source"], update_fields=FIELDS, batch_size=1000
    )


def parents_of(group: Group, sources: Iterable | None = None) -> dict[str, int]:
    """Stored terms that others may lie in: id by source. The country is none, or everything would bear its term."""
    terms = SearchTerm.objects.filter(group=group, is_everywhere=False)
    if sources is not None:
        terms = terms.filter(source__in=[str(source) for source in sources])
    return dict(terms.values_list("source", "id"))


def sync_record(record: models.Model) -> bool:
    """Bring the term of one saved record up to date; say whether its label has changed."""
    taxonomy = BY_MODEL[type(record)]
    above = [getattr(record, taxonomy.parent)] if taxonomy.parent else []
    old = SearchTerm.objects.filter(group=taxonomy.group, source=str(record.pk)).first()
    term = term_of(taxonomy, record, parents_of(taxonomy.group, above))
    store([term])
    return bool(old and old.label != term.label)


def sync_group(group: Group) -> None:
    """Bring every term of a group up to date, parents before their children; forget those that are no more."""
    if group in FIXED_LABELS:
        store(fixed_terms(group))
        return
    taxonomy = BY_GROUP[group]
    records = list(taxonomy.model.objects.all())
    SearchTerm.objects.filter(group=group).exclude(source__in=[str(record.pk) for record in records]).delete()
    waiting = records
    while waiting:
        parents = parents_of(group)
        ready = [each for each in waiting if not taxonomy.parent or not _waits(each, taxonomy, waiting)]
        store([term_of(taxonomy, record, parents) for record in ready])
        waiting = [record for record in waiting if record not in ready]


def _waits(record: models.Model, taxonomy: Taxonomy, waiting: list[models.Model]) -> bool:
    return getattr(record, taxonomy.parent) in {each.pk for each in waiting}


def sync_all() -> None:
    for group in Group:
        sync_group(group)


class Borne(NamedTuple):
    """Terms as an entry has them: «3 17», and as lexemes of its vector."""

    ids: str
    lexemes: str


def whole(lineage: list[int]) -> str:
    """The lexeme of what belongs to a whole territory rather than to a place in it; without one, to nobody's."""
    return f"#w{lineage[0]}" if lineage else NO_TERRITORY


class TermIds:
    """Ids of terms by what they stand for, each with the terms it lies in. Remembers what it has looked up.

    What belongs to the whole country bears that term alone: it is found from every territory.
    """

    def __init__(self):
        self.lineages: dict[tuple[Group, str], list[int]] = {}
        self.everywhere: set[int] = set()
        self.whereabouts = Whereabouts()
        # Few sets of terms are borne by many entries.
        self.borne = functools.lru_cache(MOST_KEPT)(self._borne)

    def _borne(self, group: Group, sources: tuple) -> Borne:
        """The terms of these sources and of all that they lie in, without repetitions, in order."""
        found: set[int] = set()
        for source in sources:
            found.update(self.lineages[group, str(source)])
        ids = sorted(found if found.isdisjoint(self.everywhere) else found & self.everywhere)
        lexemes = [f"'#{pk}'" for pk in ids]
        if group == Group.TERRITORY:
            lexemes += [f"'{whole(self.lineages[group, str(source)])}'" for source in sources]
        return Borne(" ".join(map(str, ids)), " ".join(dict.fromkeys(lexemes)))

    def learn(self, wanted: Iterable[tuple[Group, tuple]]) -> None:
        """Look up what is not known yet, in one query. Taxonomies that are loaded in bulk have sent no signal."""
        new = {(group, str(source)) for group, sources in set(wanted) for source in sources} - self.lineages.keys()
        self._read(new)
        missing = new - self.lineages.keys()
        for group in sorted({group for group, _source in missing}):
            sync_group(group)
        self._read(missing)
        for unknown in missing - self.lineages.keys():
            self.lineages[unknown] = []

    def _read(self, wanted: set[tuple[Group, str]]) -> None:
        named = models.Q()
        for group in {group for group, _source in wanted}:
            named |= models.Q(group=group, source__in=[source for of, source in wanted if of == group])
        columns = ("group", "source", "is_everywhere", "id", "parent_id", "parent__parent_id")
        for group, source, is_everywhere, *lineage in (
            SearchTerm.objects.filter(named).values_list(*columns) if named else ()
        ):
            self.lineages[Group(group), source] = [term for term in lineage if term]
            self.everywhere |= {lineage[0]} if is_everywhere else set()
