"""Russian typed in the wrong layout or in Latin letters. Pure."""

LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
RUSSIAN_KEYS = "йцукенгшщзхъфывапролджэячсмитьбюё"
LAYOUT = str.maketrans(LATIN_KEYS, RUSSIAN_KEYS)
TRANSLITERATION = [
    *(("shch", "щ"), ("sch", "щ"), ("yo", "ё"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш")),
    *(("yu", "ю"), ("ju", "ю"), ("ya", "я"), ("ja", "я"), ("ye", "е"), ("a", "а"), ("b", "б"), ("v", "в"), ("w", "в")),
    *(("g", "г"), ("d", "д"), ("e", "е"), ("z", "з"), ("i", "и"), ("j", "й"), ("y", "ы"), ("k", "к"), ("l", "л")),
    *(("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"), ("r", "р"), ("s", "с"), ("t", "т"), ("u", "у"), ("f", "ф")),
    *(("h", "х"), ("c", "ц"), ("x", "кс"), ("q", "к"), ("'", "ь")),
]


def is_latin(text: str) -> bool:
    return any("a" <= letter <= "z" for letter in text.lower())


def is_typed_latin(text: str) -> bool:
    """No Russian letter, whatever signs there are."""
    return not any("а" <= letter <= "я" or letter == "ё" for letter in text.lower())


def retyped(text: str) -> str:
    """«ghbtv» → «приём»: the same keys in the Russian layout."""
    return text.lower().translate(LAYOUT)


def transliterated(text: str) -> str:
    """«psihologa» → «психолога»."""
    text = text.lower()
    for latin, russian in TRANSLITERATION:
        text = text.replace(latin, russian)
    return text
