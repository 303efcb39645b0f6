"""The library as readers look through it: every public material is read once with all it is narrowed by."""

from collections.abc import Iterable, Iterator

from django.contrib.postgres.expressions import ArraySubquery
from django.db import DEFAULT_DB_ALIAS
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import Coalesce, Greatest, JSONArray
from django.forms import ChoiceField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from acts.models import LegalAct
from home.models.materials import MaterialPage
from portal.answers import Answers
from portal.gathering import KEY, decoded, instance
from portal.pages import PARENT
from portal.shelf import Item, Shelf, by_words
from portal.speaking import label

GROUPS = {
    "kind": _("Вид"),
    "audience": _("Кому"),
    "topic": _("Тема"),
    "category": _("Каким семьям"),
    "help": _("Вид помощи"),
    "practice": _("Практика"),
    "act": _("По какому акту"),
    "author": _("Организация-автор"),
    "year": _("Год"),
    "language": _("Язык"),
}
BY_TITLE = "title"
ORDERS = [("", _("Сначала новые")), (BY_TITLE, _("По названию"))]
CHOICES = {"kind": MaterialPage.Kind, "audience": MaterialPage.Audience, "language": MaterialPage.Language}
# What many materials share: the group, the field, what leaves records out that are not public.
LINKS = {
    "topic": ("topics", "materialtopic", {}),
    "category": ("categories", "familycategory", {"familycategory__live": True}),
    "help": ("kinds", "helpkind", {}),
    "practice": ("practices", "practice", {"practice__live": True}),
}
ACT = ("kind", "title", "number", "date", "slug")


def linked(field: str, target: str, public: dict) -> ArraySubquery:
    through = getattr(MaterialPage, field).through
    rows = through.objects.filter(materialpage=OuterRef("pk"), **public)
    return ArraySubquery(rows.values_list(JSONArray(f"{target}__slug", f"{target}__name")))


# Of each material its key, its own fields, its act, its links.
COLUMNS = (
    *("pk", "kind", "audience", "language", "author", "year"),
    *(f"source_act__{name}" for name in (*ACT, "live")),
    *(f"marks_{group}" for group in LINKS),
)


def shelved() -> QuerySet:
    """The public materials below a path, each with the day of its newest edition."""
    marks = {f"marks_{group}": linked(*link) for group, link in LINKS.items()}
    renewed = Greatest("first_published_at", "renewed_at")
    newest = Coalesce(renewed, "first_published_at", "renewed_at")
    pages = MaterialPage.objects.published().alias(parent=PARENT).filter(parent=KEY)
    return pages.with_file().annotate(newest=newest, **marks).values_list(*COLUMNS)


NEWEST_FIRST = Answers(lambda: shelved().order_by(F("newest").desc(nulls_last=True), "title", "pk"))
IN_ABC = Answers(lambda: shelved().order_by("title", "pk"))


def items(rows: Iterable[tuple]) -> Iterator[Item]:
    for values in rows:
        row = dict(zip(COLUMNS, values, strict=True))
        marks = {group: [(row[group], label(choices(row[group])))] for group, choices in CHOICES.items()}
        marks |= {group: [tuple(decoded(each)) for each in row[f"marks_{group}"]] for group in LINKS}
        marks |= {name: [(str(row[name]), str(row[name]))] for name in ("author", "year") if row[name]}
        if row["source_act__live"]:
            act = instance(LegalAct, ACT, [row[f"source_act__{name}"] for name in ACT], DEFAULT_DB_ALIAS)
            marks["act"] = [(act.slug, act.citation)]
        yield Item(row["pk"], marks)


def library_shelf(path: str, query: QueryDict) -> Shelf:
    """What is found below the library's path, in the order that is asked for: with words, the best first."""
    by_title = query.get("order") == BY_TITLE
    shelf = Shelf(items((IN_ABC if by_title else NEWEST_FIRST)(path)), GROUPS, query)
    if shelf.words:
        answering = by_words("page", shelf.words, [item.pk for item in shelf.items])
        known = {item.pk: item for item in shelf.items}
        kept = set(answering)
        shelf.items = [item for item in shelf.items if item.pk in kept] if by_title else [known[pk] for pk in answering]
    shelf.form.fields["order"] = ChoiceField(label=_("Порядок"), choices=ORDERS, required=False)
    shelf.form.data = {**shelf.form.data, "order": BY_TITLE if by_title else ""}
    return shelf
