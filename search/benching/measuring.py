"""How much processor time a question costs: here, and in the PostgreSQL process that answers."""

import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import connection

from portal.processors import backend_nanoseconds


@dataclass(frozen=True)
class Cost:
    """Milliseconds of one question."""

    cpu: float
    wall: float


@dataclass(frozen=True)
class Spread:
    """p50 and p95 of many."""

    cpu: float
    cpu_high: float
    wall: float

    @classmethod
    def of(cls, costs: list[Cost]) -> "Spread":
        cpu = sorted(cost.cpu for cost in costs)
        high = cpu[min(len(cpu) - 1, int(len(cpu) * 0.95))]
        return cls(statistics.median(cpu), high, statistics.median(cost.wall for cost in costs))


def measured(questions: Iterable, ask: Callable, repeat: int) -> Spread:
    """Ask each question once to warm up, then so many times for the record."""
    with connection.cursor() as cursor:
        # What other processes did for a question would not be seen.
        cursor.execute("SET max_parallel_workers_per_gather = 0")
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    costs = []
    for question in questions:
        ask(question)
        costs += [_cost(question, ask, pid) for _turn in range(repeat)]
    return Spread.of(costs)


def _cost(question, ask: Callable, pid: int) -> Cost:
    there, here, wall = backend_nanoseconds(pid), time.process_time_ns(), time.perf_counter_ns()
    ask(question)
    cpu = backend_nanoseconds(pid) - there + time.process_time_ns() - here
    return Cost(cpu / 1e6, (time.perf_counter_ns() - wall) / 1e6)
