"""The library as readers look through it: every public material is read once with all it is narrowed by."""

from collections.abc import Iterator

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import Coalesce, Greatest, JSONArray
from django.forms import ChoiceField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from acts.models import LegalAct
from home.models.materials import MaterialPage
from portal.shelf import Item, Shelf, by_words

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


def rows(pages):
    """One row for each material: its key, its own fields, its act, its links."""
    marks = {f"marks_{group}": linked(*link) for group, link in LINKS.items()}
    act = [f"source_act__{name}" for name in ACT]
    own = ("pk", "kind", "audience", "language", "author", "year")
    return pages.annotate(**marks).values(*own, *act, "source_act__live", *marks)


def items(pages) -> Iterator[Item]:
    for row in rows(pages):
        marks = {group: [(row[group], str(choices(row[group]).label))] for group, choices in CHOICES.items()}
        marks |= {group: [tuple(each) for each in row[f"marks_{group}"]] for group in LINKS}
        marks |= {name: [(str(row[name]), str(row[name]))] for name in ("author", "year") if row[name]}
        if row["source_act__live"]:
            act = LegalAct(**{name: row[f"source_act__{name}"] for name in ACT})
            marks["act"] = [(act.slug, act.citation)]
        yield Item(row["pk"], marks)


def library_shelf(pages, query: QueryDict) -> Shelf:
    """What is found, in the order that is asked for: with words, the best first."""
    by_title = query.get("order") == BY_TITLE
    renewed = Greatest("first_published_at", "renewed_at")
    newest = Coalesce(renewed, "first_published_at", "renewed_at")
    order = ["title", "pk"] if by_title else [F("newest").desc(nulls_last=True), "title", "pk"]
    shelf = Shelf(items(pages.with_file().annotate(newest=newest).order_by(*order)), GROUPS, query)
    if shelf.words:
        answering = by_words("page", shelf.words, [item.pk for item in shelf.items])
        known = {item.pk: item for item in shelf.items}
        kept = set(answering)
        shelf.items = [item for item in shelf.items if item.pk in kept] if by_title else [known[pk] for pk in answering]
    shelf.form.fields["order"] = ChoiceField(label=_("Порядок"), choices=ORDERS, required=False)
    shelf.form.data = {**shelf.form.data, "order": BY_TITLE if by_title else ""}
    return shelf
