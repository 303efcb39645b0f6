"""When Python may look for cyclic garbage: each full look goes through all that the process has, a quarter of a second.

settle()    once, in a process that serves: what is loaded by now stays, and is looked through no more
seldom()    around work that goes through very many rows and leaves no cycles behind
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

NEVER = 1_000_000
# A page makes tens of thousands of objects, nearly all of which live as long as it does.
OF_A_PAGE = 10_000


def settle() -> None:
    gc.collect()
    gc.freeze()
    gc.set_threshold(OF_A_PAGE, *gc.get_threshold()[1:])


@contextmanager
def seldom() -> Iterator[None]:
    """What is new is still looked through; the whole is not."""
    young, middle, old = gc.get_threshold()
    gc.set_threshold(young, middle, NEVER)
    try:
        yield
    finally:
        gc.set_threshold(young, middle, old)
