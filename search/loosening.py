"""When nothing has all the words: find what has most of them.

A word that nothing has may be the beginning of one, «психол». Then the combinations of words that most entries share
take the place of all words.
"""

from collections import Counter
from dataclasses import replace

from django.db import connection

from search.conditions import Conditions, Lexemes, Word
from search.statements import PLAN
from search.vector import TEXT, all_of, any_of

SHORTEST_PREFIX = 3
MOST_COMBINATIONS = 8
# Bit n stands for the n-th word; an entry's bits say which words it has.
COUNT = """
    SELECT bits, count(*) FROM (
        SELECT id, sum(bit)::integer AS bits FROM ({branches}) AS hits GROUP BY id
    ) AS entries GROUP BY bits
"""
EXISTS = "EXISTS (SELECT FROM search_searchentry WHERE terms @@ %s::tsquery)"
BRANCH = "SELECT id, {bit} AS bit FROM search_searchentry WHERE terms @@ %s::tsquery"


def loosened(conditions: Conditions) -> Conditions | None:
    """Conditions that some entries meet; none where all words are found together, or no word is found at all."""
    (words,) = conditions.combinations
    known = existing(words, conditions.sections)
    begun = tuple(word if word in known else replace(word, as_prefix=True) for word in words if is_telling(word, known))
    known = known if begun == known else existing(begun, conditions.sections)
    combinations = best(known, having(known, conditions.sections)) if len(known) > 1 else [known]
    return None if combinations in ([words], [()]) else replace(conditions, combinations=tuple(combinations))


def is_telling(word: Word, known: tuple[Word, ...]) -> bool:
    """The word is known, or long enough to be the beginning of one."""
    return word in known or len(word.token) >= SHORTEST_PREFIX


def condition(word: Word, sections: Lexemes) -> str:
    return all_of([word.condition(TEXT), *([any_of(sections)] if sections else [])])


def existing(words: tuple[Word, ...], sections: Lexemes) -> tuple[Word, ...]:
    """The words that some entry has, whatever the filters say."""
    if not words:
        return ()
    checks = ", ".join([EXISTS] * len(words))
    with connection.cursor() as cursor:
        cursor.execute(f"{PLAN} SELECT {checks}", [condition(word, sections) for word in words])
        while not cursor.description:
            cursor.nextset()
        return tuple(word for word, exists in zip(words, cursor.fetchone(), strict=True) if exists)


def having(words: tuple[Word, ...], sections: Lexemes) -> Counter[int]:
    """How many entries have exactly which of the words, whatever the filters say."""
    branches = " UNION ALL ".join(BRANCH.format(bit=2**n) for n in range(len(words)))
    with connection.cursor() as cursor:
        cursor.execute(PLAN + COUNT.format(branches=branches), [condition(word, sections) for word in words])
        while not cursor.description:
            cursor.nextset()
        return Counter(dict(cursor.fetchall()))


def best(words: tuple[Word, ...], found: Counter[int]) -> list[tuple[Word, ...]]:
    """The largest combinations that occur, the commonest of them first."""
    largest = max(bits.bit_count() for bits in found)
    combinations = [bits for bits, _count in found.most_common() if bits.bit_count() == largest]
    return [tuple(word for n, word in enumerate(words) if bits & 2**n) for bits in combinations[:MOST_COMBINATIONS]]
