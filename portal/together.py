"""Run commands side by side as if they were one: a signal, or the end of any, ends them all."""

import os
import signal
import subprocess
import time
from collections.abc import Iterable

GRACE = 5.0
PAUSE = 0.2


def run_together(commands: Iterable[list[str]]) -> int:
    """Return the exit code of the first that ends; leave no process behind."""
    started: list[subprocess.Popen] = []

    def stop(*_signal) -> None:
        for each in started:
            if each.poll() is None:
                each.terminate()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    # In a group of its own, a child hears Ctrl-C once, from here: twice would mean «at once» to a worker.
    started.extend(subprocess.Popen(command, process_group=0) for command in commands)  # noqa: S603
    while all(each.poll() is None for each in started):
        time.sleep(PAUSE)
    code = next(each.returncode for each in started if each.returncode is not None)
    stop()
    for each in started:
        end(each)
    return code


def end(process: subprocess.Popen) -> None:
    """Wait a little for a clean end, then take the whole group down."""
    try:
        process.wait(GRACE)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
