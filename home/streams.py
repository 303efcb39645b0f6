"""Turn the blocks of a data file into what a StreamField keeps. `home.loading` uses it.

A block is written as its type and its fields; a list is a list. A record is named by its slug, a file by its name, a
page by its path, a measure by its programme and number, as «yugra-2016-2017/3.1»:

    - block: callout
      tone: warn
      title: Если опасно прямо сейчас
      text: <p>Звоните 112.</p>
    - block: table
      caption: Сроки
      columns: [Кто, Когда]
      table:
      - [куратор, до 5 числа]

The value of a block without fields (a text) stands in `text`.
"""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.blocks.field_block import ChooserBlock
from wagtail.blocks.stream_block import StreamValue
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from portal.loading import Row


class StreamReader:
    """Reads the blocks of rows; knows the records that they name, by their models."""

    def __init__(self, records: Mapping[type[Model], Mapping[str, Any]]):
        self.records = records

    def stream(self, block: blocks.StreamBlock, row: Row, name: str) -> StreamValue:
        """The blocks of that field of the row, as the rules of the block itself take them."""
        items = [self.item(block, each) for each in row.rows(name)]
        value = block.to_python(items)
        try:
            return block.clean(value)
        except ValidationError as error:
            raise row.error(f"«{name}»: {'; '.join(complaints(error))}", name) from None

    def item(self, block: blocks.StreamBlock, row: Row) -> dict:
        """A single kind of block needs no name."""
        only = next(iter(block.child_blocks)) if len(block.child_blocks) == 1 else None
        kind = only or row.text("block")
        if kind not in block.child_blocks:
            raise row.error(_("«block»: вида «%(kind)s» не существует") % {"kind": kind}, "block")
        child = block.child_blocks[kind]
        if isinstance(child, ChooserBlock):
            return {"type": kind, "value": self.key(child, row, kind, row.text(kind))}
        if isinstance(child, blocks.StructBlock):
            return {"type": kind, "value": self.struct(child, row, {"block"})}
        return {"type": kind, "value": row.text("text")}

    def struct(self, block: blocks.StructBlock, row: Row, known: frozenset | set = frozenset()) -> dict:
        for name in row.values:
            if name not in {*block.child_blocks, *known, "columns"}:
                raise row.error(_("неизвестное поле «%(name)s»") % {"name": name}, name)
        return {name: self.field(child, row, name) for name, child in block.child_blocks.items() if name in row}

    def field(self, block: blocks.Block, row: Row, name: str) -> Any:
        if isinstance(block, TypedTableBlock):
            return table(row, name)
        if isinstance(block, blocks.ListBlock) and isinstance(block.child_block, ChooserBlock):
            return [self.key(block.child_block, row, name, words) for words in row.texts(name)]
        if isinstance(block, blocks.ListBlock):
            return [self.struct(block.child_block, each) for each in row.rows(name)]
        if isinstance(block, ChooserBlock):
            return self.key(block, row, name, row.text(name))
        if isinstance(block, blocks.IntegerBlock):
            return row.integer(name)
        return row.text(name)

    def key(self, block: ChooserBlock, row: Row, name: str, words: str) -> Any:
        """The number of the record that those words name."""
        known, what = self.records[block.model_class], block.model_class._meta.verbose_name
        if words not in known:
            raise row.error(_("«%(name)s»: нет такого: %(what)s «%(words)s»") % {
                "name": name, "what": what, "words": words,
            }, name)  # fmt: skip
        return known[words].pk


def table(row: Row, name: str) -> dict:
    """Cells as text: the first row of `columns` heads them."""
    columns, rows = row.texts("columns"), row.values[name]
    if not isinstance(rows, list) or any(not isinstance(cells, list) or len(cells) != len(columns) for cells in rows):
        raise row.error(_("«%(name)s»: в каждой строке таблицы ячеек столько же, сколько граф") % {"name": name}, name)
    return {
        "columns": [{"type": "text", "heading": heading} for heading in columns],
        "rows": [{"values": [cell or "" for cell in cells]} for cells in rows],
        "caption": "",
    }


def complaints(error: ValidationError) -> list[str]:
    """The messages of a block's error, however deep they stand."""
    nested = getattr(error, "block_errors", None) or {}
    nested = nested.values() if isinstance(nested, dict) else nested
    found = [message for each in nested if each for message in complaints(each)]
    return found or [str(message) for message in error.messages]


def without_ids(value: Any) -> Any:
    """What a stream says, apart from the numbers that Wagtail gives its blocks."""
    if isinstance(value, dict):
        return {name: without_ids(each) for name, each in value.items() if name != "id"}
    return [without_ids(each) for each in value] if isinstance(value, list) else value
