"""Plain values that a page reads, by a query whose SQL is made once: what `gathering` is for records."""

from collections.abc import Callable
from functools import cached_property

from django.db import connection
from django.db.models import QuerySet

from portal.gathering import Asking


class Answers:
    """The rows of `select`, a queryset of values, as the database sends them, for the value that each call brings."""

    def __init__(self, select: Callable[[], QuerySet]):
        self.select = select

    @cached_property
    def statement(self) -> Asking:
        return Asking.of(*self.select().query.sql_with_params())

    def __call__(self, value=None) -> list[tuple]:
        with connection.cursor() as cursor:
            return self.statement.rows(cursor, value)
