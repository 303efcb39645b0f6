"""Cards as a tagged PDF."""

from dataclasses import asdict
from pathlib import Path

from django.utils.translation import get_language

from portal.typesetting import pdf as typeset
from sharing.cards import Card
from sharing.qr import svg

TEMPLATE = Path(__file__).parent / "typst" / "cards.typ"


def pdf(title: str, cards: list[tuple[Card, str]], words: dict[str, str]) -> tuple[bytes, str]:
    """The document and a mark of its content. `cards` come with their full addresses, `words` are the fixed texts."""
    content = {
        "title": title,
        "lang": get_language() or "ru",
        "words": words,
        "cards": [{**asdict(card), "url": url, "qr": svg(url).decode()} for card, url in cards],
    }
    return typeset(TEMPLATE, content)
