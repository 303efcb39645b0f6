"""The plain text of a page, as a reader reads it, and the links in it."""

import html
import re
from collections.abc import Iterator

from django.utils.html import strip_tags
from wagtail import blocks
from wagtail.blocks import StreamValue
from wagtail.rich_text import RichText

from portal.blocks import ActQuoteBlock, DataTableBlock

BLOCK_ENDS = re.compile(r"</(?:p|li|h\d)>|<br\s*/?>")
LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
# What a page takes over word by word, and what is no sentence.
NOT_PROSE = (ActQuoteBlock, DataTableBlock)
NO_SENTENCES = {"phone", "place", "address", "length", "hours"}


def texts_of(page) -> list[str]:
    """All that the page says in its own words, part by part."""
    parts = (text for stream in streams_of(page) for text in said(stream))
    return [text for text in (page.lead, *parts) if text.strip()]


def said(stream: StreamValue) -> Iterator[str]:
    for child in stream:
        yield from spoken(child.block, child.value)


def spoken(block: blocks.Block, value) -> Iterator[str]:
    """The sentences of a block, however deep they stand."""
    if value is None or isinstance(block, NOT_PROSE):
        return
    if isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            if name not in NO_SENTENCES:
                yield from spoken(child, value.get(name))
    elif isinstance(block, blocks.ListBlock):
        for each in value:
            yield from spoken(block.child_block, each)
    elif isinstance(value, RichText):
        yield plain(value.source)
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock):
        yield str(value)


def plain(source: str) -> str:
    """Without markup; a paragraph or an item of a list is a line."""
    return html.unescape(strip_tags(BLOCK_ENDS.sub("\n", source)))


def rich_texts(block: blocks.Block, value) -> Iterator[str]:
    """The sources of all rich texts in a block."""
    if isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from rich_texts(child, value.get(name))
    elif isinstance(block, blocks.ListBlock):
        for each in value or []:
            yield from rich_texts(block.child_block, each)
    elif isinstance(value, RichText):
        yield value.source


def links(page) -> Iterator[tuple[str, str]]:
    """What stands in the tag of each link, and the words that one clicks."""
    for stream in streams_of(page):
        for child in stream:
            for source in rich_texts(child.block, child.value):
                yield from ((found[1], plain(found[2]).strip()) for found in LINK.finditer(source))


def streams_of(page) -> list[StreamValue]:
    """The streams of the page, in the order of its fields."""
    fields = page._meta.get_fields()
    return [value for field in fields if isinstance(value := getattr(page, field.name, None), StreamValue)]
