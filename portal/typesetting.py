"""Documents as tagged PDF, typeset by Typst inside the process: no browser, no system package, no network."""

import hashlib
import json
from functools import cache as once
from pathlib import Path

import typst
from django.core.cache import cache

FONTS = Path(__file__).parent / "typst" / "fonts"
ACCESSIBLE = ["ua-1"]
KEPT_SECONDS = 3600


@once
def fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])


def pdf(template: Path, content: dict) -> tuple[bytes, str]:
    """The document and a mark of its content; the same content is typeset once an hour at most."""
    data = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
    mark = hashlib.sha256(data.encode() + template.read_bytes()).hexdigest()[:32]
    return cache.get_or_set(f"typeset.{mark}", lambda: typeset(template, data), KEPT_SECONDS), mark


def typeset(template: Path, data: str) -> bytes:
    """Data reach the template as values, so nothing in them is read as its language.

    A letter that no font has makes an accessible document impossible; such a one is better than none.
    """
    try:
        return compiled(template, data, ACCESSIBLE)
    except typst.TypstError:
        return compiled(template, data, [])


def compiled(template: Path, data: str, standards: list[str]) -> bytes:
    return typst.compile(
        str(template),
        root=str(template.parent),
        font_paths=fonts(),
        format="pdf",
        sys_inputs={"data": data},
        pdf_standards=standards,
        timestamp=0,
    )
