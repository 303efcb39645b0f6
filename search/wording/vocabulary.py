"""The words that the index knows, kept in the process for those who correct typing."""

import functools
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import connection, transaction

from search.wording import synonyms
from search.wording.keeping import Kept
from search.wording.models import IndexedWord

SECONDS = 300
# So many entries tell all words but the rarest, and a rare word is looked for in the index itself before it is changed.
MOST_ENTRIES = 20_000
LONGEST = 40
# Forms that look like nothing of their lemma, by which what is mistyped is looked for.
OF_OTHER_STEMS = {"ребенок": ("дети", "детям", "детей"), "человек": ("люди", "людям", "людей")}
WRITE = """
    INSERT INTO search_indexedword (word, entries)
    SELECT word, ndoc FROM ts_stat(%s) WHERE word ~ '^[a-zа-я0-9]{2,40}$'
    ON CONFLICT (word) DO UPDATE SET entries = excluded.entries
"""
SAMPLE = "SELECT terms FROM search_searchentry TABLESAMPLE SYSTEM ({share}) REPEATABLE (1)"
LEARN = """
    INSERT INTO search_indexedword (word, entries) SELECT word, 1 FROM unnest(%s::text[]) AS word ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True)
class Vocabulary:
    """Words by how many entries have them."""

    entries: dict[str, int]

    @functools.cached_property
    def by_length(self) -> dict[int, list[str]]:
        return self._grouped(len)

    @functools.cached_property
    def by_letter(self) -> dict[str, list[str]]:
        return self._grouped(lambda word: word[0])

    def _grouped(self, by: Callable) -> dict:
        found = defaultdict(list)
        for word in self.entries:
            if len(word) > 2 and not word.isdecimal():
                found[by(word)].append(word)
        return found

    def as_long_as(self, word: str, more_or_less: int) -> list[str]:
        """The words whose length differs by no more."""
        lengths = range(len(word) - more_or_less, len(word) + more_or_less + 1)
        return [each for length in lengths for each in self.by_length.get(length, ())]

    def beginning(self, letter: str) -> list[str]:
        return self.by_letter.get(letter, [])

    def knows(self, readings: Iterable[str]) -> bool:
        return any(reading in self.entries for reading in readings)


def read() -> Vocabulary:
    found = dict(IndexedWord.objects.values_list("word", "entries"))
    for word in synonyms.kept().words:
        found.setdefault(word, 1)
    found |= {form: found[word] for word, forms in OF_OTHER_STEMS.items() if word in found for form in forms}
    return Vocabulary(found)


kept = Kept(read, SECONDS)


def rebuild() -> None:
    """Count the words of the index anew; of a large one, those of a sample."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM search_searchentry")
        (total,) = cursor.fetchone()
        share = 100 if total <= MOST_ENTRIES else round(100 * MOST_ENTRIES / total, 4)
        cursor.execute("DELETE FROM search_indexedword")
        cursor.execute(WRITE, [SAMPLE.format(share=share)])
    kept.forget()


def learn(words: Iterable[str]) -> None:
    """Words that a saved record brings, once it is saved.

    A word that two transactions bring would have the second wait for the first to end, and an import is long; each
    waiting for a word of the other, one of them would fail.
    """
    new = sorted({word for word in words if 2 <= len(word) <= LONGEST})
    if new:
        transaction.on_commit(functools.partial(store, new), robust=True)


def store(new: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(LEARN, [new])
