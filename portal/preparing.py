"""Statements that a connection of the database plans once, and from then on only executes.

A fifth of what a question of the search costs went into planning it, and four fifths of what the database did for the
page of a programme; statements of one shape differ in nothing but what they ask for. What this prepares is SQL's own
PREPARE: a statement and its call go in one round trip with others, which psycopg's way would not allow. An argument
whose type its place does not tell says it, `%s::integer`.
"""

import re
from collections import OrderedDict
from itertools import count
from typing import NamedTuple
from weakref import WeakKeyDictionary

from django.conf import settings
from psycopg import Connection

Statement = tuple[str, list]
PLACE = re.compile("%%|%s")


class Calls(NamedTuple):
    """One script that prepares what is new and executes all. `learn` is for when it has succeeded."""

    sql: str
    arguments: list
    names: OrderedDict[str, str]
    new: dict[str, str]

    def learn(self) -> None:
        self.names.update(self.new)


class Shapes:
    """The statements of one use that a connection remembers, at most so many. A forgotten one is only planned anew."""

    def __init__(self, use: str, most: int):
        self.use, self.most, self.numbers = use, most, count()
        # Of each connection the names of its statements by their SQL, the longest unused first.
        self.known: WeakKeyDictionary[Connection, OrderedDict[str, str]] = WeakKeyDictionary()

    def calls(self, connection: Connection, statements: tuple[Statement, ...]) -> Calls:
        arguments = [argument for _sql, values in statements for argument in values]
        if not settings.DATABASE_PREPARES:
            return Calls(";".join(sql for sql, _values in statements), arguments, OrderedDict(), {})
        names = self.known.setdefault(connection, OrderedDict())
        new: dict[str, str] = {}
        for sql, _arguments in statements:
            if sql in names:
                names.move_to_end(sql)
            else:
                new[sql] = f"{self.use}_{next(self.numbers)}"
        parts = [f"DEALLOCATE {names.popitem(last=False)[1]}" for _each in range(len(names) + len(new) - self.most)]
        parts += [f"PREPARE {name} AS {numbered(sql)}" for sql, name in new.items()]
        parts += [call(names.get(sql) or new[sql], len(values)) for sql, values in statements]
        return Calls(";".join(parts), arguments, names, new)


# What pages read of records; a shape takes the database's process up to half a megabyte.
READING = Shapes("reading", 60)


def numbered(sql: str) -> str:
    """With PostgreSQL's places for arguments, `$1`; a percent sign stays doubled, as the script is executed too."""
    places = count(1)
    return PLACE.sub(lambda found: f"${next(places)}" if found.group() == "%s" else "%%", sql)


def call(name: str, arguments: int) -> str:
    return f"EXECUTE {name}" + (f"({', '.join(['%s'] * arguments)})" if arguments else "")


def rows(cursor, sql: str, arguments: list) -> list[tuple]:
    """What a statement of a page finds."""
    script = READING.calls(cursor.db.connection, ((sql, arguments),))
    cursor.execute(script.sql, script.arguments)
    script.learn()
    while cursor.nextset():  # past what has prepared it
        pass
    return cursor.fetchall()
