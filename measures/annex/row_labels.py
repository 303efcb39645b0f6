"""What the first words of a row say: that it splits the money of the row above. Pure."""

import re

from .sources import names_source
from .stages import ALONE

# Labels of rows that split the money of the row above.
OF_WHICH = re.compile(
    r"^[\s–—-]*(?:в том числе|в т\.\s?ч|из них|всего|итого)\b"
    r"[^а-яё]*(?:по (?:годам|источникам|кварталам)[^а-яё]*(?:(?:реализации|финансирования)[^а-яё]*)?)?$",
    re.I,
)
YEAR_ALONE = re.compile(r"^[\s–—-]*((?:19|20)\d\d)\s*(?:год\w*|г\.?)?[\s:]*$", re.I)
WHOLE = re.compile(r"^\s*(?:всего|итого|общий объ[её]м)\b", re.I)
# «Пособия, всего, из них:»: the sums of which follow.
OF_WHICH_AFTER = re.compile(
    r"\s*(?:[,:–—-]\s*|(?=\(\s*всего))(?:\(?\s*всего\W*)?(?:всего|в том числе|из них|(?<=\)))\W*$", re.I
)


BULLET = re.compile(r"^\s*(?:[–—•·▪-]\s+|[а-я]\)\s+)")


def bare_title(title: str) -> str:
    """The title without the mark of a list before it and words that lead to its sums behind it."""
    return OF_WHICH_AFTER.sub("", BULLET.sub("", title))


def is_split_label(text: str) -> bool:
    """«В том числе:», «2025 год», «областной бюджет»: the row goes on with the sums of the row above."""
    return bool(OF_WHICH.match(text) or YEAR_ALONE.match(text) or ALONE.fullmatch(text)) or names_source(text)
