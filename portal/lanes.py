"""How a worker of gunicorn takes what comes in: a bounded queue for everybody, and a lane of its own for the rest.

Beyond what it can answer soon, a public page is refused at once (portal.overload) instead of being answered when its
reader has gone. The spare lane does that; health checks, forms and the back office pass on it as if nothing were.
"""

import os
import socket
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import ContextVar
from threading import Semaphore

from gunicorn.workers import gthread

# Requests that may wait for a thread of a worker. A page takes ten milliseconds: they wait for half a second.
WAITING = int(os.environ.get("WAITING_REQUESTS", "40"))
# Seconds after which one that has waited is not worth its work any more: every answer takes so long now.
PATIENCE = 5
SPARE_THREADS = 2
# A connection on which nothing comes stays with the kernel for so many seconds; then a thread looks at it for a moment,
# where gunicorn's own would for five seconds, and it is watched without one.
SILENCE = 10
gthread.DEFAULT_WORKER_DATA_TIMEOUT = 0.1

crowded: ContextVar[bool] = ContextVar("crowded", default=False)


class Lanes:
    """What gunicorn's worker asks of a pool of threads."""

    def __init__(self, threads: int, waiting: int = WAITING):
        self.usual, self.spare = ThreadPoolExecutor(threads), ThreadPoolExecutor(SPARE_THREADS)
        self.places = Semaphore(threads + waiting)

    def submit(self, handle: Callable, *arguments) -> Future:
        if not self.places.acquire(blocking=False):
            return self.spare.submit(in_a_crowd, handle, *arguments)
        done = self.usual.submit(unless_late, time.monotonic(), handle, *arguments)
        done.add_done_callback(lambda _done: self.places.release())
        return done

    def shutdown(self, **options) -> None:
        self.usual.shutdown(**options)
        self.spare.shutdown(**options)


def unless_late(came: float, handle: Callable, *arguments):
    is_late = time.monotonic() - came > PATIENCE
    return in_a_crowd(handle, *arguments) if is_late else handle(*arguments)


def in_a_crowd(handle: Callable, *arguments):
    token = crowded.set(True)
    try:
        return handle(*arguments)
    finally:
        crowded.reset(token)


class Worker(gthread.ThreadWorker):
    """gunicorn's threads, in two lanes."""

    def init_process(self) -> None:
        for listener in self.sockets:
            if listener.sock.family != socket.AF_UNIX and hasattr(socket, "TCP_DEFER_ACCEPT"):
                listener.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, SILENCE)
        super().init_process()

    def get_thread_pool(self) -> Lanes:
        return Lanes(self.cfg.threads)
