"""Keep, with each page, which acts it speaks of and which part of each: the rows that `acts.citing` reads.

Whatever names an act beside a place is found by the shape of it, in any block of any page: `{"act": 7, "place": "…"}`.
"""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from wagtail.fields import StreamField
from wagtail.models import Page

from acts.models import LegalAct, Mention
from acts.places import parts

Named = tuple[int, str]
LONGEST_PLACE = Mention._meta.get_field("place").max_length


def named_in(value: Any) -> Iterator[Named]:
    """Acts with their places, however deep they stand in what a stream keeps."""
    if isinstance(value, dict):
        if isinstance(value.get("act"), int):
            yield value["act"], str(value.get("place") or "")[:LONGEST_PLACE]
        value = value.values()
    elif not isinstance(value, list):
        return
    for each in value:
        yield from named_in(each)


def named_by(page: Page) -> set[Named]:
    streams = [field for field in page._meta.get_fields() if isinstance(field, StreamField)]
    found = {named for field in streams for named in named_in(list(getattr(page, field.name).raw_data))}
    source = getattr(page, "source_act_id", None)
    return found | ({(source, page.source_place)} if source else set())


def note(page: Page) -> None:
    """Make the rows of a page say what the page says."""
    named = named_by(page)
    known = set(LegalAct.objects.filter(pk__in={pk for pk, _place in named}).values_list("pk", flat=True))
    rows = {(pk, place, *part) for pk, place in named if pk in known for part in parts(place) or (("", ""),)}
    fields = ("act_id", "place", "unit", "number")
    old = set(Mention.objects.filter(page_id=page.pk).values_list(*fields))
    if rows == old:
        return
    with transaction.atomic():
        Mention.objects.filter(page_id=page.pk).delete()
        Mention.objects.bulk_create(
            Mention(page_id=page.pk, **dict(zip(fields, row, strict=True))) for row in sorted(rows)
        )


def page_saved(sender, instance, raw=False, update_fields=None, **kwargs):
    """A draft is saved with a few named fields; its text is not the page's yet."""
    if not raw and update_fields is None:
        note(instance)


def note_all() -> int:
    """The same for every page there is."""
    pages = Page.objects.exclude(depth=1).specific()
    for page in pages.iterator():
        note(page)
    return pages.count()
