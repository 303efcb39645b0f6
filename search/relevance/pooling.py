"""What the searches find and no rule judges, laid before a judge who cannot tell which search found it, or where.

Rules forget: a record that none of them names counts as no answer. So the first things that any of the searches finds
are read together, in an order that says nothing.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256

from search.relevance.comparing import Key, Set
from search.relevance.judging import Judged
from search.relevance.records import Record, by_key


def pool(judged: Judged, judged_set: Set, *others: Iterable[Key]) -> Iterator[Record]:
    """What no rule of the question fits, of the portal's search and of the others, shuffled."""
    records = by_key(judged_set.records)
    ours = [record.key for record in judged_set.found(judged.words)]
    found = {*ours, *(key for keys in others for key in keys)}
    unjudged = found - judged_set.grades[judged.words].keys()
    return map(records.get, sorted(unjudged, key=lambda key: shuffled(judged.words, key)))


def shuffled(words: str, key: Key) -> bytes:
    """An order of its own for each question, the same at every reading."""
    return sha256(f"{words} {key[0]} {key[1]}".encode()).digest()


def card(record: Record) -> str:
    """What a judge reads."""
    about = ", ".join(sorted(record.kinds | record.categories))
    return f"{record.type} | {record.title} | {record.summary} | {about}"
