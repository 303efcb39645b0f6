"""When nothing has all the words: find what has most of them.

A word that nothing has may be the beginning of one, «психол». Then the combinations of words that most entries share
take the place of all words.
"""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from django.db import connection

from search import language
from search.conditions import Conditions, Lexemes, Word, Words, telling
from search.statements import execute
from search.vector import all_of, any_of

SHORTEST_PREFIX = 3
SHORTEST_ROOT = 5
MOST_COMBINATIONS = 6
# Of what the heaviest combination tells, others must tell so much.
LEAST_WEIGHT = 0.5
DESCRIBED = 2
# Bit n stands for the n-th word; an entry's bits say which words it has.
COUNT = """
    SELECT bits, count(*) FROM (
        SELECT id, sum(bit)::integer AS bits FROM ({branches}) AS hits GROUP BY id
    ) AS entries GROUP BY bits
"""
EXISTS = "EXISTS (SELECT FROM search_searchentry WHERE terms @@ %s::tsquery)"
BRANCH = "SELECT id, {bit} AS bit FROM search_searchentry WHERE terms @@ %s::tsquery"


def loosened(conditions: Conditions) -> Conditions | None:
    """Conditions that more entries meet, those that have all words first; none where that would find no others."""
    words = telling(conditions.combinations[0])
    general = tuple(word for word in conditions.combinations[0] if word not in words)
    known = existing(words, conditions.sections)
    begun = tuple(word if word in known else as_beginning(word) for word in words if is_telling(word, known))
    known = known if begun == known else existing(begun, conditions.sections)
    if begun and not known:
        known = existing(tuple(map(shortened, begun)), conditions.sections)
    if not known:
        known = existing(general, conditions.sections)
    combinations = best(known, having(known, conditions.sections)) if len(known) > 1 else [known]
    others = tuple(each for each in combinations if each and each != words)
    whole = conditions.combinations if known == words else ()
    return replace(conditions, combinations=(*whole, *others)) if others else None


def widened(conditions: Conditions, likest: Iterable[Words]) -> Conditions | None:
    """Looser conditions, and then the need of which the words tell most likely; none where that is no more."""
    loose = loosened(conditions) or conditions
    combinations = tuple(dict.fromkeys([*loose.combinations, *likest]))
    return replace(loose, combinations=combinations) if combinations != conditions.combinations else None


def is_telling(word: Word, known: Words) -> bool:
    """The word is known, or long enough to be the beginning of one."""
    return word in known or (len(word.own) == 1 and len(word.token) >= SHORTEST_PREFIX)


def as_beginning(word: Word) -> Word:
    """What begins like the word: «психол», and «шахматный» for «шахматы»."""
    stem = language.stem(word.token)
    return replace(word, token=stem if len(stem) > SHORTEST_PREFIX else word.token, as_prefix=True)


def shortened(word: Word) -> Word:
    """Two letters less, where enough are left: when no word begins so, one of the same root may."""
    cut = max(len(word.token) - 2, SHORTEST_ROOT)
    return replace(word, token=word.token[:cut], as_prefix=True)


def condition(word: Word, sections: Lexemes) -> str:
    return all_of([word.anywhere, *([any_of(sections)] if sections else [])])


def existing(words: Words, sections: Lexemes) -> Words:
    """The words that some entry has, whatever the filters say."""
    if not words:
        return ()
    checks = ", ".join([EXISTS] * len(words))
    with connection.cursor() as cursor:
        ((found,),) = execute(cursor, (f"SELECT {checks}", [condition(word, sections) for word in words]))
    return tuple(word for word, exists in zip(words, found, strict=True) if exists)


def having(words: Words, sections: Lexemes) -> Counter[int]:
    """How many entries have exactly which of the words, whatever the filters say."""
    branches = " UNION ALL ".join(BRANCH.format(bit=2**n) for n in range(len(words)))
    with connection.cursor() as cursor:
        (found,) = execute(cursor, (COUNT.format(branches=branches), [condition(word, sections) for word in words]))
    return Counter(dict(found))


def best(words: Words, found: Counter[int]) -> list[Words]:
    """The combinations that tell most, best first: a rare word tells more than one that nearly every entry has."""
    weights = weights_of(words, found)

    def weight(bits: int) -> float:
        return sum(weight for n, weight in enumerate(weights) if bits & 2**n)

    heaviest = max(map(weight, found))
    combinations = sorted(found, key=lambda bits: (-weight(bits), -found[bits]))[:MOST_COMBINATIONS]
    return [
        tuple(word for n, word in enumerate(words) if bits & 2**n)
        for bits in combinations
        if weight(bits) >= heaviest * LEAST_WEIGHT
    ]


def weights_of(words: Words, found: Counter[int]) -> list[float]:
    """How much each word says: the more, the fewer entries have it; twice as much where others stand for it."""
    total = found.total()
    bearers = [sum(count for bits, count in found.items() if bits & 2**n) for n in range(len(words))]
    return [
        (math.log((total + 1) / (bearer + 0.5)) + 0.1) * (DESCRIBED if word.meant else 1)
        for word, bearer in zip(words, bearers, strict=True)
    ]
