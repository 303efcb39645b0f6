"""What the words of a question are heard as, whoever asks it and whoever has answered it."""

from collections.abc import Mapping, Sequence

from search import language
from search.language import Lemmas

# What the words of a question may be heard as, one for each.
Sounds = Sequence[frozenset[str]]


def heard_as(asked: Mapping[str, Lemmas]) -> list[frozenset[str]]:
    return [language.all_alike(readings) for readings in asked.values()]
