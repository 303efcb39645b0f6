"""The pages around a page of the section: beside it, under it, and those to read next. One query for all of them."""

from typing import NamedTuple

from django.db.models import BigIntegerField, BooleanField, ExpressionWrapper, Func, Q, Value
from django.db.models.functions import Cast, Coalesce, Left
from wagtail.models import Page
from wagtail.query import PageQuerySet

from portal.gathering import Gathering, key_at
from portal.pages import HOME_DEPTH, PARENT, public

MOST_RELATED = 6
MOST_FOUND = 4
# Of each kind of kinship; the page itself and its parents are among them.
MOST_AKIN = 2 * MOST_RELATED
KINDS = ("sectionpage", "guidepage")


class Around(NamedTuple):
    siblings: list[Page]
    children: list[Page]
    related: list[Page]


def of_either(name: str) -> Coalesce:
    """A field that both kinds of pages of the section have."""
    return Coalesce(*(f"{kind}__{name}" for kind in KINDS))


def numbers_at(place: int) -> Func:
    """One of the texts that each call brings, as the numbers it lists."""
    return Func(key_at(place), Value(","), template="(SELECT unnest(string_to_array(%(expressions)s)::bigint[]))")


def of_the_same_tree() -> PageQuerySet:
    """Of the page's own site and language."""
    home = HOME_DEPTH * Page.steplen
    return public(Page.objects.alias(home=Left("path", home)).filter(home=Left(key_at(2), home))).order_by("path")


def on_the_same_act() -> PageQuerySet:
    act = Cast(key_at(3), BigIntegerField())
    return of_the_same_tree().alias(act=of_either("source_act")).filter(act=act)[:MOST_AKIN].values("pk")


def for_the_same_families() -> PageQuerySet:
    same = [Q(**{f"{kind}__categories__in": numbers_at(5)}) for kind in KINDS]
    return of_the_same_tree().filter(same[0] | same[1])[:MOST_AKIN].values("pk")


def pages_around() -> PageQuerySet:
    """What is asked with: the path of the parent, the own path, the act, pages that were picked, categories."""
    akin = Q(pk__in=on_the_same_act()) | Q(pk__in=for_the_same_families())
    wanted = Q(parent__in=[key_at(1), key_at(2)]) | Q(pk__in=numbers_at(4)) | akin
    found = public(Page.objects.alias(parent=PARENT).filter(wanted)).order_by("path")
    is_akin = ExpressionWrapper(akin, output_field=BooleanField())
    return found.annotate(lead=of_either("lead"), is_akin=is_akin).only("title", "slug", "url_path", "path", "depth")


PAGES = Gathering(pages_around)


def around(page) -> Around:
    """Of a page without parents in the section there are no siblings; of one that is not saved yet, nothing at all."""
    if not page.path:
        return Around([], [], [])
    parent = page.path[: -page.steplen]
    picked = [child.value.pk for child in page.related if child.value]
    categories = [category.pk for category in page.categories.all()]
    found = PAGES([parent, page.path, str(page.source_act_id or 0), listed(picked), listed(categories)])
    beside = [each for each in found if each.path[: -each.steplen] == parent] if page.depth > HOME_DEPTH + 1 else []
    under = [each for each in found if each.path[: -each.steplen] == page.path]
    return Around(beside, under, related(page, found, picked))


def listed(numbers: list[int]) -> str:
    return ",".join(map(str, numbers))


def related(page, found: list[Page], picked: list[int]) -> list[Page]:
    """Those that an editor has picked, in that order; else pages on the same act or for the same families.

    The page itself is no further reading, nor are its children and parents, which stand on it anyway.
    """
    known = {
        each.pk: each for each in found if not (each.path.startswith(page.path) or page.path.startswith(each.path))
    }
    if picked:
        return [known[key] for key in picked if key in known]
    return [each for each in known.values() if each.is_akin][:MOST_FOUND]
