"""What the background worker sees to twice a minute: what is to appear on the site, or to leave it, at a set time, and
tasks whose worker has died."""

import logging
import threading
import time

from django.core.management import call_command
from django.db import connection

from portal.workers import Watch

logger = logging.getLogger(__name__)
SECONDS = 30
# Any number that nothing else of the portal locks by.
LOCK = 7_423_891


def keep_time() -> threading.Thread:
    """Begin; the thread ends with the process."""
    clock = threading.Thread(target=run, name="scheduled publishing", daemon=True)
    clock.start()
    return clock


def run() -> None:
    watch = Watch()
    while True:
        for work in (publish_what_is_due, watch.look):
            try:
                work()
            except Exception:
                # A page that cannot be published, or a database that is away, must not stop the clock.
                logger.exception("%s failed", work.__qualname__)
        connection.close()
        time.sleep(SECONDS)


def publish_what_is_due() -> bool:
    """Once, whoever asks: of two workers one does it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return False
    try:
        call_command("publish_scheduled")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
    return True
