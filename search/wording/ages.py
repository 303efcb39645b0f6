"""How old the child is, as a question says it: «5 лет», «7 месяцев», «3-летний»."""

from collections.abc import Iterator, Sequence

from search.wording.synonyms import Heard

YEARS, MONTHS = {"год", "годик", "летний"}, {"месяц"}
# Nobody older is asked for.
OLDEST = 23


def years(words: Sequence[Heard]) -> Iterator[tuple[tuple[str, ...], int]]:
    """The words that say it, and the years. Of «1,5 года», which is three words, the first number counts."""
    for before, number, unit in zip([None, *words], words, words[1:], strict=False):
        said = {reading for readings in unit.own for reading in readings}
        if is_age(number) and said & (YEARS | MONTHS):
            numbers = [each.token for each in (before, number) if each and is_age(each)]
            yield (*numbers, unit.token), 0 if said & MONTHS else int(numbers[0])


def is_age(word: Heard) -> bool:
    return word.token.isdecimal() and int(word.token) <= OLDEST
