"""The editors' guide: the Markdown files of `docs/`, as pages of the back office. Nothing of them is kept in memory."""

import re
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from markdown_it import MarkdownIt
from markdown_it.token import Token

FOLDER = settings.BASE_DIR / "docs"
PICTURES = FOLDER / "pictures"
FIRST = "editors"
TITLE = re.compile(r"^# +(.+?) *$", re.MULTILINE)
TO_CHAPTER = re.compile(r"^([a-z0-9-]+)\.md(#.*)?$")
TO_PICTURE = re.compile(r"^pictures/([a-z0-9-]+)\.png$")
# No HTML of its own: what a file says is text.
MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


@dataclass(frozen=True)
class Heading:
    anchor: str
    text: str


@dataclass(frozen=True)
class Chapter:
    """One file of the guide."""

    slug: str
    source: str

    @property
    def title(self) -> str:
        found = TITLE.search(self.source)
        return found[1] if found else self.slug

    @property
    def url(self) -> str:
        return reverse("manual_chapter", args=[self.slug])

    def rendered(self) -> tuple[str, list[Heading]]:
        """Its HTML without the title, and its sections."""
        tokens = MARKDOWN.parse(TITLE.sub("", self.source, count=1))
        headings = list(anchored(tokens))
        for token in tokens:
            for inline in token.children or ():
                lead(inline)
        return MARKDOWN.renderer.render(tokens, MARKDOWN.options, {}), headings


def anchored(tokens: list[Token]):
    """Give each section an address of its own; tables get a frame to scroll in."""
    number = 0
    for place, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag == "h2":
            number += 1
            token.attrSet("id", f"part-{number}")
            yield Heading(f"part-{number}", plain(tokens[place + 1]))


def plain(inline: Token) -> str:
    return "".join(each.content for each in inline.children or () if each.type in ("text", "code_inline"))


def lead(token: Token) -> None:
    """Links between files lead to chapters, pictures come from the back office."""
    if token.type == "link_open" and (found := TO_CHAPTER.match(token.attrGet("href") or "")):
        token.attrSet("href", reverse("manual_chapter", args=[found[1]]) + (found[2] or ""))
    if token.type == "image" and (found := TO_PICTURE.match(token.attrGet("src") or "")):
        token.attrSet("src", reverse("manual_picture", args=[found[1]]))
        token.attrSet("loading", "lazy")


def chapter(slug: str) -> Chapter | None:
    path = FOLDER / f"{slug}.md"
    return Chapter(slug, path.read_text()) if path.is_file() else None


def chapters() -> list[Chapter]:
    """The first one, then those that it names in its order, then the rest."""
    first = chapter(FIRST)
    named = re.findall(r"\]\(([a-z0-9-]+)\.md", first.source) if first else []
    rest = sorted(path.stem for path in FOLDER.glob("*.md"))
    return [found for slug in dict.fromkeys([FIRST, *named, *rest]) if (found := chapter(slug))]


def picture(name: str) -> Path | None:
    path = PICTURES / f"{name}.png"
    return path if path.is_file() else None
