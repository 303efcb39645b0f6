"""What a visitor asks: words, sections, facets, page and order, read from an address and nothing trusted."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Self
from urllib.parse import quote_plus, urlencode

from django.http import QueryDict
from wagtail.models import Site

from portal import sites
from search import language
from search.calendars import When
from search.models import SearchTerm, Section

Group = SearchTerm.Group
BY_NAME = "name"
PER_PAGE = 20
# Beyond it no page exists; a number any larger would not fit PostgreSQL's OFFSET.
LAST_PAGE = 1_000_000
MOST_VALUES = 50
LONGEST_VALUE = 80
RADII = (5, 10, 25, 50)
# All links of a page say the same words.
quoted = lru_cache(maxsize=1_000)(quote_plus)


def page_number(text: str | None) -> int:
    """A page that exists or may: 1 for anything that is not a number."""
    if not text or not text.isascii() or not text.isdigit():
        return 1
    return min(max(int(text[:9]), 1), LAST_PAGE)


def cleaned(values: list[str]) -> tuple[str, ...]:
    """The values of a repeated key, each once; what is empty or too long to be one is left out or cut."""
    kept = (value.replace("\0", "")[:LONGEST_VALUE] for value in values[:MOST_VALUES])
    return tuple(dict.fromkeys(value for value in kept if value))


@dataclass(frozen=True)
class Question:
    """Words, and what the answer is narrowed to: several values of a group mean any of them, several groups all.

    `near` is a point or the name of a settlement, `radius` its kilometres; `when` says when it must be open.
    `is_exact`: no word is to be corrected. `counts_facets` and `counts_sections` say what is to be counted beside the
    total; `site` is where it was asked, which may show a territory only.
    """

    words: str = ""
    sections: tuple[str, ...] = ()
    selected: Mapping[Group, tuple[str, ...]] = field(default_factory=dict)
    page: int = 1
    per_page: int = PER_PAGE
    order: str = ""
    near: str = ""
    radius: int | None = None
    when: tuple[str, ...] = ()
    is_exact: bool = False
    sections_are_fixed: bool = False
    counts_facets: bool = True
    counts_sections: bool = False
    site: Site | None = field(default_factory=sites.current, compare=False)

    @classmethod
    def of(cls, query: QueryDict, sections: tuple[str, ...] | None = None) -> Self:
        """Read an address; `sections` fixes them, otherwise `type` names them, and an unknown type is ignored."""
        chosen = tuple(value for value in cleaned(query.getlist("type")) if value in Section.values)
        groups = {group: cleaned(query.getlist(group)) for group in Group}
        return cls(
            words=language.bounded(query.get("q", "").replace("\0", "\N{REPLACEMENT CHARACTER}").strip()),
            sections=chosen if sections is None else sections,
            sections_are_fixed=sections is not None,
            selected={group: values for group, values in groups.items() if values},
            page=page_number(query.get("page")),
            is_exact=query.get("exact") == "1",
            order=BY_NAME if query.get("order") == BY_NAME else "",
            near=" ".join(query.get("near", "").replace("\0", " ").split())[:LONGEST_VALUE],
            radius=next((km for km in RADII if query.get("radius") == str(km)), None),
            when=tuple(value for value in cleaned(query.getlist("when")) if value in When.values),
        )

    def without(self, group: Group, value: str | None = None) -> Self:
        """The same question without a group, or without one of its values."""
        left = tuple(each for each in self.selected[group] if value is not None and each != value)
        selected = {each: values for each, values in self.selected.items() if each != group}
        return replace(self, selected={**selected, group: left} if left else selected, page=1)

    def anytime(self, value: str) -> Self:
        """Without one of its hours."""
        return replace(self, when=tuple(each for each in self.when if each != value), page=1)

    def near_to(self, near: str) -> Self:
        return replace(self, near=near, radius=self.radius if near else None, page=1)

    def within(self, radius: int | None) -> Self:
        return replace(self, radius=radius, page=1)

    def respelt(self, words: str) -> Self:
        """The same question in other words."""
        return replace(self, words=words, page=1)

    def only(self, group: Group, value: str, words: str) -> Self:
        """Narrowed to a value that the words had named, which need not name it any more."""
        return replace(self, selected={**self.selected, group: (value,)}, words=words, page=1)

    def taken_exactly(self) -> Self:
        return replace(self, is_exact=True, page=1)

    def taken_freely(self) -> Self:
        return replace(self, is_exact=False, page=1)

    def pages(self, total: int) -> int:
        return max(1, -(-total // self.per_page))

    def bounded(self, total: int) -> Self:
        """A page beyond the last is the last."""
        last = self.pages(total)
        return replace(self, page=last) if self.page > last else self

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.per_page

    @property
    def reach(self) -> int:
        """How many results there are to the end of the page."""
        return self.offset + self.per_page

    @property
    def address(self) -> str:
        """The question as the end of an address, without the page."""
        return self.address_with()

    def address_with(self, *, sections: tuple[str, ...] | None = None, order: str | None = None) -> str:
        """The same in other sections or in another order: for links, of which a page has a dozen."""
        sections, order = self.sections if sections is None else sections, self.order if order is None else order
        pairs = [("q", self.words)] if self.words else []
        pairs += [("type", section) for section in sections if not self.sections_are_fixed]
        pairs += [(str(group), value) for group, values in self.selected.items() for value in values]
        pairs += [("near", self.near)] if self.near else []
        pairs += [("radius", str(self.radius))] if self.near and self.radius else []
        pairs += [("when", value) for value in self.when]
        pairs += [("order", order)] if order else []
        pairs += [("exact", "1")] if self.is_exact else []
        return urlencode(pairs, quote_via=quoted)
