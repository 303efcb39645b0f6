"""When nothing has all the words: find what has most of them.

A word that nothing has may be the beginning of one, «психол». Then the combinations of words that most entries share
take the place of all words.
"""

from collections import Counter
from dataclasses import replace

from django.db import connection

from search.conditions import Conditions, Word, all_of
from search.vector import TEXT

SHORTEST_PREFIX = 3
MOST_COMBINATIONS = 8
# Bit n stands for the n-th word; an entry's bits say which words it has.
COUNT = """
    SELECT bits, count(*) FROM (
        SELECT id, sum(bit)::integer AS bits FROM ({branches}) AS hits GROUP BY id
    ) AS entries GROUP BY bits
"""
BRANCH = "SELECT id, {bit} AS bit FROM search_searchentry WHERE terms @@ %s::tsquery"


def loosened(conditions: Conditions) -> Conditions | None:
    """Conditions that some entries meet; none where all words are found together, or no word is found at all."""
    (words,) = conditions.combinations
    found = having(words, conditions.sections)
    if together(words) in found:
        return None
    words = tuple(begun(word, n, found) for n, word in enumerate(words))
    if any(word.as_prefix for word in words):
        found = having(words, conditions.sections)
    if not found:
        return None
    return replace(conditions, combinations=tuple(best(words, found)))


def together(words: tuple[Word, ...]) -> int:
    return 2 ** len(words) - 1


def having(words: tuple[Word, ...], sections: str) -> Counter[int]:
    """How many entries have exactly which of the words, whatever the filters say."""
    branches = " UNION ALL ".join(BRANCH.format(bit=2**n) for n in range(len(words)))
    conditions = [all_of([word.condition(TEXT), *([sections] if sections else [])]) for word in words]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off;" + COUNT.format(branches=branches), conditions)
        cursor.nextset()
        return Counter(dict(cursor.fetchall()))


def begun(word: Word, n: int, found: Counter[int]) -> Word:
    """The word as the beginning of one, where nothing has it whole."""
    is_known = any(bits & 2**n for bits in found)
    return word if is_known or len(word.token) < SHORTEST_PREFIX else replace(word, as_prefix=True)


def best(words: tuple[Word, ...], found: Counter[int]) -> list[tuple[Word, ...]]:
    """The largest combinations that occur, the commonest of them first."""
    largest = max(bits.bit_count() for bits in found)
    combinations = [bits for bits, _count in found.most_common() if bits.bit_count() == largest]
    return [tuple(word for n, word in enumerate(words) if bits & 2**n) for bits in combinations[:MOST_COMBINATIONS]]
