"""Django's PostgreSQL, but for one thing: a connection of the pool is asked for its health only if there is news of it.

Django asks each time one is lent, a trip to the database for every request. A server that ends a connection says so on
it, and that is seen without a trip; one that has vanished without a word is noticed by either question alike.
"""

import select

from django.db.backends.postgresql import base
from psycopg import Connection
from psycopg_pool import ConnectionPool


class DatabaseWrapper(base.DatabaseWrapper):
    @property
    def pool(self) -> ConnectionPool | None:
        pool = super().pool
        if pool and self.settings_dict["CONN_HEALTH_CHECKS"]:
            # Django names the check itself, among the arguments that settings may not give.
            pool._check = check
        return pool


def check(connection: Connection) -> None:
    """As psycopg's own, which raises where the connection is dead; quiet ones are taken for alive."""
    if has_news(connection):
        ConnectionPool.check_connection(connection)


def has_news(connection: Connection) -> bool:
    """Whether the server has said anything that nobody has read: its farewell, or a notice."""
    watched = select.poll()
    watched.register(connection.fileno(), select.POLLIN)
    return bool(watched.poll(0))
