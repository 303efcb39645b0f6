"""The directory's own words as taxonomies of the standard: kinds of help in two branches, families, forms."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import F, Model, Q, Value
from django.db.models.fields import BigIntegerField, CharField
from django.utils.translation import gettext_lazy as _

from hsds.identity import number
from services_directory.models import FamilyCategory, HelpKind, Service, ServiceForm


@dataclass(frozen=True)
class Taxonomy:
    """A list of terms. `link_type` says what its term tells of a service."""

    slug: str
    model: type[Model]
    name: str
    description: str
    link_type: str

    @property
    def id(self) -> str:
        return number("taxonomy", self.slug)

    @property
    def document(self) -> dict:
        return {"id": self.id, "name": str(self.name), "description": str(self.description)}


TAXONOMIES = [
    Taxonomy(
        HelpKind.Branch.ACCOMPANIMENT,
        HelpKind,
        _("Виды помощи: социальное сопровождение"),
        _("Помощь по статье 22 Федерального закона № 442-ФЗ: виды и их пункты"),
        "service_type",
    ),
    Taxonomy(
        HelpKind.Branch.SOCIAL_SERVICE,
        HelpKind,
        _("Виды помощи: социальные услуги"),
        _("Услуги по статье 20 Федерального закона № 442-ФЗ: виды и их пункты"),
        "service_type",
    ),
    Taxonomy(
        "families", FamilyCategory, _("Категории семей"), _("Кому помогают: семьи под простыми названиями"), "audience"
    ),
    Taxonomy("forms", ServiceForm, _("Формы обслуживания"), _("Как помогают: дома, в центре, срочно"), "service_form"),
]
BY_SLUG = {str(taxonomy.slug): taxonomy for taxonomy in TAXONOMIES}
BY_ID = {taxonomy.id: taxonomy for taxonomy in TAXONOMIES}
COLUMNS = ("taxonomy", "slug", "pk", "parent", "name", "summary", "code", "order")


class Term(NamedTuple):
    """A word of a taxonomy. `pk` and `parent` are keys of its own table."""

    id: str
    taxonomy: Taxonomy
    pk: int
    parent: int | None
    document: dict

    @property
    def table(self) -> type[Model]:
        return self.taxonomy.model

    @property
    def services(self) -> Q:
        """The services that have it, or one of its items."""
        if self.table is HelpKind:
            return Q(kind=self.pk) | Q(kind__parent=self.pk)
        if self.table is ServiceForm:
            return Q(form=self.pk)
        having = Service.categories.through.objects.filter(familycategory=self.pk)
        return Q(pk__in=having.values("service"))


def services_with(taxonomy: Taxonomy) -> Q:
    """The services that have any term of the taxonomy."""
    if taxonomy.model is HelpKind:
        return Q(kind__branch=taxonomy.slug)
    if taxonomy.model is ServiceForm:
        return Q(form__isnull=False)
    return Q(pk__in=Service.categories.through.objects.filter(familycategory__live=True).values("service"))


def all_terms() -> list[Term]:
    """Every public term, in the order of its taxonomy, parents before their items. One query."""
    nothing = {"parent": Value(None, BigIntegerField()), "code": Value("", CharField())}
    kinds = HelpKind.objects.annotate(taxonomy=F("branch"), order=F("position")).values_list(
        "taxonomy", "slug", "pk", "parent_id", "name", "summary", "code", "order"
    )
    others = [
        rows.annotate(taxonomy=Value(taxonomy, CharField()), order=F("position"), **renamed(nothing)).values_list(
            "taxonomy", "slug", "pk", "parent_term", "name", "summary", "code_term", "order"
        )
        for taxonomy, rows in (("families", FamilyCategory.objects.published()), ("forms", ServiceForm.objects.all()))
    ]
    rows = [
        dict(zip(COLUMNS, row, strict=True))
        for row in kinds.order_by().union(*(each.order_by() for each in others), all=True).order_by()
    ]
    rows.sort(key=lambda row: (list(BY_SLUG).index(row["taxonomy"]), row["parent"] or 0, row["order"], row["slug"]))
    slugs = {(row["taxonomy"], row["pk"]): row["slug"] for row in rows}
    return [term(row, slugs.get((row["taxonomy"], row["parent"]))) for row in rows]


def renamed(columns: dict) -> dict:
    return {f"{name}_term": value for name, value in columns.items()}


def term(row: dict, parent: str | None) -> Term:
    taxonomy = BY_SLUG[row["taxonomy"]]
    known = number("term", taxonomy.model._meta.model_name, row["slug"])
    document = {
        "id": known,
        "code": row["code"] or row["slug"],
        "name": row["name"],
        "description": row["summary"] or row["name"],
        "taxonomy": str(taxonomy.name),
        "taxonomy_id": taxonomy.id,
        "language": "ru",
    }
    if parent:
        document["parent_id"] = number("term", taxonomy.model._meta.model_name, parent)
    return Term(known, taxonomy, row["pk"], row["parent"], document)


class Vocabulary:
    """All terms, by their own keys and by their numbers."""

    def __init__(self, terms: Iterable[Term] | None = None):
        self.terms = all_terms() if terms is None else list(terms)
        self.by_key = {(term.table, term.pk): term for term in self.terms}
        self.by_id = {term.id: term for term in self.terms}

    def of(self, row) -> list[Term]:
        """The terms of a service: its kind, its families, its form."""
        keys = [
            (HelpKind, row.kind_id),
            *((FamilyCategory, pk) for (pk,) in row.categories),
            (ServiceForm, row.form_id),
        ]
        return [self.by_key[key] for key in keys if key in self.by_key]
