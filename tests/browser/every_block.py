"""Pages that hold every block an editor may put, made of the blocks' own definitions: a new block is on them at once.

On the whole pages every field is filled, as long as it may be; on the bare ones only those without which a block is
refused. What the blocks themselves refuse is on neither.
"""

import datetime
import itertools
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from wagtail import blocks
from wagtail.blocks.field_block import ChooserBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import StreamField
from wagtail.models import Page

from events.models import EventDate, EventIndexPage, EventPage, ResourceCentrePage
from home.models import GuidePage, HomePage, MaterialIndexPage, MaterialPage, NewsIndexPage, NewsPage, SectionPage

MARK = "every-block"
WORDS = "Сверхдостопримечательнейшее объяснение, которое редактор написал подробно, потому что у него так вышло. "
RICH = f"<p>{WORDS}<b>Важно</b>, и <a href='/services/'>ссылка</a>.</p><ul><li>{WORDS}</li><li>Второе</li></ul>"
# The first that a field of text takes: a phone and an address are checked by the field itself.
TEXTS = (WORDS * 3, "+78002000122", "https://rutube.ru/video/1/", "/services/")
# What lists of the directory answer to; a record is else the first of its model.
ASKED = {"services_directory.Territory": "zarechny", "services_directory.FamilyCategory": "large"}


def value_of(block: blocks.Block, whole: bool) -> Any:
    """What the field keeps, as JSON has it."""
    if isinstance(block, blocks.StructBlock):
        return next(values_of(block, whole))
    if isinstance(block, blocks.ListBlock):
        return list(itertools.islice(values_of(block.child_block, whole), None if whole else 1))
    if isinstance(block, TypedTableBlock):
        return table(4 if whole else 1)
    if isinstance(block, ChooserBlock):
        return record(block.model_class).pk
    if isinstance(block, blocks.ChoiceBlock):
        return next(choices_of(block))
    if isinstance(block, blocks.IntegerBlock):
        return 3
    if isinstance(block, blocks.RichTextBlock):
        return RICH
    longest = getattr(block.field, "max_length", None)
    return accepted(block, (text[:longest].strip() for text in TEXTS))


def values_of(block: blocks.Block, whole: bool) -> Iterator[Any]:
    """One, and another for each further choice that the block offers."""
    if not isinstance(block, blocks.StructBlock):
        yield value_of(block, whole)
        return
    first = struct(block, whole)
    yield first
    for name, child in block.child_blocks.items():
        if isinstance(child, blocks.ChoiceBlock) and name in first:
            yield from ({**first, name: choice} for choice in itertools.islice(choices_of(child), 1, None))


def struct(block: blocks.StructBlock, whole: bool) -> dict:
    """All fields or the required ones; where the block refuses that, with one field more or less."""
    every = {name: value_of(child, whole) for name, child in block.child_blocks.items()}
    optional = [name for name, child in block.child_blocks.items() if not child.required]
    bare = {name: value for name, value in every.items() if name not in optional}
    ways = [every, *({k: v for k, v in every.items() if k != name} for name in optional)]
    if not whole:
        ways = [bare, *({**bare, name: every[name]} for name in optional)]
    return accepted(block, ways)


def accepted(block: blocks.Block, ways) -> Any:
    for way in ways:
        try:
            block.clean(block.to_python(way))
        except ValidationError:
            continue
        return way
    raise LookupError(f"no value for {block.name}")


def choices_of(block: blocks.ChoiceBlock) -> Iterator[str]:
    return (code for code, _label in block.field.choices if code)


def table(columns: int) -> dict:
    rows = [{"values": [WORDS[:40], *["12"] * (columns - 1)]} for _row in range(2)]
    heads = [{"type": "text", "heading": WORDS[:20]} for _column in range(columns)]
    return {"columns": heads, "rows": rows, "caption": ""}


def record(model: type[Model]) -> Model:
    if model is Page:
        return Page.objects.live().type(SectionPage).order_by("path").first()
    known = model._default_manager.all()
    slug = ASKED.get(model._meta.label)
    return known.get(slug=slug) if slug else known.order_by("pk").first()


def stream(block: blocks.StreamBlock, whole: bool) -> list[dict]:
    return [
        {"type": name, "value": value}
        for name, child in block.child_blocks.items()
        for value in itertools.islice(values_of(child, whole), block.meta.max_num or None)
    ]


def put(parent: type[Page], model: type[Page], whole: bool, **fields) -> str:
    """A published page of that kind; its address."""
    kind = "whole" if whole else "bare"
    streams = {
        name: stream(block, whole) for name, block in blocks_of(model) if whole or block.required or name == "body"
    }
    root = HomePage.objects.get(sites_rooted_here__is_default_site=True)
    slug = f"{MARK}-{model.__name__.lower()}-{kind}"
    page = model(title=f"Все блоки {model.__name__.lower()} {kind}", slug=slug, **streams, **fields)
    parent.objects.descendant_of(root, inclusive=True).first().add_child(instance=page)
    page.save_revision().publish()
    return page.get_url()


def blocks_of(model: type[Page]) -> list[tuple[str, blocks.StreamBlock]]:
    """By the names of its fields; the same blocks twice on a page would be named alike."""
    fields = [field for field in model._meta.get_fields() if isinstance(field, StreamField)]
    known = {tuple(field.stream_block.child_blocks): field for field in reversed(fields)}
    return [(field.name, field.stream_block) for field in known.values()]


def make() -> list[str]:
    drop()
    tomorrow = datetime.date.today() + datetime.timedelta(1)
    return [
        *(put(parent, model, whole) for parent, model in ((HomePage, SectionPage), (SectionPage, GuidePage))
          for whole in (True, False)),
        put(NewsIndexPage, NewsPage, True),
        put(MaterialIndexPage, MaterialPage, True, kind="method"),
        put(EventIndexPage, EventPage, True, kind="seminar", dates=[EventDate(day=tomorrow)], place="В сети"),
        put(HomePage, ResourceCentrePage, True),
    ]  # fmt: skip


def drop() -> None:
    for page in Page.objects.filter(slug__startswith=MARK):
        page.delete()
