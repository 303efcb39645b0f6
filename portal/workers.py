"""Which workers live, and what becomes of a task whose worker died in the middle of it.

A worker stands under a lock of the database in a session of its own as long as its process lives: however that ends,
by kill -9 or a torn wire, the database lets the lock go. Twice a minute every living worker looks for tasks of dead
ones.
"""

import logging
import threading
import time
import zlib

from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import TaskResultStatus
from django_tasks.signals import task_finished
from django_tasks_db.models import DBTaskResult

logger = logging.getLogger(__name__)
# The first half of the keys of locks, which nothing else of the portal has; the other is made of the worker's name.
STANDS = 7_310_512
LIVING = """
SELECT objid FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND objsubid = 2
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""
STEP = 5.0
MOST_ATTEMPTS = 3


class WorkerDied(Exception):
    """Its task was begun so many times, and each time the process that did it came to an end before."""


def key_of(worker: str) -> int:
    return zlib.crc32(worker.encode())


def stand(worker: str) -> threading.Thread:
    """Return once the worker stands; the thread ends with the process."""
    stands = threading.Event()
    thread = threading.Thread(target=keep_standing, args=(worker, stands), name="standing", daemon=True)
    thread.start()
    stands.wait(STEP)
    return thread


def keep_standing(worker: str, stands: threading.Event) -> None:
    while True:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_lock(%s, %s)", [STANDS, signed(key_of(worker))])
                stands.set()
                while True:
                    time.sleep(STEP)
                    cursor.execute("SELECT 1")
        except DatabaseError:
            # It stands again as soon as the database is back.
            logger.warning("A worker has lost the session in which it stands")
        finally:
            connection.close()
        time.sleep(1)


def signed(key: int) -> int:
    """A lock is asked for by signed numbers and listed by unsigned ones."""
    return key - (1 << 32) if key >= 1 << 31 else key


def living() -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(LIVING, [STANDS])
        return {key for (key,) in cursor.fetchall()}


def abandoned(running: QuerySet | None = None) -> dict:
    """Tasks that are at work by their state, whose worker lives no more: how many attempts each has had."""
    running = DBTaskResult.objects.running() if running is None else running
    begun = dict(running.values_list("pk", "worker_ids"))
    alive = living() if begun else set()
    return {pk: len(workers) for pk, workers in begun.items() if not workers or key_of(workers[-1]) not in alive}


class Watch:
    """Takes up what was abandoned at two looks in a row: between them a worker may have found its lost session."""

    def __init__(self):
        self.seen: dict = {}

    def look(self) -> int:
        """How many were taken up."""
        found = abandoned()
        sure = [pk for pk, attempts in found.items() if self.seen.get(pk) == attempts]
        self.seen = found
        return sum(take_up(pk, found[pk]) for pk in sure)


@transaction.atomic
def take_up(pk, attempts: int) -> bool:
    """Put it back into the queue, or give it up: what has killed three workers is not given to a fourth."""
    result = DBTaskResult.objects.running().filter(pk=pk).get_locked()
    if result is None or len(result.worker_ids) != attempts:
        return False
    logger.warning("The worker of task %s is gone, attempt %d of %d", result.task_path, attempts, MOST_ATTEMPTS)
    if attempts < MOST_ATTEMPTS:
        result.status = TaskResultStatus.READY
        result.save(update_fields=["status"])
    else:
        result.set_failed(WorkerDied(why_given_up()))
        task_finished.send(sender=type(result.task.get_backend()), task_result=result.task_result)
    return True


def why_given_up() -> str:
    """Those who read of it later read Russian."""
    with translation.override("ru"):
        return _("Работа оборвалась три раза подряд: процесс, который её делал, исчезал. Нужен администратор.")
