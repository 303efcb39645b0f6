"""The links of a page: what its blocks and texts lead to."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from bs4 import BeautifulSoup
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.stream_block import StreamValue
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.documents.models import AbstractDocument
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text import RichText

ADDRESS = re.compile(r"(?:/|https?://)\S*")


class Kind(Enum):
    """How a link names what it leads to."""

    ADDRESS = "address"
    PAGE = "page"
    DOCUMENT = "document"


@dataclass(frozen=True)
class Link:
    kind: Kind
    target: str


# In a rich text a link to a page or to a file is its number.
NUMBERED = {"page": Kind.PAGE, "document": Kind.DOCUMENT}


def links_of(page: Page) -> set[Link]:
    found = set()
    for field in page._meta.concrete_fields:
        if isinstance(field, StreamField):
            found |= set(in_value(getattr(page, field.attname)))
        elif isinstance(field, RichTextField):
            found |= set(in_rich_text(getattr(page, field.attname)))
    return found


def in_value(value) -> Iterator[Link]:
    """What a block's value leads to, however deep it stands."""
    if isinstance(value, StreamValue):
        for block in value:
            yield from in_value(block.value)
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from in_value(each)
    elif isinstance(value, ListValue):
        for each in value:
            yield from in_value(each)
    elif isinstance(value, TypedTable):
        for row in value.rows:
            for cell in row:
                yield from in_value(cell.value)
    else:
        yield from in_one(value)


def in_one(value) -> Iterator[Link]:
    if isinstance(value, RichText):
        yield from in_rich_text(value.source)
    elif isinstance(value, Page):
        yield Link(Kind.PAGE, str(value.pk))
    elif isinstance(value, AbstractDocument):
        yield Link(Kind.DOCUMENT, str(value.pk))
    elif isinstance(value, str) and ADDRESS.fullmatch(value):
        yield Link(Kind.ADDRESS, value)


def in_rich_text(source: str) -> Iterator[Link]:
    for anchor in BeautifulSoup(source, "html.parser")("a"):
        if kind := NUMBERED.get(anchor.get("linktype", "")):
            yield Link(kind, anchor.get("id", ""))
        elif ADDRESS.match(anchor.get("href", "")):
            yield Link(Kind.ADDRESS, anchor["href"])
