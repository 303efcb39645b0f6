"""Statements that a connection of the database plans once, and from then on only executes.

A fifth of what a question costs went into planning it, and questions of one shape, so many words, so many places where
they may stand, differ in nothing but what they ask for. What this prepares is SQL's own PREPARE: a
statement and its call go in one round trip with others, which psycopg's way would not allow. An argument whose type
its place does not tell says it, `%s::integer`.
"""

import re
from collections import OrderedDict
from itertools import count
from typing import NamedTuple
from weakref import WeakKeyDictionary

from django.conf import settings
from psycopg import Connection

Statement = tuple[str, list]
# Shapes that a connection remembers. A forgotten one is only planned anew.
MOST = 40
PLACE = re.compile("%%|%s")

numbers = count()
# Of each connection the names of its statements by their SQL, the longest unused first.
known: WeakKeyDictionary[Connection, OrderedDict[str, str]] = WeakKeyDictionary()


class Calls(NamedTuple):
    """One script that prepares what is new and executes all. `learn` is for when it has succeeded."""

    sql: str
    arguments: list
    names: OrderedDict[str, str]
    new: dict[str, str]

    def learn(self) -> None:
        self.names.update(self.new)


def calls(connection: Connection, statements: tuple[Statement, ...]) -> Calls:
    arguments = [argument for _sql, values in statements for argument in values]
    if not settings.DATABASE_PREPARES:
        return Calls(";".join(sql for sql, _values in statements), arguments, OrderedDict(), {})
    names = known.setdefault(connection, OrderedDict())
    new: dict[str, str] = {}
    for sql, _arguments in statements:
        if sql in names:
            names.move_to_end(sql)
        else:
            new[sql] = f"search_{next(numbers)}"
    parts = [f"DEALLOCATE {names.popitem(last=False)[1]}" for _each in range(len(names) + len(new) - MOST)]
    parts += [f"PREPARE {name} AS {numbered(sql)}" for sql, name in new.items()]
    parts += [call(names.get(sql) or new[sql], len(values)) for sql, values in statements]
    return Calls(";".join(parts), arguments, names, new)


def numbered(sql: str) -> str:
    """With PostgreSQL's places for arguments, `$1`; a percent sign stays doubled, as the script is executed too."""
    places = count(1)
    return PLACE.sub(lambda found: f"${next(places)}" if found.group() == "%s" else "%%", sql)


def call(name: str, arguments: int) -> str:
    return f"EXECUTE {name}" + (f"({', '.join(['%s'] * arguments)})" if arguments else "")
