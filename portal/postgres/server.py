"""Whether a database is there and fit for the portal, in words that tell an administrator what to do."""

import psycopg
from django.db.backends.base.base import BaseDatabaseWrapper

OLDEST = 15
ANEW = "Make it anew: CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8' (or 'ru_RU.UTF-8')."


def why_unreachable(connection: BaseDatabaseWrapper) -> str:
    """What the server, or the network, answers to an attempt to connect; empty where it lets us in.

    Past the pool, which says no more than that it has waited in vain.
    """
    try:
        psycopg.connect(**connection.get_connection_params()).close()
    except psycopg.Error as error:
        return f"The database cannot be reached. See DATABASE_URL, and whether PostgreSQL runs there.\n{error}"
    return ""


def why_unfit(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """What is wrong with the server or the database, and for each what helps."""
    found = {}
    with connection.cursor() as cursor:
        cursor.execute("""
            SELECT current_setting('server_version_num')::int / 10000, current_setting('server_encoding'),
                   current_database()
        """)
        version, encoding, name = cursor.fetchone()
        if version < OLDEST:
            said = f"The database is kept by PostgreSQL {version}; the portal needs {OLDEST} or newer."
            found[said] = "Upgrade the server, or name a newer one in DATABASE_URL."
        if encoding != "UTF8":
            found[f"The database «{name}» is in the encoding {encoding}; the portal needs UTF8."] = ANEW
            return found
        # How it behaves, not what it is called: the C library, ICU and PostgreSQL itself have names of their own.
        cursor.execute("SELECT upper('ж') = 'Ж'")
        if not cursor.fetchone()[0]:
            found[f"The database «{name}» does not know that «Ж» is a capital «ж»: much would not be found."] = ANEW
    return found
