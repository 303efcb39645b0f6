"""Guess what was meant by words that neither the index nor the Russian language knows.

A word that the language knows is left alone: that nothing is said of it here is no typing error.
"""

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from search import language
from search.wording import layouts, vocabulary
from search.wording.vocabulary import Vocabulary

SHORTEST_WORD = 3
SHORTEST = 4
# From so many letters on two errors are allowed, below one.
LONG = 7
MOST_CANDIDATES = 12


def corrected(words: str) -> str:
    """The question in words that the index knows; the same where nothing is to be changed."""
    known = vocabulary.kept()
    if not known.entries:
        return words
    pieces = joined(words.split(), known)
    if all(is_known(piece, known) for piece in pieces):
        return words if len(pieces) == len(words.split()) else " ".join(pieces)
    return " ".join(short(piece, pieces) or respelt(piece, known) for piece in pieces)


def short(piece: str, pieces: list[str]) -> str:
    """A letter or two among words in the wrong layout, «d» for «в»; too short to be judged by itself."""
    is_wrong = len(piece) < SHORTEST_WORD and layouts.is_latin(piece) and all(map(layouts.is_typed_latin, pieces))
    return layouts.retyped(piece) if is_wrong else ""


def guessed(words: str) -> str:
    """For a question that finds nothing: words of the language that the index lacks may be mistaken too."""
    known = vocabulary.kept()
    tokens = language.tokens(words)
    return " ".join(token if is_found(token, known) else nearest(token, known) or token for token in tokens)


def is_found(token: str, known: Vocabulary) -> bool:
    return known.knows((token, *language.lemmas(token))) or not language.lemmas(token)


def is_known(piece: str, known: Vocabulary) -> bool:
    """Every word of it is one of the index, of the language, or none at all."""
    return all(is_word(token, known) for token in language.tokens(piece))


def is_word(token: str, known: Vocabulary) -> bool:
    if len(token) < SHORTEST_WORD or token.isdecimal() or known.knows((token,)):
        return True
    if layouts.is_latin(token):
        return False
    return language.is_russian(token) or known.knows(language.lemmas(token))


def joined(pieces: list[str], known: Vocabulary) -> list[str]:
    """«али менты» → «алименты»: two neighbours that make a word of the index, where one of them is none."""
    found: list[str] = []
    for piece in pieces:
        whole = found[-1] + piece if found else ""
        are_words = whole and (only_joins(piece) or (in_index(piece, known) and in_index(found[-1], known)))
        if whole and not are_words and makes_word(whole, known):
            found[-1] = whole
        else:
            found.append(piece)
    return found


def makes_word(whole: str, known: Vocabulary) -> bool:
    return len(whole) > LONG and whole.isalpha() and known.knows(language.lemmas(language.normalise(whole)))


def in_index(piece: str, known: Vocabulary) -> bool:
    tokens = language.tokens(piece)
    return bool(tokens) and all(known.knows(language.lemmas(token)) for token in tokens)


def only_joins(piece: str) -> bool:
    """«На», «мной»: a word by itself, and the end of none."""
    return not any(map(language.lemmas, language.tokens(piece)))


def respelt(piece: str, known: Vocabulary) -> str:
    if is_known(piece, known):
        return piece
    if layouts.is_latin(piece):
        return from_latin(piece, known)
    return " ".join(
        token if is_word(token, known) else nearest(token, known) or token for token in language.tokens(piece)
    )


def from_latin(piece: str, known: Vocabulary) -> str:
    """Retyped where that gives words, else transliterated, even with an error; what is neither stays as it is."""
    variants = [layouts.retyped(piece), layouts.transliterated(piece)]
    for variant in variants:
        if (spoken := language.tokens(variant)) and all(is_word(token, known) for token in spoken):
            return variant
    for variant in variants:
        spoken = [nearest(token, known) for token in language.tokens(variant)]
        if spoken and all(spoken):
            return " ".join(filter(None, spoken))
    return piece


def nearest(token: str, known: Vocabulary) -> str | None:
    """The form of a known word that differs least from the token; of equals the more frequent."""
    found = near(token, known)
    return min(found)[-1] if found else None


def all_nearest(token: str, known: Vocabulary) -> list[str]:
    """The forms of known words that differ least from the token."""
    found = near(token, known)
    return sorted({form for distance, *_others, form in found if distance == min(found)[0]})


def near(token: str, known: Vocabulary) -> list[tuple[int, bool, int, str]]:
    """Forms of known words that may be meant: how far each is, whether its first letter differs, how rare it is."""
    if len(token) < SHORTEST:
        return []
    allowed = 1 if len(token) < LONG else 2
    spellings = dict.fromkeys([token, *language.lemmas(token)])
    candidates = {
        word
        for spelling in spellings
        for word, _distance, _place in extract(
            spelling,
            known.as_long_as(spelling, allowed + 1),
            scorer=OSA.distance,
            score_cutoff=allowed + 1,
            limit=MOST_CANDIDATES,
        )
    }
    return [
        (distance, first_letter, -known.entries[word], form)
        for word in candidates
        for distance, first_letter, form in [closest_form(token, word)]
        if distance <= allowed
    ]


def beginning(text: str) -> str | None:
    """The text with its last word as known words begin, «псхол» → «психол»; nothing where no word resembles it."""
    known, tokens = vocabulary.kept(), language.tokens(text)
    if not tokens or len(tokens[-1]) < SHORTEST:
        return None
    typed = tokens[-1]
    alike = [
        (-known.entries[word], word[: len(typed) + 1])
        for word in known.beginning(typed[0])
        if OSA.distance(typed, word[: len(typed) + 1], score_cutoff=1) <= 1
    ]
    return " ".join([*tokens[:-1], min(alike)[1]]) if alike else None


def closest_form(token: str, word: str) -> tuple[int, bool, str]:
    """Of the forms of a word the one most like the token; the first letter is seldom mistaken."""
    forms = dict.fromkeys([word, *language.forms(word)])
    return min((OSA.distance(token, form), form[0] != token[0], form) for form in forms)
