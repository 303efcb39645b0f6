"""The headings of a page: its table of contents, and the anchors by which others link to its parts."""

from typing import NamedTuple

from wagtail.blocks import StreamValue

from portal.editing import transliterated

# A page with fewer parts is read through sooner than its contents.
WORTH_LISTING = 3
LONGEST_ANCHOR = 60


class Heading(NamedTuple):
    text: str
    level: int
    block: str = ""


def headings_of(stream: StreamValue) -> list[Heading]:
    """Every heading of the stream, in order: of heading blocks, and of those blocks that have a title."""
    found = []
    for child in stream:
        value = child.value
        if child.block_type == "heading":
            found.append(Heading(value["text"], int(value["level"][1]), child.id))
        elif hasattr(value, "get") and child.block_type not in ("callout", "video") and value.get("title"):
            found.append(Heading(value["title"], 2, child.id))
    return found


# What the frame of every page calls its own parts.
TAKEN = {"main", "site-search", "menu-search"}


class Anchors:
    """Names for the parts of a page. The same words give the same name wherever they stand; namesakes get a number."""

    def __init__(self):
        self.taken = set(TAKEN)

    def name(self, text: str) -> str:
        stem = transliterated(text)[:LONGEST_ANCHOR].strip("-") or "part"
        name, number = stem, 1
        while name in self.taken:
            number += 1
            name = f"{stem}-{number}"
        self.taken.add(name)
        return name


class Contents:
    """What a page lists of itself: `anchors` by block or by the text of the page's own headings, `lines` to link to."""

    def __init__(self, headings: list[Heading]):
        anchors = Anchors()
        named = [(heading, anchors.name(heading.text)) for heading in headings]
        self.anchors = {heading.block or heading.text: name for heading, name in named}
        top = [(heading.text, name) for heading, name in named if heading.level == 2]
        self.lines = top if len(top) >= WORTH_LISTING else []
