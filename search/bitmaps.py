"""Which entries meet a condition, told in the process: an int for each lexeme, whose bit n stands for the entry n.

To count what has any of twenty lexemes, a GIN index reads every entry that has one; of a hundred thousand entries the
bits are joined and counted in some microseconds, and each tier of a page costs no more. Bits of common lexemes are read
from the postings, of others the index finds the few entries; both are kept while the state of the index is the same
(search.naming). Entries that have changed since the postings were written are looked at by themselves: a trigger notes
them, and what is known of them is laid over the rest.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, islice
from operator import or_
from typing import NamedTuple

from django.conf import settings
from django.db import connection

from search import ranks
from search.calendars import MARK as SCHEDULE
from search.formulas import ALL_ENTRIES, All, Begins, Formula, Has, Not, leaves
from search.postings import ALWAYS, BYTES, EVERYTHING
from search.statements import execute
from search.vector import any_of, any_prefix
from search.whereabouts import POINT

# Of these an entry is asked for hundreds at once, the same for many questions: they are joined and kept as one.
MANY = (SCHEDULE, POINT)
MOST_JOINED = 16
BEGINNING = ":*"
POSTED = "SELECT lexeme, chunk, bits FROM search_searchposting WHERE lexeme = ANY(%s)"
FOUND = """
    SELECT asked.lexeme, array_agg(found.id)
    FROM unnest(%s::text[], %s::text[]) AS asked (lexeme, whole)
    CROSS JOIN LATERAL (SELECT id FROM search_searchentry WHERE terms @@ whole::tsquery) AS found
    GROUP BY asked.lexeme
"""
# Of what is noted anew the lexemes, too; of an entry that is there no more none.
NOTES = """
    SELECT note.id, note.entry, CASE WHEN note.id <> ALL(%s) THEN tsvector_to_array(terms) END
    FROM search_searchchange AS note LEFT JOIN search_searchentry AS entry ON entry.id = note.entry
