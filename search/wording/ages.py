"""How old the child is, as a question says it: «5 лет», «полтора года» is not known."""

from collections.abc import Sequence

from search.wording.synonyms import Heard

YEARS, MONTHS = {"год", "годик", "летний"}, {"месяц"}
# Nobody older is asked for.
OLDEST = 23


def years(words: Sequence[Heard]) -> dict[int, int]:
    """By the place of the number among the words. Of «1,5 года», which is three of them, the first counts."""
    found = {}
    for n, (number, unit) in enumerate(zip(words, words[1:], strict=False)):
        said = {reading for readings in unit.own for reading in readings}
        if number.token.isdecimal() and int(number.token) <= OLDEST and said & (YEARS | MONTHS):
            before = words[n - 1].token if n else ""
            first = before if before.isdecimal() and int(before) <= OLDEST else number.token
            found[n] = 0 if said & MONTHS else int(first)
    return found
