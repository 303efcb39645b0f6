"""Blocks that show records as they stand now. Nobody retypes them, so they cannot grow stale.

Those of a page are read together: however many blocks of one kind it has, their records cost the same few queries.
"""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from wagtail import blocks
from wagtail.blocks import StreamValue


class LiveBlock(blocks.StructBlock):
    """`asked` says what the block asks for, `read` answers many such questions at once, in their order.

    An answer that is false means that there is nothing to show: the block is silent then, and its editor is warned.
    """

    read: ClassVar[Callable[[list], list]]

    def asked(self, value) -> Any:
        raise NotImplementedError

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        live = context.get("live") or Live([])
        return {**context, "shown": live.shown(self, value)}


class Live:
    """What the live blocks of a page show: read when the first of a kind is drawn, for all of that kind."""

    def __init__(self, pairs: Iterable[tuple[LiveBlock, blocks.StructValue]]):
        self.pairs = list(pairs)
        self.found: dict[int, Any] = {}

    @classmethod
    def on(cls, *streams: StreamValue) -> "Live":
        every = (child for stream in streams for child in stream)
        return cls((child.block, child.value) for child in every if isinstance(child.block, LiveBlock))

    def shown(self, block: LiveBlock, value: blocks.StructValue) -> Any:
        if id(value) not in self.found:
            if not any(value is each for _block, each in self.pairs):
                self.pairs.append((block, value))
            self.read(block.read)
        return self.found[id(value)]

    def read(self, reader: Callable[[list], list]) -> None:
        alike = [(block, value) for block, value in self.pairs if block.read == reader and id(value) not in self.found]
        answers = reader([block.asked(value) for block, value in alike])
        for (_block, value), answer in zip(alike, answers, strict=True):
            self.found[id(value)] = answer
