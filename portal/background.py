"""Whether work that was put off is being done: tasks wait in the database until a worker takes them."""

import datetime

from django.conf import settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.workers import abandoned

# A worker looks every second, and takes one task at a time: the longest import takes less than this.
PATIENCE = datetime.timedelta(minutes=5)
IN_DATABASE = "django_tasks_db.DatabaseBackend"


def stalled() -> bool:
    """A task has waited long, or its worker has died, and no worker has begun another meanwhile."""
    if settings.TASKS["default"]["BACKEND"] != IN_DATABASE:
        return False
    now = timezone.now()
    long_ago = now - PATIENCE
    waiting = DBTaskResult.objects.ready().filter(enqueued_at__lt=long_ago).exclude(run_after__range=(long_ago, now))
    begun = DBTaskResult.objects.running().filter(started_at__lt=long_ago)
    if not (waiting.exists() or abandoned(begun)):
        return False
    return not DBTaskResult.objects.filter(started_at__gte=long_ago).exists()
