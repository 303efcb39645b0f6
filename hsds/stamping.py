"""Stamps and sites of rows that were written with triggers off."""

from django.db import connection

from services_directory.bulk import written

AT_ONCE = 500
REFRESH = "SELECT hsds_refresh(%s, '{}', '{}', '{}')"


def stamp(providers: list[int], **kwargs) -> None:
    """Of these providers, their services and their places."""
    with connection.cursor() as cursor:
        for start in range(0, len(providers), AT_ONCE):
            cursor.execute(REFRESH, [providers[start : start + AT_ONCE]])


def connect() -> None:
    """Called once, when the apps are ready."""
    written.connect(stamp)
