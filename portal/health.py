"""Whether the portal is alive, and whether it can serve."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from portal import background

OK = "ok"
READ_ONLY = "read-only: nothing is saved"
WAITS = "tasks wait and no worker takes them"


@never_cache
def live(request: HttpRequest) -> JsonResponse:
    """The process answers. Touches nothing else, so a restart is due only when this fails."""
    return JsonResponse({"status": "ok"})


@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """The database answers and has the schema that this code expects; 503 with the reason where not.

    A database that only reads, and work that waits for a worker, are said, but keep nobody from reading the pages.
    """
    try:
        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
        database = READ_ONLY if is_read_only() else OK
    except DatabaseError:
        return JsonResponse({"status": "unavailable", "database": "unreachable"}, status=503)
    if behind:
        return JsonResponse({"status": "unavailable", "database": "migrations are not applied"}, status=503)
    background_work = WAITS if background.stalled() else OK
    status = OK if database == background_work == OK else "degraded"
    return JsonResponse({"status": status, "database": database, "background": background_work})


def is_read_only() -> bool:
    """A standby that recovers, or a server told to write nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('transaction_read_only')::bool")
        return cursor.fetchone()[0]
