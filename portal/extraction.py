"""Finding translatable texts in Django's templates for Babel, which knows only Python and Jinja2."""

import io
from collections.abc import Iterator
from typing import BinaryIO

from babel.messages.extract import extract_python
from django.utils.translation.template import templatize


def django_template(source: BinaryIO, keywords, comment_tags, options) -> Iterator[tuple]:
    """A Babel extraction method: (line, function, texts, comments) for each text of one template."""
    code = templatize(source.read().decode())
    # Brackets keep Python's tokenizer from minding the indentation of what was HTML.
    wrapped = io.BytesIO(f"({code}\n)".encode())
    return extract_python(wrapped, keywords, comment_tags, {"encoding": "utf-8", **options})
