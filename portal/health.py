"""Whether the portal is alive, and whether it can serve."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from portal import background


@never_cache
def live(request: HttpRequest) -> JsonResponse:
    """The process answers. Touches nothing else, so a restart is due only when this fails."""
    return JsonResponse({"status": "ok"})


@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """The database answers and has the schema that this code expects; 503 with the reason where not.

    Work that waits for a worker is said, but keeps nobody from reading the pages.
    """
    try:
        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return JsonResponse({"status": "unavailable", "database": "unreachable"}, status=503)
    if behind:
        return JsonResponse({"status": "unavailable", "database": "migrations are not applied"}, status=503)
    if background.stalled():
        return JsonResponse(
            {"status": "degraded", "database": "ok", "background": "tasks wait and no worker takes them"}
        )
    return JsonResponse({"status": "ok", "database": "ok", "background": "ok"})
