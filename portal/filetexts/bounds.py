"""How much of a file is read."""

from collections.abc import Iterable

LONGEST_TEXT = 200_000


class Unreadable(Exception):
    """The file has no text to give; the message is a fault."""


class Cut(Exception):
    """More than is read of any file; the message is a fault."""


def joined(lines: Iterable[str]) -> tuple[str, bool]:
    """The lines as one text without idle space, and whether it was cut."""
    kept, length = [], 0
    for line in lines:
        words = " ".join(line.replace("\0", " ").split())
        if not words:
            continue
        if length + len(words) > LONGEST_TEXT:
            return "\n".join([*kept, words[: LONGEST_TEXT - length]]), True
        kept.append(words)
        length += len(words) + 1
    return "\n".join(kept), False
