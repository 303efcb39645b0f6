"""Plain texts and tables of text."""

from collections.abc import Iterator


def lines(content: bytes) -> Iterator[str]:
    """In UTF-8; old ones in Windows-1251."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1251", errors="replace")
    yield from text.splitlines()
