"""How hard a Russian text is to read. Pure: words in, a school year out.

Two measures that were fitted to Russian. The index of I. Oborneva (2006), Flesch's reading ease with the weights of
Russian: the higher, the easier. And the year of school at which most can read the text, as I. Begtin's «plainrussian»
reckons it: five formulas, each with weights found on school books, and their mean.
"""

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

VOWELS = frozenset("аеёиоуыэюя")
LETTERS = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
# A word of so many syllables slows a reader down.
LONG_WORD = 5
# So many words are read in one breath; a sentence with more is to be cut.
LONG_SENTENCE = 15
# Fewer words say nothing of a text.
ENOUGH_WORDS = 30
# The aim: a child of 9–11 reads it, and so does a tired grown-up.
AIM = 5
HARDEST_SHOWN = 10
LONGEST_SHOWN = 5

WORD = re.compile(r"[а-яё]+(?:-[а-яё]+)*", re.IGNORECASE)
# A full stop of «ул.», «т. д.», «п. 5» or of an initial ends no sentence.
SHORTENED = re.compile(
    r"\b(?:[А-ЯЁ]\.(?=\s*\S)|"
    r"(?i:ул|пл|пер|просп|г|гг|обл|р|руб|коп|тыс|млн|млрд|ст|п|пп|ч|рис|табл|см|др|пр|т|д|е|к|стр|кв|тел|доб|им)"
    r"\.(?=\s*\S)(?!\s+[А-ЯЁ][а-яё]+\s+[а-яё]))"
)
END = re.compile(r"[.!?…]+(?=[\s»)\"']|$)|\n+")


@dataclass(frozen=True)
class Reading:
    """What the formulas say of a text."""

    sentences: tuple[str, ...]

    @cached_property
    def words(self) -> list[str]:
        return [word for sentence in self.sentences for word in words_of(sentence)]

    @property
    def is_enough(self) -> bool:
        return len(self.words) >= ENOUGH_WORDS

    @cached_property
    def syllables(self) -> int:
        return sum(map(syllables_of, self.words))

    @cached_property
    def long_words(self) -> list[str]:
        return [word for word in self.words if syllables_of(word) >= LONG_WORD]

    @property
    def words_per_sentence(self) -> float:
        return len(self.words) / len(self.sentences)

    @property
    def syllables_per_word(self) -> float:
        return self.syllables / len(self.words)

    @property
    def letters(self) -> int:
        return sum(letter in LETTERS for word in self.words for letter in word.lower())

    @property
    def ease(self) -> float:
        """Oborneva: below 30 very hard, above 80 very easy."""
        return 206.835 - 1.3 * self.words_per_sentence - 60.1 * self.syllables_per_word

    @cached_property
    def formulas(self) -> dict[str, float]:
        """Years of school by each formula."""
        words, sentences, hard = len(self.words), len(self.sentences), len(self.long_words)
        return {
            "flesch-kincaid": 0.318 * self.words_per_sentence + 14.2 * self.syllables_per_word - 30.5,
            "coleman-liau": 0.055 * 100 * self.letters / words - 0.35 * 100 * sentences / words - 20.33,
            "smog": 1.1 * math.sqrt(64.6 / sentences * hard) + 0.05,
            "dale-chall": 0.552 * 100 * hard / words + 0.273 * self.words_per_sentence,
            "automated": 6.26 * self.letters / words + 0.2805 * self.words_per_sentence - 31.04,
        }

    @property
    def grade(self) -> int:
        """The year of school; whoever has begun it reads the text."""
        mean = sum(max(value, 0) for value in self.formulas.values()) / len(self.formulas)
        return max(1, round(mean))

    @property
    def age(self) -> int:
        """The first year of school begins at seven."""
        return self.grade + 6

    @property
    def is_plain(self) -> bool:
        return self.grade <= AIM

    @property
    def longest(self) -> list[tuple[int, str]]:
        """The longest sentences that should be cut, each with its number of words."""
        counted = [(len(words_of(sentence)), sentence) for sentence in self.sentences]
        long = [each for each in counted if each[0] > LONG_SENTENCE]
        return sorted(long, key=lambda each: -each[0])[:LONGEST_SHOWN]

    @property
    def hardest(self) -> list[str]:
        """The words that make it hard: the longest first, each once."""
        found = Counter(word.lower() for word in self.long_words)
        return sorted(found, key=lambda word: (-syllables_of(word) * found[word], word))[:HARDEST_SHOWN]


def read(texts: list[str]) -> Reading:
    """The texts one after another: the end of each ends a sentence, whatever stands there."""
    return Reading(tuple(sentence for text in texts for sentence in sentences_of(text)))


def sentences_of(text: str) -> list[str]:
    """Parts between the signs that end a sentence, if there is a word in them."""
    kept = SHORTENED.sub(lambda match: match[0].replace(".", "\N{ONE DOT LEADER}"), text)
    parts = (part.replace("\N{ONE DOT LEADER}", ".").strip() for part in END.split(kept))
    return [part for part in parts if WORD.search(part)]


def words_of(text: str) -> list[str]:
    return WORD.findall(text)


def syllables_of(word: str) -> int:
    """As many as vowels; «в» and «с» are said with the next word."""
    return sum(letter in VOWELS for letter in word.lower())