"""
TITLES = "SELECT id, type, card->>'title' FROM search_searchentry WHERE id = ANY(%s)"
NOT_EMPTY = re.compile(rb"[^\0]", re.DOTALL)
BITS = [tuple(n for n in range(8) if byte >> n & 1) for byte in range(256)]


def positions(bits: int) -> Iterator[int]:
    """The numbers of the bits that are set, the lowest first."""
    text = bits.to_bytes(bits.bit_length() // 8 + 1, "little")
    for byte in NOT_EMPTY.finditer(text):
        start = byte.start() * 8
        for n in BITS[byte[0][0]]:
            yield start + n


def bits_of(entries: Iterable[int]) -> int:
    found = list(entries)
    text = bytearray(max(found, default=0) // 8 + 1)
    for n in found:
        text[n >> 3] |= 1 << (n & 7)
    return int.from_bytes(text, "little")


class Changes(NamedTuple):
    """Entries that the postings do not tell of: the notes of them, their bits, and which of them have each lexeme."""

    notes: frozenset[int] = frozenset()
    entries: int = 0
    having: dict[str, tuple[int, ...]] = {}

    def bits(self, lexeme: str) -> int:
        """Of a lexeme, or of those that begin so."""
        if lexeme.endswith(BEGINNING):
            start = lexeme.removesuffix(BEGINNING)
            return bits_of(each for known, found in self.having.items() if known.startswith(start) for each in found)
        return bits_of(self.having[lexeme]) if lexeme in self.having else 0


NO_CHANGES = Changes()


def changes_since(known: Changes) -> Changes:
    """With those that are new. What is known already and has changed again has another note."""
    notes, changed, added = set(), set(), defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(NOTES, [list(known.notes)])
        for note, entry, lexemes in cursor:
            notes.add(note)
            if note not in known.notes and entry not in changed:
                changed.add(entry)
                for lexeme in lexemes or ():
                    added[lexeme].append(entry)
    if known.notes - notes:
        return changes_since(NO_CHANGES)  # some have been undone
    entries, having = bits_of(changed), dict(known.having)
    if known.entries & entries:
        having = {lexeme: tuple(each for each in found if each not in changed) for lexeme, found in having.items()}
    having |= {lexeme: (*having.get(lexeme, ()), *found) for lexeme, found in added.items()}
    return Changes(frozenset(notes), known.entries | entries, having)


class Titled(NamedTuple):
    """What an entry is and is called."""

    type: str
    title: str


# Of what is there no more.
UNTITLED = Titled("", "")


class Store:
    """What has been read of one state of the index, by lexeme. When it is full, it begins anew."""

    def __init__(self, posted: frozenset[str] = frozenset(), ranks: tuple[str, ...] = ()):
        self.posted, self.ranks = posted, ranks
        self.clear()

    def clear(self) -> None:
        self.bits: dict[str, int] = {}
        self.joined: dict[tuple[str, ...], int] = {}
        self.titles: dict[int, Titled] = {}
        self.size = 0

    def is_posted(self, lexeme: str) -> bool:
        """What always has a posting and yet has none is borne by no entry that the postings tell of."""
        return lexeme in self.posted or (lexeme.startswith(ALWAYS) and EVERYTHING in self.posted)

    def keep(self, found: dict[str, int]) -> None:
        self.grow(sum(bits.bit_length() // 7 + 100 for bits in found.values()))
        self.bits |= found

    def keep_titles(self, found: dict[int, Titled]) -> None:
        self.grow(sum(2 * len(titled.title) + 200 for titled in found.values()))
        self.titles |= found

    def grow(self, size: int) -> None:
        """Make room for so many bytes more."""
        if self.size > settings.POSTINGS_KEPT_MB << 20:
            self.clear()
        self.size += size

    def keep_joined(self, lexemes: tuple[str, ...], bits: int) -> None:
        if len(self.joined) >= MOST_JOINED:
            self.joined = {}
        self.joined[lexemes] = bits


@dataclass
class Bitmaps:
    """The entries of one moment. `store` is shared by the moments of a state."""

    store: Store = field(default_factory=Store)
    changes: Changes = NO_CHANGES

    @cached_property
    def ranks(self) -> list[str]:
        """Each rank that some entry has, the highest first."""
        found = {*self.store.ranks, *(lexeme for lexeme in self.changes.having if lexeme.startswith(ranks.MARK))}
        return sorted(found, key=ranks.rank_of, reverse=True)

    def answering(self, conditions: Iterable[Formula], lexemes: Iterable[str] = ()) -> "Answering":
        """What these conditions need is read at once, and the ranks; and lexemes that are asked for by themselves."""
        single, joined = {*lexemes, *self.ranks, *ALL_ENTRIES.lexemes}, {}
        for leaf in leaves(conditions):
            lexemes = keys(leaf)
            if lexemes[0].startswith(MANY):
                joined[lexemes] = self.joined(lexemes)
            else:
                single.update(lexemes)
        return Answering(self, self.read(single), joined)

    def read(self, lexemes: Iterable[str]) -> dict[str, int]:
        """Their bits as the postings and the index tell, whatever has changed since."""
        kept = self.store.bits
        found = {lexeme: kept[lexeme] for lexeme in lexemes if lexeme in kept}
        if new := [lexeme for lexeme in lexemes if lexeme not in found]:
            read = self.looked_up(new)
            found |= read
            if is_lasting():
                self.store.keep(read)
        return found

    def titles(self, entries: Iterable[int]) -> list[Titled]:
        """Of each, in their order; those that have changed are read each time."""
        entries = list(entries)
        kept, changed = self.store.titles, frozenset(positions(self.changes.entries & bits_of(entries)))
        found = {entry: kept[entry] for entry in entries if entry in kept and entry not in changed}
        if new := [entry for entry in entries if entry not in found]:
            with connection.cursor() as cursor:
                ((rows),) = execute(cursor, (TITLES, [new]))
            read = {entry: Titled(*titled) for entry, *titled in rows}
            found |= read
            if is_lasting():
                self.store.keep_titles({entry: each for entry, each in read.items() if entry not in changed})
        return [found.get(entry, UNTITLED) for entry in entries]

    def joined(self, lexemes: tuple[str, ...]) -> int:
        """Of any of them."""
        bits = self.store.joined.get(lexemes)
        if bits is None:
            bits = union(self.looked_up(lexemes).values())
            if is_lasting():
                self.store.keep_joined(lexemes, bits)
        return bits

    def looked_up(self, lexemes: Iterable[str]) -> dict[str, int]:
        found = dict.fromkeys(lexemes, 0)
        posted = [lexeme for lexeme in found if self.store.is_posted(lexeme)]
        others = [lexeme for lexeme in found if not self.store.is_posted(lexeme)]
        statements = [(POSTED, [posted])] if posted else []
        statements += [(FOUND, [others, list(map(condition, others))])] if others else []
        with connection.cursor() as cursor:
            answers = execute(cursor, *statements)
        if posted:
            chunks = defaultdict(dict)
            for lexeme, chunk, bits in answers.pop(0):
                chunks[lexeme][chunk] = bits
            found |= {lexeme: put_together(each) for lexeme, each in chunks.items()}
        if others:
            found |= {lexeme: bits_of(entries) for lexeme, entries in answers.pop(0)}
        return found


def is_lasting() -> bool:
    """What is read within a transaction may be its own, and be undone."""
    return not connection.in_atomic_block


def keys(leaf: Has | Begins) -> tuple[str, ...]:
    return leaf.lexemes if isinstance(leaf, Has) else tuple(f"{start}{BEGINNING}" for start in leaf.starts)


def condition(key: str) -> str:
    return any_prefix([key.removesuffix(BEGINNING)]) if key.endswith(BEGINNING) else any_of([key])


def put_together(chunks: dict[int, bytes]) -> int:
    empty = bytes(BYTES)
    return int.from_bytes(b"".join(chunks.get(n, empty) for n in range(max(chunks) + 1)), "little")


def union(bits: Iterable[int]) -> int:
    found = 0
    for each in bits:
        found |= each
    return found


class Answering:
    """Conditions of one question, answered from what has been read for them; each part of them once."""

    def __init__(self, bitmaps: Bitmaps, read: dict[str, int], joined: dict[tuple[str, ...], int]):
        self.bitmaps, self.changes, self.read, self.joined = bitmaps, bitmaps.changes, read, joined
        self.leaves: dict[tuple[str, ...], int] = {}
        # With the parts themselves, lest another gets the identity of one that is no more.
        self.known: dict[int, tuple[Formula, int]] = {}

    def entries(self, formula: Formula) -> int:
        """The bits of those that meet it."""
        if isinstance(formula, Has | Begins):
            lexemes = keys(formula)
            if lexemes not in self.leaves:
                self.leaves[lexemes] = self.bearing(lexemes)
            return self.leaves[lexemes]
        known = self.known.get(id(formula))
        if known is None:
            known = self.known[id(formula)] = formula, self.worked_out(formula)
        return known[1]

    def bearing(self, lexemes: tuple[str, ...]) -> int:
        """The bits of those that have one of the lexemes."""
        if len(lexemes) == 1 and lexemes[0] in self.read:
            found = self.read[lexemes[0]]  # most are single: to join one with nothing would copy it
        else:
            found = self.joined[lexemes] if lexemes in self.joined else union(map(self.read.__getitem__, lexemes))
        if not self.changes.notes:
            return found
        return without(found, self.changes.entries) | union(map(self.changes.bits, lexemes))

    def worked_out(self, formula: Formula) -> int:
        if isinstance(formula, Not):
            return without(self.entries(ALL_ENTRIES), self.entries(formula.of))
        if not isinstance(formula, All):
            return union(map(self.entries, formula.parts))
        found = -1
        for part in formula.parts:
            if not isinstance(part, Not):
                found &= self.entries(part)
                if not found:
                    return 0
        if found == -1:
            found = self.entries(ALL_ENTRIES)
        for part in formula.parts:
            if isinstance(part, Not) and found:
                found = without(found, self.entries(part.of))
        return found

    @cached_property
    def ranks(self) -> list[int]:
        """The bits of each rank, the highest first."""
        return [self.bearing((rank,)) for rank in self.bitmaps.ranks]

    @cached_property
    def no_lower(self) -> list[int]:
        """The bits of each rank and of those that are higher."""
        return list(accumulate(self.ranks, or_))

    def page(self, tiers: Iterable[Formula], offset: int, number: int, first: Sequence[int] = ()) -> list[int]:
        """Entries of a page: some that come first, then those of the first tiers, within a tier by rank."""
        found = list(first[offset : offset + number])
        if len(found) == number:
            return found
        rest = self.ordered(tiers, max(0, offset - len(first)), bits_of(first))
        return found + [entry for _tier, entry in islice(rest, number - len(found))]

    def first(self, tiers: Iterable[Formula], number: int) -> list[tuple[int, int]]:
        """So many of the first entries, each after the place of its tier among these."""
        return list(islice(self.ordered(tiers), number))

    def best(self, formula: Formula, number: int) -> list[int]:
        """So few of the highest rank that it is sooner to look for each than to go through the ranks."""
        found, best = self.entries(formula), []
        while found and len(best) < number:
            highest = bisect_left(self.no_lower, True, key=lambda ranked: bool(found & ranked))
            of_rank = found & self.ranks[highest]
            lowest = of_rank & -of_rank
            best.append(lowest.bit_length() - 1)
            found ^= lowest
        return best

    def those(self, entries: Iterable[int], formula: Formula) -> frozenset[int]:
        """Which of some few entries meet it."""
        bits = self.entries(formula)
        text = bits.to_bytes(bits.bit_length() // 8 + 1, "little")
        last = len(text) * 8
        return frozenset(entry for entry in entries if entry < last and text[entry >> 3] >> (entry & 7) & 1)

    def ordered(self, tiers: Iterable[Formula], offset: int = 0, seen: int = 0) -> Iterator[tuple[int, int]]:
        """Each entry after the place of its tier, from the offset on; `seen` are left out."""
        for place, tier in enumerate(tiers):
            found = without(self.entries(tier), seen)
            seen |= found
            if offset and offset >= (number := found.bit_count()):
                offset -= number
                continue
            for rank in self.ranks if found else ():
                of_rank = found & rank
                if not of_rank:
                    continue
                if offset and offset >= (number := of_rank.bit_count()):
                    offset -= number
                else:
                    yield from ((place, entry) for entry in islice(positions(of_rank), offset, None))
                    offset = 0
                found ^= of_rank
                if not found:
                    break


def without(bits: int, others: int) -> int:
    return bits ^ (bits & others)
