"""Finding translatable texts for Babel, which knows neither Django's templates nor Wagtail's tag for Jinja2."""

import io
from collections.abc import Iterator
from typing import BinaryIO

from babel.messages.extract import extract_python
from django.utils.translation.template import templatize
from jinja2 import nodes
from jinja2.ext import Extension


def django_template(source: BinaryIO, keywords, comment_tags, options) -> Iterator[tuple]:
    """A Babel extraction method: (line, function, texts, comments) for each text of one template."""
    code = templatize(source.read().decode())
    # Brackets keep Python's tokenizer from minding the indentation of what was HTML.
    wrapped = io.BytesIO(f"({code}\n)".encode())
    return extract_python(wrapped, keywords, comment_tags, {"encoding": "utf-8", **options})


class IncludeBlock(Extension):
    """Read past {% include_block … %}: Wagtail's own extension wants a configured Django, which extraction has not."""

    tags = {"include_block"}

    def parse(self, parser) -> nodes.Node:
        line = next(parser.stream).lineno
        while parser.stream.current.type != "block_end":
            next(parser.stream)
        return nodes.Output([], lineno=line)
