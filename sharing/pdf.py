"""Cards as a tagged PDF, typeset by Typst inside the process: no browser, no system package, no network."""

import hashlib
import json
from dataclasses import asdict
from functools import cache as once
from pathlib import Path

import typst
from django.core.cache import cache
from django.utils.translation import get_language

from sharing.cards import Card
from sharing.qr import svg

FOLDER = Path(__file__).parent / "typst"
TEMPLATE = FOLDER / "cards.typ"
ACCESSIBLE = ["ua-1"]
KEPT_SECONDS = 3600


@once
def fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[str(FOLDER / "fonts")])


def pdf(title: str, cards: list[tuple[Card, str]], words: dict[str, str]) -> tuple[bytes, str]:
    """The document and a mark of its content. `cards` come with their full addresses, `words` are the fixed texts."""
    data = json.dumps(
        {
            "title": title,
            "lang": get_language() or "ru",
            "words": words,
            "cards": [{**asdict(card), "url": url, "qr": svg(url).decode()} for card, url in cards],
        },
        ensure_ascii=False,
        sort_keys=True,
        default=str,
    )
    mark = hashlib.sha256(data.encode() + TEMPLATE.read_bytes()).hexdigest()[:32]
    return cache.get_or_set(f"sharing.pdf.{mark}", lambda: typeset(data), KEPT_SECONDS), mark


def typeset(data: str) -> bytes:
    """Data reach the template as values, so nothing in them is read as its language.

    A letter that no font has makes an accessible document impossible; such a one is better than none.
    """
    try:
        return compiled(data, ACCESSIBLE)
    except typst.TypstError:
        return compiled(data, [])


def compiled(data: str, standards: list[str]) -> bytes:
    return typst.compile(
        str(TEMPLATE),
        root=str(FOLDER),
        font_paths=fonts(),
        format="pdf",
        sys_inputs={"data": data},
        pdf_standards=standards,
        timestamp=0,
    )
