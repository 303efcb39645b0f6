"""Two texts side by side, with the words that differ marked."""

import re
from collections.abc import Callable
from difflib import SequenceMatcher
from itertools import groupby
from operator import itemgetter

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

Marked = SafeString
# A number is one word with its thousands and kopecks: half a sum that is struck out would read as another sum.
WORDS = re.compile(r"\d+(?:[\u00a0\u202f.,]\d+)+|\w+|\s+|[^\w\s]")
# Beyond this many words the whole text is marked: finding the differences would take longer than reading it.
MOST_WORDS = 3000


def marked(old: str, new: str) -> tuple[Marked, Marked]:
    """Both texts, escaped; what is only in one is in <del> or in <ins>."""
    was, now = WORDS.findall(old), WORDS.findall(new)
    if not was or not now or len(was) + len(now) > MOST_WORDS:
        return deleted(old), inserted(new)
    steps = SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
    return (
        side(deleted, [(kind == "equal", "".join(was[start:end])) for kind, start, end, *_ in steps]),
        side(inserted, [(kind == "equal", "".join(now[start:end])) for kind, *_, start, end in steps]),
    )


def side(wrap: Callable[[str], Marked], pieces: list[tuple[bool, str]]) -> Marked:
    """Pieces are kept or not; a space between two that are not is marked with them."""
    last = len(pieces) - 1
    kept = [
        is_kept and not (text.isspace() and "\n" not in text and 0 < place < last)
        for place, (is_kept, text) in enumerate(pieces)
    ]
    runs = groupby(zip(kept, (text for _, text in pieces), strict=True), key=itemgetter(0))
    joined = ((is_kept, "".join(text for _, text in run)) for is_kept, run in runs)
    return format_html_join("", "{}", ((text if is_kept else wrap(text),) for is_kept, text in joined))


def deleted(text: str) -> Marked:
    return format_html("<del>{}</del>", text) if text else SafeString("")


def inserted(text: str) -> Marked:
    return format_html("<ins>{}</ins>", text) if text else SafeString("")
