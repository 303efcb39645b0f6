"""Processor time of other processes of this machine, as Linux tells it: that of the database, above all."""

import contextlib
import os
from pathlib import Path

from django.db import connection

TICK = 1_000_000_000 // os.sysconf("SC_CLK_TCK")
# Places in `_stat`: the parent; ticks as a user and in the kernel; the same with those of children that have ended.
PARENT, TIMES, WITH_ENDED = 0, slice(10, 12), slice(10, 14)


def backend_nanoseconds(pid: int) -> int:
    """Processor time of the database's process: to the nanosecond where Linux tells, else in ticks of 10 ms."""
    schedule = Path(f"/proc/{pid}/schedstat")
    if schedule.exists():
        return int(schedule.read_text().split()[0])
    return sum(_stat(pid)[TIMES]) * TICK


def _stat(pid: int) -> list[int]:
    """What Linux tells of a process after its name and state, from the id of its parent on."""
    return [int(each) for each in Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1:]]


def family_seconds(pid: int) -> float:
    """Processor time of a process and of all that it has started, those that have ended too."""
    ticks = sum(_stat(pid)[WITH_ENDED])
    for process in Path("/proc").iterdir():
        if process.name.isdigit():
            with contextlib.suppress(OSError):  # it has ended meanwhile
                ticks += sum(_stat(int(process.name))[TIMES]) if _stat(int(process.name))[PARENT] == pid else 0
    return ticks * TICK / 1e9


def database_seconds() -> float:
    """Processor time of the whole database server, which must run on this machine."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return family_seconds(_stat(cursor.fetchone()[0])[PARENT])
