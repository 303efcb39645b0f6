"""The address of a page as a square that a phone reads."""

import io
from functools import lru_cache

import segno


@lru_cache(maxsize=1024)
def svg(address: str) -> bytes:
    """Medium correction: a crumpled sheet still reads. The same address gives the same bytes."""
    written = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        written, kind="svg", scale=4, xmldecl=False, nl=False, light="#fff"
    )
    return written.getvalue()
