"""The language that a page is being written in. It is asked once for a page: asking Django costs a microsecond and
more, and a page of figures asks hundreds of times.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils.translation import get_language

written: ContextVar[str | None] = ContextVar("written", default=None)


def language() -> str | None:
    """Of the page, or where none is being written, of the moment."""
    return written.get() or get_language()


@contextmanager
def writing() -> Iterator[None]:
    """A template is filled in the language of the moment, which is the same to its end."""
    token = written.set(get_language())
    try:
        yield
    finally:
        written.reset(token)
